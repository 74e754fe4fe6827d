"""How a limit follows from the scores of good and bad images, and what it can promise."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass
from typing import ClassVar, get_args

import numpy as np
from numpy.typing import NDArray

from inspector.core import policy
from inspector.core.metrics import clopper_pearson
from inspector.core.option import option
from inspector.core.promise import (
    CONFIDENCE,
    conformal_rank,
    percent,
    promise,
    smallest_supported,
    smallest_supported_of_both,
)
from inspector.core.promise import bounded_rate as bounded_rate
from inspector.core.promise import images_needed as images_needed
from inspector.core.promise import smallest_rate as smallest_rate
from inspector.core.rule import Rule as Rule
from inspector.core.rule import need
from inspector.core.rules_shaped import MeanSigma, MedianMad, Tail


@dataclass(frozen=True)
class LargestGood(policy.Policy):
    """The largest score of all good images.

    Source: order statistics (METHODS 5.3): a further image exceeds the largest of n exchangeable
    ones with probability 1/(n+1). Assumes that the images are independent and that the parts to
    come are like them; nothing is assumed about the distribution, and nothing said about escapes.
    """

    name: ClassVar[str] = "largest-good"
    label: ClassVar[str] = "Largest good score"
    help: ClassVar[str] = "Nothing that was called good is stopped."
    from_good_alone: ClassVar[bool] = True

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        return float(max(good))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return promise(len(good))

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return len(good) > 0


@dataclass(frozen=True)
class Conformal(policy.Policy):
    """The limit that a wanted share of good parts exceeds at most, on average.

    Source: split conformal prediction (METHODS 5.3): the score of rank ceil((n+1)(1-rate)) among n.
    Below a rate of 1/(n+1) there is no such rank: then it is the largest good score, and the note
    says that the wanted rate is not promised. Assumes what the largest good score assumes. The
    rate holds on average over draws of n images; for these n the note gives the bound that holds
    with confidence, which is larger.
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

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        rank = min(conformal_rank(len(good), self.rate), len(good))
        return float(np.sort(good)[rank - 1])

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return promise(len(good), self.rate)

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return conformal_rank(len(good), self.rate) <= len(good)


@dataclass(frozen=True)
class EscapeRate(policy.Policy):
    """The largest limit that a wanted share of bad parts stays below at most, on average.

    Source: split conformal prediction (METHODS 5.3) on the mirrored scores, for the escape rate of
    METHODS 5.4: a bad part scores below the one of rank floor((n+1) rate) among n with at most that
    chance, and the limit lies just below that score, so that its image is not passed. Below a rate
    of 1/(n+1) there is no such rank: then it is the smallest bad score, and the note says that the
    wanted rate is not promised. Assumes that the defects to come are like the known ones, which is
    more than to assume it of good parts; nothing is said about false alarms.
    """

    name: ClassVar[str] = "escape-rate"
    label: ClassVar[str] = "Wanted escape rate"
    help: ClassVar[str] = "On average no more than this share of bad parts stays below the limit."
    from_good_alone: ClassVar[bool] = False

    rate: float = option(
        0.05, "Escape rate", "Share of bad parts below the limit.", low=0.0001, high=0.5
    )

    def __post_init__(self) -> None:
        policy.check_between(self.rate, 0, 1, "An escape rate")

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(bad, self.text, "bad")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        rank = min(conformal_rank(len(bad), self.rate), len(bad))
        return _just_below(float(np.sort(bad)[-rank]))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return promise(len(bad), self.rate, kind="bad")

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return conformal_rank(len(bad), self.rate) <= len(bad)


@dataclass(frozen=True)
class BestF1(policy.Policy):
    """Where F1 on the known images is largest, halfway between the neighbouring scores.

    A limit at a score would turn with the smallest change of it. Of equal F1 the lowest limit is
    taken, which lets the fewest defects escape. The definition of F1 is van Rijsbergen's (1979).
    It promises no rate: it is chosen on the very images on which its errors are counted, with the
    share of bad images among them, which on a line is far smaller.
    """

    name: ClassVar[str] = "best-f1"
    label: ClassVar[str] = "Best F1"
    help: ClassVar[str] = "Tells the known good and bad images apart best."
    from_good_alone: ClassVar[bool] = False

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")
        need(bad, self.text, "bad")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        values, alarms, caught = _counts(good, bad)
        best = int(np.argmax(2 * caught / (caught + alarms + len(bad))))
        return _between(values, best)

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        found = f"Chosen on these images, where {_errors(self.limit(good, bad), good, bad)}"
        return f"{found} {smallest_supported_of_both(len(good), len(bad))}"

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return True


