from __future__ import annotations

import numpy as np
import pytest
from skimage.color import rgb2lab

from inspector.core import overlay, regions
from inspector.core.mask import Box, stamp_line
from inspector.gui.canvas import mask_look
from inspector.gui.canvas.layers import Layers, Shown
from inspector.gui.canvas.pyramid import Peaks, Photo
from inspector.gui.canvas.viewport import Viewport

SIDE = 120
WHOLE = Box(0, 0, SIDE, SIDE)
AT_100 = Viewport((SIDE, SIDE), (SIDE, SIDE))


@pytest.fixture
def layers():
    layers = Layers()
    layers.photo = Photo(np.random.default_rng(0).integers(60, 200, (SIDE, SIDE, 3), np.uint8))
    return layers


def drawn(layers, viewport=AT_100, area=WHOLE):
    return layers.draw(viewport, area, line=1)[:, :, 2::-1]


def disc(radius=20.0):
    mask = np.zeros((SIDE, SIDE), bool)
    stamp_line(mask, (60, 60), (60, 60), radius=radius)
    return mask


def test_heat_has_the_colours_of_the_report(layers):
    heat = np.linspace(0, 3, SIDE * SIDE, dtype=np.float32).reshape(SIDE, SIDE)
    layers.set_heatmap(heat, 1.3)
    expected = overlay.overlay(layers.photo.pixels, heat, 1.3)
    assert np.abs(drawn(layers).astype(int) - expected).max() <= 1


def test_heat_far_below_the_limit_leaves_the_photograph(layers):
    layers.set_heatmap(np.full((SIDE, SIDE), 0.49, np.float32), 1.0)
    assert np.array_equal(drawn(layers), layers.photo.pixels)


def test_a_heatmap_that_holds_no_numbers_counts_as_cold(layers):
    layers.set_heatmap(np.full((SIDE, SIDE), np.nan, np.float32), 1.0)
    assert np.array_equal(drawn(layers), layers.photo.pixels)


def test_one_colour_means_one_distance_in_every_image(layers):
    seen = []
    for peak in (1.5, 40.0):
        heat = np.full((SIDE, SIDE), 1.5, np.float32)
        heat[0, 0] = peak
        layers.set_heatmap(heat, 1.0)
        seen.append(drawn(layers)[50, 50])
    assert np.array_equal(*seen)


@pytest.mark.parametrize("scale", [0.3, 1.0, 3.0])
def test_a_part_is_drawn_as_in_the_whole(layers, scale):
    heat = np.random.default_rng(0).random((SIDE, SIDE), np.float32)
    layers.set_heatmap(heat, 0.6)
    layers.set_regions(regions.find(heat, 0.9), heat.shape)
    layers.masks.update(
        defect=Peaks(disc(9)),
        ignore=Peaks(disc(20)),
        roi=Peaks(disc(50)),
    )
    viewport = Viewport((SIDE, SIDE), (SIDE, SIDE)).zoomed(scale, (40.2, 31.7))
    part = Box(20, 33, 41, 17)
    assert np.array_equal(drawn(layers, viewport, part), drawn(layers, viewport)[part.slices])


def test_a_mask_is_drawn_on_its_pixels_and_its_halo_beside_them(layers):
    mask = disc()
    layers.masks["defect"] = Peaks(mask)
    changed = (drawn(layers) != layers.photo.pixels).any(axis=2)
    assert changed[mask].all()
    assert not changed[~disc(22.5)].any()


def test_outside_of_a_region_of_interest_is_dimmed_and_an_empty_one_is_none(layers):
    layers.masks["roi"] = Peaks(np.zeros((SIDE, SIDE), bool))
    assert np.array_equal(drawn(layers), layers.photo.pixels)
    layers.masks["roi"] = Peaks(disc())
    seen = drawn(layers)
    assert seen[:30].mean() < 0.6 * layers.photo.pixels[:30].mean()
    assert np.array_equal(seen[50:70, 50:70], layers.photo.pixels[50:70, 50:70])


def test_the_outline_of_a_region_covers_none_of_it(layers):
    heat = disc().astype(np.float32)
    layers.set_regions(regions.find(heat, 0.5), heat.shape)
    seen = drawn(layers)
    assert np.array_equal(seen[disc()], layers.photo.pixels[disc()])
    ring = disc(26) & ~disc()
    assert (seen[ring] == 255).all(axis=1).sum() > 100


def test_a_peek_shows_the_photograph_alone(layers):
    layers.set_heatmap(np.full((SIDE, SIDE), 9, np.float32), 1.0)
    layers.masks["defect"] = Peaks(disc())
    layers.shown["image"] = Shown(opacity=0.2)
    assert not np.array_equal(drawn(layers), layers.photo.pixels)
    layers.only_photo = True
    assert np.array_equal(drawn(layers), layers.photo.pixels)


def test_a_hidden_layer_is_not_drawn(layers):
    layers.masks["ignore"] = Peaks(disc())
    layers.shown["ignore"] = Shown(visible=False)
    assert np.array_equal(drawn(layers), layers.photo.pixels)
    layers.shown["image"] = Shown(visible=False)
    assert (drawn(layers) == layers.background).all()


# Linear RGB as a person without long (protanopia) or middle (deuteranopia) cones sees it:
# Machado, Oliveira and Fernandes 2009, table 1, severity 1.
COLOUR_BLIND = {
    "protanopia": [(0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)],
    "deuteranopia": [(0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)],
}


@pytest.mark.parametrize("kind", COLOUR_BLIND)
def test_colour_blind_people_can_tell_the_masks_apart(kind):
    colours = np.array([mask_look.DEFECT, mask_look.IGNORE, mask_look.ROI]) / 255
    linear = np.clip(colours**2.2 @ np.array(COLOUR_BLIND[kind]).T, 0, 1)
    lab = rgb2lab(linear[np.newaxis] ** (1 / 2.2))[0]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert np.linalg.norm(lab[one] - lab[other]) > 20  # 2.3 is just noticeable
