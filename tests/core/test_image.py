"""Reading image files: what they hold comes out."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from inspector.core import image
from inspector.core.errors import ImageError
from tests.core.image_files import (
    COLOUR,
    DEEP,
    RNG,
    grey,
    pillow_bytes,
    png_bytes,
    read,
    tiff_bytes,
)

UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: np.rot90(a, 2),
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(a, 2).swapaxes(0, 1),
    8: lambda a: np.rot90(a),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "picture"


# What files hold


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "WebP"])
def test_colours_come_out_as_they_went_in(file: Path, form: str) -> None:
    assert np.array_equal(read(file, pillow_bytes(COLOUR, form, lossless=True)), COLOUR)


def test_a_jpeg_is_close_to_what_went_in(file: Path) -> None:
    smooth = cv2.resize(COLOUR[:4, :4], (64, 48), interpolation=cv2.INTER_CUBIC)
    pixels = read(file, pillow_bytes(smooth, "JPEG", quality=98, subsampling=0))
    assert np.abs(pixels.astype(int) - smooth).mean() < 2


@pytest.mark.parametrize("options", [{"byteorder": ">"}, {"byteorder": "<"}, {"bigtiff": True}])
def test_deep_tiff_keeps_16_bits_of_colour(file: Path, options: dict[str, Any]) -> None:
    assert np.array_equal(read(file, tiff_bytes(DEEP, photometric="rgb", **options)), DEEP)


@pytest.mark.parametrize("options", [{"compression": "zlib"}, {"tile": (16, 16)}])
def test_compressed_and_tiled_tiff(file: Path, options: dict[str, Any]) -> None:
    assert np.array_equal(read(file, tiff_bytes(DEEP, photometric="rgb", **options)), DEEP)
    assert np.array_equal(read(file, tiff_bytes(COLOUR, photometric="rgb", **options)), COLOUR)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_tiff_from_another_writer(file: Path, compression: str) -> None:
    data = pillow_bytes(COLOUR, "TIFF", compression=compression)
    assert np.array_equal(read(file, data), COLOUR)
    data = pillow_bytes(DEEP[:, :, 0], "TIFF", compression=compression)
    assert np.array_equal(read(file, data), grey(DEEP[:, :, 0]))


def test_8_bit_tiff_with_separate_planes(file: Path) -> None:
    planes = np.ascontiguousarray(COLOUR.transpose(2, 0, 1))
    data = tiff_bytes(planes, photometric="rgb", planarconfig="separate")
    assert np.array_equal(read(file, data), COLOUR)


def test_deep_png_keeps_16_bits_of_colour(file: Path) -> None:
    assert np.array_equal(read(file, png_bytes(DEEP, 2)), DEEP)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_deep_grey(file: Path, form: str) -> None:
    assert np.array_equal(read(file, pillow_bytes(DEEP[:, :, 0], form)), grey(DEEP[:, :, 0]))


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP"])
def test_one_bit_becomes_black_and_white(file: Path, form: str) -> None:
    bits = COLOUR[:, :, 0] > 127
    pixels = read(file, pillow_bytes(PillowImage.fromarray(bits), form))
    assert np.array_equal(pixels, grey(bits) * np.uint8(255))


def test_white_is_zero_tiff_is_turned_to_black_is_zero(file: Path) -> None:
    shallow, deep = COLOUR[:, :, 0], DEEP[:, :, 0]
    assert np.array_equal(read(file, tiff_bytes(shallow, photometric="miniswhite")), grey(~shallow))
    assert np.array_equal(read(file, tiff_bytes(deep, photometric="miniswhite")), grey(~deep))


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP"])
def test_palettes_become_their_colours(file: Path, form: str) -> None:
    picture = PillowImage.fromarray(COLOUR).quantize(16)
    pixels = read(file, pillow_bytes(picture, form))
    assert np.array_equal(pixels, np.asarray(picture.convert("RGB")))


def test_cmyk_jpeg_is_converted(file: Path) -> None:
    plain = np.full((16, 16, 3), (200, 60, 30), np.uint8)
    pixels = read(file, pillow_bytes(plain, "JPEG", mode="CMYK", quality=95))
    assert np.abs(pixels.astype(int) - plain).max() < 12


def test_the_first_frame_of_an_animation_is_read(file: Path) -> None:
    other = PillowImage.fromarray(255 - COLOUR)
    data = pillow_bytes(COLOUR, "WebP", save_all=True, append_images=[other], lossless=True)
    assert np.array_equal(read(file, data), COLOUR)


# Alpha


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WebP"])
def test_opaque_alpha_is_dropped(file: Path, form: str) -> None:
    opaque = np.dstack([COLOUR, np.full(COLOUR.shape[:2], 255, np.uint8)])
    assert np.array_equal(read(file, pillow_bytes(opaque, form, lossless=True)), COLOUR)


@pytest.mark.parametrize("form", ["PNG", "TIFF", "WebP"])
def test_transparent_images_lie_on_black(file: Path, form: str) -> None:
    alpha = np.full(COLOUR.shape[:2], 255, np.uint8)
    alpha[5:9], alpha[9:12] = 0, 51
    data = pillow_bytes(np.dstack([COLOUR, alpha]), form, lossless=True, exact=True)
    expected = np.rint(COLOUR * (alpha[:, :, None] / 255)).astype(np.uint8)
    assert np.array_equal(read(file, data), expected)


def test_grey_with_alpha_lies_on_black(file: Path) -> None:
    pair = np.dstack([COLOUR[:, :, 0], np.zeros((20, 30), np.uint8)])
    pair[3, 4] = 77, 255
    pixels = read(file, png_bytes(pair, 4))
    assert pixels[3, 4].tolist() == [77, 77, 77]
    assert pixels.sum() == 3 * 77


def test_a_transparent_palette_entry_lies_on_black(file: Path) -> None:
    picture = PillowImage.fromarray(COLOUR).quantize(16)
    pixels = read(file, pillow_bytes(picture, "PNG", transparency=3))
    expected = np.asarray(picture.convert("RGB")) * (np.asarray(picture) != 3)[:, :, None]
    assert np.array_equal(pixels, expected)


@pytest.mark.parametrize("samples", [COLOUR, DEEP, COLOUR[:, :, 0], DEEP[:, :, 0]])
def test_a_transparent_png_colour_lies_on_black(file: Path, samples: NDArray[Any]) -> None:
    key = np.atleast_1d(samples[1, 1]).astype(">u2").tobytes()
    is_key = (samples == samples[1, 1]).reshape(20, 30, -1).all(axis=2)
    data = png_bytes(samples, 0 if samples.ndim == 2 else 2, (b"tRNS", key))
    colours = grey(samples) if samples.ndim == 2 else samples
    assert np.array_equal(read(file, data), np.where(is_key[:, :, None], 0, colours))


@pytest.mark.parametrize("kind", ["png", "png grey", "tiff"])
def test_deep_alpha_lies_on_black(file: Path, kind: str) -> None:
    alpha = RNG.integers(0, 65536, (20, 30, 1), np.uint16)
    colours = DEEP[:, :, :1] if kind == "png grey" else DEEP
    samples = np.dstack([colours, alpha])
    if kind == "tiff":
        data = tiff_bytes(samples, photometric="rgb", extrasamples=["unassalpha"])
    else:
        data = png_bytes(samples, 4 if kind == "png grey" else 6)
    expected = np.rint(colours * (alpha / 65535)).astype(np.uint16)
    assert np.array_equal(read(file, data), np.broadcast_to(expected, (20, 30, 3)))


def test_premultiplied_tiff_alpha_is_dropped(file: Path) -> None:
    samples = np.dstack([DEEP, np.zeros((20, 30), np.uint16)])
    data = tiff_bytes(samples, photometric="rgb", extrasamples=["assocalpha"])
    assert np.array_equal(read(file, data), DEEP)


# Orientation


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("form", ["PNG", "TIFF", "WebP"])
def test_exif_orientation_is_applied(file: Path, form: str, turn: int) -> None:
    exif = PillowImage.Exif()
    exif[274] = turn
    pixels = read(file, pillow_bytes(COLOUR, form, exif=exif, lossless=True))
    assert np.array_equal(pixels, UPRIGHT[turn](COLOUR))


@pytest.mark.parametrize("turn", range(1, 9))
def test_exif_orientation_is_applied_to_deep_files(file: Path, turn: int) -> None:
    exif = PillowImage.Exif()
    exif[274] = turn
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    tiff = tiff_bytes(DEEP, photometric="rgb", extratags=[(274, 3, 1, turn, True)])
    for data in (tiff, png_bytes(DEEP, 2, (b"eXIf", block))):
        assert np.array_equal(read(file, data), UPRIGHT[turn](DEEP))


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_thumbnail_is_upright(file: Path, turn: int) -> None:
    halves = np.zeros((400, 600, 3), np.uint8)
    halves[:200, :300] = 255
    exif = PillowImage.Exif()
    exif[274] = turn
    file.write_bytes(pillow_bytes(halves, "JPEG", exif=exif))
    small = image.thumbnail(file, 60)
    expected = cv2.resize(UPRIGHT[turn](halves).copy(), small.shape[1::-1])
    assert max(small.shape) == 60
    assert np.abs(small.astype(int) - expected).mean() < 5


def test_exif_behind_the_pixels_of_a_png_counts(file: Path) -> None:
    exif = PillowImage.Exif()
    exif[274] = 6
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    chunk = struct.pack(">I", len(block)) + b"eXIf" + block
    data = png_bytes(COLOUR, 2)
    data = data[:-12] + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + data[-12:]
    assert np.array_equal(read(file, data), UPRIGHT[6](COLOUR))


def test_damaged_exif_does_not_hide_sound_pixels(file: Path) -> None:
    data = pillow_bytes(COLOUR, "PNG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f and no more")
    assert np.array_equal(read(file, data), COLOUR)


# Masks, thumbnails, hashes


def test_masks_are_painted_above_half(file: Path) -> None:
    values = np.array([[0, 127, 128, 255]], np.uint8)
    file.write_bytes(pillow_bytes(values, "PNG"))
    assert image.read_mask(file).tolist() == [[False, False, True, True]]
    file.write_bytes(pillow_bytes(values.astype(np.uint16) * 257, "PNG"))
    assert image.read_mask(file).tolist() == [[False, False, True, True]]


def test_masks_may_be_painted_in_any_colour(file: Path) -> None:
    file.write_bytes(pillow_bytes(np.array([[[200, 0, 0], [90, 90, 90]]], np.uint8), "PNG"))
    assert image.read_mask(file).tolist() == [[True, False]]


def test_masks_may_hold_class_numbers(file: Path) -> None:
    file.write_bytes(pillow_bytes(np.array([[0, 1, 2]], np.uint8), "PNG"))
    assert image.read_mask(file).tolist() == [[False, True, True]]


def test_an_empty_mask_is_empty(file: Path) -> None:
    file.write_bytes(pillow_bytes(np.zeros((3, 4), np.uint8), "PNG"))
    assert not image.read_mask(file).any()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_thumbnail_has_the_wanted_longer_edge(file: Path, form: str) -> None:
    file.write_bytes(pillow_bytes(cv2.resize(COLOUR, (700, 301)), form))
    assert image.thumbnail(file, 100).shape == (43, 100, 3)
    assert image.thumbnail(file, 900).shape == (301, 700, 3)


def test_a_thumbnail_of_a_deep_image_shows_its_full_range(file: Path) -> None:
    file.write_bytes(pillow_bytes(np.full((50, 90), 4095, np.uint16), "PNG"))
    small = image.thumbnail(file, 30, bit_depth=12)
    assert small.dtype == np.uint8
    assert (small == 255).all()


def test_the_hash_is_that_of_the_content(file: Path) -> None:
    file.write_bytes(b"abc")
    assert image.file_hash(file).startswith("ba7816bf8f01cfea414140de5dae2223")
    with pytest.raises(ImageError, match="no such file"):
        image.file_hash(file.with_name("other"))


def test_images_are_told_by_content_whatever_their_name(tmp_path: Path) -> None:
    data = pillow_bytes(COLOUR, "BMP")
    assert np.array_equal(read(tmp_path / "wrong.jpg", data), COLOUR)


def test_names_in_any_script_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "Prüfung 検査 деталь"
    folder.mkdir()
    assert np.array_equal(read(folder / "Teil №1 ✓.png", pillow_bytes(COLOUR, "PNG")), COLOUR)


def test_paths_beyond_260_characters_are_read(tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 120) / ("b" * 120)
    folder.mkdir(parents=True)
    path = folder / f"{'c' * 60}.png"
    assert len(str(path)) > 260
    assert np.array_equal(read(path, pillow_bytes(COLOUR, "PNG")), COLOUR)


def test_long_windows_paths_get_the_prefix_that_lifts_the_limit() -> None:
    long = "\\".join(["folder" * 10] * 5)
    assert image.extended(f"C:\\{long}") == f"\\\\?\\C:\\{long}"
    assert image.extended(f"\\\\server\\{long}") == f"\\\\?\\UNC\\server\\{long}"
    assert image.extended(f"\\\\?\\C:\\{long}") == f"\\\\?\\C:\\{long}"
    assert image.extended("C:\\a.png") == "C:\\a.png"


def test_real_images_are_read(shared_data: Path) -> None:
    paths = sorted(shared_data.glob("*/test/good/*"))[::20]
    assert {path.suffix for path in paths} == {".jpg", ".png"}
    for path in paths:
        pixels = image.read(path)
        assert pixels.shape[:2] == image.read_size(path)
        if path.suffix == ".png":
            assert np.array_equal(pixels, np.asarray(PillowImage.open(path).convert("RGB")))
        assert max(image.thumbnail(path, 96).shape) == 96
    assert image.detect_bit_depth(paths) is None
