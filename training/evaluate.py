"""How well a trained network serves patch memory, as a Markdown table of image AUROC.

    python training/evaluate.py learned.safetensors DATA... [--layers 0,1,2 1,2] [--calm 1 3]
        [--metric cosine whitened] [--size 256] [--shots 1 4] [--scattering]

DATA are folders in the MVTec layout, or folders of such. Each combination of the flags is a row;
every set is evaluated as `inspector evaluate` does. The last column needs no images: defects of the
training's own rules on kinds of pictures that no training has seen, one reference each.

While something is still to be chosen, look at two sets only (aws_cookies: texture and shape;
bsdata_ballscrew: tiny pits on metal) and at the others once, at the end.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from inspector.core import backbones, metrics
from inspector.core.backbones import learned_network, weights
from inspector.core.backbones.base import Backbone, BackboneChoice
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.dataset import read_folder
from inspector.core.detectors.base import Example
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.errors import InspectorError
from inspector.core.evaluate import Protocol, evaluate
from inspector.core.extract import Extractor
from inspector.core.features import Features, Metric
from inspector.core.options import Options
from inspector.core.preprocess import Preprocess
from inspector.core.score import TopFraction
from training import images
from training.images.camera import taken
from training.images.defects import damaged

_UNSEEN = 1 << 40  # styles that no pool has


def main(words: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(words)
    try:
        trial = Trial(sets(args.data), args.shots, args.draws, args.made)
        print(trial.head("network"))
        for name, source in _extractors(args):
            print(trial.row(name, source), flush=True)
    except InspectorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True)
class Trial:
    """What networks are tried on; each gives a row of a Markdown table.

    folders: sets in the MVTec layout. shots: numbers of references. draws: of references, as far as
    they go. made: kinds of made pictures.
    """

    folders: Sequence[Path]
    shots: Sequence[int]
    draws: int
    made: int

    def head(self, first: str) -> str:
        """The first two lines of the table."""
        names = [f"{folder.name}, {shots}" for folder in self.folders for shots in self.shots]
        columns = [first, *names, "made, 1"]
        return f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|"

    def row(self, name: str, source: Extractor) -> str:
        """The line of a network: image AUROC.

        Raises:
            InspectorError: an image cannot be read.
        """
        protocols = [Protocol(shots, self.draws) for shots in self.shots]
        found = [_auroc(folder, each, source) for folder in self.folders for each in protocols]
        cells = [f"{each:.3f}" for each in (*found, on_made(source, self.made))]
        return f"| {' | '.join([name, *cells])} |"


def on_made(source: Extractor, kinds: int) -> float:
    """Mean over kinds of made pictures of how well damaged pieces are told from sound ones.

    Of each kind one piece is the reference, three are sound and three damaged; kinds whose defects
    cannot be seen are left out. NaN where no kind is left.
    """
    found = [_on_kind(source, _UNSEEN + kind) for kind in range(kinds)]
    counted = [value for value in found if value is not None]
    return float(np.mean(counted)) if counted else float("nan")


def _on_kind(source: Extractor, kind: int, count: int = 3) -> float | None:
    rng = np.random.default_rng(kind)
    size = source.preprocess.size
    pieces = [images.make(kind, piece, size) for piece in range(1 + 2 * count)]
    foreign = images.make(kind + 1, 0, size)
    bad = [damaged(piece, rng, foreign) for piece in pieces[-count:]]
    if not all(mask.any() for _, mask in bad):
        return None
    seen = [taken(each, rng) for each in [*pieces[:-count], *(each for each, _ in bad)]]
    reference, *tests = [source.of_image(each)[0] for each in seen]
    fitted = PatchMemory().fit([_example(reference)])
    score = TopFraction()
    scores = [score.of(fitted.distances(each)) for each in tests]
    return metrics.image_auroc(np.arange(2 * count) >= count, np.array(scores))


def _example(features: Features) -> Example:
    size = features.rows, features.cols
    return Example(features, "reference", np.ones(size, bool), np.zeros(size, np.float32))


def _auroc(folder: Path, protocol: Protocol, source: Extractor) -> float:
    # The options name the default backbone, which is not asked: the extractor has its own.
    result = evaluate(read_folder(folder), Options(), source, protocol)
    return float(result["image_auroc"])


def _extractors(args: argparse.Namespace) -> Iterator[tuple[str, Extractor]]:
    """Each network of the table with its name."""
    if args.scattering:
        yield "scattering", _extractor(backbones.load(BackboneChoice(), device="cpu"), args.size)
    network = learned_network.load(weights.read(args.weights))
    sha = weights.file_hash(args.weights)
    for layers, calm, metric in itertools.product(args.layers, args.calm, args.metric):
        row = learned_network.row(layers, metric, args.size)
        made = learned_network.program(row, network, sha, layers, calm)
        backbone = EngineBackbone(row, made, weights_hash=sha, device="cpu")
        name = f"layers {','.join(map(str, layers))}, calm {calm}, {metric}"
        yield name, _extractor(backbone, args.size)


def of_weights(path: Path) -> Extractor:
    """The network of a weights file, used as the program uses it.

    Raises:
        WeightsError: the file cannot be read.
    """
    network, sha = learned_network.load(weights.read(path)), weights.file_hash(path)
    row = learned_network.ROW
    made = learned_network.program(row, network, sha)
    return _extractor(EngineBackbone(row, made, weights_hash=sha, device="cpu"), row.size)


def _extractor(backbone: Backbone, size: int) -> Extractor:
    row = backbone.row
    return Extractor(backbone, Preprocess(size, row.patch, mean=row.mean, std=row.std), "unkept")


def sets(folders: Sequence[Path]) -> list[Path]:
    """The folders in the MVTec layout among these and below them."""
    found: list[Path] = []
    for folder in folders:
        found += sorted(path.parent for path in folder.rglob("train") if path.is_dir())
    return found


def _layers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--layers", type=_layers, nargs="+", default=[(0, 1, 2)])
    parser.add_argument("--calm", type=int, nargs="+", default=[1], help="1, 3 or 5 patches")
    parser.add_argument("--metric", nargs="+", choices=get_args(Metric), default=["cosine"])
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--shots", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--draws", type=int, default=3, help="of references, as far as they go")
    parser.add_argument("--made", type=int, default=40, help="kinds of made pictures")
    parser.add_argument("--scattering", action="store_true", help="a row to compare with")
    return parser


if __name__ == "__main__":
    sys.exit(main())