@dataclass(frozen=True)
class LowestCost(policy.Policy):
    """Where the errors on the known images cost least, halfway between the neighbouring scores.

    Only the ratio of the two costs matters. Of equal cost the lowest limit is taken, which lets the
    fewest defects escape. Source: Bayes' rule of decision with the images' own frequencies. Assumes
    that good and bad parts come in the share of the known images; it promises no rate, for it is
    chosen on the very images on which its errors are counted.
    """

    name: ClassVar[str] = "lowest-cost"
    label: ClassVar[str] = "Lowest cost"
    help: ClassVar[str] = "The errors on the known good and bad images cost least."
    from_good_alone: ClassVar[bool] = False

    false_alarm: float = option(
        1.0, "Cost of a false alarm", "What it costs to stop a good part.", low=0.01, high=1e6
    )
    escape: float = option(
        10.0, "Cost of an escape", "What it costs to let a bad part through.", low=0.01, high=1e6
    )

    def __post_init__(self) -> None:
        policy.check_between(self.false_alarm, 0, math.inf, "The cost of a false alarm")
        policy.check_between(self.escape, 0, math.inf, "The cost of an escape")

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")
        need(bad, self.text, "bad")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        values, alarms, caught = _counts(good, bad)
        cost = self.false_alarm * alarms + self.escape * (len(bad) - caught)
        return _between(values, int(np.argmin(cost)))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        limit = self.limit(good, bad)
        alarms, escapes = _stopped(good, limit), len(bad) - _stopped(bad, limit)
        cost = self.false_alarm * alarms + self.escape * escapes
        found = (
            f"{_errors(limit, good, bad)} The errors cost {cost:.6g} in all. With another share of "
            f"bad parts than {percent(len(bad) / (len(good) + len(bad)))} another limit is best."
        )
        return f"{found} {smallest_supported_of_both(len(good), len(bad))}"

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return True


@dataclass(frozen=True)
class Manual(policy.Policy):
    """A limit that a person set. It stays where it is, whatever the scores are.

    Nothing is assumed and no rate promised; the note counts what it does to the known images.
    """

    name: ClassVar[str] = "manual"
    label: ClassVar[str] = "Set by hand"
    help: ClassVar[str] = "The limit is this number."
    from_good_alone: ClassVar[bool] = False

    value: float = option(MISSING, "Limit", "What lies above it stands out.")

    def __post_init__(self) -> None:
        policy.check_between(self.value, -math.inf, math.inf, "A limit")

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        """It needs nothing."""

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        return self.value

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return (
            f"Set by hand; {_stopped(good, self.value)} of {len(good)} good images lie above it. "
            f"It promises no rate. {smallest_supported(len(good))}"
        )

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        return True


AnyRule = (
    LargestGood
    | Conformal
    | MeanSigma
    | MedianMad
    | Tail
    | EscapeRate
    | BestF1
    | LowestCost
    | Manual
)
RULES: Mapping[str, type[AnyRule]] = {rule.name: rule for rule in get_args(AnyRule)}


def parse(text: str) -> Rule:
    """A rule from a flag: largest-good, conformal:0.05, lowest-cost:1:20 or manual:1.23.

    Raises:
        OptionError: nothing is called so, or its number is missing, too many or out of range.
    """
    return policy.parse(text, RULES, "known rule")


def _errors(limit: float, good: Sequence[float], bad: Sequence[float]) -> str:
    alarms, escapes = _stopped(good, limit), len(bad) - _stopped(bad, limit)
    return (
        f"{alarms} of {len(good)} good ones are stopped "
        f"({_interval(alarms, len(good))} of parts like them) and {escapes} of {len(bad)} bad "
        f"ones escape ({_interval(escapes, len(bad))}). Expect somewhat more on new parts."
    )


def _stopped(scores: Sequence[float], limit: float) -> int:
    return sum(score > limit for score in scores)


def _interval(k: int, n: int) -> str:
    low, high = clopper_pearson(k, n, confidence=CONFIDENCE)
    return f"{percent(low)} to {percent(high)}"


def _counts(
    good: Sequence[float], bad: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
    """Distinct scores and infinity, each with the good and the bad images at or above it."""
    values = np.append(np.unique(np.concatenate([good, bad])), np.inf)
    alarms = len(good) - np.searchsorted(np.sort(good), values)
    return values, alarms, len(bad) - np.searchsorted(np.sort(bad), values)


def _between(values: NDArray[np.float64], index: int) -> float:
    """A limit that stops the score of an index and passes the one before."""
    if index == 0:
        return _just_below(float(values[0]))
    low, high = float(values[index - 1]), float(values[index])
    # Neighbouring floats have nothing between them, and above the largest score all is the same.
    middle = low + (high - low) / 2
    return middle if middle < high and math.isfinite(high) else low


def _just_below(score: float) -> float:
    return float(np.nextafter(score, -np.inf))
