"""A compute thread for tests of what submits jobs to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from inspector.gui.compute import ComputeThread


@contextmanager
def running() -> Iterator[ComputeThread]:
    """A thread that has ended when the block ends."""
    thread = ComputeThread()
    thread.start()
    yield thread
    thread.shut_down()
    assert thread.isFinished()
