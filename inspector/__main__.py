"""`python -m inspector`: the window without arguments or with files, else the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> int:
    """Open the window, or run the command that the arguments name."""
    from inspector import cli

    arguments = sys.argv[1:]
    names_files = all(word not in cli.COMMANDS and Path(word).exists() for word in arguments)
    if arguments and not names_files:
        return cli.main(arguments)
    return open_window(tuple(Path(word) for word in arguments))


def open_window(paths: tuple[Path, ...] = (), *, opens_sample: bool = False) -> int:
    """Show the window; 2 where there is no screen to show it on."""
    if not has_screen():
        print(
            "inspector: there is no screen for the window here. `inspector --help` shows what can "
            "be done without one.",
            file=sys.stderr,
        )
        return 2
    from inspector.gui.app import run

    return run(paths, opens_sample=opens_sample)


def has_screen() -> bool:
    """Whether a window can be shown: on Linux a display server, or a platform asked for by name."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
