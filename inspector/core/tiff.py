"""The header of a TIFF file: what its pixels mean, before any of them is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from PIL.TiffImagePlugin import ImageFileDirectory_v2

from inspector.core.errors import ImageError

_SUBFILE, _WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC = 254, 256, 257, 258, 262
_ORIENTATION, _SAMPLES, _MAX_SAMPLE, _PLANAR, _EXTRA, _FORMAT = 274, 277, 281, 284, 338, 339

_REDUCED_OR_MASK = 1 | 4
"""Bits of NewSubfileType (TIFF 6.0 page 36): a thumbnail or pyramid level, a transparency mask."""

_DEPTH_OF_TOP = {2**depth - 1: depth for depth in range(8, 16)}


@dataclass(frozen=True, slots=True)
class TiffHeader:
    """The first page's tags, as far as they matter here.

    height, width: as stored; orientation: 1..8, how to turn them.
    bits: per sample as stored, 1..16. stated_bits: the depth that their values span.
    """

    height: int
    width: int
    orientation: int
    bits: int
    stated_bits: int
    is_white_zero: bool
    has_alpha: bool


def read_tiff_header(path: Path, stream: BinaryIO) -> TiffHeader:
    """The header of a TIFF file that holds one picture of at most 16 bit.

    Raises:
        ImageError: several full pages, or pixels of a sort that has no known white.
    """
    pages = _pages(stream)
    tags = next(pages)
    if any(not _number(page, _SUBFILE, 0) & _REDUCED_OR_MASK for page in pages):
        raise ImageError(f"{path}: holds several pages. Save each page as a file of its own.")
    bits = _number(tags, _BITS, 1)
    _refuse_unknown_white(path, tags, bits)
    if bits > 8:
        _refuse_rare_layout(path, tags)
    orientation = _number(tags, _ORIENTATION, 1)
    return TiffHeader(
        height=_number(tags, _HEIGHT),
        width=_number(tags, _WIDTH),
        orientation=orientation if orientation in range(1, 9) else 1,
        bits=bits,
        stated_bits=_DEPTH_OF_TOP.get(_number(tags, _MAX_SAMPLE, 0), 16) if bits == 16 else bits,
        is_white_zero=_number(tags, _PHOTOMETRIC, 1) == 0,
        has_alpha=_number(tags, _SAMPLES, 1) == 4 and _number(tags, _EXTRA, 2) == 2,
    )


def _pages(stream: BinaryIO) -> Iterator[dict[int, Any]]:
    """The tags of each page. A damaged chain of pages may lead in circles: each is seen once."""
    start = stream.read(8)
    if 43 in start[2:4]:  # BigTIFF: a longer header
        start += stream.read(8)
    directory = ImageFileDirectory_v2(start)
    seen: set[int] = set()
    while directory.next and directory.next not in seen:
        seen.add(directory.next)
        stream.seek(directory.next)
        directory.load(stream)
        yield dict(directory)
    if not seen:
        raise ValueError("no page")


def _number(tags: dict[int, Any], tag: int, default: int | None = None) -> int:
    found = tags.get(tag, default)
    first = found[0] if isinstance(found, tuple) and found else found
    if first is None or isinstance(first, (str, bytes, tuple)):
        raise ValueError(f"tag {tag} is missing or damaged")
    return int(first)


def _refuse_unknown_white(path: Path, tags: dict[int, Any], bits: int) -> None:
    sort = {2: "signed numbers", 3: "floating-point numbers"}.get(_number(tags, _FORMAT, 1), "")
    if bits > 16 or sort:
        raise ImageError(
            f"{path}: holds {sort or 'unsigned numbers'} of {bits} bit, and nothing says which of "
            "them is white. Save it as 8 or 16 bit."
        )


def _refuse_rare_layout(path: Path, tags: dict[int, Any]) -> None:
    """Above 8 bit OpenCV reads these wrongly without a word, or not at all."""
    samples = _number(tags, _SAMPLES, 1)
    colours = {0: (1,), 1: (1,), 2: (3, 4)}.get(_number(tags, _PHOTOMETRIC, 1), ())
    if samples not in colours or (samples > 1 and _number(tags, _PLANAR, 1) != 1):
        raise ImageError(
            f"{path}: stores its 16-bit colours in a rare way (not grey or interleaved RGB). "
            "Save it as a 16-bit PNG, or as TIFF with grey or interleaved RGB."
        )
