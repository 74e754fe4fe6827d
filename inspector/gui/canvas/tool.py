"""What a tool of the canvas is. This one paints nothing: it selects."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.core.mask import Point


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines that follow the pointer until a shape is done; points in pixels of the image."""

    points: tuple[Point, ...]
    is_closed: bool
    erases: bool


class Tool:
    """What the left button, Enter, Backspace and Esc do. Points are in pixels of the image."""

    paints = False
    """Whether it changes masks, which a read-only canvas does not allow."""

    has_ring = False
    """Whether a ring of the brush's size is the pointer."""

    erases = False
    """Whether it takes away, with or without Alt."""

    def press(self, at: Point, *, erases: bool) -> None: ...

    def move(self, at: Point) -> None:
        """The pointer moved with the button down."""

    def hover(self, at: Point) -> None:
        """The pointer moved with the button up."""

    def release(self, at: Point) -> None: ...

    def finish(self) -> None:
        """Enter or a double click."""

    def step_back(self) -> None:
        """Backspace."""

    def drop(self) -> None:
        """Esc, or another tool is taken up."""

    def draft(self) -> Draft | None:
        """What to draw until it is done."""
