from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile

from inspector.core import overlay as overlays
from inspector.core import regions
from inspector.core.errors import InspectorError, OptionError
from inspector.core.overlay import COLOUR_MAPS, Colours, colours, opacities, overlay

LIMIT = 0.4


def heat(value: float, size: tuple[int, int] = (8, 8)) -> np.ndarray:
    return np.full(size, value, np.float32)


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_a_distance_has_one_colour_whatever_else_the_image_holds(name: Colours):
    calm, wild = heat(0.3), heat(0.3)
    wild[4:] = 50
    assert np.array_equal(colours(calm, LIMIT, name=name)[0], colours(wild, LIMIT, name=name)[0])


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_colours_depend_on_the_distance_in_limits_and_end_at_twice_the_limit(name: Colours):
    ramp = np.linspace(0, 2, 64, dtype=np.float32)[np.newaxis]
    assert np.array_equal(colours(ramp, 1.0, name=name), colours(ramp * 0.25, 0.25, name=name))
    at_end = colours(heat(2 * LIMIT), LIMIT, name=name)
    assert np.array_equal(at_end, colours(heat(90), LIMIT, name=name))
    assert not np.array_equal(at_end, colours(heat(LIMIT), LIMIT, name=name))


@pytest.mark.parametrize("name", ["inferno", "cividis", "viridis", "magma"])
def test_safe_colour_maps_grow_lighter_all_the_way(name: Colours):
    ramp = np.linspace(0, 2, 41, dtype=np.float32)[np.newaxis]
    lightness = cv2.cvtColor(colours(ramp, 1.0, name=name), cv2.COLOR_RGB2LAB)[0, :, 0]
    assert (np.diff(lightness.astype(int)) >= 0).all()
    assert int(lightness[-1]) - int(lightness[0]) > 100


def test_an_unknown_colour_map_is_refused_with_the_known_ones():
    with pytest.raises(OptionError, match=r"'rainbow'.*inferno, cividis"):
        colours(heat(1), LIMIT, name="rainbow")  # pyright: ignore[reportArgumentType]


def test_the_overlay_fades_in_from_half_the_limit():
    ramp = np.linspace(0, 2, 201, dtype=np.float32)[np.newaxis]
    shares = opacities(ramp, 1.0, opacity=0.6)[0]
    assert (shares[:51] == 0).all()
    assert (np.diff(shares) >= 0).all()
    assert np.abs(np.diff(shares)).max() < 0.02
    assert shares[100] > 0.3
    assert shares[-1] == pytest.approx(0.6)


def test_a_good_image_is_returned_as_it_is():
    image = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)
    assert np.array_equal(overlay(image, heat(0.5 * LIMIT, (40, 60)), LIMIT), image)


def test_the_overlay_leaves_its_inputs_alone_and_changes_only_what_is_hot():
    image = np.full((40, 60, 3), 120, np.uint8)
    before, heatmap = image.copy(), heat(0, (40, 60))
    heatmap[10:20, 10:20] = 3 * LIMIT
    drawn = overlay(image, heatmap, LIMIT, opacity=0.6)
    assert np.array_equal(image, before)
    changed = (drawn != image).any(axis=2)
    assert np.array_equal(changed, heatmap > 0)
    hottest = colours(heatmap, LIMIT)[15, 15].astype(float)
    assert drawn[15, 15] == pytest.approx(0.4 * 120 + 0.6 * hottest, abs=1)


def test_sixteen_bits_become_eight_without_clipping():
    values = np.array([0, 257, 32896, 65535], np.uint16)
    image = np.repeat(values[np.newaxis, :, np.newaxis], 3, axis=2)
    drawn = overlay(image, heat(0, (1, 4)), LIMIT)
    assert drawn.dtype == np.uint8
    assert drawn[0, :, 0].tolist() == [0, 1, 128, 255]


@pytest.mark.parametrize("limit", [0.0, 1e-45])
def test_a_limit_of_nothing_makes_everything_above_it_hottest(limit: float):
    heatmap = heat(0)
    heatmap[0, 0] = 0.1
    shares = opacities(heatmap, limit)
    assert shares[0, 0] == pytest.approx(0.6)
    assert (shares.ravel()[1:] == 0).all()


def test_what_is_not_a_number_stays_cold():
    assert (opacities(heat(np.nan), LIMIT) == 0).all()
    assert np.array_equal(colours(heat(np.nan), LIMIT), colours(heat(0), LIMIT))


def test_an_outline_runs_around_a_region_in_light_and_dark_and_leaves_it_free():
    image, heatmap = np.full((100, 100, 3), 120, np.uint8), heat(0, (100, 100))
    heatmap[50, 50] = 0.4
    drawn = overlay(image, heatmap, 0.4, opacity=0, regions=regions.find(heatmap, 0.3))
    assert drawn[50, 50].tolist() == [120, 120, 120]
    near = drawn[40:61, 40:61]
    assert (near == 255).all(axis=2).any()
    assert (near < 40).all(axis=2).any()
    assert (drawn[:40] == 120).all()


def test_an_image_of_another_size_than_its_heatmap_is_refused():
    with pytest.raises(ValueError, match="differ in size"):
        overlay(np.zeros((4, 4, 3), np.uint8), heat(0, (4, 5)), LIMIT)


@pytest.mark.parametrize("shape", [(7, 3), (3, 7), (1, 1)])
def test_a_tiff_gives_back_the_raw_distances(tmp_path: Path, shape: tuple[int, int]):
    heatmap = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    overlays.write_tiff(tmp_path / "Wärme.tif", heatmap)
    again = tifffile.imread(tmp_path / "Wärme.tif")
    assert again.dtype == np.float32
    assert np.array_equal(again.reshape(shape), heatmap)


def test_a_png_gives_back_the_colours_in_order(tmp_path: Path):
    picture = np.zeros((3, 5, 3), np.uint8)
    picture[..., 0] = 200
    overlays.write_png(tmp_path / "rot.png", picture)
    data = np.frombuffer((tmp_path / "rot.png").read_bytes(), np.uint8)
    again = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert again is not None
    assert again[0, 0].tolist() == [0, 0, 200]


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    with pytest.raises(InspectorError, match="missing"):
        overlays.write_png(tmp_path / "missing" / "a.png", np.zeros((2, 2, 3), np.uint8))
    assert list(tmp_path.iterdir()) == []
