"""The score plot of a report, as SVG text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

WIDTH = 960
LABELS, PLAIN = 34, 8
"""Room above the marks, with the names of the limits and without."""

LOWEST, TALLEST = 40.0, 120.0
RADIUS = 4.5
STEP = 2 * RADIUS + 0.5

SHAPES = {
    "pass": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "unsure": "M0-4.8L4.8 3.8H-4.8z",
    "fail": "M-3.7-3.7h7.4v7.4h-7.4z",
    "none": "M0-4.6L4.6 0L0 4.6L-4.6 0z",
}
"""A mark per verdict, so that the plot can be read without its colours."""


MOST_MARKS = 400
"""Of more images the plot shows bars, of all of them together less than a mark each."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One image in the plot. kind: a key of SHAPES, or None, which is drawn as "none"."""

    name: str
    score: float
    kind: str | None


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where scores lie: low and high at the sides, the axis at floor, a stack rises by rise."""

    low: float
    high: float
    floor: float
    rise: float

    def x(self, score: float) -> float:
        return 16 + (score - self.low) / (self.high - self.low) * (WIDTH - 32)

    def column(self, score: float) -> int:
        return int(self.x(score) / (2 * RADIUS))


def score_plot(marks: Sequence[Mark], limits: tuple[float, float] | None) -> str:
    """Every image as a mark at its score, stacked where they crowd, between the limits.

    limits: above which an image is unsure, and above which it fails.
    """
    axis = _axis(marks, limits)
    draw = _stacks if len(marks) <= MOST_MARKS else _bars
    parts = [
        *(_zones(axis, *limits) if limits else ()),
        f'<path class="axis" d="M0 {axis.floor:.0f}H{WIDTH}"/>',
        *_ticks(axis),
        *draw(axis, marks, limits[1] if limits else 0.0),
        *(_limit_lines(axis, *limits) if limits else ()),
    ]
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {axis.floor + 26:.0f}" role="img" '
        f'aria-label="Scores of {len(marks)} images">{"".join(parts)}</svg>'
    )


def _axis(marks: Sequence[Mark], limits: tuple[float, float] | None) -> _Axis:
    low, high = _range([mark.score for mark in marks], limits)
    flat = _Axis(low, high, floor=0, rise=0)
    crowd = max(Counter(flat.column(mark.score) for mark in marks).values(), default=1)
    height = min(max(crowd * STEP, LOWEST), TALLEST)
    return replace(
        flat, floor=(LABELS if limits else PLAIN) + height, rise=min(STEP, height / crowd)
    )


def _range(scores: Sequence[float], limits: tuple[float, float] | None) -> tuple[float, float]:
    """All scores and limits, with room for a label outside each limit."""
    known = [*scores, *(limits or ())]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    # Scores that are all alike still need a width to stand in.
    span = (high - low) or abs(high) or 1.0
    if limits is None:
        return low - 0.05 * span, high + 0.05 * span
    return (
        min(low - 0.05 * span, limits[0] - 0.25 * span),
        max(high + 0.05 * span, limits[1] + 0.25 * span),
    )


def _zones(axis: _Axis, unsure: float, fail: float) -> Iterator[str]:
    edges = 0.0, axis.x(unsure), axis.x(fail), float(WIDTH)
    for verdict, left, right in zip(("pass", "unsure", "fail"), edges, edges[1:], strict=False):
        yield (
            f'<rect class="zone {verdict}" x="{left:.1f}" y="0" '
            f'width="{right - left:.1f}" height="{axis.floor:.0f}"/>'
        )


def _ticks(axis: _Axis) -> Iterator[str]:
    step = _nice_step((axis.high - axis.low) / 8)
    digits = max(0, -math.floor(math.log10(step)))
    first, last = math.ceil(axis.low / step), math.floor(axis.high / step)
    for count in range(max(first, 0), last + 1):
        x, text = axis.x(count * step), f"{count * step:.{digits}f}"
        yield f'<path class="axis" d="M{x:.1f} {axis.floor:.0f}v5"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{axis.floor + 20:.0f}">{text}</text>'


def _nice_step(rough: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... above a rough step."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough * 0.999)


def _stacks(axis: _Axis, marks: Sequence[Mark], _: float) -> Iterator[str]:
    """Marks keep their exact x, so that none ever stands on the wrong side of a limit."""
    stacked: Counter[int] = Counter()
    for mark in sorted(marks, key=lambda mark: mark.score):
        column = axis.column(mark.score)
        x, y = axis.x(mark.score), axis.floor - RADIUS - 2 - stacked[column] * axis.rise
        stacked[column] += 1
        kind = mark.kind or "none"
        yield (
            f'<path class="mark {kind}" transform="translate({x:.1f} {y:.1f})" '
            f'd="{SHAPES[kind]}"><title>{escape(mark.name)}: {mark.score:.4g}</title></path>'
        )


def _bars(axis: _Axis, marks: Sequence[Mark], edge: float) -> Iterator[str]:
    """A histogram; a bar begins at the edge, so that none stands on both sides of the limit."""
    width = 2 * RADIUS
    start = axis.x(edge)
    counts = Counter(
        (math.ceil((axis.x(mark.score) - start) / width) - 1, mark.kind or "none") for mark in marks
    )
    tops: Counter[int] = Counter()
    tallest = max(Counter(place for place, _ in counts.elements()).values())
    unit = TALLEST / tallest
    for (place, kind), number in sorted(counts.items()):
        height, x = number * unit, start + place * width
        y = axis.floor - (tops[place] + number) * unit
        tops[place] += number
        yield (
            f'<rect class="mark {kind}" x="{x:.1f}" y="{y:.1f}" width="{width - 1:g}" '
            f'height="{height:.1f}"><title>{number} images</title></rect>'
        )


def _limit_lines(axis: _Axis, unsure: float, fail: float) -> Iterator[str]:
    if unsure < fail:
        yield _limit_line(axis, unsure, "unsure", side=-1)
    yield _limit_line(axis, fail, "fail", side=1)


def _limit_line(axis: _Axis, limit: float, verdict: str, *, side: int) -> str:
    x, anchor = axis.x(limit), "end" if side < 0 else "start"
    return (
        f'<path class="limit {verdict}" d="M{x:.1f} 0V{axis.floor:.0f}"/>'
        f'<text class="limit-name {verdict}" x="{x + 8 * side:.1f}" y="20" '
        f'text-anchor="{anchor}">{verdict} above {limit:.4g}</text>'
    )
