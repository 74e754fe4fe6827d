"""What can be undone: labels, masks and limits. Fitting cannot; its result is a new value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

from inspector.core.errors import InspectorError
from inspector.core.mask import MaskEdit
from inspector.core.project_masks import Kind

T = TypeVar("T")


Doing = Literal["", "undo", "redo"]


class History(QUndoStack):
    """The stack of what was done, which says while something changes whether that is taken back.

    doing: "" for something new.
    """

    doing: Doing = ""

    def undo(self) -> None:
        """Take the last change back."""
        self._do("undo", super().undo)

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._do("redo", super().redo)

    def _do(self, doing: Doing, action: Callable[[], None]) -> None:
        self.doing = doing
        try:
            action()
        finally:
            self.doing = ""


class PaintMask(QUndoCommand):
    """One stroke. The stack calls redo when the command is pushed: that is what applies it."""

    def __init__(
        self,
        apply: Callable[[str, Kind, MaskEdit], None],
        image_id: str,
        kind: Kind,
        edit: MaskEdit,
        refused: Callable[[Exception], None],
    ) -> None:
        """refused: hears why the mask cannot be painted."""
        super().__init__()
        self._apply, self._refused = apply, refused
        self._what = image_id, kind, edit

    def redo(self) -> None:
        """Flip the pixels of the stroke; a command that cannot leaves the stack."""
        try:
            self._apply(*self._what)
        except InspectorError as error:
            self.setObsolete(True)
            self._refused(error)

    undo = redo  # an edit flips pixels: applied twice, it restores them


class Replace(QUndoCommand, Generic[T]):
    """One value in place of another, such as the project with other labels."""

    def __init__(self, put: Callable[[T], None], before: T, after: T) -> None:
        super().__init__()
        self._put = put
        self._before, self._after = before, after

    def redo(self) -> None:
        """Put the new value."""
        self._put(self._after)

    def undo(self) -> None:
        """Put the old value back."""
        self._put(self._before)
