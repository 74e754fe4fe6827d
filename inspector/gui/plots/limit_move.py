"""Moving one of two limits that cannot cross."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inspector.core.calibrate import Limits
from inspector.gui.plots.limit_flags import Which


@dataclass(frozen=True, slots=True)
class LimitMove:
    """A move that has begun.

    start: the limits before it. held: those that were taken; of two that lie on one another, left
    takes unsure along and right fail. grip: the score under the mouse when it began.
    """

    start: Limits
    held: tuple[Which, ...]
    grip: float

    def to(self, score: float) -> Limits:
        """The limits when the mouse has come to a score."""
        way = score - self.grip
        if way == 0:
            return self.start
        which = self.held[0] if len(self.held) == 1 else ("unsure" if way < 0 else "fail")
        return moved(self.start, which, getattr(self.start, which) + way)


def moved(limits: Limits, which: Which, to: float) -> Limits:
    """The limits with one of them moved, at most as far as the other."""
    if which == "unsure":
        return replace(limits, unsure=min(to, limits.fail))
    return replace(limits, fail=max(to, limits.unsure))
