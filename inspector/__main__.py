"""`python -m inspector`: the window without arguments, else the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or run the command that the arguments name."""
    from inspector import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
