"""The whole job without a window: a folder in, a fitted and calibrated inspector out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from inspector.core import calibrate, detector_file, extract, files, foreground, image, project_file
from inspector.core.augment import copy_of
from inspector.core.contact_sheet import contact_sheet
from inspector.core.dataset import read_folder
from inspector.core.errors import ImageError, InspectorError, OptionError
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import (
    LabelledImage,
    Learned,
    Scored,
    Visit,
    altered_copies,
    learn,
    leave_one_out,
    left_out_remark,
    score_files,
)
from inspector.core.inspect import Inspector, foreground_threshold
from inspector.core.mask import Mask
from inspector.core.options import Options
from inspector.core.origin import named
from inspector.core.overlay import write_png
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick, silent
from inspector.core.provenance import Evidence, Provenance
from inspector.core.rules import Manual, Rule, parse
from inspector.core.selection import DEFAULT_REFERENCES, Regions, Selection, of_project, select
from inspector.core.synthesis import with_defect


@dataclass(frozen=True, eq=False)
class Made:
    """A calibrated inspector and what is worth saying about how it came to be.

    proposal: what the object mask's proxy thinks, in words. failures: per file, why.
    """

    inspector: Inspector
    learned: Learned
    selection: Selection
    proposal: str
    failures: Mapping[Path, str]

    @property
    def references(self) -> int:
        return len(self.learned.plain) - self.painted

    @property
    def painted(self) -> int:
        return sum(bool(example.defect.any()) for example, _ in self.learned.plain.values())


def selection_of(source: Path, references: int | None, painted: int | None) -> Selection:
    """The images of a project folder, or of a folder of images.

    Raises:
        InspectorError: the folder cannot be read, or has no good image.
    """
    if project_file.is_project(source):
        return of_project(project_file.load(source))
    count = DEFAULT_REFERENCES if references is None else references
    return select(read_folder(source), references=count, painted=painted)


def make(
    selection: Selection,
    options: Options,
    *,
    fail_rule: Rule | None = None,
    unsure_rule: Rule | None = None,
    counts: Mask | None = None,
    device: str = "auto",
    cache: FeaturesCache | None = None,
    tick: Tick = silent,
) -> Made:
    """Learn from the selection's images and set the limits.

    Raises:
        InspectorError: nothing can be learned, or the options cannot be met.
        Cancelled: tick asked to stop.
    """
    selection = _as_taught(selection, options)
    if options.bit_depth is None:
        options = replace(options, bit_depth=extract.bit_depth(selection.references, tick))
    extractor = extract.extractor(options, device=device, cache=cache, tick=tick)
    images, bad_masks = labelled_images(selection)
    learned = learn(options, images, extractor, counts=counts, tick=tick)
    inspector, unread = calibrated(
        learned, selection, fail_rule=fail_rule, unsure_rule=unsure_rule, tick=tick
    )
    failures = {**learned.failures, **bad_masks, **unread}
    return Made(inspector, learned, selection, _proposal(learned), failures)


def calibrated(
    learned: Learned,
    selection: Selection,
    *,
    fail_rule: Rule | None = None,
    unsure_rule: Rule | None = None,
    visit: Visit = lambda inspector, source: None,
    tick: Tick = silent,
) -> tuple[Inspector, dict[Path, str]]:
    """The inspector with limits, and the files that could not be read for them.

    Good scores are those of further good images and of references measured without themselves;
    the same picture counts once. visit: as in `leave_one_out`.
    """
    good, bad = leave_one_out(learned, tick, visit)
    more_good, no_good = score_files(learned.inspector, selection.good, tick)
    more_bad, no_bad = score_files(learned.inspector, selection.bad, tick)
    # A picture that was learned from scores next to nothing under whatever name it comes again.
    good = _new(good, more_good.values(), learned.plain)
    bad = _new(bad, more_bad.values(), learned.plain)
    only = None if good else _only_reference(learned, selection)
    if only is not None:
        good = altered_copies(learned, only, tick)
    names = _names(learned, selection, more_good | more_bad)
    calibration = calibrate.calibrate(
        [item.score for item in good],
        [item.score for item in bad],
        fail_rule=fail_rule,
        unsure_rule=unsure_rule,
        pixel_good=[item.peak for item in good],
        independent=only is None,
        remark=left_out_remark(learned),
        provenance=Provenance(good=_evidence(good, names), bad=_evidence(bad, names)),
    )
    return replace(learned.inspector, calibration=calibration), {**no_good, **no_bad}


def recalibrated(
    inspector: Inspector,
    *,
    good: Sequence[Path],
    bad: Sequence[Path],
    fail_rule: Rule | None = None,
    unsure_rule: Rule | None = None,
    known: frozenset[str] = frozenset(),
    tick: Tick = silent,
) -> tuple[calibrate.Calibration, dict[Path, str]]:
    """Limits from the scores that an inspector was calibrated with and those of further images.

    known: content hashes of images that it has seen; they are no new evidence and are passed over.
    Without another rule a limit that was set by hand stays where it is.

    Raises:
        OptionError: a rule needs images of a kind that is missing.
        Cancelled: tick asked to stop.
    """
    more_good, no_good = score_files(inspector, good, tick)
    more_bad, no_bad = score_files(inspector, bad, tick)
    before = inspector.calibration
    known |= before.provenance.hashes if before and before.independent else frozenset()
    new_good, new_bad = _new([], more_good.values(), known), _new([], more_bad.values(), known)
    # Copies of one part stand in only until there are scores of other parts.
    keep = before is not None and (before.independent or not new_good)
    fail_rule = fail_rule or _by_hand(before.fail_rule if before else "")
    unsure_rule = unsure_rule or _by_hand(before.unsure_rule if before else "")
    names = {item.source: path.name for path, item in (more_good | more_bad).items()}
    origin = before.provenance_under(fail_rule, unsure_rule) if before else Provenance()
    calibration = calibrate.calibrate(
        [*(before.good if before and keep else ()), *(each.score for each in new_good)],
        [*(before.bad if before else ()), *(each.score for each in new_bad)],
        fail_rule=fail_rule,
        unsure_rule=unsure_rule,
        pixel_good=[
            *(before.pixel_good if before and keep else ()),
            *(each.peak for each in new_good),
        ],
        independent=before is None or before.independent or bool(new_good),
        remark=before.remark if before else "",
        provenance=replace(
            origin,
            good=(*(origin.good if keep else ()), *_evidence(new_good, names)),
            bad=(*origin.bad, *_evidence(new_bad, names)),
        ),
    )
    if before is not None:
        calibration = calibration.with_pixel_rule(before.pixel_rule)
    return calibration, {**no_good, **no_bad}


def export(
    made: Made,
    path: Path,
    *,
    name: str = "",
    notes: str = "",
    origin: Mapping[str, Any] | None = None,
    with_network: bool = True,
    tick: Tick = silent,
) -> None:
    """Write the detector file of what was made, with references as self-test images.

    origin: what it comes from beside its images, such as a project's audit trail.
    """
    detector_file.write(
        path,
        made.inspector,
        test_images=_test_images(made),
        name=name,
        notes=notes,
        origin={**_images_of(made), **(origin or {})},
        with_network=with_network,
        tick=tick,
    )


def labelled_images(selection: Selection) -> tuple[list[LabelledImage], dict[Path, str]]:
    """The images that teach, with their masks; and why some masks could not be read."""
    found: list[LabelledImage] = []
    failures: dict[Path, str] = {}
    teaching = [(path, None) for path in selection.references] + list(selection.painted)
    for path, painting in teaching:
        try:
            found.append(_labelled(path, painting, selection.regions.get(path, Regions())))
        except InspectorError as error:
            failures[path] = str(error)
    return found, failures


def counting_mask(roi: Path | None, ignore: Path | None) -> Mask | None:
    """Pixels that count, from a mask of those that do and a mask of those that do not.

    Raises:
        ImageError: a mask cannot be read, or they differ in size, or nothing is left to count.
    """
    if roi is None and ignore is None:
        return None
    wanted = image.read_mask(roi) if roi else None
    unwanted = image.read_mask(ignore) if ignore else None
    if wanted is not None and unwanted is not None and wanted.shape != unwanted.shape:
        raise ImageError(f"{roi} and {ignore} differ in size. Paint both on the same image.")
    counts = np.ones(unwanted.shape, bool) if wanted is None else wanted  # type: ignore[union-attr]
    counts = counts if unwanted is None else counts & ~unwanted
    if not counts.any():
        raise ImageError(f"No pixel is left to inspect with the masks {roi} and {ignore}.")
    return counts


def save_object_masks(made: Made, folder: Path) -> None:
    """Write, per reference, the picture with what the object mask leaves out darkened."""
    files.make_folder(folder)
    threshold = foreground_threshold(made.inspector.options)
    readable = [path for path in made.selection.references if path not in made.failures]
    for number, path in enumerate(readable):
        pixels = made.inspector.extractor.read(path)
        features, geometry = made.inspector.extractor.of_image(pixels)
        mask = foreground.object_mask(features, threshold).astype(np.float32)
        kept = geometry.spread(mask)[:, :, None] > 0.5
        shown = (pixels >> 8).astype(np.uint8) if pixels.dtype == np.uint16 else pixels
        write_png(folder / f"{number:03}-{path.stem}.png", np.where(kept, shown, shown // 4))


def refuse_without_synthetic(options: Options) -> None:
    """Refuse to show synthetic defects of a detector that makes none.

    Raises:
        OptionError: it makes none.
    """
    if not any(view.synthetic for view in options.detector.views):
        raise OptionError(
            f"The detector {options.detector.name} learns from no synthetic defects. Choose one "
            "that does, such as manifold-projector."
        )


def save_synthetic(made: Made, folder: Path) -> None:
    """Write, per reference, a sheet of the synthetic defects that the detector learned from."""
    files.make_folder(folder)
    views = [view for view in made.inspector.options.detector.views if view.synthetic]
    readable = [path for path in made.selection.references if path not in made.failures]
    for number, path in enumerate(readable):
        pixels = made.inspector.extractor.read(path)
        pictures = (
            with_defect(copy_of(pixels, replace(view, synthetic=0)), view.synthetic)
            for view in views
        )
        write_png(folder / f"{number:03}-{path.stem}.png", contact_sheet(pictures))


def _as_taught(selection: Selection, options: Options) -> Selection:
    """Painted images teach or, where the detector does not learn from them, are plain bad ones."""
    if not options.detector.learns_defects:
        return replace(selection, painted=())
    taught = {path for path, _ in selection.painted}
    return replace(selection, bad=tuple(path for path in selection.bad if path not in taught))


def _labelled(path: Path, painting: Path | None, regions: Regions) -> LabelledImage:
    defect = image.read_mask(painting) if painting else None
    return LabelledImage(path, defect, counting_mask(regions.wanted, regions.ignored))


def _proposal(learned: Learned) -> str:
    threshold = foreground_threshold(learned.inspector.options)
    good = [
        example.features
        for source, (example, _) in learned.plain.items()
        if source not in learned.large and not example.defect.any()
    ]
    if not good:
        return "not looked at"
    proposal = foreground.propose([foreground.object_mask(each, threshold) for each in good])
    used = "used" if learned.inspector.options.foreground else "not used"
    advice = "looks usable" if proposal.usable else "does not look usable"
    return f"{used}; it {advice}: {proposal.reason} (--masks DIR shows it)"


def _new(scored: Sequence[Scored], more: Iterable[Scored], known: Collection[str]) -> list[Scored]:
    """Some scores, and those of further pictures that are not known yet, each picture once.

    Copies of one image are no independent evidence.
    """
    return [*scored, *{item.source: item for item in more if item.source not in known}.values()]


def _evidence(scored: Sequence[Scored], names: Mapping[str, str]) -> tuple[Evidence, ...]:
    """The images of some scores, each once. names: of their files, by content hash."""
    sources = dict.fromkeys(item.source for item in scored)
    return tuple(Evidence(names.get(source, ""), source) for source in sources)


def _names(
    learned: Learned, selection: Selection, more: Mapping[Path, Scored]
) -> Mapping[str, str]:
    """Names of files by their content: of those that taught, and of further ones."""
    painted = [path for path, _ in selection.painted]
    taught = [path for path in (*selection.references, *painted) if path not in learned.failures]
    names = {item.source: path.name for path, item in more.items()}
    # A file may have gone since it was read; then it keeps its hash for a name.
    return names | {image.file_hash(path): path.name for path in taught if path.is_file()}


def _by_hand(rule: str) -> Rule | None:
    """The rule of a limit that a person set by hand; None of any other."""
    found = parse(rule) if rule else None
    return found if isinstance(found, Manual) else None


def _only_reference(learned: Learned, selection: Selection) -> Path | None:
    """The file of the first reference that was learned from."""
    readable = (path for path in selection.references if path not in learned.failures)
    return next((path for path in readable if image.file_hash(path) in learned.plain), None)


def _test_images(made: Made) -> list[Pixels]:
    """A reference, the same one turned and darkened, and a bad image, as they are read.

    References alone would test little: their scores are 0 however distances are computed.
    """
    read = made.inspector.extractor.read
    painted = [path for path, _ in made.selection.painted]
    good = [path for path in made.selection.references if path not in made.failures][:1]
    bad = [path for path in (*painted, *made.selection.bad) if path not in made.failures][:1]
    pictures = [read(path) for path in good or bad]
    other = np.ascontiguousarray(pictures[0][::-1, ::-1] // 2)
    return [pictures[0], _as_pixels(other), *(read(path) for path in bad if good)]


def _as_pixels(array: Any) -> Pixels:
    """Half of a pixel's value is of the same type, which numpy does not say."""
    return array


def _images_of(made: Made) -> dict[str, Any]:
    return {
        "references": named(made.selection.references, made.failures),
        "painted": named([path for path, _ in made.selection.painted], made.failures),
        "calibration_good": named(made.selection.good, made.failures),
        "calibration_bad": named(made.selection.bad, made.failures),
    }
