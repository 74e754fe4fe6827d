"""What every rule for a limit has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from inspector.core.errors import OptionError


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

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        """See that there are the scores that the limit follows from.

        Raises:
            OptionError: images of a kind are missing, or too few.
        """
        ...

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        """The limit from finite scores of good and of bad images.

        Raises:
            OptionError: as `require`.
        """
        ...

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        """What the limit from these scores promises, and what it cannot."""
        ...

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        """False where so few images cannot promise the rate that the rule asks for."""
        ...


_NEEDED = {
    "good": "The rule {rule} needs at least one good image with a score, and there is none. "
    "Add a good image, or set the limit by hand with manual:VALUE.",
    "bad": "The rule {rule} needs at least one bad image with a score, and there is none. "
    "Add a bad image, or set the limit by hand with manual:VALUE.",
}


def need(scores: Sequence[float], rule: str, kind: str) -> None:
    """See that there are scores of a kind, "good" or "bad", for a rule as it is written in a flag.

    Raises:
        OptionError: there are none.
    """
    if len(scores) == 0:
        raise OptionError(_NEEDED[kind].format(rule=rule))
