"""How a limit follows from the scores of good and bad images, and what it can promise."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass
from typing import ClassVar, Protocol

import numpy as np

from inspector.core import policy
from inspector.core.errors import OptionError
from inspector.core.metrics import clopper_pearson
from inspector.core.option import option

CONFIDENCE = 0.95


class Rule(Protocol):
    """A way to choose a limit; what scores above it (not at it) stands out.

    from_good_alone: the limit follows from good scores alone, so that the same rule can be used on
        other numbers of the same images, such as the peaks of their heatmaps.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]
    from_good_alone: ClassVar[bool]

    @property
    def text(self) -> str: ...

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        """The limit from finite scores of good and of bad images.

        Raises:
            OptionError: the rule needs images of a kind that is missing.
        """
        ...

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        """What the limit from these scores promises, and what it cannot."""
        ...


@dataclass(frozen=True)
class LargestGood(policy.Policy):
    """The largest score of all good images.

    Source: order statistics (METHODS 5.3): a further image exceeds the largest of n exchangeable
    ones with probability 1/(n+1).
    """

    name: ClassVar[str] = "largest-good"
    label: ClassVar[str] = "Largest good score"
    help: ClassVar[str] = "Nothing that was called good is stopped."
    from_good_alone: ClassVar[bool] = True

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        _need(good, self, "good")
        return float(max(good))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return promise(len(good))


@dataclass(frozen=True)
class Conformal(policy.Policy):
    """The limit that a wanted share of good parts exceeds at most, on average.

    Source: split conformal prediction (METHODS 5.3): the score of rank ceil((n+1)(1-rate)) among n.
    Below a rate of 1/(n+1) there is no such rank: then it is the largest good score, and the note
    says that the wanted rate is not promised.
    """

    name: ClassVar[str] = "conformal"
    label: ClassVar[str] = "Wanted false-alarm rate"
    help: ClassVar[str] = "On average no more than this share of good parts lies above the limit."
    from_good_alone: ClassVar[bool] = True

    rate: float = option(
        0.05, "False-alarm rate", "Share of good parts above the limit.", low=0.0001, high=0.5
    )

    def __post_init__(self) -> None:
        policy.check_between(self.rate, 0, 1, "A false-alarm rate")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        _need(good, self, "good")
        rank = min(conformal_rank(len(good), self.rate), len(good))
        return float(np.sort(good)[rank - 1])

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return promise(len(good), self.rate)


@dataclass(frozen=True)
class BestF1(policy.Policy):
    """Where F1 on the known images is largest, halfway between the neighbouring scores.

    A limit at a score would turn with the smallest change of it. Of equal F1 the lowest limit is
    taken, which lets the fewest defects escape.
    """

    name: ClassVar[str] = "best-f1"
    label: ClassVar[str] = "Best F1"
    help: ClassVar[str] = "Tells the known good and bad images apart best."
    from_good_alone: ClassVar[bool] = False

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        _need(good, self, "good")
        _need(bad, self, "bad")
        values = np.unique(np.concatenate([good, bad]))
        caught = len(bad) - np.searchsorted(np.sort(bad), values)
        alarms = len(good) - np.searchsorted(np.sort(good), values)
        best = int(np.argmax(2 * caught / (caught + alarms + len(bad))))
        if best == 0:
            return float(np.nextafter(values[0], -np.inf))
        return _halfway(float(values[best - 1]), float(values[best]))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        limit = self.limit(good, bad)
        alarms = sum(score > limit for score in good)
        escapes = sum(score <= limit for score in bad)
        return (
            f"Chosen on these images, where {alarms} of {len(good)} good ones are stopped "
            f"({_interval(alarms, len(good))} of parts like them) and {escapes} of {len(bad)} bad "
            f"ones escape ({_interval(escapes, len(bad))}). Expect somewhat more on new parts."
        )


