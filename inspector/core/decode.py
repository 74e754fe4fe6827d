"""From the bytes of an image file to upright pixels as they are stored, 8 or 16 bit.

Pillow decodes up to 8 bit, OpenCV what has more, because Pillow would throw the lower half of
16-bit colours away without a word.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL.BmpImagePlugin import BmpImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from inspector.core.errors import ImageError
from inspector.core.shared_pixels import LARGE_PIXELS
from inspector.core.tiff import TiffHeader, read_tiff_header

Pixels = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Header:
    """What is known before decoding. height and width are as stored, before the EXIF turn.

    is_deep: more than 8 bit per channel.
    """

    kind: str
    height: int
    width: int
    orientation: int
    is_deep: bool
    tiff: TiffHeader | None = None

    @property
    def turned_size(self) -> tuple[int, int]:
        """Height and width as a person sees them."""
        sideways = self.orientation >= 5
        return (self.width, self.height) if sideways else (self.height, self.width)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright pixels as stored: (H, W), (H, W, 3) RGB or (H, W, 4) RGBA, with the stated depth."""

    pixels: Pixels
    stated: int


_PLUGINS: dict[str, type[ImageFile]] = {
    "PNG": PngImageFile,
    "JPEG": JpegImageFile,
    "TIFF": TiffImageFile,
    "BMP": BmpImageFile,
    "WebP": WebPImageFile,
}
"""Opened directly, so that no other format is tried."""

_STRIP_PIXELS = 2**22

_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",  # Pillow cannot read the big-endian BigTIFF
    b"BM": "BMP",
}


def read_header(path: Path, stream: BinaryIO) -> Header:
    """What the first bytes of a file say about its image; the stream is left anywhere.

    Raises:
        ImageError: no image, or one of a sort that cannot be read rightly.
        Exception: whatever a decoder raises on damaged data.
    """
    kind = _kind(path, stream.read(16))
    stream.seek(0)
    with _quiet():
        if kind == "TIFF":
            tiff = read_tiff_header(path, stream)
            deep = tiff.bits > 8
            return Header(kind, tiff.height, tiff.width, tiff.orientation, deep, tiff)
        image = _PLUGINS[kind](stream)
        height, width, orientation = image.height, image.width, _orientation(image, stream)
        deep = kind == "PNG" and _png_bits(stream) == 16
        return Header(kind, height, width, orientation, deep)


def decode(path: Path, header: Header, stream: BinaryIO, edge: int = 0) -> Decoded:
    """The pixels of a file, from its beginning.

    edge: 0, or the longer side of a thumbnail, for which a JPEG may be decoded smaller.

    Raises:
        ImageError, Exception: as read_header.
    """
    with _quiet():
        if header.tiff is not None and header.is_deep:
            return _deep_tiff(path, header.tiff, stream.read())
        if header.is_deep:
            return Decoded(_turn(_deep_png(path, stream.read()), header.orientation), 16)
        return Decoded(_shallow(path, header, stream, edge), 8)


