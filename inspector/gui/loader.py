"""Pictures for the canvas, read in the background; the newest request wins."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from inspector.core import image
from inspector.core.errors import InspectorError
from inspector.core.preprocess import Pixels

_KEPT_BYTES = 600_000_000


class ImageLoader(QObject):
    """Reads one image at a time and keeps the last ones."""

    loaded = Signal(str, object)
    """Image id and its pixels (H, W, 3)."""
    failed = Signal(str, object)
    """Image id and the exception that says why."""
    _done = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # No QThreadPool: Qt would wait for its thread with Python's lock held.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="image-loader")
        self._waiting: Future[None] | None = None
        self._is_shut_down = False
        self._kept: OrderedDict[str, Pixels] = OrderedDict()
        self._wanted = ""
        self._done.connect(self._deliver)

    def request(self, image_id: str, path: Path, bit_depth: int | None) -> None:
        """Read an image; only the newest request is answered."""
        self._wanted = image_id
        if self._waiting is not None:
            self._waiting.cancel()
        if image_id in self._kept:
            self._kept.move_to_end(image_id)
            self.loaded.emit(image_id, self._kept[image_id])
            return
        if sum(pixels.nbytes for pixels in self._kept.values()) > _KEPT_BYTES:
            self._kept.clear()  # a single huge one: there is no room for another beside it
        if not self._is_shut_down:
            self._waiting = self._threads.submit(self._read, image_id, path, bit_depth)

    def forget(self) -> None:
        """Drop everything: another project is open, or 16-bit files are read otherwise."""
        self._wanted = ""
        self._kept.clear()

    def shut_down(self) -> None:
        """Wait for the image that is being read."""
        self._is_shut_down = True
        self._threads.shutdown(cancel_futures=True)

    def _read(self, image_id: str, path: Path, bit_depth: int | None) -> None:
        """Runs in the loader's thread."""
        try:
            result: object = image.read(path, bit_depth=bit_depth)
        except InspectorError as error:
            result = error
        self._done.emit(image_id, result)

    @Slot(str, object)
    def _deliver(self, image_id: str, result: object) -> None:
        if image_id != self._wanted:
            return
        if isinstance(result, InspectorError):
            self.failed.emit(image_id, result)
            return
        pixels: Pixels = result  # type: ignore[assignment]
        self._kept[image_id] = pixels
        while len(self._kept) > 1 and sum(p.nbytes for p in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)
        self.loaded.emit(image_id, pixels)