@dataclass(frozen=True)
class Manual(policy.Policy):
    """A limit that a person set. It stays where it is, whatever the scores are."""

    name: ClassVar[str] = "manual"
    label: ClassVar[str] = "Set by hand"
    help: ClassVar[str] = "The limit is this number."
    from_good_alone: ClassVar[bool] = False

    value: float = option(MISSING, "Limit", "The score above which an image stands out.")

    def __post_init__(self) -> None:
        policy.check_between(self.value, -math.inf, math.inf, "A limit")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        return self.value

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        stopped = sum(score > self.value for score in good)
        return f"Set by hand; {stopped} of {len(good)} good images lie above it."


RULES: Mapping[str, type[LargestGood] | type[Conformal] | type[BestF1] | type[Manual]] = {
    rule.name: rule for rule in (LargestGood, Conformal, BestF1, Manual)
}


def parse(text: str) -> Rule:
    """A rule from a flag: largest-good, conformal:0.05, best-f1 or manual:1.23.

    Raises:
        OptionError: nothing is called so, or its number is missing, too many or out of range.
    """
    return policy.parse(text, RULES, "rule")


def conformal_rank(n: int, rate: float) -> int:
    """Which of n sorted good scores is the limit for a rate; n + 1 when none of them can be."""
    # The tiny subtrahend keeps products such as 0.7 * 10 = 7.000000000000001 on their number.
    return max(1, math.ceil((n + 1) * (1 - rate) - 1e-9))


def smallest_rate(n: int) -> float:
    """The smallest false-alarm rate that n good images can promise on average: 1/(n+1)."""
    return 1 / (n + 1)


def bounded_rate(n: int, *, rank: int | None = None, confidence: float = CONFIDENCE) -> float:
    """The false-alarm rate that is not exceeded with a confidence, when the limit is the score of
    a rank (n, the largest, by default) of n good ones: 1 - (1-confidence)^(1/n) for the largest.

    Source: the share of good parts above the score of rank k is Beta(n-k+1, k) distributed.
    """
    from scipy.special import betaincinv

    if n == 0:
        return 1.0
    k = n if rank is None else rank
    return float(betaincinv(n - k + 1, k, confidence))


def images_needed(rate: float) -> int:
    """How many good images it takes to promise a false-alarm rate on average."""
    return math.ceil(1 / rate - 1 - 1e-9)


def promise(n: int, rate: float | None = None, confidence: float = CONFIDENCE) -> str:
    """What n independent good images can promise about false alarms, in words for people.

    rate: the wanted one; None for the largest good score as limit.
    """
    if n == 0:
        return "No good image was measured: nothing can be said about false alarms."
    wanted = smallest_rate(n) if rate is None else rate
    rank = conformal_rank(n, wanted)
    rank, kept = min(rank, n), rank <= n
    said = (
        f"on average at most {percent(1 - rank / (n + 1))} of good parts lie above it, and with "
        f"{percent(confidence)} confidence at most "
        f"{percent(bounded_rate(n, rank=rank, confidence=confidence))}"
    )
    images = "1 good image" if n == 1 else f"{n} good images"
    if kept:
        return f"From {images}: {said}."
    return (
        f"{percent(wanted)} false alarms cannot be promised from {images}: that takes "
        f"{images_needed(wanted)}. The limit is the largest good score instead: {said}."
    )


def percent(share: float) -> str:
    """A share in words, to three digits."""
    return f"{100 * share:.3g} %"


def _interval(k: int, n: int) -> str:
    low, high = clopper_pearson(k, n, confidence=CONFIDENCE)
    return f"{percent(low)} to {percent(high)}"


def _halfway(low: float, high: float) -> float:
    middle = low + (high - low) / 2
    return middle if middle < high else low  # neighbouring floats have nothing between them


def _need(scores: Sequence[float], rule: Rule, kind: str) -> None:
    if len(scores) == 0:
        raise OptionError(
            f"The rule {rule.text} needs at least one {kind} image with a score, and there is "
            f"none. Add a {kind} image, or set the limit by hand with manual:VALUE."
        )