def within(height: int, width: int, edge: int) -> tuple[int, int]:
    """Height and width shrunk, never enlarged, so that the longer one is edge."""
    scale = min(1.0, edge / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def _kind(path: Path, start: bytes) -> str:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WebP"
    for magic, kind in _MAGIC.items():
        if start.startswith(magic):
            return kind
    raise ImageError(
        f"{path}: this is not an image that can be read, whatever its name says. "
        f"Save it as {', '.join(_PLUGINS)}."
    )


def _png_bits(stream: BinaryIO) -> int:
    stream.seek(24)  # signature, length, "IHDR", width, height
    return stream.read(1)[0]


def _orientation(image: ImageFile, stream: BinaryIO) -> int:
    """1..8. Damaged EXIF is no reason to refuse sound pixels."""
    try:
        if isinstance(image, PngImageFile) and "exif" not in image.info:
            image.info["exif"] = _png_exif(stream)
        # Not image.getexif(): for PNG it would decode the whole image first.
        found = PillowImage.Image.getexif(image).get(0x0112, 1)
    except Exception:
        return 1
    return found if found in range(1, 9) else 1


def _png_exif(stream: BinaryIO) -> bytes | None:
    """The eXIf chunk, which some programs write behind the pixels."""
    stream.seek(8)
    while len(head := stream.read(8)) == 8:
        length = int.from_bytes(head[:4], "big")
        if head[4:] == b"eXIf":
            return stream.read(length)
        stream.seek(length + 4, 1)
    return None


def _shallow(path: Path, header: Header, stream: BinaryIO, edge: int) -> NDArray[np.uint8]:
    image = _PLUGINS[header.kind](stream)
    if edge and header.kind == "JPEG":
        height, width = within(header.height, header.width, edge)
        image.draft(None, (width, height))
    image.load()
    if image.mode in ("LAB", "I", "F"):
        raise ImageError(f"{path}: its colours ({image.mode}) are not supported. Save it as RGB.")
    has_alpha = "transparency" in image.info or image.mode in ("LA", "PA", "RGBA", "RGBa", "La")
    step = max(1, min(image.size) // (2 * edge)) if edge and _is_huge(image) else 1
    pixels = _converted(image, "RGBA" if has_alpha else "RGB", step)
    # Pillow turns a TIFF while it loads it.
    return pixels if header.kind == "TIFF" else _turn(pixels, header.orientation)


def _is_huge(image: PillowImage.Image) -> bool:
    return image.width * image.height > LARGE_PIXELS


def _converted(image: PillowImage.Image, mode: str, step: int = 1) -> NDArray[np.uint8]:
    """The pixels of a loaded image in another mode; strip by strip, which spares two copies.

    step: so many pixels down and across are averaged to one; what is left over is cut off.
    """
    width, height = (max(1, side // step) for side in image.size)
    strip = max(1, _STRIP_PIXELS // (width * step * step))
    if strip >= height and step == 1:
        return np.array(image.convert(mode))
    pixels = np.empty((height, width, len(mode)), np.uint8)
    for top in range(0, height, strip):
        bottom = min(top + strip, height)
        part = image.crop((0, top * step, width * step, bottom * step)).convert(mode)
        pixels[top:bottom] = np.asarray(part if step == 1 else part.reduce(step))
    return pixels


def _deep_png(path: Path, data: bytes) -> NDArray[np.uint16]:
    """Pillow checks that every chunk is whole; OpenCV would fill up what is cut off in silence."""
    image = PngImageFile(BytesIO(data))
    hidden = image.info.get("transparency")
    image.verify()
    pixels = _opencv(path, data)
    if pixels.ndim == 3 or hidden is None:  # in colours OpenCV has made alpha of it
        return pixels
    return np.where(pixels == hidden, np.uint16(0), pixels)


def _deep_tiff(path: Path, header: TiffHeader, data: bytes) -> Decoded:
    pixels: Any = _opencv(path, data)  # upright: OpenCV turns TIFF by itself
    if header.bits < 16:
        pixels = pixels >> (16 - header.bits)  # OpenCV puts packed samples into the high bits
    if header.is_white_zero:
        pixels = np.uint16(2**header.stated_bits - 1) - pixels
    if not header.has_alpha and pixels.ndim == 3:
        pixels = pixels[:, :, :3]
    return Decoded(pixels, header.stated_bits)


def _opencv(path: Path, data: bytes) -> NDArray[np.uint16]:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise ImageError(
            f"{path}: the image is cut off or damaged, or packed in a rare way. "
            "Copy it again, or save it as an ordinary 16-bit PNG."
        )
    if pixels.ndim == 2:
        return pixels.astype(np.uint16, copy=False)
    swap = cv2.COLOR_BGR2RGB if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    return cv2.cvtColor(pixels, swap).astype(np.uint16, copy=False)


def _turn(pixels: Any, orientation: int) -> Any:
    """What EXIF 2.32 (tag 274) asks for, so that row 0 is the top and column 0 the left."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


class _Quiet:
    """Decoders keep their remarks and their own limits to themselves; what matters is raised.

    The settings belong to the whole process: the first thread that comes in changes them, the
    last one that leaves puts them back.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._changed = ExitStack()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if self._inside == 0:
                self._changed.enter_context(_without_remarks())
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._changed.close()


@contextmanager
def _without_remarks() -> Iterator[None]:
    log: Any = getattr(cv2.utils, "logging", cv2)  # where OpenCV 5 keeps it, else OpenCV 4
    level, pixels = log.getLogLevel(), PillowImage.MAX_IMAGE_PIXELS
    log.setLogLevel(0)
    PillowImage.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        try:
            yield
        finally:
            log.setLogLevel(level)
            PillowImage.MAX_IMAGE_PIXELS = pixels


_quiet = _Quiet()
