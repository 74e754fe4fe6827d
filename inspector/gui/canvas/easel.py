"""What the hands do on the canvas: zoom, pan, point, and paint with the tool that is taken up."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from inspector.core.mask import Point
from inspector.gui.canvas import brush, marks
from inspector.gui.canvas.brush import Brush
from inspector.gui.canvas.fill import Fill
from inspector.gui.canvas.hit import Hit, hit
from inspector.gui.canvas.masks import MaskKind, Masks
from inspector.gui.canvas.screen import Screen
from inspector.gui.canvas.shapes import Polygon, Rectangle
from inspector.gui.canvas.tool import Tool

ToolName = Literal["select", "brush", "eraser", "polygon", "fill", "rectangle"]

_FIRST_SIZE = 20
_NEAR = 9  # how far apart, in line widths, two clicks are the same corner
_NOTCH = 120  # what Qt calls one notch of a wheel
_ZOOM_NOTCH, _ZOOM_SWIPE = 1.25, 1.005  # for a notch of a wheel, for a pixel of a trackpad
_BRUSH_NOTCH, _BRUSH_KEY = 1.12, 1.2
_ARROW = 64  # screen pixels that an arrow key pushes
_SMALLEST_RING = 3.0  # a smaller radius cannot be seen: then there is a cross as well


class Easel(Screen):
    """A screen with tools, keys and a pointer. Positions in signals are pixels of the image."""

    stroke_finished = Signal(str, object, str)
    """Kind, MaskEdit and its name: the owner applies the edit once (see `masks.py`)."""
    stroke_moved = Signal(str)
    """The preview of a kind changed."""
    hovered = Signal(int, int, tuple, object)
    """x, y, red, green and blue as they are in the image, and the heatmap's value or None."""
    unhovered = Signal()
    """The pointer left the image."""
    clicked = Signal(int, int)
    """With the select tool."""
    brush_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._masks = Masks(self._layers.masks, parent=self)
        self._brush = Brush(self._masks, diameter=_FIRST_SIZE)
        self._eraser = Brush(self._masks, diameter=_FIRST_SIZE, erases=True)
        self._fill = Fill(self._masks, lambda: self._layers.photo)
        self._tools: dict[ToolName, Tool] = {
            "select": Tool(),
            "brush": self._brush,
            "eraser": self._eraser,
            "polygon": Polygon(self._masks, self._is_near),
            "fill": self._fill,
            "rectangle": Rectangle(self._masks),
        }
        self._tool_name: ToolName = "select"
        self._is_read_only = False
        self._keys = self._made_keys()
        self._pointer: Point | None = None
        self._hit: Hit | None = None
        self._drag: Literal["pan", "click", "tool"] | None = None
        self._grip: Point = (0.0, 0.0)
        self._holds_space = self._holds_alt = False
        self._masks.changed.connect(self.redraw)
        self._masks.stroke_moved.connect(self.stroke_moved)
        self._masks.stroke_finished.connect(self.stroke_finished)
        self.zoom_changed.connect(self._refresh_pointer)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.WheelFocus)

    @property
    def tool(self) -> ToolName:
        """The tool that is taken up."""
        return self._tool_name

    def set_tool(self, name: ToolName) -> None:
        """Take up another tool; an unfinished shape is dropped."""
        self.drop()
        self._tool_name = name
        self._refresh_pointer()

    @property
    def mask_kind(self) -> MaskKind:
        """The mask that is painted on."""
        return self._masks.kind

    def set_mask_kind(self, kind: MaskKind) -> None:
        """Choose the mask that is painted on."""
        self.drop()
        self._masks.kind = kind

    @property
    def brush_size(self) -> int:
        """Diameter of the brush and the eraser in pixels of the image."""
        return self._brush.diameter

    def set_brush_size(self, diameter: float) -> None:
        """Choose the diameter; it becomes whole and stays within the limits."""
        size = min(max(round(diameter), brush.SMALLEST), brush.LARGEST)
        if size != self.brush_size:
            self._brush.diameter = self._eraser.diameter = size
            self._refresh_pointer()
            self.brush_size_changed.emit(size)

    @property
    def tolerance(self) -> float:
        """How unlike its first pixel a fill may get, as a share of full scale, 0..1."""
        return self._fill.tolerance

    def set_tolerance(self, tolerance: float) -> None:
        """Choose how unlike its first pixel a fill may get, 0..1."""
        self._fill.tolerance = min(1.0, max(0.0, tolerance))

    @property
    def read_only(self) -> bool:
        """Whether the masks can only be looked at."""
        return self._is_read_only

    def set_read_only(self, read_only: bool) -> None:
        """Allow to paint, or not."""
        self.drop()
        self._is_read_only = read_only
        self._refresh_pointer()

    def peek(self, only_photo: bool) -> None:
        """Hide all that covers the photograph, as while H is held."""
        if self._layers.only_photo != only_photo:
            self._layers.only_photo = only_photo
            self.redraw()

    def drop(self) -> None:
        """Give up the stroke or the shape in progress, as Esc does."""
        self._tool.drop()
        if self._drag == "tool":
            self._drag = None
        self.update()

    @property
    def _tool(self) -> Tool:
        return self._tools[self._tool_name]

    @property
    def _can_use(self) -> bool:
        return self._viewport is not None and not (self._is_read_only and self._tool.paints)

    @property
    def _has_unfinished(self) -> bool:
        return self._masks.is_painting or self._tool.draft() is not None

    @property
    def _radius(self) -> float:
        """Of the ring, in screen pixels."""
        return self.brush_size / 2 * (self._viewport.scale if self._viewport else 1.0)

    def _made_keys(self) -> dict[int, Callable[[], None]]:
        key = Qt.Key
        return {
            key.Key_F: self.fit,
            key.Key_1: lambda: self.zoom_to(1.0, self._pointer),
            key.Key_Plus: lambda: self.zoom_by(_ZOOM_NOTCH),
            key.Key_Minus: lambda: self.zoom_by(1 / _ZOOM_NOTCH),
            key.Key_Left: lambda: self.pan(_ARROW, 0),
            key.Key_Right: lambda: self.pan(-_ARROW, 0),
            key.Key_Up: lambda: self.pan(0, _ARROW),
            key.Key_Down: lambda: self.pan(0, -_ARROW),
            key.Key_BracketLeft: lambda: self._grow_brush(1 / _BRUSH_KEY),
            key.Key_BracketRight: lambda: self._grow_brush(_BRUSH_KEY),
            key.Key_Escape: self.drop,
            key.Key_Return: self._finish,
            key.Key_Enter: self._finish,
            key.Key_Backspace: self._step_back,
        }

    def _grow_brush(self, factor: float) -> None:
        size = round(self.brush_size * factor)
        # A small brush grows by whole pixels too.
        least = self.brush_size + (1 if factor > 1 else -1)
        self.set_brush_size(max(size, least) if factor > 1 else min(size, least))

    def _finish(self) -> None:
        if self._can_use:
            self._tool.finish()
        self.update()

    def _step_back(self) -> None:
        self._tool.step_back()
        self.update()

    def _is_near(self, one: Point, other: Point) -> bool:
        scale = self._viewport.scale if self._viewport else 1.0
        return hypot(one[0] - other[0], one[1] - other[1]) * scale < _NEAR * self.line

    def _draw_marks(self, painter: QPainter) -> None:
        viewport, draft = self._viewport, self._tool.draft()
        if viewport and draft:
            marks.draw_draft(painter, draft, viewport, self.line)
        if self._has_ring and self._pointer:
            erases = self._tool.erases or self._holds_alt
            marks.draw_ring(painter, self._pointer, self._radius, line=self.line, erases=erases)

    @property
    def _has_ring(self) -> bool:
        is_panning = self._drag == "pan" or self._holds_space
        return self._tool.has_ring and self._can_use and not is_panning

    def _refresh_pointer(self) -> None:
        """Its shape, and what lies under it, after anything but the pointer moved."""
        self.setCursor(self._pointer_shape())
        self._tell_hit()
        self.update()

    def _pointer_shape(self) -> Qt.CursorShape:
        shape = Qt.CursorShape
        if self._viewport is None:
            return shape.ArrowCursor
        if self._drag == "pan":
            return shape.ClosedHandCursor
        if self._holds_space:
            return shape.OpenHandCursor
        if self._tool_name == "select":
            return shape.ArrowCursor
        if self._is_read_only:
            return shape.ForbiddenCursor
        is_seen = self._tool.has_ring and self._radius > _SMALLEST_RING * self.line
        return shape.BlankCursor if is_seen else shape.CrossCursor

    def _tell_hit(self) -> None:
        before, self._hit = self._hit, None
        photo, viewport = self._layers.photo, self._viewport
        if photo and viewport and self._pointer:
            at = viewport.to_image(self._pointer)
            self._hit = hit(at, photo.pixels, self._layers.heatmap)
        if self._hit:
            self.hovered.emit(*self._hit)
        elif before:
            self.unhovered.emit()

    def _point_at(self, position: QPointF | None) -> None:
        """Move the pointer, and draw anew where the ring was and where it is."""
        for is_old in (True, False):
            if not is_old:
                self._pointer = None if position is None else self._screen_position(position)
            if self._has_ring and self._pointer:
                self.update(self._logical(marks.ring_box(self._pointer, self._radius, self.line)))
        self._tell_hit()

    def _hold(self, modifiers: Qt.KeyboardModifier) -> None:
        holds_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if holds_alt != self._holds_alt:
            self._holds_alt = holds_alt
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._point_at(event.position())
        self._hold(event.modifiers())
        if self._viewport is None or self._pointer is None or self._drag:
            return
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._grip = self._pointer
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._holds_space):
            self._drag = "pan"
        elif is_left and self._tool_name == "select":
            self._drag = "click"
        elif is_left and self._can_use:
            self._drag = "tool"
            at = self._viewport.to_image(self._pointer)
            self._tool.press(at, erases=self._holds_alt)
        self._refresh_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        # The second press of two quick strokes must paint as the first did.
        self.mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._drag == "tool":
            self._finish()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._point_at(event.position())
        self._hold(event.modifiers())
        if self._viewport is None or self._pointer is None:
            return
        if self._drag in ("pan", "click"):
            self._drag_image(self._pointer)
            return
        move = self._tool.move if self._drag == "tool" else self._tool.hover
        move(self._viewport.to_image(self._pointer))
        if self._tool.draft():
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._point_at(event.position())
        ends = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
        if event.button() not in ends or self._drag is None:
            return
        drag, self._drag = self._drag, None
        if drag == "click" and self._hit:
            self.clicked.emit(self._hit.x, self._hit.y)
        elif drag == "tool" and self._viewport and self._pointer:
            self._tool.release(self._viewport.to_image(self._pointer))
        self._refresh_pointer()

    def _drag_image(self, at: Point) -> None:
        dx, dy = round(at[0] - self._grip[0]), round(at[1] - self._grip[1])
        still = QApplication.startDragDistance() * self.devicePixelRatioF()
        if self._drag == "click" and abs(dx) + abs(dy) < still:
            return
        if self._drag == "click":
            self._drag = "pan"
            self._refresh_pointer()
        self._grip = at
        self.pan(dx, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self._point_at(event.position())
        # Alt turns the wheel sideways on some systems.
        turn, swipe = event.angleDelta(), event.pixelDelta()
        notches = (turn.y() or turn.x()) / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches:
                self._grow_brush(_BRUSH_NOTCH**notches)
        elif swipe.y() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            self.zoom_by(_ZOOM_SWIPE ** swipe.y(), self._pointer)
        elif notches:
            self.zoom_by(_ZOOM_NOTCH**notches, self._pointer)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._hold_keys(event, is_down=True)
        command = self._keys.get(event.key())
        if command and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            command()
        elif event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_H):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._hold_keys(event, is_down=False)
        super().keyReleaseEvent(event)

    def _hold_keys(self, event: QKeyEvent, *, is_down: bool) -> None:
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._holds_space = is_down
        elif event.key() == Qt.Key.Key_H and not (is_down and event.modifiers()):
            self.peek(is_down)
        elif event.key() == Qt.Key.Key_Alt:
            self._holds_alt = is_down
        self._refresh_pointer()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        # The release of a held key goes to whoever has the focus then.
        self._holds_space = self._holds_alt = False
        self.peek(False)
        self._refresh_pointer()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._point_at(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._pinch(event):
            return True
        if isinstance(event, QKeyEvent) and self._claims(event):
            event.accept()
            return True
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        """Whether Esc is for the stroke: else it would stop what is computed, as a shortcut."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        return is_asked and event.key() == Qt.Key.Key_Escape and self._has_unfinished

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.zoom_by(1 + event.value(), self._screen_position(event.position()))
        return True
