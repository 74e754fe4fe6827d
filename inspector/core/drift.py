"""Whether the parts of late still score like the good parts of the calibration.

Four signs are looked for in a window of the last scores, each against the calibration's good
scores: scores rise, fall, lie above every good score more often than they should, or spread less.
A fifth, that every score is exactly the same, cannot come about by chance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core import policy
from inspector.core.calibrate import Calibration
from inspector.core.errors import OptionError

Kind = Literal["rise", "fall", "above", "narrow", "frozen"]

HORIZON: Final = 2000
"""The number of parts over which the rate of false warnings is kept."""
STEP: Final = 10
"""Parts between two looks."""
FEWEST_GOOD: Final = 8
"""Below so many good scores even parts that all lie outside them may be chance."""
CALM: Final = 0.01
"""A warning ends with the first look at which no sign is rarer than this."""

_SIGNS: Final = 4  # those that chance can bring about
_SIGMA_OF_MAD: Final = 1.4826  # median absolute deviation -> sigma of a normal distribution
_SENTENCES: Final[Mapping[Kind, str]] = {
    "rise": "Scores have risen: the middle one of the last {parts} parts is {now:.4g}, that of the "
    "good parts of the calibration {then:.4g}. Look at lamp, lens, camera and material.",
    "fall": "Scores have fallen: the middle one of the last {parts} parts is {now:.4g}, that of "
    "the good parts of the calibration {then:.4g}. Defects may score lower, too: look at lamp, "
    "lens and focus.",
    "above": "{above} of the last {parts} parts score above every good part of the calibration; "
    "about {usual:.0f} would be usual. Look at the parts, then at lamp, lens, camera and material.",
    "narrow": "The scores of the last {parts} parts differ less from each other than those of the "
    "good parts of the calibration. Does the camera see every part?",
    "frozen": "The last {parts} parts have exactly the same score. Does the camera deliver new "
    "images?",
}


@dataclass(frozen=True, slots=True)
class DriftOptions:
    """How drift is looked for.

    window: number of the last parts that are compared, 20 to 1000.
    minimum: parts before anything is said, 10 to window.
    alpha: chance of a false warning in HORIZON parts without drift, 0 to 1.
    defects: share of the parts that may be defective without a warning, 0 to 0.5.

    Raises:
        OptionError: a value cannot be.
    """

    window: int = 50
    minimum: int = 20
    alpha: float = 0.01
    defects: float = 0.05

    def __post_init__(self) -> None:
        if not (20 <= self.window <= 1000 and 10 <= self.minimum <= self.window):
            raise OptionError(
                f"A window of drift has 20 to 1000 parts, and something is said after 10 parts or "
                f"more and no later than the window is full, not {self.window} and {self.minimum}."
            )
        policy.check_between(self.alpha, 0, 1, "A rate of false warnings")
        if not 0 <= self.defects <= 0.5:
            raise OptionError(f"The share of defects is 0 to 0.5, not {self.defects}.")


@dataclass(frozen=True, slots=True)
class Drift:
    """A warning.

    kind: the rarest of the signs. sentence: what is seen and what to look at, for people.
    strength: how far the middle score has moved, in robust sigmas of the good scores (median
        absolute deviation); None where those do not differ.
    p_value: how rare such a window or a stranger one is without drift; 0 for frozen.
    since: the part with which this warning began. parts: how many were compared.
    """

    kind: Kind
    sentence: str
    strength: float | None
    p_value: float
    since: str
    parts: int

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Drift:
        """The warning whose `to_json` this is.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        if data["kind"] not in _SENTENCES:
            raise ValueError(f"the kind {data['kind']!r} is unknown")
        strength = data["strength"]
        return Drift(
            data["kind"],
            str(data["sentence"]),
            None if strength is None else float(strength),
            float(data["p_value"]),
            str(data["since"]),
            int(data["parts"]),
        )


@dataclass(frozen=True, slots=True)
class Watch:
    """The last scores and what they say; `after` gives the watch with one part more.

    good: the good scores of the calibration, sorted. scores: the last ones, oldest first.
    seen: number of parts so far. drift: the warning as of the last look.
    """

    good: tuple[float, ...]
    options: DriftOptions = field(default_factory=DriftOptions)
    scores: tuple[float, ...] = ()
    seen: int = 0
    drift: Drift | None = None

    def after(self, score: float, part: str) -> Watch:
        """The watch after one more part; a score that is not finite is passed over.

        part: what the person calls it, such as its file.
        """
        if not math.isfinite(score):
            return self
        scores = (*self.scores, float(score))[-self.options.window :]
        seen = self.seen + 1
        drift = self.drift
        if seen % STEP == 0 and len(scores) >= self.options.minimum:
            drift = self._look(scores, part)
        return replace(self, scores=scores, seen=seen, drift=drift)

    def resumed(self, scores: Sequence[float], seen: int, drift: Drift | None) -> Watch:
        """The watch that goes on from scores that were kept.

        Raises:
            ValueError: they cannot have been kept by a watch.
        """
        if not all(map(math.isfinite, scores)) or seen < len(scores):
            raise ValueError(f"{len(scores)} scores of {seen} parts")
        return replace(self, scores=tuple(scores)[-self.options.window :], seen=seen, drift=drift)

    def _look(self, scores: Sequence[float], part: str) -> Drift | None:
        found = signs(self.good, scores, self.options.defects)
        kind = min(found, key=found.__getitem__)
        limit = CALM if self.drift else self.options.alpha * STEP / HORIZON / _SIGNS
        if found[kind] > limit:
            return None
        since = self.drift.since if self.drift else part
        return _drift(kind, found[kind], since, self.good, scores, self.options.defects)


