"""Large images in memory: one is decoded at a time, and whoever wants one that is held gets it.

Decoding takes more than twice the memory of the pixels. The canvas, the thumbnails and what
measures would otherwise hold an image of 1.2 GB several times over.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from numpy.typing import NDArray

LARGE_PIXELS = 2**26
"""Images of fewer are decoded as often as somebody asks."""


class SharedPixels:
    """Arrays for as long as somebody else holds them. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: WeakValueDictionary[Hashable, NDArray[Any]] = WeakValueDictionary()

    def get(self, key: Hashable, decode: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """What is held under a key, else what decode returns; nobody may write into it."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                found = self._held[key] = decode()
            return found

    def held(self, key: Hashable) -> NDArray[Any] | None:
        """What somebody holds under a key."""
        with self._lock:
            return self._held.get(key)

    def alone(self, decode: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """What decode returns, while nothing else is decoded."""
        with self._lock:
            return decode()
