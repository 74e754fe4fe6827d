"""How images are read and features kept: `python benchmarks/reading.py WHAT...`. Prints Markdown.

rounding DATA: scores and AUROC with features in float16 and in float32, and the room they take.
reopen: features of 1,000 images of the sample's size again from the disk.
ahead: images per second with and without reading ahead: the sample, and 12-megapixel JPEG.
reduced DATA: how far scores move where JPEG are decoded at half, a quarter or an eighth.

DATA are folders in the MVTec layout, or folders of such. --weights adds ViT-Tiny. Large pictures
are made: the sample's, enlarged to 4000 x 3000 with the noise of a camera.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np
from few_shot import sets
from numpy.typing import NDArray
from PIL import Image as PillowImage

from inspector import resources
from inspector.core import image, metrics, prefetch
from inspector.core.augment import PLAIN
from inspector.core.backbones.base import BackboneChoice
from inspector.core.calibrate import calibrate
from inspector.core.dataset import Dataset, Entry, read_folder
from inspector.core.extract import Extractor, extractor
from inspector.core.features import Features
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, learn
from inspector.core.inspect import Inspector
from inspector.core.options import Options
from inspector.core.preprocess import Pixels
from inspector.core.rules import Manual
from inspector.runtime import inspect_files

REFERENCES = 4
REOPENED = 1000
LARGE = (4000, 3000)  # width, height
RULES = (1, 2, 4)  # the reduced picture is at least so many times the model's input


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("rounding", "reopen", "ahead", "reduced"))
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--weights", type=Path, help="of ViT-Tiny; without them it is left out")
    parser.add_argument("--most", type=int, default=10_000, help="test images of each set")
    parser.add_argument("--images", type=int, default=12, help="large pictures that are made")
    args = parser.parse_args()
    for line in {"rounding": rounding, "reopen": reopen, "ahead": ahead, "reduced": reduced}[
        args.what
    ](args):
        print(line, flush=True)
    return 0


def rounding(args: argparse.Namespace) -> Iterator[str]:
    """A row per backbone and set."""
    yield (
        "| backbone | set | images | AUROC float32 | float16 | largest difference of a score, "
        "relative | file per image, MB |"
    )
    yield "|---|---|---:|---:|---:|---:|---:|"
    for options in _options(args):
        for folder in sets(args.data):
            data = read_folder(folder)
            tests = _tests(data, args.most)
            whole, half, size = _both_ways(options, data, tests)
            bad = np.array([entry.label == "bad" for entry in tests])
            moved = float((np.abs(half - whole) / whole).max())
            aurocs = [metrics.image_auroc(bad, scores) for scores in (whole, half)]
            yield (
                f"| {options.backbone.id} | {folder.name} | {len(tests)} | {aurocs[0]:.5f} | "
                f"{aurocs[1]:.5f} | {moved:.1e} | {size / 1e6:.2f} |"
            )


def _both_ways(
    options: Options, data: Dataset, tests: Sequence[Entry]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Scores without and with rounding, and bytes of a cached image."""
    with tempfile.TemporaryDirectory() as place:
        cache = FeaturesCache(Path(place), memory_bytes=0)
        source = extractor(options, device="cpu", cache=cache)
        half = _scores(options, data, tests, source)
        files = list(Path(place).glob("*.safetensors"))
        size = statistics.mean(file.stat().st_size for file in files)
    whole = _scores(options, data, tests, replace(source, cache=None, rounding="none"))
    return whole, half, size


def _scores(
    options: Options, data: Dataset, tests: Sequence[Entry], source: Extractor
) -> NDArray[np.float64]:
    inspector = learn(options, _references(data), source).inspector
    return np.array([inspector.measure(*inspector.look(entry.path)).score for entry in tests])


