"""Several methods on the same images: each learns once, and all are measured alike."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from inspector.core import extract, image, workflow
from inspector.core.augment import View
from inspector.core.backbones import weights
from inspector.core.backbones.base import Backbone, BackboneRow
from inspector.core.comparison import Outcome, Unfit
from inspector.core.engines.base import Precision
from inspector.core.errors import ImageError, InspectorError
from inspector.core.extract import Extractor, Seen
from inspector.core.features import Features
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, Learned, learn
from inspector.core.inspect import Inspector
from inspector.core.mask import Mask
from inspector.core.method import Method, why_not
from inspector.core.options import Options
from inspector.core.progress import Tick, silent
from inspector.core.rules import Rule
from inspector.core.selection import Selection
from inspector.core.synthesis import with_defect

_SEEDS = (10_001, 10_002)
"""Two synthetic defects per good image, none of which a detector learns from: they count from 1."""

_MOST_SPOILT = 24
_TIMED = 3
_UNFIT = (InspectorError, MemoryError, RuntimeError)
"""What ends one method and not the others; a GPU without memory raises RuntimeError."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """The images that every method is given.

    references: good images that teach. painted: bad ones with their masks; they teach the methods
        that learn from defects, and are bad images like the rest to the others.
    good, bad: further images.
    counts: (H, W) bool, the pixels that count in every image of the part.
    failures: per file that cannot teach, why.
    """

    references: tuple[LabelledImage, ...]
    painted: tuple[LabelledImage, ...] = ()
    good: tuple[Path, ...] = ()
    bad: tuple[Path, ...] = ()
    counts: Mask | None = None
    failures: dict[Path, str] = field(default_factory=dict)

    @property
    def has_bad(self) -> bool:
        return bool(self.painted or self.bad)


def evidence_of(selection: Selection, counts: Mask | None = None) -> Evidence:
    """The images of a selection."""
    images, failures = workflow.labelled_images(selection)
    painted = tuple(each for each in images if each.defect is not None)
    taught = {each.path for each in painted}
    return Evidence(
        references=tuple(each for each in images if each.defect is None),
        painted=painted,
        good=selection.good,
        bad=tuple(path for path in selection.bad if path not in taught),
        counts=counts,
        failures=failures,
    )


def compare(
    methods: Sequence[Method],
    evidence: Evidence,
    *,
    fail_rule: Rule | None = None,
    device: str = "auto",
    cache: FeaturesCache | None = None,
    tick: Tick = silent,
) -> Iterator[Outcome | Unfit]:
    """What each method does, as soon as it is known. One that cannot be used says why.

    fail_rule: sets every method's limit; None takes the default (see `calibrate`).
    cache: keeps features, so that methods with one backbone share them; None keeps them for the
        time of the comparison. Nothing is downloaded.

    Raises:
        Cancelled: tick asked to stop.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kept = cache or FeaturesCache(Path(folder) / "features")
        bench = _Bench(evidence, fail_rule, device, kept, Path(folder))
        for number, method in enumerate(methods):
            name = f"{method.label} ({number + 1} of {len(methods)})"
            yield bench.outcome(method, _within(tick, name))


class _Clocked:
    """A backbone that notes how long it computes."""

    def __init__(self, backbone: Backbone) -> None:
        self._backbone = backbone
        self.seconds, self.images = 0.0, 0

    @property
    def row(self) -> BackboneRow:
        return self._backbone.row

    @property
    def weights_hash(self) -> str:
        return self._backbone.weights_hash

    @property
    def device(self) -> str:
        return self._backbone.device

    @property
    def precision(self) -> Precision:
        return self._backbone.precision

    def features(self, batch: NDArray[np.float32]) -> list[Features]:
        started = time.perf_counter()
        found = self._backbone.features(batch)
        self.seconds += time.perf_counter() - started
        self.images += len(batch)
        return found


