"""What the steps cost as references and images grow: `python benchmarks/cost.py --out FOLDER`.

Features are simulated: vectors of as many dimensions as a backbone's, of low rank, as real ones
are, so that no network runs and nothing is read. Writes cost-tables.md and cost.png. "Growth" is
the slope of log seconds over log size in the last decade: 1 is linear.

    python benchmarks/cost.py --references 1 3 10 30 100 300 1000 --images 100 1000 10000 100000
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from inspector.core import calibrate, metrics, project_file
from inspector.core.detectors import PatchMemory
from inspector.core.detectors.base import Example
from inspector.core.detectors.patch_memory import FittedPatchMemory
from inspector.core.extract import Extractor
from inspector.core.features import Features, Metric
from inspector.core.fit import Learned, leave_one_out
from inspector.core.geometry import Geometry
from inspector.core.inspect import Inspector
from inspector.core.options import Options
from inspector.core.project import ImageEntry
from inspector.core.rules import RULES, Manual, Rule
from inspector.core.score import TopFraction

SIDE, PATCH = 32, 8  # patches of an image: SIDE x SIDE
RANK = 40
SHARE = 0.1
BACKBONES: tuple[tuple[str, int, Metric], ...] = (
    ("built-in", 483, "whitened"),
    ("ViT-Small", 384, "cosine"),
)


@dataclass
class Cost:
    """One step: seconds at each size."""

    name: str
    seconds: dict[int, float] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """Slope over the last decade; below 1 ms the clock says nothing."""
        sizes = sorted(size for size, spent in self.seconds.items() if spent > 1e-3)
        if len(sizes) < 2:
            return float("nan")
        last = sizes[-1]
        first = min((s for s in sizes[:-1] if s >= last / 12), default=sizes[-2])
        spent = self.seconds[last] / self.seconds[first]
        return float(np.log(spent) / np.log(last / first))


def main() -> int:
    args = _arguments()
    by_references = [
        cost
        for name, dimension, metric in BACKBONES
        if name in args.backbones
        for cost in of_references(args.references, name, dimension, metric)
    ]
    by_images = of_images(args.images)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        page = f"{table(by_references)}\n\n{table(by_images)}\n"
        (args.out / "cost-tables.md").write_text(page, encoding="utf-8")
        draw({"references": by_references, "images": by_images}, args.out / "cost.png")
    return 0


def of_references(sizes: Sequence[int], name: str, dimension: int, metric: Metric) -> list[Cost]:
    """A patch memory of so many references: fitted, searched for one image, and its limits."""
    whole, some = PatchMemory(), PatchMemory(memory_share=SHARE)
    lists = PatchMemory(search="lists")
    steps = {
        "fit": lambda: whole.fit(examples),
        f"fit, {SHARE:g} of the patches kept": lambda: some.fit(examples),
        "fit, lists": lambda: lists.fit(examples),
        "limits, each image without itself, lists": lambda: _limits(lists, examples),
    }
    costs = {step: Cost(f"{name}: {step}") for step in [*steps, "one image", "one image, lists"]}
    asked = simulated(1, dimension, metric, seed=1)[0].features
    for size in [1, *sizes]:  # the first one warms up, and is measured again
        examples = simulated(size, dimension, metric)
        found = {}
        for step, run in steps.items():
            found[step], costs[step].seconds[size] = timed(run)
        exact, quick = found["fit"], found["fit, lists"]
        costs["one image"].seconds[size] = best(lambda: exact.distances(asked))  # noqa: B023
        costs["one image, lists"].seconds[size] = best(lambda: quick.distances(asked))  # noqa: B023
        print(
            size, {cost.name: round(cost.seconds[size], 3) for cost in costs.values()}, flush=True
        )
    return list(costs.values())


def _say(size: int, costs: Iterable[Cost]) -> None:
    print(size, {cost.name: round(cost.seconds[size], 3) for cost in costs}, flush=True)


def _limits(options: PatchMemory, examples: Sequence[Example]) -> object:
    inside, edge = Options(detector=options), SIDE * PATCH
    geometry = Geometry(edge, edge, edge, edge, edge, edge, PATCH)
    extractor = cast(Extractor, None)  # nothing is read
    fitted = options.fit(examples[:1])  # not asked: each image is measured by one without itself
    plain = {example.source: (example, geometry) for example in examples}
    learned = Learned(Inspector(inside, extractor, fitted), tuple(examples), plain, {})
    return leave_one_out(learned)


def of_images(sizes: Sequence[int]) -> list[Cost]:
    """What is done with all images of a project."""
    rules = {f"limits by {rule.text}": _with_rule(rule) for rule in _rules()}
    steps: dict[str, Callable[[Any], object]] = {
        "score": _score,
        "curves and AUROC": _curves,
        **rules,
        "save and open a project": _project,
    }
    costs = [Cost(name) for name in steps]
    chance = np.random.default_rng(0)
    for step in steps.values():
        step(chance.gamma(4.0, 1.0, 100))  # imports wait for nobody
    for size in sizes:
        for cost, step in zip(costs, steps.values(), strict=True):
            numbers = chance.gamma(4.0, 1.0, size)
            cost.seconds[size] = timed(lambda s=step, n=numbers: s(n))[1]
        _say(size, costs)
    return costs


def _score(numbers: np.ndarray) -> None:
    fitted = _small_memory()
    for _ in numbers:
        TopFraction().of(fitted.distances(_SMALL))


def _curves(numbers: np.ndarray) -> None:
    is_bad = np.arange(len(numbers)) % 5 == 0
    scores = numbers + 3 * is_bad
    metrics.image_auroc(is_bad, scores)
    metrics.auroc_interval(is_bad, scores)
    metrics.roc_curve(is_bad, scores)
    metrics.pr_curve(is_bad, scores)


def _rules() -> list[Rule]:
    """One of each kind, but for limits by hand."""
    return [kind() for name, kind in RULES.items() if name != Manual.name]


def _with_rule(rule: Rule) -> Callable[[np.ndarray], object]:
    def step(numbers: np.ndarray) -> object:
        split = len(numbers) * 4 // 5
        good, bad = numbers[:split].tolist(), (numbers[split:] + 3).tolist()
        return calibrate.calibrate(good, bad, fail_rule=rule, pixel_good=good)

    return step


def _project(numbers: np.ndarray) -> None:
    with tempfile.TemporaryDirectory() as place:
        project = project_file.new(Path(place) / "many")
        images = tuple(
            ImageEntry(f"{i:012x}", Path("parts") / f"part{i:06}.png", f"{i:064x}")
            for i in range(len(numbers))
        )
        project_file.save(replace(project, images=images))
        assert len(project_file.load(Path(place) / "many").images) == len(numbers)


_SMALL = Features(np.random.default_rng(3).standard_normal((64, 32)).astype(np.float32), 8, 8)


def _small_memory() -> FittedPatchMemory:
    counts, none = np.ones((8, 8), bool), np.zeros((8, 8), np.float32)
    return PatchMemory().fit([Example(_SMALL, "one", counts, none)])


def simulated(count: int, dimension: int, metric: Metric, seed: int = 0) -> list[Example]:
    """References alike as those of one part are: one picture of low rank, with noise of its own."""
    chance = np.random.default_rng(7)
    basis = chance.standard_normal((RANK, dimension), np.float32)
    common = chance.standard_normal((SIDE * SIDE, RANK), np.float32)
    own = np.random.default_rng(seed)
    counts, none = np.ones((SIDE, SIDE), bool), np.zeros((SIDE, SIDE), np.float32)
    examples = []
    for number in range(count):
        inner = common + 0.3 * own.standard_normal(common.shape, np.float32)
        noise = 0.05 * own.standard_normal((SIDE * SIDE, dimension), np.float32)
        features = Features(np.asarray(inner @ basis + noise, np.float32), SIDE, SIDE, metric)
        examples.append(Example(features, str(number), counts, none))
    return examples


def timed(step: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and seconds."""
    begun = time.perf_counter()
    found = step()
    return found, time.perf_counter() - begun


