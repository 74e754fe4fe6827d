"""What n independent images can promise about the parts to come, and what they cannot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of images of a kind: whole sentences, for other languages bend their words."""

    nothing: str
    one: str
    many: str
    said: str
    kept: str
    broken: str
    counted: str


_GOOD = _Words(
    nothing="No good image was measured: nothing can be said about false alarms.",
    one="1 good image",
    many="{n} good images",
    said="on average at most {mean} of good parts lie above it, and with {confidence} confidence "
    "at most {bound}",
    kept="From {images}: {said}. It says nothing about bad parts.",
    broken="{wanted} false alarms cannot be promised from {images}: that takes {needed}. The limit "
    "is the largest good score instead: {said}. It says nothing about bad parts.",
    counted="By counting alone, {images} can support no rate of false alarms below {bound} with "
    "{confidence} confidence.",
)
_BAD = _Words(
    nothing="No bad image was measured: nothing can be said about escapes.",
    one="1 bad image",
    many="{n} bad images",
    said="on average at most {mean} of bad parts lie below it, and with {confidence} confidence "
    "at most {bound}",
    kept="From {images}: {said}. It says nothing about good parts.",
    broken="{wanted} escapes cannot be promised from {images}: that takes {needed}. The limit is "
    "the smallest bad score instead: {said}. It says nothing about good parts.",
    counted="By counting alone, {images} can support no rate of escapes below {bound} with "
    "{confidence} confidence.",
)
Kind = Literal["good", "bad"]
_WORDS: Mapping[Kind, _Words] = {"good": _GOOD, "bad": _BAD}


def conformal_rank(n: int, rate: float) -> int:
    """Which of n sorted good scores is the limit for a rate; n + 1 when none of them can be.

    For an escape rate it is counted from the largest bad score down.
    """
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


def promise(
    n: int,
    rate: float | None = None,
    confidence: float = CONFIDENCE,
    *,
    kind: Kind = "good",
) -> str:
    """What n independent images of one kind can promise about their errors, in words for people,
    and what not.

    rate: the wanted one; None for the largest good (or the smallest bad) score as limit.
    kind: good speaks of false alarms above the limit, bad of escapes below it.
    """
    words = _WORDS[kind]
    if n == 0:
        return words.nothing
    wanted = smallest_rate(n) if rate is None else rate
    rank = conformal_rank(n, wanted)
    rank, kept = min(rank, n), rank <= n
    said = words.said.format(
        mean=percent(1 - rank / (n + 1)),
        confidence=percent(confidence),
        bound=percent(bounded_rate(n, rank=rank, confidence=confidence)),
    )
    images = _images(n, kind)
    if not kept:
        needed = images_needed(wanted)
        return words.broken.format(wanted=percent(wanted), images=images, needed=needed, said=said)
    text = words.kept.format(images=images, said=said)
    # The limit at the extreme score says by itself what is the smallest rate.
    least = f" {smallest_supported(n, kind)}" if rank < n else ""
    return text + least


def smallest_supported(n: int, kind: Kind = "good") -> str:
    """The smallest rate of errors that n images bear out with confidence, by any rule, in words.

    It is the bound of the extreme score as limit (see `bounded_rate`). Whatever goes below it rests
    on an assumption about the scores' distribution, not on the images.
    """
    if n == 0:
        return _WORDS[kind].nothing
    return _WORDS[kind].counted.format(
        images=_images(n, kind),
        bound=percent(bounded_rate(n)),
        confidence=percent(CONFIDENCE),
    )


def smallest_supported_of_both(good: int, bad: int) -> str:
    """The same for both kinds of errors, from at least one image of each kind."""
    return (
        f"By counting alone, {_images(good, 'good')} can support no rate of false alarms below "
        f"{percent(bounded_rate(good))}, and {_images(bad, 'bad')} no rate of escapes below "
        f"{percent(bounded_rate(bad))}, with {percent(CONFIDENCE)} confidence."
    )


def _images(n: int, kind: Kind) -> str:
    return _WORDS[kind].one if n == 1 else _WORDS[kind].many.format(n=n)


def percent(share: float) -> str:
    """A share in words, to three digits."""
    return f"{100 * share:.3g} %"
