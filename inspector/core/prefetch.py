"""Reading ahead: while the network sees one image, the next ones are decoded and made ready."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

from inspector.core import augment, image
from inspector.core.augment import PLAIN, View
from inspector.core.extract import Extractor, ModelInput

AHEAD = 2
"""How many images are made ready before their turn."""

MOST_PIXELS = 64_000_000
"""Larger images are read at their turn, so that memory never holds two of them."""

_Inputs = Mapping[str, ModelInput]


@contextmanager
def ahead(
    extractor: Extractor, paths: Sequence[Path], views: Sequence[View] = (PLAIN,)
) -> Iterator[Extractor]:
    """The extractor for a run through files in this order, which finds the next ones made ready.

    One thread hashes, decodes, resizes and normalises; it ends with the block, after the image
    that it has begun. What the cache holds is not decoded. A file that cannot be read raises at
    its own turn; one that was changed since it was read ahead is read again. Files may be passed
    over; one that is asked for out of order is read where it is asked for.

    views: those that will be asked for of each file.
    """
    if len(paths) < 2:
        yield extractor
        return
    with ThreadPoolExecutor(1, "prefetch") as pool:
        ready = Ahead(pool, extractor, paths, views)
        try:
            yield replace(extractor, ahead=ready)
        finally:
            ready.stop()


class Ahead:
    """What was made ready of the next files. Asked by one thread."""

    def __init__(
        self,
        pool: ThreadPoolExecutor,
        extractor: Extractor,
        paths: Sequence[Path],
        views: Sequence[View],
    ) -> None:
        self._pool, self._extractor, self._views = pool, extractor, views
        self._coming = deque(paths)
        self._begun: deque[tuple[Path, Future[_Inputs]]] = deque()
        self._now: tuple[Path, Future[_Inputs]] | None = None
        self._stopped = Event()
        self._begin(AHEAD)

    def turn_to(self, path: Path) -> None:
        """It is a file's turn: those before it are left behind, the next ones are begun."""
        order = [*(begun for begun, _ in self._begun), *self._coming]
        if (self._now and self._now[0] == path) or path not in order:
            return
        for _ in range(order.index(path)):
            if self._begun:
                self._begun.popleft()[1].cancel()
            else:
                self._coming.popleft()
        self._begin(AHEAD + 1)
        self._now = self._begun.popleft()

    def take(self, path: Path, key: str) -> ModelInput | None:
        """The input under a key of `Extractor.key_of`; None where it has to be made now.

        Raises:
            ImageError: the file cannot be read, or is too long and thin.
        """
        if self._now is None or self._now[0] != path:
            return None
        return self._now[1].result().get(key)

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped.set()
        for _, future in self._begun:
            future.cancel()

    def _begin(self, most: int) -> None:
        while self._coming and len(self._begun) < most:
            path = self._coming.popleft()
            self._begun.append((path, self._pool.submit(self._prepared, path)))

    def _prepared(self, path: Path) -> _Inputs:
        """By key: the views of a file that the cache lacks; none of one too large or in tiles."""
        source = self._extractor
        keys = {source.key_of(path, view): view for view in self._views}
        wanted = {key: view for key, view in keys.items() if not source.has(key)}
        if not wanted or math.prod(image.read_size(path)) > MOST_PIXELS:
            return {}
        if not source.is_one_pass(path):
            return {}
        pixels, found = source.read(path), dict[str, ModelInput]()
        for key, view in wanted.items():
            if self._stopped.is_set():
                break
            found[key] = source.prepared(augment.copy_of(pixels, view))
        return found
