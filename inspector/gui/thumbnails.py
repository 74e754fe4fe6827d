"""Small pictures of images, made in the background and kept in memory and beside the project."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from inspector.core import image
from inspector.core.errors import ImageError, InspectorError
from inspector.gui.qimage import to_qimage

logger = logging.getLogger(__name__)

STORED_EDGE = 512
"""The longer side of what is kept on disk: the largest thumbnail on a screen of twice the scale."""

MEMORY_BYTES = 128 * 1024**2
"""About two thousand thumbnails of usual size."""

RADIUS = 4
"""Of the corners, in pixels of the window."""

FOLDER = "thumbnails"

_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture that somebody wants to see.

    key: what tells this image from others, such as the hash of its content.
    edge: its longer side, in pixels of the screen.
    ratio: how many of those a pixel of the window has on each side.
    bit_depth: of 16-bit files, as `image.read` takes it.
    stored: the file where it may be kept; None keeps it in memory only.
    """

    key: str
    path: Path
    edge: int
    ratio: float = 1.0
    bit_depth: int | None = None
    stored: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a wish. picture: None where the image cannot be read; reason: why."""

    wish: Wish
    picture: QImage | None
    reason: str = ""


class Thumbnails(QObject):
    """Pictures by key. What is wanted now is made, the first wish first; all else is dropped."""

    ready = Signal(str)
    """There is a picture, or the reason why there is none, for this key."""
    _made = Signal(object)

    def __init__(
        self,
        threads: ThreadPoolExecutor,
        parent: QObject | None = None,
        *,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        super().__init__(parent)
        self._threads = threads
        self._queue = _Queue()
        self._memory = _Memory(memory_bytes)
        self._reasons: dict[str, str] = {}
        self._made.connect(self._keep)
        self.destroyed.connect(self._queue.close)

    def picture(self, key: str) -> QPixmap | None:
        """The picture as it was last made, perhaps of another size; None while there is none."""
        return self._memory.get(key)

    def reason(self, key: str) -> str:
        """Why there is no picture, for a person; empty where nothing went wrong."""
        return self._reasons.get(key, "")

    def want(self, wishes: Sequence[Wish]) -> None:
        """Make these, in this order, and nothing that was wanted before."""
        new = [wish for wish in wishes if self._is_new(wish)]
        if self._queue.replace(new):
            self._threads.submit(self._work)

    def forget(self, key: str) -> None:
        """Make the picture again when it is wanted next: its file may have changed."""
        self._memory.drop(key)
        self._reasons.pop(key, None)

    def forget_all(self) -> None:
        """Make all pictures again when they are wanted next."""
        self._memory.clear()
        self._reasons.clear()

    def shut_down(self) -> None:
        """Make no more pictures; the one that is being made comes to no one."""
        self._queue.close()

    def _is_new(self, wish: Wish) -> bool:
        return wish.key not in self._reasons and self._memory.edge(wish.key) != wish.edge

    def _work(self) -> None:
        """Runs in a thread of its own, one at a time."""
        while (wish := self._queue.take()) is not None:
            made, worth_storing = _make(wish)
            if self._queue.is_open:
                with suppress(RuntimeError):  # who wanted it is just being deleted
                    self._made.emit(made)
            if worth_storing is not None and wish.stored is not None:
                _store(wish.stored, worth_storing)

    @Slot(object)
    def _keep(self, made: Made) -> None:
        key = made.wish.key
        if made.picture is None:
            self._reasons[key] = made.reason
        else:
            self._memory.put(key, QPixmap.fromImage(made.picture), made.wish.edge)
        self.ready.emit(key)


def stored_path(project_folder: Path, content_hash: str, bit_depth: int | None) -> Path:
    """Where the thumbnail of an image is kept; the file may be deleted at any time."""
    depth = f"-{bit_depth}bit" if bit_depth else ""
    return project_folder / "cache" / FOLDER / f"{content_hash}{depth}.jpg"


def rounded(picture: QImage) -> QImage:
    """A copy with transparent round corners, so that painting it is a plain copy."""
    made = QImage(picture.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    area = QRectF(QPointF(), picture.deviceIndependentSize())
    path = QPainterPath()
    path.addRoundedRect(area, RADIUS, RADIUS)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.drawImage(area, picture)
    painter.end()
    return made


def _make(wish: Wish) -> tuple[Made, NDArray[np.uint8] | None]:
    """What becomes of a wish, and the pixels (h, w, 3) that are worth being stored."""
    try:
        pixels, is_new = _pixels(wish)
        small = to_qimage(_at_most(pixels, wish.edge))
    except InspectorError as error:
        return Made(wish, None, str(error)), None
    except Exception as error:  # one picture must not stop all that come after it
        logger.exception("No thumbnail of %s", wish.path)
        return Made(wish, None, f"{wish.path}: {error}"), None
    small.setDevicePixelRatio(wish.ratio)
    return Made(wish, rounded(small)), pixels if is_new else None


def _pixels(wish: Wish) -> tuple[NDArray[np.uint8], bool]:
    """The picture (h, w, 3), and whether it is new and took longer to make than to load again."""
    if wish.stored is not None and wish.stored.is_file():
        with suppress(ImageError):  # damaged: it is made again
            return image.thumbnail(wish.stored, wish.edge), False
    pixels = image.thumbnail(wish.path, STORED_EDGE, bit_depth=wish.bit_depth)
    return pixels, max(pixels.shape[:2]) == STORED_EDGE


def _at_most(pixels: NDArray[np.uint8], edge: int) -> NDArray[np.uint8]:
    if max(pixels.shape[:2]) <= edge:
        return pixels
    small = Image.fromarray(pixels)
    small.thumbnail((edge, edge), Image.Resampling.BOX, reducing_gap=None)
    return np.asarray(small, np.uint8)


def _store(path: Path, pixels: NDArray[np.uint8]) -> None:
    # Not `files.replacing`, which waits for the disk: a picture that a power cut spoils is made
    # again. So is one that cannot be written.
    draft = path.with_name(f".{path.stem}.saving.jpg")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(draft, "JPEG", quality=_QUALITY)
        draft.replace(path)


class _Queue:
    """The wishes that wait, and the one that is being made. Used by two threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[Wish] = []
        self._making: Wish | None = None
        self._is_worked = False
        self.is_open = True

    def replace(self, wishes: Sequence[Wish]) -> bool:
        """Let these wait and no others. True if somebody must start to work on them."""
        with self._lock:
            self._waiting = [wish for wish in reversed(wishes) if wish != self._making]
            if self._is_worked or not self._waiting or not self.is_open:
                return False
            self._is_worked = True
            return True

    def take(self) -> Wish | None:
        """The next wish; None ends the work."""
        with self._lock:
            self._making = self._waiting.pop() if self._waiting and self.is_open else None
            self._is_worked = self._making is not None
            return self._making

    def close(self) -> None:
        with self._lock:
            self._waiting, self.is_open = [], False


class _Memory:
    """Pictures up to a number of bytes; what was used longest ago goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._pictures: OrderedDict[str, tuple[QPixmap, int]] = OrderedDict()

    def get(self, key: str) -> QPixmap | None:
        found = self._pictures.get(key)
        if found is None:
            return None
        self._pictures.move_to_end(key)
        return found[0]

    def edge(self, key: str) -> int:
        """The edge that was asked for; 0 where there is no picture."""
        return self._pictures[key][1] if key in self._pictures else 0

    def put(self, key: str, picture: QPixmap, edge: int) -> None:
        self.drop(key)
        self._pictures[key] = picture, edge
        self._bytes += _bytes(picture)
        while self._bytes > self._limit and len(self._pictures) > 1:
            self.drop(next(iter(self._pictures)))

    def clear(self) -> None:
        self._pictures.clear()
        self._bytes = 0

    def drop(self, key: str) -> None:
        if key in self._pictures:
            self._bytes -= _bytes(self._pictures.pop(key)[0])


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
