"""Histogram of scores whose limits can be moved and whose images can be chosen."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from inspector.core.calibrate import Limits
from inspector.gui.plots.digits import Digits
from inspector.gui.plots.limit_flags import ORDER, Which
from inspector.gui.plots.limit_move import LimitMove, moved
from inspector.gui.plots.score_bars import ROW, ScoreBars
from inspector.gui.plots.scored import ScoredImage, ScoredSet, is_counted

_NEAR: Final = 5.0  # how far from a mark the mouse still means it, px


class Histogram(ScoreBars):
    """The histogram under mouse and keyboard.

    Left and right move the limit that has the keyboard (Shift: ten times as far), Tab goes to the
    other one, Esc undoes a drag. Ctrl and the wheel zoom, a double click shows all again.
    """

    limits_dragged = Signal(float, float)
    """unsure, fail: at every move."""
    limits_changed = Signal(float, float)
    """unsure, fail: once at the end of a move."""
    move_dropped = Signal()
    """A move ended with the limits where they were before it."""
    image_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._move: LimitMove | None = None
        self.setMouseTracking(True)
        self.setWhatsThis(
            self.tr(
                "Drag a limit, or go to it with Tab and press Left or Right (with Shift: further). "
                "Esc drops a drag. Click on a mark to see its image. Ctrl and the wheel zoom, a "
                "double click shows all again."
            )
        )

    @property
    def is_moving(self) -> bool:
        """Whether a person holds a limit right now."""
        return self._move is not None

    def show_scores(self, scored: ScoredSet, limits: Limits | None, digits: Digits) -> None:
        """Show other scores; a limit that is held stays where it is."""
        super().show_scores(scored, self._limits if self.is_moving else limits, digits)

    # Mouse

    def _at(self, point: QPointF) -> ScoredImage | None:
        """The image whose mark lies there."""
        within = _NEAR / max(self.area.width(), 1) * float(np.ptp(self._box.viewRange()[0]))
        for label in self._rows():
            if self.area.contains(point) and abs(point.y() - self.row_y(label)) <= ROW / 2:
                return self._scored.nearest(label, self._to_score(point.x()), within=within)
        return None

    def _held(self, point: QPointF) -> tuple[Which, ...]:
        """The limits that a press there takes; both where they lie on one another."""
        under = [flag for flag in self.flags() if flag.is_at(point, self.area)]
        labelled = [flag for flag in under if flag.label.contains(point)]
        return tuple(flag.which for flag in labelled or under)

    def mousePressEvent(self, ev: QMouseEvent) -> None:  # noqa: N802
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = ev.position()
        image, held = self._at(point), self._held(point)
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
        elif image is not None:
            self.image_chosen.emit(image.image_id)
        elif held and self._limits is not None:
            self._keyed = held[-1]
            self._move = LimitMove(self._limits, held, self._to_score(point.x()))
            self._redraw()
        else:
            super().mousePressEvent(ev)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:  # noqa: N802
        if self._move is not None:
            self._drag(self._move.to(self._to_score(ev.position().x())))
            return
        super().mouseMoveEvent(ev)
        if not ev.buttons():
            self._hover(ev.position(), ev)

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:  # noqa: N802
        if self._move is None:
            super().mouseReleaseEvent(ev)
            ev.accept()  # also after a press that pyqtgraph has not seen
        elif ev.button() == Qt.MouseButton.LeftButton:
            self._drag(self._move.to(self._to_score(ev.position().x())))
            self._end_move()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:  # noqa: N802
        self._fit_x()
        ev.accept()

    def wheelEvent(self, ev: QWheelEvent) -> None:  # noqa: N802
        if ev.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(ev)
        else:
            ev.ignore()  # the panel scrolls

    def leaveEvent(self, ev: QEvent) -> None:  # noqa: N802
        super().leaveEvent(ev)
        self._hovered = None
        self._redraw()

    def _hover(self, point: QPointF, ev: QMouseEvent) -> None:
        image, held = self._at(point), self._held(point)
        found = image or (held[-1] if held else None)
        shape = Qt.CursorShape.SplitHCursor if held else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if image else shape)
        if image is not None:
            QToolTip.showText(ev.globalPosition().toPoint(), self._tip(image), self)
        elif isinstance(self._hovered, ScoredImage):
            QToolTip.hideText()
        if found != self._hovered:
            self._hovered = found
            self._redraw()

    def _tip(self, image: ScoredImage) -> str:
        lines = [image.name, self.tr("score {0}").format(self._digits.text(image.score))]
        if not is_counted(image):
            lines.append(self.tr("not used for limits: it taught the detector"))
        return "\n".join(lines)

    # Keyboard

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's names
        order = ORDER if next else ORDER[::-1]
        if self._limits is None or self._keyed == order[1]:
            return super().focusNextPrevChild(next)
        self._keyed = order[1]
        self._redraw()
        return True

    def focusInEvent(self, ev: QFocusEvent) -> None:  # noqa: N802
        if ev.reason() == Qt.FocusReason.TabFocusReason:
            self._keyed = "unsure"
        elif ev.reason() == Qt.FocusReason.BacktabFocusReason:
            self._keyed = "fail"
        super().focusInEvent(ev)
        self._redraw()

    def focusOutEvent(self, ev: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(ev)
        self._end_move()

    def keyPressEvent(self, ev: QKeyEvent) -> None:  # noqa: N802
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(ev.key()), 0)
        if ev.key() == Qt.Key.Key_Escape and self._move is not None:
            self._drag(self._move.start)
            self._end_move()
        elif way and self._limits is not None:
            low, high = self._box.viewRange()[0]
            far = 10 if ev.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            step = way * far * (high - low) / max(self.area.width(), 1)
            which = self._keyed or "fail"
            self._keyed = which
            at = min(max(getattr(self._limits, which) + step, low), high)
            self._move = self._move or LimitMove(self._limits, (which,), at)
            self._drag(moved(self._limits, which, at))
        else:
            ev.ignore()

    def keyReleaseEvent(self, ev: QKeyEvent) -> None:  # noqa: N802
        if ev.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not ev.isAutoRepeat():
            self._end_move()
        else:
            ev.ignore()

    def _drag(self, limits: Limits) -> None:
        if limits == self._limits:
            return
        self._put_limits(limits)
        self.limits_dragged.emit(limits.unsure, limits.fail)

    def _end_move(self) -> None:
        move, self._move = self._move, None
        if move is None or self._limits is None:
            return
        if self._limits == move.start:
            self.move_dropped.emit()
        else:
            self.limits_changed.emit(self._limits.unsure, self._limits.fail)
