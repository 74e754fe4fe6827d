"""The attribute study: do verdicts repeat, and are they what a person says?

After AIAG, Measurement Systems Analysis, 4th edition (2010), chapter III section C, with conditions
in the place of appraisers. *Unsure* is neither pass nor fail:

- where verdicts are compared with each other, it is an answer of its own;
- compared with a label it is never right, so it lowers the agreement and the first kappa; the
  kappa of decided images leaves it out and says how many there were;
- it is neither a miss nor a false alarm, because a person looks at the part: its rates stand
  beside those.

Images of one part are alike. The intervals of rates over images, as AIAG counts them, are therefore
too narrow; those over parts are not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.core import agreement
from inspector.core.calibrate import Verdict
from inspector.core.comparison import Share
from inspector.core.study_image import MeasuredImage

_SAID = {"good": "pass", "bad": "fail"}

Groups = Mapping[str, Sequence[MeasuredImage]]


@dataclass(frozen=True, slots=True)
class LabelStudy:
    """Verdicts against what a person says; only labelled images count. Kappas may be NaN.

    right: images with the right verdict. effective: parts of which every image has it (AIAG:
        effectiveness).
    kappa: Cohen's, unsure counts as disagreement. decided_kappa: without the unsure images.
    misses: bad images that pass (escapes); false_alarms: good images that fail (overkill).
    missed_parts, alarmed_parts: parts to which that happens at least once.
    unsure_good, unsure_bad: images that go to a person.
    """

    right: Share
    effective: Share
    kappa: float
    decided_kappa: float
    misses: Share
    false_alarms: Share
    missed_parts: Share
    alarmed_parts: Share
    unsure_good: Share
    unsure_bad: Share

    def to_json(self) -> dict[str, Any]:
        """Every share with its rate and 95 % interval, and AIAG's words."""
        return {
            "right": share_json(self.right),
            "effectiveness": share_json(self.effective)
            | {"word": rate_word(self.effective, agreement.EFFECTIVENESS)},
            "kappa": kappa_json(self.kappa),
            "kappa_of_decided": kappa_json(self.decided_kappa),
            "misses": share_json(self.misses)
            | {"word": rate_word(self.misses, agreement.MISS_RATE)},
            "false_alarms": share_json(self.false_alarms)
            | {"word": rate_word(self.false_alarms, agreement.FALSE_ALARM_RATE)},
            "missed_parts": share_json(self.missed_parts),
            "alarmed_parts": share_json(self.alarmed_parts),
            "unsure_good": share_json(self.unsure_good),
            "unsure_bad": share_json(self.unsure_bad),
        }


@dataclass(frozen=True, slots=True)
class AttributeStudy:
    """Whether verdicts agree. Kappas may be NaN.

    within: per condition, the parts that always get one verdict there, of those repeated there.
    everywhere: parts that always get one verdict, of those with more than one image.
    repeats_kappa: Fleiss', between the images of a part under one condition.
    conditions_kappa: Cohen's between two conditions, Fleiss' between more; the first image of a
        part under one is paired with its first under the other, and so on. None with one.
    labels: None where nobody has said what any part is.
    """

    within: Mapping[str, Share]
    everywhere: Share
    repeats_kappa: float
    conditions_kappa: float | None
    labels: LabelStudy | None

    def to_json(self) -> dict[str, Any]:
        between = self.conditions_kappa
        return {
            "same_within_condition": {
                name: share_json(share) for name, share in self.within.items()
            },
            "same_everywhere": share_json(self.everywhere),
            "kappa_between_repeats": kappa_json(self.repeats_kappa),
            "kappa_between_conditions": None
            if between is None
            else kappa_json(between) | {"method": "cohen" if len(self.within) == 2 else "fleiss"},
            "against_labels": None if self.labels is None else self.labels.to_json(),
        }


def attribute_study(images: Sequence[MeasuredImage]) -> AttributeStudy:
    """Count how verdicts agree. Every image has a verdict."""
    parts = grouped(images, lambda each: each.part)
    conditions = grouped(images, lambda each: each.condition)
    labelled = [each for each in images if each.label != "unset"]
    return AttributeStudy(
        within={
            name: _same(grouped(some, lambda each: each.part).values())
            for name, some in conditions.items()
        },
        everywhere=_same(parts.values()),
        repeats_kappa=agreement.fleiss_kappa(
            [_verdicts(cell) for part in parts.values() for cell in _cells(part).values()]
        ),
        conditions_kappa=_between(parts.values(), list(conditions)),
        labels=_label_study(labelled) if labelled else None,
    )


