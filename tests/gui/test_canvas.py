from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QUndoCommand, QUndoStack, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.core.mask import fill_polygon, flood_fill, stamp_line
from inspector.core.regions import find
from inspector.gui.canvas.masks import KINDS
from inspector.gui.canvas.view import Canvas

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE, ALT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
SIZE = (160, 120)  # of the image


class Owner:
    """Holds the masks and undoes, as the window does."""

    def __init__(self, canvas):
        self.canvas, self.stack = canvas, QUndoStack(canvas)
        self.masks = {kind: np.zeros(SIZE[::-1], bool) for kind in KINDS}
        canvas.set_masks(self.masks)
        canvas.stroke_finished.connect(self.push)

    def push(self, kind, edit, name):
        self.stack.push(Command(self, kind, edit, name))


class Command(QUndoCommand):
    def __init__(self, owner, kind, edit, name):
        super().__init__(name)
        self.owner, self.kind, self.edit = owner, kind, edit

    def redo(self):
        self.edit.apply(self.owner.masks[self.kind])
        self.owner.canvas.refresh_mask(self.kind, self.edit.box)

    undo = redo


@pytest.fixture
def canvas(qtbot):
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    pixels = np.random.default_rng(0).integers(0, 256, (*SIZE[::-1], 3), np.uint8)
    canvas.show_image("one", pixels)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.setFocus()
    return canvas


@pytest.fixture
def owner(canvas):
    return Owner(canvas)


def at(canvas, x, y):
    """The widget's pixel over a point of the image."""
    return QPoint(*(int(v) for v in canvas.viewport.to_screen((x, y))))


def under(canvas, point):
    """The point of the image under the middle of the widget's pixel."""
    return canvas.viewport.to_image((point.x() + 0.5, point.y() + 0.5))


def drag(canvas, *points, button=LEFT, modifiers=NONE):
    QTest.mousePress(canvas, button, modifiers, points[0])
    for point in points[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, button, modifiers, points[-1])


def wheel(canvas, point, notches, modifiers=NONE, pixels=0):
    position = QPointF(point)
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    turn = QPoint(0, round(120 * notches))
    swipe = QPoint(0, pixels)
    none = Qt.MouseButton.NoButton
    everywhere = canvas.mapToGlobal(position)
    event = QWheelEvent(position, everywhere, swipe, turn, none, modifiers, phase, False)
    QApplication.sendEvent(canvas, event)


@pytest.mark.parametrize("size", [1, 2, 9, 30])
@pytest.mark.parametrize("scale", [None, 0.7, 1.0, 5.3])
def test_a_stroke_paints_what_the_brush_passes_over(canvas, owner, size, scale):
    if scale:
        canvas.zoom_to(scale)
    canvas.set_tool("brush")
    canvas.set_brush_size(size)
    path = [QPoint(220, 180), QPoint(251, 203), QPoint(260, 170)]
    drag(canvas, *path)
    expected = np.zeros(SIZE[::-1], bool)
    for start, end in ((path[0], path[0]), *pairwise(path)):
        stamp_line(expected, under(canvas, start), under(canvas, end), radius=size / 2)
    assert np.array_equal(owner.masks["defect"], expected)
    assert owner.stack.count() == 1


def test_alt_and_the_eraser_take_away_and_undo_brings_back(canvas, owner):
    canvas.set_tool("brush")
    canvas.set_brush_size(20)
    spot = at(canvas, 80, 60)
    drag(canvas, spot)
    painted = owner.masks["defect"].copy()
    drag(canvas, spot, modifiers=ALT)
    assert not owner.masks["defect"].any()
    owner.stack.undo()
    assert np.array_equal(owner.masks["defect"], painted)
    assert np.array_equal(canvas.preview_mask("defect"), painted)
    canvas.set_tool("eraser")
    drag(canvas, spot)
    assert not owner.masks["defect"].any()


def test_while_the_button_is_down_only_the_preview_changes(canvas, owner, qtbot):
    canvas.set_tool("brush")
    with qtbot.waitSignal(canvas.stroke_moved):
        QTest.mousePress(canvas, LEFT, NONE, at(canvas, 50, 50))
        QTest.mouseMove(canvas, at(canvas, 70, 50))
    assert canvas.preview_mask("defect")[50, 60]
    assert not owner.masks["defect"].any()
    QTest.mouseRelease(canvas, LEFT, NONE, at(canvas, 70, 50))
    assert np.array_equal(owner.masks["defect"], canvas.preview_mask("defect"))


def test_escape_drops_the_stroke_and_the_rest_of_the_drag_paints_nothing(canvas, owner):
    canvas.set_tool("brush")
    QTest.mousePress(canvas, LEFT, NONE, at(canvas, 50, 50))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(canvas, at(canvas, 90, 50))
    QTest.mouseRelease(canvas, LEFT, NONE, at(canvas, 90, 50))
    assert owner.stack.count() == 0
    assert not canvas.preview_mask("defect").any()


