"""What a repeatability study cannot tell, and why, for people.

The sizes are AIAG's (Measurement Systems Analysis, 4th edition): 10 parts, 3 appraisers and 3
repeats for a gauge study, about 50 parts and 3 repeats for an attribute study, with 30 to 50 % of
the parts near the limit (METHODS 5.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from inspector.core.study_image import MeasuredImage

if TYPE_CHECKING:
    from inspector.core.study import Study

GAUGE_PARTS, GAUGE_REPEATS, GAUGE_CONDITIONS = 10, 3, 3
ATTRIBUTE_PARTS, ATTRIBUTE_REPEATS = 50, 3
NEAR_SIGMAS: Final = 3.0
"""A part nearer to a limit than this may get another verdict next time."""
_NEAR_SHARE = 0.3
_UNEQUAL = 0.01  # significance of the test for equal spreads
_FEWEST_FOR_SPREAD = 3


def of_files(hashes: Sequence[str], taught: Collection[str]) -> list[str]:
    """What the files themselves give away. hashes: of their contents; taught: of known images."""
    found = []
    copies = len(hashes) - len(set(hashes))
    if copies:
        found.append(
            f"{copies} images are exact copies of others: a copied file is no repeat, and the "
            "spread looks smaller than it is."
        )
    known = sum(each in taught for each in hashes)
    if known:
        found.append(
            f"{known} images were used to make this detector or its limits: their scores are lower "
            "than those of new images. Photograph the parts anew."
        )
    return found


def of_design(images: Sequence[MeasuredImage]) -> Iterator[str]:
    """What the choice of parts, conditions and repeats leaves open."""
    cells = Counter((each.part, each.condition) for each in images)
    parts, conditions = {part for part, _ in cells}, {name for _, name in cells}
    fewest = min(cells.values())
    if len(parts) < GAUGE_PARTS:
        yield (
            f"Only {len(parts)} parts: AIAG wants at least {GAUGE_PARTS} for a gauge study. The "
            "spread between parts is a rough guess."
        )
    if fewest < GAUGE_REPEATS:
        yield (
            f"Some parts have only {fewest} images per condition: AIAG wants {GAUGE_REPEATS} "
            "repeats."
        )
    if len(conditions) < 2:
        yield (
            "There is one condition: what another light, position or camera does to the score is "
            "not in these numbers."
        )
    elif len(conditions) < GAUGE_CONDITIONS:
        yield f"Only {len(conditions)} conditions: AIAG wants {GAUGE_CONDITIONS}."
    if len(conditions) > 1 and len(cells) < len(parts) * len(conditions):
        yield (
            "Not every part was photographed under every condition: differences between parts and "
            "between conditions are mixed up to some degree."
        )


def of_study(study: Study) -> Iterator[str]:
    """What the numbers themselves show."""
    if study.gauge is None:
        yield (
            "No part has two images under the same condition: repeatability cannot be told. "
            "Photograph every part several times."
        )
    elif study.gauge.repeatability == 0:
        yield (
            "All repeats have exactly the same scores: are the images copies of each other? No "
            "camera repeats itself that well."
        )
    if _has_unequal_spreads(study):
        yield (
            "Some parts spread much more than others: one sigma for all is too large for the calm "
            "ones and too small for the rest. Look at the spread of each part."
        )
    if study.limits is None:
        yield "The detector has no limits yet: there are scores, but no verdicts to compare."
    else:
        yield from _of_verdicts(study)


def _of_verdicts(study: Study) -> Iterator[str]:
    labels = Counter(part.label for part in study.parts)
    labelled = labels["good"] + labels["bad"]
    if not labelled:
        yield (
            "Nobody has said which parts are good or bad: the verdicts are compared only with each "
            "other."
        )
    elif not labels["good"] or not labels["bad"]:
        kind, other, lost = (
            ("good", "bad", "misses")
            if labels["good"]
            else (
                "bad",
                "good",
                "false alarms",
            )
        )
        yield (
            f"All labelled parts are {kind}: nothing is known about {lost}, and kappa against the "
            f"labels means nothing. Add {other} parts."
        )
    if labelled and labelled < ATTRIBUTE_PARTS:
        yield (
            f"Only {labelled} labelled parts: AIAG wants about {ATTRIBUTE_PARTS} for an attribute "
            "study. Look at the intervals."
        )
    yield from _of_distances(study)


def _of_distances(study: Study) -> Iterator[str]:
    known = [part.distance for part in study.parts if part.distance is not None]
    near = sum(distance <= NEAR_SIGMAS for distance in known)
    if known and near < _NEAR_SHARE * len(known):
        yield (
            f"{near} of {len(known)} parts lie within {NEAR_SIGMAS:.0f} sigmas of a limit; AIAG "
            "wants 30 to 50 %. With easy parts alone every inspection looks repeatable."
        )


def _has_unequal_spreads(study: Study) -> bool:
    """By the test of Brown and Forsythe (JASA 69, 1974, 364-367), around each part's median."""
    groups: dict[str, list[float]] = {}
    for each in study.images:
        groups.setdefault(each.part, []).append(each.score)
    repeated = [scores for scores in groups.values() if len(scores) >= _FEWEST_FOR_SPREAD]
    if len(repeated) < 2 or all(len(set(scores)) == 1 for scores in repeated):
        return False
    from scipy.stats import levene

    with np.errstate(all="ignore"):  # deviations that are all alike give NaN, which is not less
        return bool(levene(*repeated, center="median").pvalue < _UNEQUAL)
