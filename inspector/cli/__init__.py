"""The command line: one module per command, imported only when that command is asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from typing import Final

from inspector.core.errors import InspectorError
from inspector.core.progress import Cancelled

COMMANDS: Final[Mapping[str, str]] = {
    "demo": "run the sample inspection that is built in",
    "fit": "learn from good images (and painted defects); write a detector file",
    "inspect": "inspect images with a detector file, one JSON line each",
    "calibrate": "set the limits of a detector file with further images",
    "rank": "order unlabelled images, the most unusual first; no reference is needed",
    "compare": "run several methods on the same images, side by side",
    "study": "say whether scores and verdicts repeat on parts photographed several times",
    "evaluate": "measure detectors on a labelled folder, as few-shot papers do",
    "export": "check a detector file and write a copy with another name, notes or parts",
    "audit": "check the audit trail of a project: who changed what and when",
    "info": "show a detector file, or list backbones, detectors and presets",
    "bench": "time this machine, step by step, beside the plain way of doing the same",
    "doctor": "show versions, devices and weights, and what is missing",
}

DONE, SOME_FAILED, NOT_STARTED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 all done, 1 some inputs failed, 2 nothing could start."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file name that the terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    return _run(_parsed(arguments))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="inspector",
        description="Visual inspection from a few good images.",
        epilog="Without a command the window opens. `inspector COMMAND --help` shows its flags.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in arguments if not word.startswith("-")), "")
    for name, summary in COMMANDS.items():
        # Abbreviated flags would stop scripts from working when a flag is added.
        command = commands.add_parser(
            name, help=summary, description=_sentence(summary), allow_abbrev=False
        )
        if name == chosen:
            _module(name).add_flags(command)
    if chosen and chosen not in COMMANDS:
        first = " The command comes first." if arguments[0] != chosen else ""
        parser.error(f"there is no command {chosen!r}.{_meant(chosen, COMMANDS)}{first}")
    parsed, unknown = parser.parse_known_args(arguments)
    if unknown:
        command = commands.choices[chosen]
        meant = _meant(unknown[0], command._option_string_actions)  # argparse has no public list
        what = "flag" if unknown[0].startswith("-") else "place for"
        command.error(f"there is no {what} {unknown[0]!r} here.{meant}")
    return parsed


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]}?" if near else ""


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
        # Whoever read the output has gone; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_FAILED
    finally:
        bar.close()


def _module(name: str):  # noqa: ANN202 - modules have no better type
    return import_module(f"inspector.cli.{name}")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