def test_undo_in_mid_stroke_drops_the_stroke(canvas, owner):
    canvas.set_tool("brush")
    drag(canvas, at(canvas, 30, 30))
    QTest.mousePress(canvas, LEFT, NONE, at(canvas, 90, 50))
    owner.stack.undo()
    QTest.mouseMove(canvas, at(canvas, 120, 50))
    QTest.mouseRelease(canvas, LEFT, NONE, at(canvas, 120, 50))
    assert not owner.masks["defect"].any()
    assert not canvas.preview_mask("defect").any()
    assert owner.stack.count() == 1


def test_each_kind_of_mask_is_painted_by_itself(canvas, owner):
    canvas.set_tool("rectangle")
    for number, kind in enumerate(KINDS):
        canvas.set_mask_kind(kind)
        drag(canvas, at(canvas, 10 * number + 5.5, 5.5), at(canvas, 10 * number + 8.5, 9.5))
    for number, kind in enumerate(KINDS):
        expected = np.zeros(SIZE[::-1], bool)
        expected[5:10, 10 * number + 5 : 10 * number + 9] = True
        assert np.array_equal(owner.masks[kind], expected)


def clicked_corners(canvas, *corners):
    points = [at(canvas, *corner) for corner in corners]
    for point in points:
        QTest.mouseClick(canvas, LEFT, NONE, point)
    return np.array([under(canvas, point) for point in points])


CORNERS = (20, 20), (100, 25), (90, 90), (30, 80)


@pytest.mark.parametrize("close", ["enter", "double click", "first corner"])
def test_a_polygon_is_filled_when_it_is_closed(canvas, owner, close):
    canvas.set_tool("polygon")
    corners = clicked_corners(canvas, *CORNERS)
    assert owner.stack.count() == 0
    if close == "enter":
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    elif close == "double click":
        QTest.mouseDClick(canvas, LEFT, NONE, at(canvas, *CORNERS[-1]))
    else:
        QTest.mouseClick(canvas, LEFT, NONE, at(canvas, *CORNERS[0]))
    expected = np.zeros(SIZE[::-1], bool)
    fill_polygon(expected, corners)
    assert np.array_equal(owner.masks["defect"], expected)


def test_backspace_takes_back_a_corner_and_escape_the_polygon(canvas, owner):
    canvas.set_tool("polygon")
    corners = clicked_corners(canvas, *CORNERS)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(canvas, Qt.Key.Key_Enter)
    expected = np.zeros(SIZE[::-1], bool)
    fill_polygon(expected, corners[:3])
    assert np.array_equal(owner.masks["defect"], expected)
    clicked_corners(canvas, *CORNERS)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_Enter)
    assert owner.stack.count() == 1


def test_a_click_fills_what_looks_alike(canvas, qtbot):
    pixels = np.full((*SIZE[::-1], 3), 90, np.uint8)
    pixels[20:60, 30:70] = 120
    canvas.show_image("two", pixels)
    owner = Owner(canvas)
    canvas.set_tool("fill")
    canvas.set_tolerance(0.05)
    QTest.mouseClick(canvas, LEFT, NONE, at(canvas, 40, 40))
    assert np.array_equal(owner.masks["defect"], flood_fill(pixels, (40, 40), 0.05))
    assert owner.masks["defect"].sum() == 1600
    QTest.mouseClick(canvas, LEFT, ALT, at(canvas, 40, 40))
    assert not owner.masks["defect"].any()


def test_a_read_only_canvas_paints_nothing(canvas, owner):
    canvas.set_read_only(True)
    for tool in ("brush", "eraser", "fill", "rectangle", "polygon"):
        canvas.set_tool(tool)
        drag(canvas, at(canvas, 20, 20), at(canvas, 60, 60))
        clicked_corners(canvas, *CORNERS)
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert owner.stack.count() == 0


def test_the_wheel_zooms_at_the_pointer_and_ctrl_changes_the_brush(canvas, qtbot):
    spot = QPoint(333, 111)
    before = under(canvas, spot)
    with qtbot.waitSignal(canvas.zoom_changed) as zoomed:
        wheel(canvas, spot, 3)
    assert zoomed.args[0] == canvas.viewport.scale
    assert under(canvas, spot) == pytest.approx(before)
    scale = canvas.viewport.scale
    wheel(canvas, spot, 0, pixels=7)
    assert scale < canvas.viewport.scale < 1.1 * scale
    size, scale = canvas.brush_size, canvas.viewport.scale
    with qtbot.waitSignal(canvas.brush_size_changed):
        wheel(canvas, spot, 1, CONTROL)
    assert canvas.brush_size > size
    assert canvas.viewport.scale == scale


def test_the_zoom_has_its_limits(canvas):
    fit = canvas.viewport.scale
    wheel(canvas, QPoint(200, 200), 99)
    assert canvas.viewport.scale == 64
    wheel(canvas, QPoint(200, 200), -199)
    assert canvas.viewport.scale == pytest.approx(min(fit / 8, 1))


