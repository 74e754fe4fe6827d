"""16-bit images: the full range, by the bit depth that is stated or detected once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from inspector.core import image
from inspector.core.errors import ImageError, OptionError
from inspector.core.progress import Cancelled
from tests.core.image_files import (
    COLOUR,
    RNG,
    grey,
    many,
    packed_tiff,
    pillow_bytes,
    png_bytes,
    read,
    tiff_bytes,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "picture"


@given(
    depth=st.integers(1, 16), shape=array_shapes(min_dims=2, max_dims=2, max_side=9), data=st.data()
)
@many
def test_values_are_spread_over_the_full_range_by_depth(
    tmp_path: Path, depth: int, shape: tuple[int, int], data: st.DataObject
) -> None:
    top = 2**depth - 1
    values = data.draw(arrays(np.uint16, shape, elements=st.integers(0, top)))
    file = tmp_path / "picture"
    form = data.draw(st.sampled_from(["PNG", "TIFF"]))
    pixels = read(file, pillow_bytes(values, form), bit_depth=depth)
    assert np.array_equal(pixels, grey(np.rint(values / top * 65535).astype(np.uint16)))


@given(
    shape=st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)),
    deep=st.booleans(),
    form=st.sampled_from(["PNG", "TIFF", "BMP", "WebP"]),
    data=st.data(),
)
@many
def test_lossless_files_give_back_what_was_written(
    tmp_path: Path, shape: tuple[int, int, int], deep: bool, form: str, data: st.DataObject
) -> None:
    deep = deep and form in ("PNG", "TIFF")
    pixels = data.draw(arrays(np.uint16 if deep else np.uint8, shape))
    if not deep:
        written = pillow_bytes(pixels, form, lossless=True)
    else:
        written = png_bytes(pixels, 2) if form == "PNG" else tiff_bytes(pixels, photometric="rgb")
    assert np.array_equal(read(tmp_path / "picture", written), pixels)


def test_a_dark_image_is_not_brightened(file: Path) -> None:
    dark = np.full((4, 4), 200, np.uint16)
    assert read(file, pillow_bytes(dark, "PNG")).max() == 200
    assert read(file, pillow_bytes(dark, "PNG"), bit_depth=12).max() == round(200 / 4095 * 65535)


def test_a_value_above_the_bit_depth_is_an_error_not_clipped(file: Path) -> None:
    bright = np.full((4, 4), 5000, np.uint16)
    with pytest.raises(ImageError, match=r"picture: has the value 5000.*Set the bit depth to 13"):
        read(file, pillow_bytes(bright, "PNG"), bit_depth=12)


@pytest.mark.parametrize("depth", [0, 17])
def test_impossible_bit_depths_are_refused(file: Path, depth: int) -> None:
    with pytest.raises(OptionError, match=str(depth)):
        read(file, pillow_bytes(COLOUR, "PNG"), bit_depth=depth)


def test_8_bit_files_ignore_the_bit_depth(file: Path) -> None:
    assert np.array_equal(read(file, pillow_bytes(COLOUR, "PNG"), bit_depth=12), COLOUR)


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_packed_tiff_states_its_depth(file: Path, bits: int) -> None:
    values = RNG.integers(0, 2**bits, (6, 8), np.uint16)
    data = packed_tiff(values, bits)
    expected = grey(np.rint(values / (2**bits - 1) * 65535).astype(np.uint16))
    assert np.array_equal(read(file, data), expected)
    assert image.detect_bit_depth([file]) == bits


def test_the_largest_sample_value_of_a_tiff_states_a_depth_only_where_it_is_one(file: Path) -> None:
    values = np.full((4, 4), 1000, np.uint16)
    stating = tiff_bytes(values, extratags=[(281, 3, 1, 4095, True)])
    statistic = tiff_bytes(values, extratags=[(281, 3, 1, 1000, True)])
    assert read(file, stating).max() == round(1000 / 4095 * 65535)
    assert read(file, stating, bit_depth=14).max() == round(1000 / 16383 * 65535)
    assert read(file, statistic).max() == 1000


def test_png_samples_span_the_full_range_whatever_bits_were_significant(file: Path) -> None:
    spread = np.rint(np.arange(4096) / 4095 * 65535).astype(np.uint16).reshape(64, 64)
    pixels = read(file, png_bytes(spread, 0, (b"sBIT", b"\x0c")))
    assert np.array_equal(pixels, grey(spread))


def test_alpha_may_span_more_than_the_bit_depth(file: Path) -> None:
    samples = np.full((2, 2, 4), (4095, 0, 2048, 65535), np.uint16)
    samples[0, 0, 3] = 0
    pixels = read(file, png_bytes(samples, 6), bit_depth=12)
    assert pixels[1, 1].tolist() == [65535, 0, round(2048 / 4095 * 65535)]
    assert pixels[0, 0].tolist() == [0, 0, 0]


def test_the_bit_depth_of_a_set_fits_its_brightest_image(tmp_path: Path) -> None:
    paths = []
    for top in (90, 3000, 700):
        paths.append(tmp_path / f"{top}.png")
        paths[-1].write_bytes(pillow_bytes(np.full((3, 3), top, np.uint16), "PNG"))
    steps = []

    def tick(done: int, total: int, text: str = "") -> None:
        steps.append((done, total))

    assert image.detect_bit_depth(paths, tick=tick) == 12
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert image.detect_bit_depth([paths[2]]) == 10


def test_the_bit_depth_of_8_bit_files_is_none(file: Path) -> None:
    file.write_bytes(pillow_bytes(COLOUR, "PNG"))
    assert image.detect_bit_depth([file]) is None
    assert image.detect_bit_depth([]) is None


def test_finding_the_bit_depth_can_be_stopped(file: Path) -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        image.detect_bit_depth([file], tick=stop)
