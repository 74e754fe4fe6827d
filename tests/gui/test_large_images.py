"""Large images in the window: their options, their smaller heatmap, and measuring them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import geometry
from inspector.core.mask import Box
from inspector.core.options import Options
from inspector.core.regions import find
from inspector.core.tiles import TileOptions
from inspector.gui.canvas.hit import hit
from inspector.gui.canvas.layers import Layers
from inspector.gui.canvas.pyramid import Peaks, Photo
from inspector.gui.canvas.viewport import Viewport
from inspector.gui.panels.fit import FitPanel
from inspector.gui.workbench import Workbench


@pytest.fixture
def coarse(monkeypatch):
    """As if a heatmap of 48 x 64 pixels were the largest."""
    monkeypatch.setattr(geometry, "MOST_HEATMAP_PIXELS", 48 * 64)


def test_the_form_of_tiles_changes_the_options(qtbot):
    panel = FitPanel(Workbench())
    qtbot.addWidget(panel)
    chosen = TileOptions(768, 176, True)
    panel.tiles.changed.emit(chosen)
    assert panel._workbench.options.tiles == chosen
    assert panel.tiles.value() == chosen
    panel._workbench.set_options(Options())
    assert panel.tiles.value() == TileOptions()


def test_a_smaller_array_is_seen_where_its_pixels_lie_in_the_image():
    small = np.zeros((6, 8), np.float32)
    small[2, 5] = 1
    full = small.repeat(4, axis=0).repeat(4, axis=1)
    for scale in (0.25, 0.5, 1.0, 3.0):
        viewport = Viewport((32, 24), (100, 80), scale=scale, x=3.0, y=5.0)
        area = Box(0, 0, 100, 80)
        shown = Peaks(small, 4).sample(viewport, area)
        assert np.array_equal(shown, Peaks(full).sample(viewport, area))
        assert Peaks(small, 4).touches(viewport, area)


def test_the_layers_show_a_coarse_heatmap_and_its_regions(coarse):
    layers = Layers()
    layers.photo = Photo(np.full((192, 256, 3), 90, np.uint8))
    heat = np.zeros((48, 64), np.float32)
    heat[20:24, 30:36] = 5
    layers.set_heatmap(heat, 1.0)
    found = find(heat, 1.0, step=4)
    layers.set_regions(found, (192, 256))
    assert (found[0].x, found[0].y, found[0].width, found[0].height) == (120, 80, 24, 16)
    assert found[0].area == 24 * 16
    viewport = Viewport((256, 192), (256, 192), scale=1.0, x=0.0, y=0.0)
    layers.shown["regions"] = replace(layers.shown["regions"], visible=False)
    drawn = layers.draw(viewport, Box(0, 0, 256, 192), line=1)[:, :, :3].astype(int)
    is_hot = np.abs(drawn - 90).max(axis=2) > 20
    ys, xs = np.nonzero(is_hot)
    assert (xs.min(), xs.max(), ys.min(), ys.max()) == (120, 143, 80, 95)


def test_the_place_under_the_pointer_has_the_distance_of_its_heatmap_pixel(coarse):
    heat = np.arange(48 * 64, dtype=np.float32).reshape(48, 64)
    found = hit((101.5, 60.2), np.zeros((192, 256, 3), np.uint8), heat)
    assert found is not None
    assert found.distance == heat[15, 25]