def test_keys_fit_show_every_pixel_and_change_the_brush(canvas):
    fit = canvas.viewport
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.viewport.scale == 1
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.viewport == fit
    canvas.set_brush_size(1)
    for expected in (2, 3, 4, 5, 6):
        QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
        assert canvas.brush_size == expected
    for _ in range(9):
        QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.brush_size == 1


@pytest.mark.parametrize("hand", ["space", "middle", "select"])
def test_the_image_is_pushed_by_hand_and_nothing_is_painted(canvas, owner, hand):
    canvas.set_tool("select" if hand == "select" else "brush")
    wheel(canvas, QPoint(250, 200), 5)
    before = under(canvas, QPoint(250, 200))
    if hand == "space":
        QTest.keyPress(canvas, Qt.Key.Key_Space)
    button = MIDDLE if hand == "middle" else LEFT
    drag(canvas, QPoint(250, 200), QPoint(220, 190), QPoint(290, 215), button=button)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert under(canvas, QPoint(290, 215)) == pytest.approx(before)
    assert owner.stack.count() == 0


def test_what_is_pushed_looks_as_if_drawn_anew(canvas, owner):
    fill_polygon(owner.masks["ignore"], np.array(CORNERS))
    canvas.refresh_mask("ignore")
    canvas.set_heatmap(np.random.default_rng(1).random(SIZE[::-1], np.float32), 0.5)
    canvas.zoom_to(4.7)
    canvas.grab()
    for dx, dy in ((13, -7), (-40, 22), (0, 300)):
        canvas.pan(dx, dy)
        pushed = canvas.grab().toImage()
        canvas.redraw()
        assert canvas.grab().toImage() == pushed


def test_hovering_tells_pixel_and_distance(canvas, qtbot):
    heat = np.random.default_rng(1).random(SIZE[::-1], np.float32)
    canvas.set_heatmap(heat, None)
    pixels = np.random.default_rng(0).integers(0, 256, (*SIZE[::-1], 3), np.uint8)
    with qtbot.waitSignal(canvas.hovered) as told:
        QTest.mouseMove(canvas, at(canvas, 33.5, 77.5))
    assert told.args == [33, 77, tuple(pixels[77, 33].tolist()), float(heat[77, 33])]
    with qtbot.waitSignal(canvas.unhovered):
        QTest.mouseMove(canvas, QPoint(1, 1))


def test_a_click_to_select_is_told_and_a_drag_is_none(canvas, qtbot):
    with qtbot.waitSignal(canvas.clicked) as told:
        QTest.mouseClick(canvas, LEFT, NONE, at(canvas, 12.5, 13.5))
    assert told.args == [12, 13]
    with qtbot.assertNotEmitted(canvas.clicked):
        drag(canvas, QPoint(200, 200), QPoint(260, 200))


def test_a_held_h_hides_everything_but_the_photograph(canvas, owner):
    plain = canvas.grab().toImage()
    heat = np.random.default_rng(1).random(SIZE[::-1], np.float32)
    canvas.set_heatmap(heat, 0.5)
    canvas.set_regions(find(heat, 0.99))
    covered = canvas.grab().toImage()
    assert covered != plain
    QTest.keyPress(canvas, Qt.Key.Key_H)
    assert canvas.grab().toImage() == plain
    QTest.keyRelease(canvas, Qt.Key.Key_H)
    assert canvas.grab().toImage() == covered


def test_an_image_of_the_same_size_is_seen_at_the_same_place(canvas):
    canvas.zoom_to(7.0, (100, 100))
    view = canvas.viewport
    canvas.show_image("two", np.zeros((*SIZE[::-1], 3), np.uint16))
    assert canvas.viewport == view
    canvas.show_image("three", np.zeros((50, 900, 3), np.uint8))
    assert canvas.viewport.is_fitted


def test_an_empty_canvas_shows_its_message_and_takes_no_tool(canvas, owner, qtbot):
    canvas.clear("Drop images here")
    empty = canvas.grab().toImage()
    for tool in ("select", "brush", "polygon", "fill", "rectangle"):
        canvas.set_tool(tool)
        drag(canvas, QPoint(50, 50), QPoint(90, 90))
        wheel(canvas, QPoint(80, 80), 2)
    assert owner.stack.count() == 0
    canvas.clear("")
    assert canvas.grab().toImage() != empty


def test_a_heatmap_of_another_image_is_refused(canvas):
    with pytest.raises(ValueError, match="heatmap"):
        canvas.set_heatmap(np.zeros((3, 3), np.float32), 1.0)


def test_the_ring_of_the_brush_is_as_large_as_what_it_paints(canvas, owner):
    canvas.set_tool("brush")
    canvas.set_brush_size(40)
    canvas.zoom_to(3.0)
    QTest.mouseMove(canvas, QPoint(9, 9))
    before = canvas.grab().toImage()
    spot = QPoint(250, 200)
    QTest.mouseMove(canvas, spot)
    after = canvas.grab().toImage()
    row = [x for x in range(120, 380) if before.pixel(x, 200) != after.pixel(x, 200)]
    assert row[0] == pytest.approx(250 - 60, abs=2)
    assert row[-1] == pytest.approx(250 + 60, abs=2)