def best(step: Callable[[], Any], times: int = 3) -> float:
    """Seconds of the quickest of a few."""
    return min(timed(step)[1] for _ in range(times))


def draw(plots: dict[str, Sequence[Cost]], path: Path) -> None:
    """Seconds over size, both logarithmic, one plot beside the other."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pyqtgraph as pg

    app = pg.mkQApp()
    pg.setConfigOptions(background="w", foreground="k", antialias=True)
    window: Any = pg.GraphicsLayoutWidget(size=(1200, 620))
    for what, costs in plots.items():
        plot = window.addPlot(title=f"Seconds by number of {what}")
        plot.setLogMode(True, True)
        plot.showGrid(True, True, 0.2)
        plot.addLegend(offset=(10, 10), labelTextSize="8pt")
        for number, cost in enumerate(costs):
            pen = pg.mkPen(pg.intColor(number, len(costs), maxValue=190), width=2)
            xs, ys = list(cost.seconds), list(cost.seconds.values())
            plot.plot(
                xs,
                ys,
                pen=pen,
                symbol="o",
                symbolSize=5,
                symbolBrush=pen.color(),
                symbolPen=None,
                name=cost.name,
            )
        spent = [each for cost in costs for each in cost.seconds.values()]
        low, high = np.log10(min(spent)), np.log10(max(spent))
        plot.setYRange(low, high + 0.75 * (high - low))  # room for the legend
    app.processEvents()
    window.grab().save(str(path))


def table(costs: Sequence[Cost]) -> str:
    """A Markdown table: one line a step, one column a size."""
    sizes = sorted(costs[0].seconds)
    lines = ["| step | " + " | ".join(f"{size:,}" for size in sizes) + " | growth |"]
    lines.append("|---|" + "---:|" * (len(sizes) + 1))
    for cost in costs:
        cells = " | ".join(f"{cost.seconds[size]:.3g}" for size in sizes)
        growth = "" if np.isnan(cost.growth) else f"{cost.growth:.2f}"
        lines.append(f"| {cost.name} | {cells} | {growth} |")
    return "\n".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--references", type=int, nargs="*", default=[1, 3, 10, 30, 100, 300, 1000])
    parser.add_argument("--images", type=int, nargs="*", default=[100, 1000, 10_000, 100_000])
    names = [name for name, *_ in BACKBONES]
    parser.add_argument("--backbones", nargs="*", choices=names, default=names)
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
