"""What is wrong with image files is said in one error that names them."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from inspector.core import image
from inspector.core.errors import ImageError
from inspector.core.image import ReadLimits
from tests.core.image_files import (
    COLOUR,
    DEEP,
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


REFUSED = {
    "is empty": b"",
    "not an image": b"these are words, not an image",
    "not an image that can be read": b"GIF89a" + bytes(50),
    "cut off or damaged": pillow_bytes(COLOUR, "PNG")[:-200],
    "several pages": tiff_bytes(np.zeros((3, 5, 7), np.uint8), photometric="minisblack"),
    "floating-point numbers of 32 bit": tiff_bytes(np.zeros((5, 7), np.float32)),
    "signed numbers of 16 bit": tiff_bytes(np.zeros((5, 7), np.int16)),
    "unsigned numbers of 32 bit": tiff_bytes(np.zeros((5, 7), np.uint32)),
    "stores its 16-bit colours in a rare way": tiff_bytes(
        np.zeros((3, 5, 7), np.uint16), photometric="rgb", planarconfig="separate"
    ),
    "rare way": tiff_bytes(np.zeros((5, 7, 4), np.uint16), photometric="separated"),
    "no pixels": packed_tiff(DEEP[:4, :8, 0] >> 4, 12).replace(
        struct.pack("<HHII", 256, 4, 1, 8), struct.pack("<HHII", 256, 4, 1, 0)
    ),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_named_with_its_reason(file: Path, text: str) -> None:
    file.write_bytes(REFUSED[text])
    with pytest.raises(ImageError, match=rf"(?s)picture: .*{text}.*\."):
        image.read(file)


def test_thumbnails_and_pyramids_inside_a_tiff_are_not_pages(file: Path) -> None:
    stream = BytesIO()
    with tifffile.TiffWriter(stream) as writer:
        writer.write(COLOUR, photometric="rgb")
        writer.write(COLOUR[::2, ::2], photometric="rgb", subfiletype=1)
    assert np.array_equal(read(file, stream.getvalue()), COLOUR)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for call in (image.read, image.read_size, image.read_mask, image.file_hash):
        with pytest.raises(ImageError, match=r"gone\.png: there is no such file"):
            call(tmp_path / "gone.png")
        with pytest.raises(ImageError, match="this is a folder"):
            call(tmp_path)
        with pytest.raises(ImageError, match="picture"):
            call(Path("picture\0"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_is_refused_and_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(ImageError, match="not a file"):
        image.read(file)


def test_a_file_that_may_not_be_read_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    file.write_bytes(pillow_bytes(COLOUR, "PNG"))
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ImageError, match="picture: this file may not be read"):
        image.read(file)


def test_too_many_bytes_are_refused_before_they_are_read(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(2 * 1024**3 + 1)  # sparse: takes no room
    with pytest.raises(ImageError, match=r"picture: 2147 MB are more than the limit of 2147 MB"):
        image.read(file)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP"])
def test_too_many_pixels_are_refused_before_they_are_decoded(file: Path, form: str) -> None:
    with pytest.raises(ImageError, match=r"30 x 20 pixels are more than the limit of 0\.000599"):
        read(file, pillow_bytes(COLOUR, form)[:-80], limits=ReadLimits(max_pixels=599))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WebP"])
def test_the_limit_of_pillow_itself_does_not_count(
    file: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PillowImage, "MAX_IMAGE_PIXELS", 100)
    assert read(file, pillow_bytes(COLOUR, form)).shape == COLOUR.shape
    assert PillowImage.MAX_IMAGE_PIXELS == 100


# Damage

SMALL, SMALL_DEEP = COLOUR[:12, :14], DEEP[:12, :14]
DAMAGEABLE = {
    "png": pillow_bytes(SMALL, "PNG"),
    "png palette": pillow_bytes(PillowImage.fromarray(SMALL).quantize(16), "PNG", transparency=3),
    "deep png": png_bytes(SMALL_DEEP, 2),
    "deep grey png": pillow_bytes(SMALL_DEEP[:, :, 0], "PNG"),
    "jpeg": pillow_bytes(SMALL, "JPEG"),
    "progressive jpeg": pillow_bytes(SMALL, "JPEG", progressive=True),
    "tiff": pillow_bytes(SMALL, "TIFF"),
    "lzw tiff": pillow_bytes(SMALL, "TIFF", compression="tiff_lzw"),
    "deep tiff": tiff_bytes(SMALL_DEEP, photometric="rgb"),
    "deep deflated tiff": tiff_bytes(SMALL_DEEP, photometric="rgb", compression="zlib"),
    "packed tiff": packed_tiff(SMALL_DEEP[:, :, 0] >> 4, 12),
    "bmp": pillow_bytes(SMALL, "BMP"),
    "webp": pillow_bytes(SMALL, "WebP"),
    "lossless webp": pillow_bytes(SMALL, "WebP", lossless=True),
}


def outcome(call: Callable[[], Any]) -> Any:
    """What a call returns, or the text of its ImageError."""
    try:
        return call()
    except ImageError as error:
        return str(error)


@pytest.mark.parametrize("kind", DAMAGEABLE)
def test_a_cut_off_file_is_refused_or_whole(
    file: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = DAMAGEABLE[kind]
    file.write_bytes(data)
    whole = image.read(file)
    refused = 0
    for length in range(0, len(data), 10):
        file.write_bytes(data[:length])
        found = outcome(lambda: image.read(file))
        if isinstance(found, str):
            assert found.startswith(f"{file}: ")
            refused += 1
        else:
            assert np.array_equal(found, whole)
    assert refused > len(data) // 10 * 0.6
    assert "lzw" in kind or capfd.readouterr().err == ""  # libtiff inside Pillow cannot be hushed


def test_a_deep_png_with_too_few_rows_is_refused(file: Path) -> None:
    taller = png_bytes(DEEP, 2).replace(struct.pack(">II", 30, 20), struct.pack(">II", 30, 25))
    head = taller[12:29]
    file.write_bytes(taller[:29] + struct.pack(">I", zlib.crc32(head)) + taller[33:])
    with pytest.raises(ImageError, match="picture: the image is cut off"):
        image.read(file)


@given(data=st.data())
@settings(many, max_examples=300)
def test_damaged_bytes_give_an_image_or_an_image_error(tmp_path: Path, data: st.DataObject) -> None:
    damaged = bytearray(DAMAGEABLE[data.draw(st.sampled_from(sorted(DAMAGEABLE)))])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "picture"
    file.write_bytes(damaged)
    limits = ReadLimits(max_pixels=1_000_000)
    for found in (
        outcome(lambda: image.read(file, limits=limits)),
        outcome(lambda: image.thumbnail(file, 8, limits=limits)),
        outcome(lambda: image.read_size(file)),
    ):
        assert not isinstance(found, str) or found.startswith(f"{file}: ")
