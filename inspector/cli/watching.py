"""`inspector inspect --watch FOLDER`: a line per image as it arrives, until Ctrl+C."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from inspector.core.errors import FolderError, OptionError

POLL_SECONDS = 0.5

T = TypeVar("T")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of watching."""
    group = parser.add_argument_group("watching a folder")
    group.add_argument(
        "--watch",
        metavar="FOLDER",
        type=Path,
        help="inspect what lies there, then each image that arrives, until Ctrl+C",
    )
    group.add_argument("--new-only", action="store_true", help="pass over what lies there already")


def check(args: argparse.Namespace) -> None:
    """Refuse what does not go together.

    Raises:
        OptionError: images and a folder to watch, or none of both; a report of what has no end;
            heatmaps in the watched folder, where they would be inspected.
        FolderError: there is no such folder.
    """
    if args.watch is None:
        if not args.images:
            raise OptionError("Name images or folders, or a folder to --watch.")
        if args.new_only:
            raise OptionError("--new-only belongs to --watch.")
        return
    if args.images:
        raise OptionError("Name either images or a folder to --watch, not both.")
    if args.report:
        raise OptionError("--report needs images that are all there; --watch has no end.")
    if not args.watch.is_dir():
        raise FolderError(f"{args.watch} is no folder that can be watched.")
    if args.heatmaps and args.heatmaps.resolve().is_relative_to(args.watch.resolve()):
        raise OptionError(
            f"Heatmaps in {args.heatmaps} would be inspected like images. Choose a folder "
            f"outside {args.watch}."
        )


@contextmanager
def until_stopped() -> Iterator[threading.Event]:
    """An event that Ctrl+C or a request to end sets; the image at hand is inspected to its end.

    A second Ctrl+C stops at once.
    """
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def until(stopped: threading.Event, results: Iterator[T]) -> Iterator[T]:
    """What comes until somebody stops it; what is there then is still given out."""
    for result in results:
        yield result
        if stopped.is_set():
            return


def say_end(inspected: int, failed: int) -> None:
    """The last line, for whoever looks on."""
    print(f"Stopped watching: {inspected} inspected, {failed} failed.", file=sys.stderr, flush=True)
