"""Any image file becomes RGB (H, W, 3): the one reader of the window, command line and runtime.

PNG, JPEG, TIFF, BMP and WebP are told apart by content, never by file name. What a file can hold
beside plain 8-bit colour, and what becomes of it:

- EXIF orientation is applied. ICC profiles and gamma are ignored: pixels are compared as stored.
- Grey becomes three equal channels; palettes become their colours; CMYK is converted plainly.
- Alpha that is opaque everywhere is dropped, any other image is laid on black: what a transparent
  pixel hides never counts. Premultiplied and unnamed extra TIFF channels are dropped.
- Up to 8 bit becomes uint8; 9 to 16 bit becomes uint16 over its full range (see `read`).
- Of an animation the first frame is read. A TIFF with several full pages is refused, because a
  page that nobody looks at is a part that nobody inspects; thumbnails and pyramids inside do not
  count as pages.
- Floating-point, signed and 32-bit TIFF are refused: nothing says what their white is.
"""

from __future__ import annotations

import functools
import hashlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.decode import Decoded, Header, Pixels, decode, read_header, within
from inspector.core.errors import ImageError, OptionError
from inspector.core.progress import Tick, silent
from inspector.core.shared_pixels import LARGE_PIXELS, SharedPixels

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
"""Names, in lower case, that a folder scan takes for images."""

BIT_DEPTHS = (8, 10, 12, 14, 16)
"""Bits per channel that cameras deliver."""

_SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use, that of FAT

_STRIP_PIXELS = 2**22
_SHARED = SharedPixels()

LARGEST_LABEL = 15
"""A mask without a bright pixel and with no value above this holds class numbers, not grey."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What a file may cost: bytes on disk before it is read, pixels before they are decoded."""

    max_bytes: int = 2 * 1024**3
    max_pixels: int = 500_000_000


DEFAULT_LIMITS = ReadLimits()


def read(
    path: Path, *, bit_depth: int | None = None, limits: ReadLimits = DEFAULT_LIMITS
) -> Pixels:
    """An image file as RGB (H, W, 3), C-contiguous: uint8, or uint16 from a file above 8 bit.

    uint16 always spans 0..65535: values are scaled by their bit depth, never clipped and never
    scaled by the image's own largest value. The depth is bit_depth (1..16, usually the project's);
    else what the file states: TIFF BitsPerSample of 9 to 15, or a TIFF MaxSampleValue of exactly
    2**depth - 1 (any other is a statistic of the picture); else 16. PNG states none: its writers
    must spread samples over the full range, and sBIT only tells how many bits they had before
    (PNG specification, "Sample depth scaling"). Files of 8 bit and less ignore bit_depth.

    Raises:
        ImageError: the file cannot be read, is damaged or over a limit, or has a value above the
            bit depth. The text names the file and what to do.
        OptionError: bit_depth is not within 1..16.
    """
    if bit_depth is not None and not 1 <= bit_depth <= 16:
        raise OptionError(f"A bit depth of {bit_depth} is not possible; choose 1 to 16.")
    with _one_error(path):
        if not _is_large(path, limits):
            return _rgb(path, _decode(path, limits), bit_depth)
        key = path.absolute(), bit_depth, _state(path)
        return _SHARED.get(key, lambda: _rgb(path, _decode(path, limits), bit_depth))


def read_size(path: Path) -> tuple[int, int]:
    """Height and width that `read` will give, from the header alone.

    Raises:
        ImageError: the file cannot be opened or is no image.
    """
    with _one_error(path), _open(path) as stream:
        header = read_header(path, stream)
    return header.turned_size


def read_mask(path: Path, *, limits: ReadLimits = DEFAULT_LIMITS) -> NDArray[np.bool_]:
    """A painted mask (H, W): pixels above half of the full range in any channel are painted.

    A mask that holds small class numbers (0, 1, 2 .. 15) in place of black and white has no such
    pixel; there, every number above 0 is painted.

    Raises:
        ImageError: as `read`.
    """
    brightest = read(path, limits=limits).max(axis=2)
    if brightest.max() <= LARGEST_LABEL:
        return brightest > 0
    return brightest > np.iinfo(brightest.dtype).max // 2


