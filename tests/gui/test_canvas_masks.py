from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject

from inspector.core.mask import Box, fill_rectangle
from inspector.gui.canvas.masks import Masks

SHAPE = (60, 80)
BOX = Box(10, 12, 5, 4)


@pytest.fixture
def parent(qapp):
    return QObject()


@pytest.fixture
def owned():
    mask = np.zeros(SHAPE, bool)
    mask[11:14, 8:12] = True
    return mask


@pytest.fixture
def masks(parent, owned):
    masks = Masks({}, parent)
    masks.replace({"defect": owned}, SHAPE)
    return masks


def rectangle(mask):
    fill_rectangle(mask, (10, 12), (15, 16))


def test_a_stroke_reaches_the_owners_mask_only_through_its_edit(masks, owned):
    before, edits = owned.copy(), []
    masks.stroke_finished.connect(lambda kind, edit, name: edits.append((kind, edit, name)))
    masks.paint(rectangle, BOX)
    painted = masks.preview("defect")
    assert painted[BOX.slices].all()
    masks.finish("Rectangle")
    assert np.array_equal(owned, before)
    ((kind, edit, name),) = edits
    assert (kind, name) == ("defect", "Rectangle")
    edit.apply(owned)
    assert np.array_equal(owned, painted)


def test_an_owner_that_applies_the_edit_sees_its_mask_and_one_that_does_not_sees_it_too(
    masks, owned
):
    masks.paint(rectangle, BOX)
    masks.finish("Rectangle")
    assert np.array_equal(masks.preview("defect"), owned)
    masks.stroke_finished.connect(lambda kind, edit, name: edit.apply(owned))
    masks.paint(rectangle, BOX)
    masks.finish("Rectangle")
    assert owned[BOX.slices].all()
    assert np.array_equal(masks.preview("defect"), owned)


def test_a_stroke_that_changes_nothing_is_no_stroke(masks, owned, qtbot):
    fill_rectangle(owned, (10, 12), (15, 16))
    masks.refresh("defect")
    with qtbot.assertNotEmitted(masks.stroke_finished):
        masks.paint(rectangle, BOX)
        masks.finish("Rectangle")


def test_a_dropped_stroke_leaves_no_trace(masks, owned, qtbot):
    masks.paint(rectangle, BOX)
    with qtbot.assertNotEmitted(masks.stroke_finished):
        masks.drop()
        masks.finish("Rectangle")
    assert np.array_equal(masks.preview("defect"), owned)


def test_a_change_by_the_owner_is_followed(masks, owned):
    owned[40:50, 3:9] = True
    assert not np.array_equal(masks.preview("defect"), owned)
    masks.refresh("defect", Box(3, 40, 6, 10))
    assert np.array_equal(masks.preview("defect"), owned)


def test_a_kind_that_the_owner_has_none_of_is_painted_from_empty(masks):
    made = np.zeros(SHAPE, bool)
    masks.stroke_finished.connect(lambda kind, edit, name: edit.apply(made))
    masks.kind = "roi"
    masks.paint(rectangle, BOX)
    masks.finish("Rectangle")
    assert made.sum() == 20
    assert made[BOX.slices].all()


def test_an_owner_that_turns_to_another_image_at_the_end_of_a_stroke_is_followed(masks):
    other = np.zeros((7, 9), bool)
    masks.stroke_finished.connect(lambda *_: masks.replace({"defect": other}, other.shape))
    masks.paint(rectangle, BOX)
    masks.finish("Rectangle")
    assert masks.preview("defect").shape == (7, 9)


def test_many_moves_are_told_now_and_then(masks, qtbot):
    with qtbot.waitSignal(masks.stroke_moved) as moved:
        for size in range(1, 30):
            masks.paint(lambda mask, size=size: mask[:size].fill(True), Box(0, 0, 80, 30))
    assert moved.args == ["defect"]
    with qtbot.assertNotEmitted(masks.stroke_moved, wait=120):
        masks.finish("Brush stroke")


@pytest.mark.parametrize("wrong", [np.zeros((3, 3), bool), np.zeros(SHAPE, np.uint8)])
def test_masks_of_another_image_are_refused(masks, wrong):
    with pytest.raises(ValueError, match="defect"):
        masks.replace({"defect": wrong}, SHAPE)
