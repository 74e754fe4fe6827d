"""Polygon and rectangle: outlines that are filled when they are done."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

import numpy as np
from PySide6.QtCore import QCoreApplication

from inspector.core.mask import Point, fill_polygon, fill_rectangle
from inspector.gui.canvas.masks import Masks
from inspector.gui.canvas.tool import Draft, Tool


class Polygon(Tool):
    """A corner with each click; Enter, a double click or a click on the first corner closes it.

    is_near: whether two points of the image are too close on the screen to tell apart.
    """

    paints = True

    def __init__(self, masks: Masks, is_near: Callable[[Point, Point], bool]) -> None:
        self._masks = masks
        self._is_near = is_near
        self._corners: list[Point] = []
        self._pointer: Point | None = None
        self._erases = False

    def press(self, at: Point, *, erases: bool) -> None:
        self._pointer = at
        self._erases = erases
        if len(self._corners) >= 3 and self._is_near(at, self._corners[0]):
            self.finish()
        # The second press of a double click adds no corner.
        elif not self._corners or not self._is_near(at, self._corners[-1]):
            self._corners.append(at)

    def move(self, at: Point) -> None:
        self._pointer = at

    hover = move

    def finish(self) -> None:
        if len(self._corners) < 3:
            return
        corners, value = np.array(self._corners), not self._erases
        within = self._masks.around(*self._corners)
        self._corners.clear()
        self._masks.paint(lambda mask: fill_polygon(mask, corners, value=value), within)
        self._masks.finish(QCoreApplication.translate("Canvas", "Polygon"))

    def step_back(self) -> None:
        if self._corners:
            self._corners.pop()

    def drop(self) -> None:
        self._corners.clear()

    def draft(self) -> Draft | None:
        if not self._corners:
            return None
        ahead = () if self._pointer is None else (self._pointer,)
        return Draft((*self._corners, *ahead), is_closed=False, erases=self._erases)


class Rectangle(Tool):
    """Drag from one corner pixel to the opposite one; both are inside."""

    paints = True

    def __init__(self, masks: Masks) -> None:
        self._masks = masks
        self._ends: tuple[Point, Point] | None = None
        self._erases = False

    def press(self, at: Point, *, erases: bool) -> None:
        self._ends, self._erases = (at, at), erases

    def move(self, at: Point) -> None:
        if self._ends:
            self._ends = self._ends[0], at

    def release(self, at: Point) -> None:
        if self._ends is None:
            return
        corner, opposite = _whole_pixels(self._ends[0], at)
        self._ends = None
        value = not self._erases
        self._masks.paint(
            lambda mask: fill_rectangle(mask, corner, opposite, value=value),
            self._masks.around(corner, opposite),
        )
        self._masks.finish(QCoreApplication.translate("Canvas", "Rectangle"))

    def drop(self) -> None:
        self._ends = None

    def draft(self) -> Draft | None:
        if self._ends is None:
            return None
        (left, top), (right, bottom) = _whole_pixels(*self._ends)
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return Draft(corners, is_closed=True, erases=self._erases)


def _whole_pixels(one: Point, other: Point) -> tuple[Point, Point]:
    """Top left and bottom right corner of the pixels under two points and all between them."""
    xs, ys = sorted((floor(one[0]), floor(other[0]))), sorted((floor(one[1]), floor(other[1])))
    return (xs[0], ys[0]), (xs[1] + 1, ys[1] + 1)