def reason_against(calibration: Calibration | None) -> str:
    """Why drift cannot be told with a calibration; empty where it can."""
    if calibration is None:
        return "Drift cannot be told: the detector is not calibrated."
    if not calibration.independent:
        return (
            "Drift cannot be told: the good scores of the calibration are of copies of one part. "
            "Calibrate with images of other good parts."
        )
    if len(calibration.good) < FEWEST_GOOD:
        return (
            f"Drift cannot be told: the calibration has {len(calibration.good)} good scores, and "
            f"it takes {FEWEST_GOOD}. Calibrate with more good images."
        )
    return ""


def signs(good: Sequence[float], scores: Sequence[float], defects: float) -> dict[Kind, float]:
    """How rare each sign is among windows without drift: p-values, 0 to 1.

    good: (n,) of the calibration. scores: (m,) of the window. defects: share of the parts that may
    be defective, and then score above all good ones.

    Source: Mann and Whitney 1947 and Ansari and Bradley 1960 in their normal approximations, whose
    tails lie above the exact ones where a warning is near; ties make them larger still.
    """
    reference, window = np.sort(np.asarray(good, float)), np.asarray(scores, float)
    if reference[0] < reference[-1] and (window == window[0]).all():
        return {"frozen": 0.0}
    return {
        "rise": _rise(reference, window, defects),
        "fall": _rise(-reference[::-1], -window, 0.0),  # defects only make it rarer
        "above": _above(reference, window, defects),
        "narrow": _narrow(reference, window),
    }


def _rise(good: NDArray[np.float64], scores: NDArray[np.float64], defects: float) -> float:
    """Of pairs of a good score and one of the window, how many the window wins: too many?

    A share d of defects that win each pair lifts the mean n m / 2 by its d-th part, and their
    number varies with m d (1 - d).
    """
    from scipy.special import ndtr

    n, m = len(good), len(scores)
    lower = np.searchsorted(good, scores, side="left").sum()
    not_higher = np.searchsorted(good, scores, side="right").sum()
    wins = (lower + not_higher) / 2
    mean = n * m * (1 + defects) / 2
    variance = n * m * (n + m + 1) / 12 + m * defects * (1 - defects) * n**2 / 4
    return float(ndtr(-(wins - mean - 0.5) / math.sqrt(variance)))


def _above(good: NDArray[np.float64], scores: NDArray[np.float64], defects: float) -> float:
    """How rare it is that as many scores lie above the largest of n good ones; exact.

    Among good parts alone, all orders of n + m scores being equally likely, the k largest are all
    of the m with chance m! (m+n-k)! / ((m-k)! (m+n)!). Summed over the number of defects.
    """
    from scipy.special import gammaln, xlog1py, xlogy

    n, m, above = len(good), len(scores), int((scores > good[-1]).sum())
    bad = np.arange(m + 1)
    rest = m - bad
    choices = gammaln(m + 1) - gammaln(bad + 1) - gammaln(rest + 1)
    chance = np.exp(choices + xlogy(bad, defects) + xlog1py(rest, -defects))
    k = np.clip(above - bad, 0, rest)
    tail = gammaln(rest + 1) - gammaln(rest - k + 1)
    tail += gammaln(rest + n - k + 1) - gammaln(rest + n + 1)
    return float(min(1.0, (chance * np.exp(tail)).sum()))


def _narrow(good: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """How rare it is that the window lies as near the middle of all scores together."""
    from scipy.special import ndtr

    n, m = len(good), len(scores)
    total = n + m
    everything = np.sort(np.concatenate([good, scores]))
    ranks = np.arange(1, total + 1)
    sums = np.concatenate([[0], np.cumsum(np.minimum(ranks, total + 1 - ranks))])
    first = np.searchsorted(everything, scores, side="left")
    last = np.searchsorted(everything, scores, side="right")
    centred = ((sums[last] - sums[first]) / (last - first)).sum()  # equal scores share theirs
    if total % 2:
        mean = m * (total + 1) ** 2 / (4 * total)
        variance = m * n * (total + 1) * (3 + total**2) / (48 * total**2)
    else:
        mean = m * (total + 2) / 4
        variance = m * n * (total + 2) * (total - 2) / (48 * (total - 1))
    return float(ndtr(-(centred - mean - 0.5) / math.sqrt(variance)))


def _drift(
    kind: Kind,
    p_value: float,
    since: str,
    good: Sequence[float],
    scores: Sequence[float],
    defects: float,
) -> Drift:
    then, now = float(np.median(good)), float(np.median(scores))
    spread = _SIGMA_OF_MAD * float(np.median(np.abs(np.asarray(good) - then)))
    sentence = _SENTENCES[kind].format(
        parts=len(scores),
        now=now,
        then=then,
        above=sum(score > max(good) for score in scores),
        usual=len(scores) * (defects + (1 - defects) / (len(good) + 1)),
    )
    strength = (now - then) / spread if spread > 0 else None
    return Drift(kind, sentence, strength, p_value, since, len(scores))
