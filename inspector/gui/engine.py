"""The work behind the window: what the compute thread does and keeps between jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from inspector.core import backbones, image
from inspector.core.backbones.base import BackboneChoice
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.calibrate import Calibration
from inspector.core.detectors.searches import Searches
from inspector.core.errors import FitError, ImageError, OptionError
from inspector.core.extract import Extractor, extractor, extractor_key
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import (
    Learned,
    Scored,
    altered_copies,
    learn,
    left_out_remark,
    relearn,
)
from inspector.core.inspect import Inspector, Measurement, Patches
from inspector.core.progress import Tick, silent, within
from inspector.core.project import ImageEntry, Project
from inspector.core.provenance import Evidence
from inspector.gui import independent, usable_rules
from inspector.gui.judging import Judged, judged
from inspector.gui.known import Known, basis_of
from inspector.gui.snapshot import Snapshot, with_bit_depth


@dataclass(frozen=True, slots=True)
class Finding:
    """The raw numbers of one image of a project.

    held_out: it was measured without itself, as an image that teaches must be.
    patches: what its heatmap is made from.
    """

    score: float
    peak: float
    held_out: bool
    patches: Patches | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Shown:
    """The measurement of one image for the canvas. inspector: which made it."""

    image_id: str
    measurement: Measurement
    inspector: Inspector


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted detector, its limits, and what it finds in every image of the project.

    failures: per image id, why it could not be read.
    shown: the measurement of the image that was shown; None where there was none.
    judged: what regions measure, where that has a say.
    """

    learned: Learned
    inspector: Inspector
    findings: Mapping[str, Finding]
    failures: Mapping[str, str]
    shown: Shown | None = None
    judged: Judged = field(default_factory=Judged)


Early = Callable[[Fit], None]


def _nobody(fit: Fit) -> None:
    """Who does not want a fit before it is complete."""


