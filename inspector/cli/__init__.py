"""The command line: one module per command, imported only when that command is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from inspector.core.errors import InspectorError
from inspector.core.progress import Cancelled

COMMANDS: Final[Mapping[str, str]] = {
    "demo": "run the sample inspection that is built in",
    "fit": "learn from good images (and painted defects); write a detector file",
    "inspect": "inspect images with a detector file, one JSON line each",
    "calibrate": "set the limits of a detector file with further images",
    "evaluate": "measure detectors on a labelled folder, as few-shot papers do",
    "export": "check a detector file and write a copy with another name, notes or parts",
    "info": "show a detector file, or list backbones, detectors and presets",
    "doctor": "show versions, devices and weights, and what is missing",
}

DONE, SOME_FAILED, NOT_STARTED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 all done, 1 some inputs failed, 2 nothing could start."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="inspector",
        description="Visual inspection from a few good images.",
        epilog="Without a command the window opens. `inspector COMMAND --help` shows its flags.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in arguments if word in COMMANDS), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=_sentence(summary))
        if name == chosen:
            _module(name).add_flags(command)
    return _run(parser.parse_args(arguments))


def _run(args: argparse.Namespace) -> int:
    from inspector.cli.progress import Bar

    bar = Bar()
    try:
        return _module(args.command).run(args, bar)
    except InspectorError as error:
        bar.close()
        print(f"inspector {args.command}: {error}", file=sys.stderr)
        return NOT_STARTED
    except (KeyboardInterrupt, Cancelled):
        bar.close()
        print(f"inspector {args.command}: stopped; nothing half-done was kept.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return SOME_FAILED
    finally:
        bar.close()


def _module(name: str):  # noqa: ANN202 - modules have no better type
    return import_module(f"inspector.cli.{name}")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
