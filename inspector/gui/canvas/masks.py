"""The masks on the canvas, and the stroke that is being painted on one of them.

The protocol between the canvas and the owner of the masks:

1. The owner hands over its masks with `replace` and stays the only one who writes into them. The
   canvas shows, and paints on, a copy of its own.
2. At the end of a stroke the canvas computes the `MaskEdit` from the owner's mask to the copy and
   emits `stroke_finished`. The owner applies the edit, once: the `redo` that runs when it pushes
   its undo command does that.
3. When the signal returns, the copy is read anew from the owner's mask. So an owner that applied
   the edit need not say so, and the preview of one that refused it is gone.
4. After any other change of a mask, undo and redo among them, the owner calls `refresh`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from math import ceil, floor
from typing import Literal, get_args

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.core.mask import Box, Mask, Point, box_around, difference
from inspector.gui.canvas.pyramid import Peaks
from inspector.gui.canvas.viewport import common

MaskKind = Literal["defect", "ignore", "roi"]

KINDS: tuple[MaskKind, ...] = get_args(MaskKind)

_BANDS = 6
_BETWEEN_MOVES = 50  # milliseconds between two signals of the same stroke


class Masks(QObject):
    """One mask of each kind; a kind that the owner has none of is empty.

    copies: the dict in which what is shown is kept, by kind.
    """

    changed = Signal(object)
    """Pixels to be drawn again, as a list of Boxes."""
    stroke_moved = Signal(str)
    """The preview of a kind changed; at most every 50 ms."""
    stroke_finished = Signal(str, object, str)
    """Kind, MaskEdit, and what the person did, to name the undo command."""

    def __init__(self, copies: dict[str, Peaks], parent: QObject) -> None:
        super().__init__(parent)
        self.kind: MaskKind = "defect"
        self._copies = copies
        self._owned: dict[str, Mask] = {}
        self._stroke: Box | None = None
        self._stroke_kind: MaskKind | None = None
        self._between_moves = QTimer(self, interval=_BETWEEN_MOVES, singleShot=True)
        self._between_moves.timeout.connect(self._tell_moved)

    @property
    def is_painting(self) -> bool:
        """Whether a stroke has begun and is neither finished nor dropped."""
        return self._stroke_kind is not None

    def replace(self, masks: Mapping[MaskKind, Mask], shape: tuple[int, int]) -> None:
        """Show other masks (H, W); a stroke in progress is forgotten.

        Raises:
            ValueError: a mask is of another shape, or not of bool.
        """
        for kind, mask in masks.items():
            if kind not in KINDS or mask.shape != shape or mask.dtype != np.bool_:
                raise ValueError(f"mask {kind!r}: {mask.dtype} {mask.shape} for an image {shape}")
        self._end()
        # Zeros that nobody writes to take no memory, and most masks are empty.
        empty = np.zeros(shape, np.bool_)
        self._owned = {kind: masks.get(kind, empty) for kind in KINDS}
        self._copies.clear()
        self._copies.update({kind: Peaks(_copy(mask)) for kind, mask in self._owned.items()})

    def refresh(self, kind: MaskKind, box: Box | None = None) -> None:
        """Follow a change of the owner's mask inside a box, by default anywhere."""
        mask = self._owned[kind]
        self._read(kind, box or Box(0, 0, mask.shape[1], mask.shape[0]))

    def preview(self, kind: MaskKind) -> Mask:
        """A mask with the unfinished stroke, (H, W): a copy that another thread may have."""
        return self._copies[kind].full.copy()

    def around(self, *points: Point, margin: float = 0.0) -> Box | None:
        """The pixels of the image around points, and a margin; None if there are none."""
        height, width = self._owned["defect"].shape
        xs, ys = zip(*points, strict=True)
        x, y = floor(min(xs) - margin), floor(min(ys) - margin)
        right, bottom = ceil(max(xs) + margin), ceil(max(ys) + margin)
        return common(Box(x, y, right - x, bottom - y), Box(0, 0, width, height))

    def paint(self, change: Callable[[Mask], object], within: Box | None) -> None:
        """Go on with the stroke, or begin one: change the copy, in place, nowhere but in a box."""
        if self._stroke_kind is None:
            self._stroke_kind = self.kind
        if within is None:
            return
        peaks = self._copies[self._stroke_kind]
        before = peaks.full[within.slices].copy()
        change(peaks.full)
        parts = _parts(before ^ peaks.full[within.slices], within)
        if not parts:
            return
        box = reduce(Box.union, parts)
        self._stroke = box if self._stroke is None else self._stroke.union(box)
        peaks.refresh(box)
        self.changed.emit(parts)
        if not self._between_moves.isActive():
            self._between_moves.start()

    def finish(self, name: str) -> None:
        """Hand the stroke over to the owner of the masks, if it changed anything."""
        kind, box = self._stroke_kind, self._stroke
        self._end()
        if kind is None or box is None:
            return
        owned = self._owned
        edit = difference(owned[kind], self._copies[kind].full, box)
        if edit is not None:
            self.stroke_finished.emit(kind, edit, name)
        if owned is self._owned:  # the owner may have turned to another image
            self._read(kind, box)

    def drop(self) -> None:
        """Forget the stroke."""
        kind, box = self._stroke_kind, self._stroke
        self._end()
        if kind is not None and box is not None:
            self._read(kind, box)
            self.stroke_moved.emit(kind)

    def _end(self) -> None:
        self._stroke = self._stroke_kind = None
        self._between_moves.stop()

    def _read(self, kind: MaskKind, box: Box) -> None:
        peaks, mask = self._copies[kind], self._owned[kind]
        parts = _parts(peaks.full[box.slices] ^ mask[box.slices], box)
        if parts:
            peaks.full[box.slices] = mask[box.slices]
            peaks.refresh(box)
            self.changed.emit(parts)

    def _tell_moved(self) -> None:
        if self._stroke_kind is not None:
            self.stroke_moved.emit(self._stroke_kind)


def _parts(flipped: Mask, box: Box) -> list[Box]:
    """Where a mask changed, in a few bands, given the pixels of a box that did.

    A move of a large brush changes a crescent: far fewer pixels than the box around it holds.
    """
    parts = []
    height = max(1, ceil(box.height / _BANDS))
    for top in range(0, box.height, height):
        found = box_around(flipped[top : top + height])
        if found:
            parts.append(found._replace(x=found.x + box.x, y=found.y + box.y + top))
    return parts


def _copy(mask: Mask) -> Mask:
    copy = np.zeros(mask.shape, np.bool_)
    if mask.any():
        copy[:] = mask
    return copy
