"""Results kept by key in bounded memory; what was used longest ago goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """Used by one thread at a time. limit: bytes that the values may hold together.

    size: bytes of a value.
    """

    def __init__(self, limit: int, size: Callable[[V], int]) -> None:
        self.limit = limit
        self._size = size
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        """May be asked in any thread."""
        return key in self._held

    def __len__(self) -> int:
        return len(self._held)

    @property
    def nbytes(self) -> int:
        """Bytes of what is kept now; at most the limit."""
        return self._bytes

    def get(self, key: Hashable) -> V | None:
        """What was put under a key; None where nothing is kept."""
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value in place of another; one above the limit is not kept."""
        old = self._held.pop(key, None)
        self._bytes -= 0 if old is None else self._size(old)
        if self._size(value) > self.limit:
            return
        self._bytes += self._size(value)
        self._held[key] = value
        while self._bytes > self.limit:
            _, gone = self._held.popitem(last=False)
            self._bytes -= self._size(gone)

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """What is kept under a key, made and kept where there is nothing yet."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found
