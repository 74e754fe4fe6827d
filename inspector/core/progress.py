"""How long functions tell that they are alive, and how they are stopped."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - it is an outcome, not an error
    """Raised by a Tick to stop the function that calls it."""


class Tick(Protocol):
    """Called by a long function once per step; may raise Cancelled.

    done, total: steps; total 0 means that the length is not known.
    text: what is being done now, for a person.
    """

    def __call__(self, done: int, total: int, text: str = "") -> None: ...


def silent(done: int, total: int, text: str = "") -> None:
    """The Tick of a caller that wants neither progress nor cancel."""


def within(tick: Tick, number: int, count: int, what: str) -> Tick:
    """The tick of one of several parts of the work, which can be stopped in its midst."""

    def step(done: int, total: int, text: str = "") -> None:
        tick(number, count, f"{what}: {text}" if text else what)

    return step


def duration(seconds: float) -> str:
    """Seconds in words as short as a person would write them."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"