def thumbnail(
    path: Path,
    edge: int,
    *,
    bit_depth: int | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
) -> NDArray[np.uint8]:
    """A small copy (h, w, 3) whose longer side is edge pixels, or the image's own if it is smaller.

    Raises:
        ImageError: as `read`.
    """
    with _one_error(path):
        image = _shrinkable(path, bit_depth, limits, edge)
    if image.dtype == np.uint16:
        image = (image >> 8).astype(np.uint8)
    height, width = within(image.shape[0], image.shape[1], edge)
    if (height, width) == image.shape[:2]:
        return image.astype(np.uint8, copy=False)
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _shrinkable(path: Path, bit_depth: int | None, limits: ReadLimits, edge: int) -> Pixels:
    """The pixels of an image, or what is left of a large one that is shrunk while it is decoded."""

    def decoded() -> Pixels:
        return _rgb(path, _decode(path, limits, edge), bit_depth)

    if not _is_large(path, limits):
        return decoded()
    held = _SHARED.held((path.absolute(), bit_depth, _state(path)))
    return _SHARED.alone(decoded) if held is None else held


def detect_bit_depth(
    paths: Sequence[Path], *, limits: ReadLimits = DEFAULT_LIMITS, tick: Tick = silent
) -> int | None:
    """The smallest of BIT_DEPTHS that fits every image; None where all files have 8 bit or less.

    Ask once, over all the reference images, and store the answer in the project. Asked image by
    image, a dark picture would be taken for 10 bit and a bright one of the same camera for 12, and
    the dark one would come out four times too bright: scaling by the image's own maximum under
    another name.

    Raises:
        ImageError: one of the files cannot be read.
        Cancelled: tick asked to stop.
    """
    bits = [0]
    for done, path in enumerate(paths):
        tick(done, len(paths), f"Bit depth of {path.name}")
        with _one_error(path):
            bits.append(_bits_used(path, limits))
    if max(bits) == 0:
        return None
    return next(depth for depth in BIT_DEPTHS if depth >= max(bits))


def file_hash(path: Path) -> str:
    """The sha256 of a file's content, as 64 hexadecimal digits.

    Raises:
        ImageError: the file cannot be read.
    """
    with _one_error(path):
        now = _state(path)
        is_settled = time.time_ns() - max(now[-2:]) > _SETTLED
    # A file that was written a moment ago may be written again without any of these changing.
    return _hash(path, now) if is_settled else _hash.__wrapped__(path, now)