class Engine:
    """Fits and measures. Lives in the compute thread: nothing of it may be called elsewhere."""

    def __init__(self) -> None:
        self._extractor: Extractor | None = None
        self._loaded: object = None
        self._cache: tuple[Path, FeaturesCache] | None = None
        self._searches = Searches()
        self._known: Known | None = None

    def fit(self, snapshot: Snapshot, tick: Tick = silent, early: Early = _nobody) -> Fit:
        """Learn, measure every image, set the limits.

        early: gets the fit as soon as the images that teach and the shown one are measured.

        Raises:
            InspectorError: nothing can be learned, or the weights are missing.
            Cancelled: tick asked to stop.
        """
        return self._measured(snapshot, self._learn(snapshot, tick), tick, early)

    def learn(self, snapshot: Snapshot, tick: Tick = silent) -> Learned:
        """Fit a detector on the images that teach; what is known is not computed anew.

        Raises:
            InspectorError: nothing can be learned, or the weights are missing.
        """
        return self._learn(snapshot, tick).learned

    def _learn(self, snapshot: Snapshot, tick: Tick) -> Known:
        entries = snapshot.teaching()
        if not entries:
            raise FitError("Mark at least one image as good (G) and use it as a reference (R).")
        options = with_bit_depth(snapshot)
        source = self.extractor(snapshot, tick)
        images = [snapshot.labelled(entry) for entry in entries]
        counts = snapshot.part_counts()
        basis = basis_of(options, snapshot.device, images, counts)
        if self._known is None or self._known.basis != basis:
            known = self._searches
            learned = learn(options, images, source, counts=counts, searches=known, tick=tick)
            self._known = Known(basis, learned)
        self._known.decide_as(options)
        return self._known

    def _measured(self, snapshot: Snapshot, known: Known, tick: Tick, early: Early) -> Fit:
        """Measure every image with a fitted detector and set the limits."""
        ids, learned = _ids(snapshot.project), known.learned
        good, bad = known.held_out(tick)
        findings = {
            image_id: Finding(each.score, each.peak, held_out=True, patches=each.patches)
            for each in good + bad
            for image_id in ids.get(each.source, ())
        }
        failures = {_id_of(snapshot.project, path): why for path, why in learned.failures.items()}
        early(self._fit(snapshot, learned, findings, failures, tick, is_early=True))
        rest = [e for e in snapshot.project.images if e.id not in findings | failures]
        paths = [snapshot.project.path_of(e.id) for e in rest if e.content_hash not in known.scores]
        with learned.inspector.reading_ahead(paths) as reader:
            for done, entry in enumerate(rest):
                step = within(tick, done, len(rest), f"Measuring {entry.path.name}")
                step(0, 1)
                path = snapshot.project.path_of(entry.id)
                try:
                    findings[entry.id] = _finding(
                        self._scored(known, snapshot, entry.id, reader, step)
                    )
                except ImageError as error:
                    failures[entry.id] = str(error)
                except OptionError as error:  # such as a picture too long for this input size
                    failures[entry.id] = f"{path}: {error}"
        return self._fit(snapshot, learned, findings, failures, tick)

    def _fit(
        self,
        snapshot: Snapshot,
        learned: Learned,
        findings: Mapping[str, Finding],
        failures: Mapping[str, str],
        tick: Tick,
        *,
        is_early: bool = False,
    ) -> Fit:
        calibration = self._calibration(snapshot, learned, findings, tick)
        if is_early:
            has_bad = any(entry.label == "bad" for entry in snapshot.project.images)
            calibration = usable_rules.preliminary(
                calibration, snapshot.fail_rule, snapshot.unsure_rule, has_bad=has_bad
            )
        inspector = replace(learned.inspector, calibration=calibration)
        shown = self._shown(snapshot, inspector, tick)
        known = judged(inspector, findings, tick)
        return Fit(learned, inspector, dict(findings), dict(failures), shown, known)

    def _shown(self, snapshot: Snapshot, inspector: Inspector, tick: Tick) -> Shown | None:
        if not snapshot.current:
            return None
        step = within(tick, 0, 0, "Measuring the shown image")
        try:
            return self.show(snapshot, inspector, snapshot.current, step)
        except (ImageError, OptionError):
            return None  # it is among the failures, or will be

    def refit(
        self, snapshot: Snapshot, learned: Learned, image_id: str, tick: Tick = silent
    ) -> Learned:
        """Fit again after a stroke on one image.

        Quick where the image taught before: then all features are known.
        """
        entry = snapshot.project.image(image_id)
        is_known = entry.content_hash in learned.plain and entry in snapshot.teaching()
        is_known = is_known and entry.content_hash not in learned.large
        if not is_known or image_id == snapshot.part_masks:
            return self.learn(snapshot, tick)
        labelled = snapshot.labelled(entry)
        return relearn(
            learned,
            learned.inspector.options,
            labelled=labelled,
            counts=snapshot.part_counts(),
            tick=tick,
        )

    def show(
        self, snapshot: Snapshot, inspector: Inspector, image_id: str, tick: Tick = silent
    ) -> Shown:
        """Measure one image for the canvas.

        Raises:
            ImageError: it cannot be read.
            Cancelled: tick asked to stop.
        """
        return Shown(image_id, self._measure(inspector, snapshot, image_id, tick), inspector)

    def settle(self, tick: Tick = silent) -> None:
        """Find out which engine runs the loaded network best, where a fit did not wait for that.

        Raises:
            Cancelled: tick asked to stop.
        """
        backbone = self._extractor.backbone if self._extractor else None
        if isinstance(backbone, EngineBackbone):
            backbone.settle(tick)

    def extractor(self, snapshot: Snapshot, tick: Tick = silent) -> Extractor:
        """The loaded backbone of a snapshot's options; kept until they change."""
        options = with_bit_depth(snapshot)
        wanted = extractor_key(options), snapshot.device
        cache = self._cache_of(snapshot.project.folder)
        if self._extractor is None or self._loaded != wanted:
            # The usual network is tried while nobody waits, and then computes as precisely.
            is_usual = options.backbone == BackboneChoice()
            self._extractor = extractor(
                options,
                device=snapshot.device,
                cache=cache,
                precision="float32" if is_usual else "auto",
                at_once=is_usual,
                tick=tick,
            )
            self._loaded = wanted
        self._extractor = replace(self._extractor, cache=cache)
        return self._extractor

    def _cache_of(self, folder: Path) -> FeaturesCache:
        if self._cache is None or self._cache[0] != folder:
            self._cache = folder, FeaturesCache(folder / "cache")
            self._searches = Searches()
        return self._cache[1]

    def _measure(
        self, inspector: Inspector, snapshot: Snapshot, image_id: str, tick: Tick
    ) -> Measurement:
        path = snapshot.project.path_of(image_id)
        return inspector.measure(*inspector.look(path), tick=tick)

    def _scored(
        self, known: Known, snapshot: Snapshot, image_id: str, reader: Inspector, tick: Tick
    ) -> Scored:
        """The raw numbers of an image; measured once. reader: the detector, reading ahead."""
        source = image.file_hash(snapshot.project.path_of(image_id))
        if source not in known.scores:
            found = self._measure(reader, snapshot, image_id, tick)
            known.scores[source] = Scored.of(source, found)
        return known.scores[source]

    def _calibration(
        self, snapshot: Snapshot, learned: Learned, findings: Mapping[str, Finding], tick: Tick
    ) -> Calibration:
        taught, project = learned.plain, snapshot.project
        found_good = independent.evidence(project, findings, taught, "good")
        found_bad = independent.evidence(project, findings, taught, "bad")
        good = [findings[entry.id] for entry in found_good.values()]
        references = [
            e for e in snapshot.teaching() if e.label == "good" and e.content_hash in taught
        ]
        is_alone = not good and bool(references)
        if is_alone:
            found_good = {references[0].content_hash: references[0]}
            path = project.path_of(references[0].id)
            good = [_finding(each) for each in altered_copies(learned, path, tick)]
        found = usable_rules.calibrated(
            snapshot.fail_rule,
            snapshot.unsure_rule,
            [each.score for each in good],
            [findings[entry.id].score for entry in found_bad.values()],
            pixel_good=[each.peak for each in good],
            independent=not is_alone,
            remark=left_out_remark(learned),
            provenance=replace(
                snapshot.provenance,
                who="",
                good=_evidence(found_good),
                bad=_evidence(found_bad),
            ),
        )
        return usable_rules.with_pixel_rule(found, snapshot.pixel_rule)


def lacks_weights(choice: BackboneChoice) -> bool:
    """Whether a backbone needs weights that are not on this machine."""
    from inspector.core.backbones import weights

    row = backbones.row(choice.id)
    return row.kind != "builtin" and choice.weights is None and weights.cached(row) is None


def _evidence(found: Mapping[str, ImageEntry]) -> tuple[Evidence, ...]:
    return tuple(Evidence(entry.path.name, source) for source, entry in found.items())


def _ids(project: Project) -> dict[str, list[str]]:
    """Image ids by content hash, which is what learning calls an image's source."""
    found: dict[str, list[str]] = {}
    for entry in project.images:
        found.setdefault(entry.content_hash, []).append(entry.id)
    return found


def _id_of(project: Project, path: Path) -> str:
    return next(e.id for e in project.images if project.path_of(e.id) == path)


def _finding(scored: Scored) -> Finding:
    return Finding(scored.score, scored.peak, held_out=False, patches=scored.patches)
