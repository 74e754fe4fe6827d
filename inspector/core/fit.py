"""From labelled images to a fitted, calibrated inspector."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from inspector.core import augment, image
from inspector.core.augment import MIRRORED, PLAIN, View
from inspector.core.detectors.base import Detector, Example, Fitted, KnowsSearches
from inspector.core.detectors.searches import Searches
from inspector.core.errors import FitError, ImageError
from inspector.core.extract import AnyFeatures, Extractor, Seen
from inspector.core.features import Features
from inspector.core.geometry import Geometry
from inspector.core.inspect import (
    Inspector,
    Measurement,
    Patches,
    counting_cells,
    counting_pixels,
)
from inspector.core.mask import Mask
from inspector.core.options import Options
from inspector.core.prefetch import ahead
from inspector.core.progress import Tick, silent, within
from inspector.core.tiled_features import TiledFeatures

_HALVES = (
    "Each reference was measured by a detector that learned from the other half of them, because "
    "this one takes long to learn. It scores good parts a little higher than the detector that "
    "learned from all, so the limits are on the safe side for good parts."
)
_GROUPS = 20  # of the images that are left out together where there are more
_MANY = (
    "With so many images each was measured by a detector that learned from nineteen in twenty of "
    "them, so that the time grows no faster than their number. It scores good parts hardly higher "
    "than the detector that learned from all."
)


@dataclass(frozen=True, slots=True, eq=False)
class LabelledImage:
    """An image to learn from: a reference, or a bad image with a painted defect.

    defect: (H, W) bool, the painted pixels; None on a good image.
    counts: (H, W) bool, the pixels that count; None counts all.
    """

    path: Path
    defect: Mask | None = None
    counts: Mask | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """The raw numbers of one image that calibration works on.

    source: the content hash of its file. score: of the image. peak: of its heatmap.
    patches: what its heatmap can be made from again, for the rules on regions.
    """

    source: str
    score: float
    peak: float
    patches: Patches | None = field(default=None, compare=False, repr=False)

    @staticmethod
    def of(source: str, found: Measurement) -> Scored:
        return Scored(source, found.score, found.peak, found.patches)


@dataclass(frozen=True, eq=False)
class Learned:
    """A fitted inspector with the examples that it learned from.

    plain: per source, its unturned example and geometry.
    failures: per file that could not be read, why.
    searches: what its fits have computed, for the next ones; None keeps nothing.
    large: per source whose example holds only some of its patches, its file: an image in tiles,
        too large to hold all of them. The features of such an example do not lie on the geometry.
    """

    inspector: Inspector
    examples: tuple[Example, ...]
    plain: Mapping[str, tuple[Example, Geometry]]
    failures: Mapping[Path, str]
    searches: Searches | None = None
    large: Mapping[str, Path] = field(default_factory=dict)


Visit = Callable[[Inspector, str], None]
"""Gets a detector with the source of an image that it has not seen, to measure more with it."""


def learn(
    options: Options,
    images: Sequence[LabelledImage],
    extractor: Extractor,
    *,
    counts: Mask | None = None,
    searches: Searches | None = None,
    tick: Tick = silent,
) -> Learned:
    """Fit the detector of some options on labelled images.

    counts: (H, W) bool, the pixels that count in every image of the part. Files that cannot be
    read are left out and named in the result. The same picture given twice counts once; one that
    is called both good and bad is taken as what it was called first, and named.
    searches: what earlier fits have computed; this one, and those that follow from it, add to it.

    Raises:
        FitError: nothing is left to learn from.
        Cancelled: tick asked to stop.
    """
    views = options.detector.views
    examples: list[Example] = []
    plain: dict[str, tuple[Example, Geometry]] = {}
    failures: dict[Path, str] = {}
    large: dict[str, Path] = {}
    paths = [labelled.path for labelled in images]
    with ahead(extractor, paths, views) as reader:
        for done, labelled in enumerate(images):
            step = within(tick, done, len(images), f"Reading {labelled.path.name}")
            step(0, len(views))
            try:
                source = image.file_hash(labelled.path)
                if source in plain:
                    _refuse_contradiction(labelled, plain[source][0])
                    continue
                found = zip(views, reader.of_views(labelled.path, views, step), strict=True)
                seen: list[tuple[Example, Geometry]] = []
                for view, (features, geometry) in found:
                    if isinstance(features, TiledFeatures):
                        _refuse_large(options.detector, features)
                        large[source] = labelled.path
                    example = _masked(features, source, labelled, view, geometry, counts, step)
                    seen.append((example, geometry))
                plain[source] = seen[0]
                examples += [example for example, _ in seen]
            except ImageError as error:
                failures[labelled.path] = str(error)
    if not examples:
        raise FitError(_nothing_to_learn(failures))
    fitted = _fitted(options.detector, examples, searches, tick)
    inspector = Inspector(options, extractor, fitted, counts=counts)
    large = {source: path for source, path in large.items() if source in plain}
    return Learned(inspector, tuple(examples), plain, failures, searches, large)


def relearn(
    learned: Learned,
    options: Options,
    *,
    labelled: LabelledImage | None = None,
    counts: Mask | None = None,
    tick: Tick = silent,
) -> Learned:
    """Fit again on features that are known: other detector options, or another painting.

    labelled: an image that was learned from, with its masks as they are now; None changes none. Not
        one of the large ones.
    counts: (H, W) bool, the pixels that count in every image of the part. No network runs.

    Raises:
        FitError: nothing is left to learn from, or the image was not learned from.
        Cancelled: tick asked to stop.
    """
    examples, plain = learned.examples, dict(learned.plain)
    if labelled is not None:
        source = image.file_hash(labelled.path)
        if source not in plain or source in learned.large:
            raise FitError(
                f"{labelled.path} is not among the images whose patches are all known. Fit again."
            )
        geometry = plain[source][1]
        examples = tuple(
            _masked(each.features, source, labelled, each.view, geometry, counts)
            if each.source == source
            else each
            for each in examples
        )
        plain[source] = next(each for each in examples if each.source == source), geometry
    fitted = _fitted(options.detector, examples, learned.searches, tick)
    inspector = replace(learned.inspector, options=options, fitted=fitted, counts=counts)
    return replace(learned, inspector=inspector, examples=examples, plain=plain)


def leave_one_out(
    learned: Learned, tick: Tick = silent, visit: Visit = lambda inspector, source: None
) -> tuple[list[Scored], list[Scored]]:
    """Scores of the good and of the painted images, each measured without itself.

    An image is left out with all its copies, with every twentieth of the others where there are
    more than twenty, and with half of them where the detector takes too long to fit. A single good
    image has nothing to be compared with: it gets no score (see `altered_copies`).
    """
    good: list[Scored] = []
    bad: list[Scored] = []
    groups = _left_out(learned)
    for number, group in enumerate(groups):
        step = within(tick, number, len(groups), "Measuring each image without itself")
        step(0, 1)
        others = [other for other in learned.examples if other.source not in group]
        try:
            fitted = _without(learned, others, step)
        except FitError:
            continue
        inspector = replace(learned.inspector, fitted=fitted)
        for source in group:
            example = learned.plain[source][0]
            found = inspector.measure(*_seen(learned, source), tick=step)
            scores = bad if example.defect.any() else good
            scores.append(Scored.of(source, found))
            visit(inspector, source)
    return good, bad


def left_out_remark(learned: Learned) -> str:
    """What a calibration says of `leave_one_out`, where that left out more than one; else ""."""
    if learned.inspector.options.detector.learns_slowly:
        return _HALVES
    return _MANY if len(learned.plain) > _GROUPS else ""


def score_files(
    inspector: Inspector, paths: Sequence[Path], tick: Tick = silent
) -> tuple[dict[Path, Scored], dict[Path, str]]:
    """Scores of further images, and why some could not be read."""
    scores: dict[Path, Scored] = {}
    failures: dict[Path, str] = {}
    with inspector.reading_ahead(paths) as reader:
        for done, path in enumerate(paths):
            tick(done, len(paths), f"Measuring {path.name}")
            try:
                step = within(tick, done, len(paths), f"Measuring {path.name}")
                found = reader.measure(*reader.look(path), tick=step)
                scores[path] = Scored.of(image.file_hash(path), found)
            except ImageError as error:
                failures[path] = str(error)
    return scores, failures


def altered_copies(learned: Learned, path: Path, tick: Tick = silent) -> list[Scored]:
    """Scores of slightly altered copies of the only good image.

    They stand in for the good images that are missing: brightness, contrast, focus, position and
    noise change a little, as on a calm line. They are not independent, so no rate follows from
    them; the calibration says so.
    """
    pixels = learned.inspector.extractor.read(path)
    source = image.file_hash(path)
    found: list[Scored] = []
    for done, change in enumerate(augment.ALTERATIONS):
        what = "Measuring altered copies of the only good image"
        tick(done, len(augment.ALTERATIONS), what)
        step = within(tick, done, len(augment.ALTERATIONS), what)
        seen = learned.inspector.look(change(pixels))
        measured = learned.inspector.measure(*seen, tick=step)
        found.append(Scored.of(source, measured))
    return found


def _masked(
    features: AnyFeatures,
    source: str,
    labelled: LabelledImage,
    view: View,
    geometry: Geometry,
    counts: Mask | None,
    tick: Tick = silent,
) -> Example:
    """Features with the masks of their image laid over them; of a large image some of its patches.

    Raises:
        ImageError: a mask has another size, or no painted pixel that the model sees.
    """
    own = labelled.counts
    if own is not None:
        own = _at_size(own, geometry, labelled.path)
    counting = [counting_pixels(own, geometry), counting_pixels(counts, geometry)]
    given = [mask for mask in counting if mask is not None]
    both = augment.mask_of(np.logical_and.reduce(given), view) if given else None
    cells = counting_cells(both, geometry)
    share = np.zeros(cells.shape, np.float32)
    if labelled.defect is not None:
        defect = _at_size(labelled.defect, geometry, labelled.path)
        share = geometry.cover(augment.mask_of(defect, view))
        if not share.any():
            # Without a painted patch the image would be taken for a good one.
            _refuse_blank(labelled.path, view)
            cells = np.zeros_like(cells)
    if isinstance(features, TiledFeatures):
        features, share = features.thinned(cells, share, tick)
        cells = np.ones(share.shape, bool)
    return Example(features, source, cells, share, view)


def _seen(learned: Learned, source: str) -> Seen:
    """What measuring an image that was learned from needs; a large one is looked at again."""
    if source in learned.large:
        return learned.inspector.look(learned.large[source])
    example, geometry = learned.plain[source]
    return Seen(example.features, geometry, _mirrored(learned, source))


def _refuse_large(detector: Detector, features: TiledFeatures) -> None:
    """Refuse a large reference to a detector that looks at more than single patches."""
    if detector.reach != 0:
        raise features.refusal(f"The detector {detector.name} as it is set")


def _without(learned: Learned, others: Sequence[Example], tick: Tick) -> Fitted:
    """The detector as it is when it has seen only these examples."""
    detector = learned.inspector.options.detector
    if not detector.learns_references:
        return learned.inspector.fitted
    return _fitted(detector, others, learned.searches, tick)


def _fitted(
    detector: Detector, examples: Sequence[Example], searches: Searches | None, tick: Tick
) -> Fitted:
    if searches is not None and isinstance(detector, KnowsSearches):
        return detector.fit_with(searches, examples, tick)
    return detector.fit(examples, tick)


def _left_out(learned: Learned) -> list[list[str]]:
    """Sources that are left out together."""
    sources = list(learned.plain)
    groups = 2 if learned.inspector.options.detector.learns_slowly else _GROUPS
    return [group for first in range(groups) if (group := sources[first::groups])]


def _mirrored(learned: Learned, source: str) -> Features | None:
    """Features of an image's mirrored copy, where it was learned from."""
    copies = (e for e in learned.examples if e.source == source and e.view == MIRRORED)
    return next((copy.features for copy in copies), None)