@dataclass
class _Bench:
    """Where methods are measured one after the other; the backbone stays while it is the same."""

    evidence: Evidence
    fail_rule: Rule | None
    device: str
    cache: FeaturesCache
    folder: Path
    _bit_depth: int | None = None
    _is_depth_known: bool = False
    _loaded: object = None
    _extractor: Extractor | None = None

    def outcome(self, method: Method, tick: Tick) -> Outcome | Unfit:
        if reason := why_not(method.options):
            return Unfit(method, reason)
        try:
            return self._measured(method, tick)
        except _UNFIT as error:
            return Unfit(method, str(error) or type(error).__name__)

    def _measured(self, method: Method, tick: Tick) -> Outcome:
        options = self._with_bit_depth(method.options, tick)
        extractor = self._extractor_of(options, tick)
        clock = _Clocked(extractor.backbone)
        extractor = replace(extractor, backbone=clock)
        teaching, selection = self._shares(options)
        started = time.perf_counter()
        learned = learn(options, teaching, extractor, counts=self.evidence.counts, tick=tick)
        learning = time.perf_counter() - started - clock.seconds
        spoilt = _Spoilt(learned, None if self.evidence.has_bad else self._paths(), tick)
        inspector, unread = workflow.calibrated(
            learned, selection, fail_rule=self.fail_rule, visit=spoilt.visit, tick=tick
        )
        spoilt.finish(inspector, self.evidence.good)
        failures = {**self.evidence.failures, **learned.failures, **unread}
        seconds, of_network = _timed(inspector, self._readable(failures), clock, tick)
        made = workflow.Made(inspector, learned, selection, "", failures)
        assert inspector.calibration is not None, "it was calibrated above"
        return Outcome(
            method,
            inspector.calibration,
            tuple(spoilt.scores),
            learning + len(learned.examples) * of_network,
            seconds,
            self._file_bytes(made, tick),
            failures,
        )

    def _with_bit_depth(self, options: Options, tick: Tick) -> Options:
        if options.bit_depth is not None:
            return options
        if not self._is_depth_known:
            paths = [each.path for each in self.evidence.references]
            self._bit_depth, self._is_depth_known = extract.bit_depth(paths, tick), True
        return replace(options, bit_depth=self._bit_depth)

    def _extractor_of(self, options: Options, tick: Tick) -> Extractor:
        wanted = extract.extractor_key(options)
        if self._extractor is None or self._loaded != wanted:
            self._extractor = None  # two large networks need not fit into memory
            self._extractor = extract.extractor(
                options, device=self.device, cache=self.cache, tick=tick
            )
            self._loaded = wanted
        return self._extractor

    def _shares(self, options: Options) -> tuple[list[LabelledImage], Selection]:
        """The images that teach, and the parts that all images play."""
        evidence = self.evidence
        painted = tuple(each.path for each in evidence.painted)
        learns = options.detector.learns_defects
        teaching = [*evidence.references, *(evidence.painted if learns else ())]
        return teaching, Selection(
            references=tuple(each.path for each in evidence.references),
            good=evidence.good,
            bad=evidence.bad if learns else (*painted, *evidence.bad),
        )

    def _paths(self) -> dict[str, Path]:
        """Files of references by their content."""
        found: dict[str, Path] = {}
        for each in self.evidence.references:
            try:
                found.setdefault(image.file_hash(each.path), each.path)
            except ImageError:
                continue  # `learn` has told
        return found

    def _readable(self, failures: dict[Path, str]) -> list[Path]:
        everything = [
            *(each.path for each in (*self.evidence.references, *self.evidence.painted)),
            *self.evidence.good,
            *self.evidence.bad,
        ]
        return [path for path in everything if path not in failures]

    def _file_bytes(self, made: workflow.Made, tick: Tick) -> int:
        """The size of the file that an export would write; weights are not copied for that."""
        path = self.folder / "size.detector"
        workflow.export(made, path, with_network=False, tick=tick)
        row = made.inspector.extractor.backbone.row
        size = path.stat().st_size
        path.unlink()
        if row.kind == "builtin" or not row.may_export:
            return size
        return size + weights.find(row, made.inspector.options.backbone.weights).stat().st_size


class _Spoilt:
    """Scores of good images with synthetic defects, by detectors that have not seen them.

    paths: files of references by their content; None where no synthetic defect is wanted.
    """

    def __init__(self, learned: Learned, paths: dict[str, Path] | None, tick: Tick) -> None:
        self.scores: list[float] = []
        self._learned, self._paths, self._tick = learned, paths, tick

    def visit(self, inspector: Inspector, source: str) -> None:
        """Measure copies of a reference with a detector that learned without it."""
        if self._paths is not None and source in self._paths:
            self._measure(inspector, self._paths[source])

    def finish(self, inspector: Inspector, good: Sequence[Path]) -> None:
        """Measure copies of further good images; of the only reference where there is no other."""
        if self._paths is None:
            return
        for path in good:
            try:
                if image.file_hash(path) not in self._learned.plain:
                    self._measure(inspector, path)
            except ImageError:
                continue  # it is among the failures
        if not self.scores:
            for source in self._learned.plain:
                self._measure(inspector, self._paths[source])

    def _measure(self, inspector: Inspector, path: Path) -> None:
        for seed in _SEEDS:
            if len(self.scores) >= _MOST_SPOILT:
                return
            self._tick(0, 0, f"Synthetic defect on {path.name}")
            self.scores.append(inspector.measure(*_spoilt(inspector, path, seed)).score)


def _spoilt(inspector: Inspector, path: Path, seed: int) -> Seen:
    """What is seen of a copy with a synthetic defect."""
    extractor = inspector.extractor
    if inspector.options.detector.measures_mirrored:
        # The view that is mirrored and spoilt has another defect, not this one mirrored.
        return inspector.look(with_defect(extractor.read(path), seed)[0])
    return Seen(*extractor.of_file(path, View(synthetic=seed)))


def _timed(
    inspector: Inspector, paths: Sequence[Path], clock: _Clocked, tick: Tick
) -> tuple[float, float]:
    """Seconds per image, and how many of them a network takes for one; no feature is known."""
    bare = replace(inspector, extractor=replace(inspector.extractor, cache=None))
    seconds: list[float] = []
    clock.seconds, clock.images = 0.0, 0
    for done, path in enumerate(paths[:_TIMED]):
        tick(done, len(paths[:_TIMED]), "Taking the time")
        seconds.append(bare.inspect(path).seconds)
    return median(seconds), clock.seconds / max(clock.images, 1)


def _within(tick: Tick, method: str) -> Tick:
    """The tick of one method."""

    def step(done: int, total: int, text: str = "") -> None:
        tick(done, total, f"{method}: {text}" if text else method)

    return step