def grouped(
    images: Iterable[MeasuredImage], key: Callable[[MeasuredImage], str]
) -> dict[str, list[MeasuredImage]]:
    """The images by what a key says of them, in the order of first appearance."""
    found: dict[str, list[MeasuredImage]] = {}
    for each in images:
        found.setdefault(key(each), []).append(each)
    return found


def share_json(share: Share) -> dict[str, Any]:
    """How many of how many, their rate in 0..1 (None of nothing), and its 95 % interval."""
    low, high = share.interval
    return {
        "count": share.count,
        "total": share.total,
        "rate": rate(share),
        "interval": [low, high],
    }


def rate(share: Share) -> float | None:
    """In 0..1; None of nothing."""
    return share.count / share.total if share.total else None


def rate_word(share: Share, bounds: tuple[float, float]) -> str:
    """AIAG's word for a share; empty of nothing."""
    found = rate(share)
    return "" if found is None else agreement.rate_word(found, bounds)


def kappa_json(kappa: float) -> dict[str, Any]:
    """A kappa, None where it is not defined, and its word."""
    value = None if math.isnan(kappa) else kappa
    return {"value": value, "word": agreement.kappa_word(kappa)}


def _same(parts: Iterable[Sequence[MeasuredImage]]) -> Share:
    repeated = [part for part in parts if len(part) > 1]
    return Share(sum(len(set(_verdicts(part))) == 1 for part in repeated), len(repeated))


def _between(parts: Iterable[Sequence[MeasuredImage]], names: Sequence[str]) -> float | None:
    """Kappa between conditions; None where there is one."""
    if len(names) < 2:
        return None
    rows: list[list[Verdict | None]] = []
    for part in parts:
        cells = _cells(part)
        columns = [_verdicts(cells.get(name, ())) for name in names]
        for place in range(max(map(len, columns))):
            rows.append([each[place] for each in columns if place < len(each)])
    if len(names) > 2:
        return agreement.fleiss_kappa(rows)
    pairs = [row for row in rows if len(row) == 2]
    return agreement.cohen_kappa([first for first, _ in pairs], [second for _, second in pairs])


def _label_study(images: Sequence[MeasuredImage]) -> LabelStudy:
    parts = list(grouped(images, lambda each: each.part).values())
    good = [each for each in images if each.label == "good"]
    bad = [each for each in images if each.label == "bad"]
    decided = [each for each in images if each.verdict != "unsure"]
    return LabelStudy(
        right=Share(sum(each.is_right for each in images), len(images)),
        effective=Share(sum(all(each.is_right for each in part) for part in parts), len(parts)),
        kappa=_label_kappa(images),
        decided_kappa=_label_kappa(decided),
        misses=_share(bad, "pass"),
        false_alarms=_share(good, "fail"),
        missed_parts=_parts_share(bad, "pass"),
        alarmed_parts=_parts_share(good, "fail"),
        unsure_good=_share(good, "unsure"),
        unsure_bad=_share(bad, "unsure"),
    )


def _label_kappa(images: Sequence[MeasuredImage]) -> float:
    return agreement.cohen_kappa([_SAID[each.label] for each in images], _verdicts(images))


def _share(images: Sequence[MeasuredImage], verdict: Verdict) -> Share:
    return Share(sum(each.verdict == verdict for each in images), len(images))


def _parts_share(images: Sequence[MeasuredImage], verdict: Verdict) -> Share:
    parts = grouped(images, lambda each: each.part).values()
    return Share(sum(any(e.verdict == verdict for e in part) for part in parts), len(parts))


def _cells(part: Iterable[MeasuredImage]) -> dict[str, list[MeasuredImage]]:
    return grouped(part, lambda each: each.condition)


def _verdicts(images: Iterable[MeasuredImage]) -> list[Verdict | None]:
    return [each.verdict for each in images]