def reopen(args: argparse.Namespace) -> Iterator[str]:
    """Seconds for the features of the images from the disk, and what the network would take.

    Only the sample itself goes through the network; its features are kept for the other files too.
    """
    yield "| backbone | images | from the disk, s | network for as many, s | files, MB |"
    yield "|---|---:|---:|---:|---:|"
    sample = _sample()
    for options in _options(args):
        with tempfile.TemporaryDirectory() as place:
            folder, cached = Path(place) / "images", Path(place) / "cache"
            paths = _copies(sample, folder, REOPENED)
            cache = FeaturesCache(cached, memory_bytes=0)
            source = extractor(options, device="cpu", cache=cache)
            network = _seconds(partial(_look, source, paths[: len(sample)])) / len(sample)
            for number, path in enumerate(paths):
                features, _ = source.of_file(paths[number % len(sample)])
                cache.put(source.key_of(path, PLAIN), features)
            image._hash.cache_clear()  # as in a program that was just started
            again = replace(source, backbone=_Refusing(), cache=FeaturesCache(cached))
            second = _seconds(partial(_look, again, paths))
            size = sum(file.stat().st_size for file in cached.iterdir()) / 1e6
        yield (
            f"| {options.backbone.id} | {REOPENED} | {second:.1f} | {network * REOPENED:.0f} | "
            f"{size:.0f} |"
        )


class _Refusing:
    """A backbone that must not run."""

    device = "cpu"

    def features(self, batch: NDArray[np.float32]) -> list[object]:
        raise AssertionError("the features were not in the cache")


def _look(source: Extractor, paths: Sequence[Path]) -> None:
    with prefetch.ahead(source, paths) as reader:
        for path in paths:
            reader.of_file(path)


