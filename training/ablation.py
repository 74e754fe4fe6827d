"""What each ingredient of pictures and objective brings: short trainings, one thing left out each.

    python training/ablation.py FOLDER DATA... [--steps 200] [--only VARIANT...]

FOLDER keeps the trained weights and the pictures; a training that lies there already, of the same
settings and to its end, is only evaluated. Prints a Markdown table, a row after each training. Look
at the two sets that training may look at (see evaluate.py).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector.core.errors import InspectorError
from inspector.core.files import make_folder
from training import checkpoint, evaluate, images, train
from training.images.camera import CAMERA
from training.images.defects import DEFECTS
from training.pool import pool
from training.settings import Settings

_TRIAL = ("plain", "clouds", "gratings", "leaves")  # what the first trial of twelve minutes drew

VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "all": {},
    "places alone": {"change": 0.0},
    "changes alone": {"place": 0.0},
    "both views of one piece": {"sibling": 0.0},
    "grounds without scenes": {"without": tuple(images.SCENES)},
    "clouds, gratings and leaves only": {
        "without": tuple(name for name in (*images.GROUNDS, *images.SCENES) if name not in _TRIAL)
    },
    "no camera": {"without": tuple(CAMERA)},
    "pasted pieces as only defect": {
        "without": tuple(name for name in DEFECTS if name != "pasted")
    },
}
"""What a training differs in from the usual one, by what is said of it."""


def main(words: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(words)
    try:
        make_folder(args.folder)
        trial = evaluate.Trial(evaluate.sets(args.data), args.shots, args.draws, args.made)
        print(trial.head("trained with"), flush=True)
        for name in args.only or VARIANTS:
            settings = replace(Settings(steps=args.steps, kinds=args.kinds), **VARIANTS[name])
            path = args.folder / f"{name.replace(' ', '-').replace(',', '')}.safetensors"
            if not _is_trained(path, settings):
                with redirect_stdout(sys.stderr):
                    pictures = pool(settings, path.parent, args.workers)
                    train.run(train.begun(settings), pictures, path)
            print(trial.row(name, evaluate.of_weights(path)), flush=True)
    except InspectorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _is_trained(path: Path, settings: Settings) -> bool:
    try:
        _, _, progress, found, _ = checkpoint.read(path)
    except InspectorError:  # there is none, or half of one
        return False
    return found == settings and progress.step >= settings.steps


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--only", nargs="+", choices=VARIANTS, metavar="VARIANT")
    parser.add_argument("--steps", type=int, default=200, help="of each training")
    parser.add_argument("--kinds", type=int, default=2000, help="of pictures")
    parser.add_argument("--shots", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--draws", type=int, default=3, help="of references, as far as they go")
    parser.add_argument("--made", type=int, default=40, help="kinds of made pictures")
    parser.add_argument("--workers", type=int, default=2, help="processes that make the pictures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