def _refuse_blank(path: Path, view: View) -> None:
    if view == PLAIN:
        raise ImageError(
            f"{path}: its mask shows no painted defect where the detector looks. Paint the defect "
            "again, or take the mask away."
        )


_CONTRADICTION = {
    True: "{path}: is called bad, and the same picture was called good under another name. "
    "Keep one of them.",
    False: "{path}: is called good, and the same picture was called bad under another name. "
    "Keep one of them.",
}


def _refuse_contradiction(labelled: LabelledImage, seen: Example) -> None:
    if (labelled.defect is not None) != bool(seen.defect.any()):
        raise ImageError(_CONTRADICTION[labelled.defect is not None].format(path=labelled.path))


def _at_size(mask: Mask, geometry: Geometry, path: Path) -> Mask:
    if mask.shape != (geometry.height, geometry.width):
        raise ImageError(
            f"A mask of {path} is {mask.shape[1]} x {mask.shape[0]} pixels, the image "
            f"{geometry.width} x {geometry.height}. Paint the mask on this image again."
        )
    return mask


def _nothing_to_learn(failures: Mapping[Path, str]) -> str:
    if failures:
        first = next(iter(failures.values()))
        return f"None of {len(failures)} images could be read. The first: {first}"
    return "There is no image to learn from. Mark at least one image as good."