def _copies(sample: Sequence[Path], folder: Path, count: int) -> list[Path]:
    """Files of different content: a JPEG may end with a remark."""
    folder.mkdir()
    paths = [folder / f"{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        data = sample[number % len(sample)].read_bytes()
        path.write_bytes(data + str(number).encode())
    return paths


def ahead(args: argparse.Namespace) -> Iterator[str]:
    """Whole inspections, with and without in turn, three rounds of each."""
    yield "| backbone | images | without, images/s | with, images/s | ratio |"
    yield "|---|---|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as place:
        large = _made(Path(place), args.images)
        small = _sample()
        for options in _options(args):
            source = extractor(options, device="cpu")
            for name, paths in (("sample, 480 x 480", small), ("12 megapixels", large)):
                inspector = _decided(options, source, paths)
                rounds = [_round(inspector, paths) for _ in range(3)]
                plain, quick = (statistics.median(each) for each in zip(*rounds, strict=True))
                ratio = statistics.median(before / after for before, after in rounds)
                yield (
                    f"| {options.backbone.id} | {name} | {len(paths) / plain:.2f} | "
                    f"{len(paths) / quick:.2f} | {ratio:.2f} |"
                )


def _decided(options: Options, source: Extractor, paths: Sequence[Path]) -> Inspector:
    """With limits, so that regions are looked for as on the line."""
    learned = learn(options, [LabelledImage(path) for path in paths[:REFERENCES]], source)
    limits = calibrate([], [], fail_rule=Manual(0.5), unsure_rule=Manual(0.4))
    return replace(learned.inspector, calibration=limits)


def _round(inspector: Inspector, paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds without and with reading ahead."""
    found: list[float] = []
    for how in (_at_their_turn(), nullcontext()):
        with how:
            found.append(_seconds(lambda: list(inspect_files(inspector, paths))))
    return found[0], found[1]


@contextmanager
def _at_their_turn() -> Iterator[None]:
    """Nothing is read ahead."""
    with patch.object(Inspector, "reading_ahead", lambda self, paths: nullcontext(self)):
        yield


@dataclass(frozen=True)
class _Reduced:
    """Reads JPEG at the smallest of 1/2, 1/4 and 1/8 that is at least `rule` times the input."""

    options: Options
    rule: int

    def read(self, path: Path) -> Pixels:
        data = path.read_bytes()
        picture = PillowImage.open(BytesIO(data))
        small = min(picture.size) / (self.options.preprocess.size * self.rule)
        factor = next((each for each in (8, 4, 2) if each <= small), 1)
        if factor > 1:
            picture.draft("RGB", (picture.width // factor, picture.height // factor))
        return np.asarray(picture.convert("RGB"))


def reduced(args: argparse.Namespace) -> Iterator[str]:
    """A row per backbone, pictures, input size and rule."""
    yield (
        "| backbone | pictures | input | reduced to at least | largest difference of a score, "
        "relative | of a patch's features |"
    )
    yield "|---|---|---:|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as place:
        made = _made(Path(place), args.images)
        groups: list[tuple[str, list[Path], tuple[int, ...]]] = [("made, 4000 x 3000", made, (0,))]
        for folder in sets(args.data):
            paths = _as_jpeg(read_folder(folder), Path(place) / folder.name, args.most)
            groups.append((folder.name, paths, (64, 128)))
        for options in _options(args):
            for name, paths, sizes in groups:
                for size in sizes:
                    chosen = replace(options, size=size or options.preprocess.size)
                    yield from _moved(chosen, name, paths)


def _moved(options: Options, name: str, paths: Sequence[Path]) -> Iterator[str]:
    source = extractor(options, device="cpu")
    whole, seen = _scored(options, source, [image.read(path) for path in paths])
    smallest = min(min(image.read_size(path)) for path in paths)
    for rule in RULES:
        if smallest < 2 * rule * options.preprocess.size:
            continue  # nothing would be reduced
        pictures = [_Reduced(options, rule).read(path) for path in paths]
        scores, others = _scored(options, source, pictures)
        moved = max(abs(a - b) / a for a, b in zip(whole, scores, strict=True))
        apart = max(_apart(a, b) for a, b in zip(seen, others, strict=True))
        yield (
            f"| {options.backbone.id} | {name} | {options.preprocess.size} | {rule} times | "
            f"{moved:.1e} | {apart:.1e} |"
        )


def _scored(
    options: Options, source: Extractor, pictures: Sequence[Pixels]
) -> tuple[list[float], list[NDArray[np.float32]]]:
    """Scores of all but the references, by a detector that saw the references read alike."""
    with tempfile.TemporaryDirectory() as place:
        paths = [Path(place) / f"{number}.png" for number in range(REFERENCES)]
        for path, pixels in zip(paths, pictures, strict=False):
            cv2.imwrite(str(path), pixels[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])
        inspector = learn(options, [LabelledImage(path) for path in paths], source).inspector
    looks = [inspector.look(pixels) for pixels in pictures[REFERENCES:]]
    scores = [inspector.measure(*look).score for look in looks]
    seen = [look.features for look in looks]
    return scores, [each.vectors for each in seen if isinstance(each, Features)]


def _apart(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The largest length of a difference, relative to the typical length of a patch."""
    typical = float(np.median(np.linalg.norm(first, axis=1)))
    return float(np.linalg.norm(first - second, axis=1).max()) / typical


def _options(args: argparse.Namespace) -> Iterator[Options]:
    yield Options()
    if args.weights:
        yield Options(backbone=BackboneChoice("vit-tiny", weights=args.weights))


def _references(data: Dataset) -> list[LabelledImage]:
    teach = (e for e in data.entries if e.label == "good" and e.split != "test")
    return [LabelledImage(e.path) for e in sorted(teach, key=lambda e: e.path.name)[:REFERENCES]]


def _tests(data: Dataset, most: int) -> list[Entry]:
    tests = [e for e in data.entries if e.split == "test" and e.label != "unset"]
    return tests[:: max(1, len(tests) // most)]


def _sample() -> list[Path]:
    return sorted(resources.path("sample").rglob("*.jpg"))


def _as_jpeg(data: Dataset, folder: Path, most: int) -> list[Path]:
    """References and test images of a set, stored as JPEG of quality 95."""
    folder.mkdir(parents=True)
    chosen = [*(each.path for each in _references(data)), *(e.path for e in _tests(data, most))]
    paths = [folder / f"{number:03}.jpg" for number in range(len(chosen))]
    for path, source in zip(paths, chosen, strict=True):
        PillowImage.fromarray(np.asarray(image.read(source))).save(path, quality=95)
    return paths


def _made(folder: Path, count: int) -> list[Path]:
    """Large JPEG of quality 92: the sample enlarged, with noise of three grey levels."""
    paths = [folder / f"large-{number:02}.jpg" for number in range(count)]
    for number, (path, source) in enumerate(zip(paths, _sample(), strict=False)):
        small = np.asarray(image.read(source))
        wide = cv2.resize(small, LARGE, interpolation=cv2.INTER_CUBIC)
        noise = np.random.default_rng(number).normal(0, 3, wide.shape)
        noisy = np.clip(wide + noise, 0, 255).astype(np.uint8)
        PillowImage.fromarray(noisy).save(path, quality=92)
    return paths


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
