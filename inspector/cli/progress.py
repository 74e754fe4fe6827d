"""The progress bar of the terminal, on standard error."""

from __future__ import annotations

import sys
import time
from io import StringIO
from typing import TextIO

from inspector.core.progress import duration

_WIDTH = 24
_EVERY_SECONDS = 0.1


class Bar:
    """A Tick that draws one line: what is done, how much of it, and the time left.

    Draws only on a terminal; a log file gets nothing but a line per new text.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        # A service may have closed the error stream; then there is nobody to tell.
        self._stream = stream or sys.stderr or StringIO()
        self._is_terminal = self._stream.isatty()
        self._text = self._printed = ""
        self._started = self._drawn = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        subject = text.split(" ", 1)[0]
        if subject != self._text or done == 0:
            self._text, self._started, self._drawn = subject, now, 0.0
            phase = text.partition(":")[0]  # what follows are its steps
            if not self._is_terminal and done == 0 and phase not in ("", self._printed):
                self._printed = phase
                print(phase, file=self._stream, flush=True)
        if not self._is_terminal or (now - self._drawn < _EVERY_SECONDS and done < total):
            return
        self._drawn = now
        print(
            f"\r\x1b[2K{self._line(done, total, now)} {text}", end="", file=self._stream, flush=True
        )

    def close(self) -> None:
        """Take the line away, so that what follows stands alone."""
        if self._is_terminal:
            print("\r\x1b[2K", end="", file=self._stream, flush=True)

    def _line(self, done: int, total: int, now: float) -> str:
        if total <= 0:
            return "[" + "." * _WIDTH + "]"
        filled = round(_WIDTH * done / total)
        bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}"
        if done == 0:
            return bar
        return f"{bar} {duration((now - self._started) * (total - done) / done)} left"