@functools.lru_cache(maxsize=100_000)
def _hash(path: Path, state: tuple[int, ...]) -> str:
    """state: what tells whether the file at the path was changed."""
    with _one_error(path), _open(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _state(path: Path) -> tuple[int, ...]:
    """What changes when a file does."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_large(path: Path, limits: ReadLimits) -> bool:
    with _open(path) as stream:
        _refuse_bytes(path, os.fstat(stream.fileno()).st_size, limits)
        header = read_header(path, stream)
    return header.height * header.width > LARGE_PIXELS


def _decode(path: Path, limits: ReadLimits, edge: int = 0) -> Decoded:
    with _open(path) as stream:
        _refuse_bytes(path, os.fstat(stream.fileno()).st_size, limits)
        header = read_header(path, stream)
        _refuse_pixels(path, header, limits)
        stream.seek(0)
        return decode(path, header, stream, edge)


def _refuse_bytes(path: Path, size: int, limits: ReadLimits) -> None:
    if size > limits.max_bytes:
        raise ImageError(
            f"{path}: {size / 1e6:.0f} MB are more than the limit of "
            f"{limits.max_bytes / 1e6:.0f} MB. Make the image smaller or raise the limit."
        )


def _refuse_pixels(path: Path, header: Header, limits: ReadLimits) -> None:
    if min(header.height, header.width) < 1:
        raise ImageError(f"{path}: the image has no pixels. Export it again.")
    if header.height * header.width > limits.max_pixels:
        raise ImageError(
            f"{path}: {header.width} x {header.height} pixels are more than the limit of "
            f"{limits.max_pixels / 1e6:g} million. Make the image smaller or raise the limit."
        )


def _rgb(path: Path, decoded: Decoded, bit_depth: int | None) -> Pixels:
    pixels: Any = decoded.pixels
    if pixels.dtype == np.uint16:
        pixels = _full_range(path, pixels, bit_depth or decoded.stated)
    if pixels.ndim == 2:
        return np.repeat(pixels[:, :, None], 3, axis=2)
    if pixels.shape[2] == 4:
        pixels = _on_black(pixels)
    return np.ascontiguousarray(pixels)


def _full_range(path: Path, pixels: Any, depth: int) -> NDArray[np.uint16]:
    """Values 0 .. 2**depth - 1 spread over 0 .. 65535, rounded. Alpha may already be spread."""
    top = 2**depth - 1
    highest = int(_colours(pixels).max())
    if highest > top:
        raise ImageError(
            f"{path}: has the value {highest}, but {depth} bits end at {top}. "
            f"Set the bit depth to {highest.bit_length()} or more."
        )
    if depth == 16:
        return pixels
    table = np.full(65536, 65535, np.uint16)
    table[: top + 1] = (np.arange(top + 1, dtype=np.uint32) * 65535 + top // 2) // top
    spread = table[pixels]
    if pixels.ndim == 3 and pixels.shape[2] == 4 and pixels[:, :, 3].max() > top:
        spread[:, :, 3] = pixels[:, :, 3]
    return spread


def _colours(pixels: Any) -> Any:
    return pixels if pixels.ndim == 2 else pixels[:, :, :3]


def _on_black(pixels: Any) -> Any:
    colours, alpha = pixels[:, :, :3], pixels[:, :, 3:]
    top = np.iinfo(pixels.dtype).max
    if alpha.min() == top:
        return colours
    found = np.empty_like(colours, order="C")
    strip = max(1, _STRIP_PIXELS // pixels.shape[1])
    for start in range(0, len(pixels), strip):
        part = slice(start, start + strip)
        product = colours[part].astype(np.uint32) * alpha[part]  # at most 65535 squared: fits
        found[part] = (product + top // 2) // top
    return found


def _bits_used(path: Path, limits: ReadLimits) -> int:
    """0 for a file of 8 bit or less."""
    with _open(path) as stream:
        if not read_header(path, stream).is_deep:
            return 0
    decoded = _decode(path, limits)
    if decoded.stated < 16:
        return decoded.stated
    return max(1, int(_colours(decoded.pixels).max()).bit_length())


@contextmanager
def _open(path: Path) -> Iterator[BufferedReader]:
    reachable = _reachable(path)
    found = reachable.stat()
    if stat.S_ISDIR(found.st_mode):
        raise ImageError(f"{path}: this is a folder. Choose an image in it.")
    if not stat.S_ISREG(found.st_mode):  # a pipe would wait for ever
        raise ImageError(f"{path}: this is not a file. Choose an image file.")
    if found.st_size == 0:
        raise ImageError(f"{path}: the file is empty (0 bytes). Copy it again from its source.")
    with reachable.open("rb") as stream:
        yield stream


def _reachable(path: Path) -> Path:
    return Path(extended(str(path.absolute()))) if os.name == "nt" else path


def extended(absolute: str) -> str:
    r"""An absolute Windows path in the form that may be longer than 260 characters (\\?\)."""
    if len(absolute) < 248 or absolute.startswith("\\\\?\\"):
        return absolute
    if absolute.startswith("\\\\"):
        return "\\\\?\\UNC\\" + absolute[2:]
    return "\\\\?\\" + absolute


@contextmanager
def _one_error(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside becomes one ImageError. Decoders raise almost anything."""
    try:
        yield
    except (ImageError, OptionError):
        raise
    except FileNotFoundError as error:
        raise ImageError(f"{path}: there is no such file. Was it moved or renamed?") from error
    except PermissionError as error:
        raise ImageError(f"{path}: this file may not be read. Check its permissions.") from error
    except MemoryError as error:
        raise ImageError(f"{path}: too large for the free memory. Make it smaller.") from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise ImageError(
            f"{path}: the image is cut off or damaged ({reason}). Copy or export it again."
        ) from error
