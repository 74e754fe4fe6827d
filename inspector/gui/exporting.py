"""Detector files from the window: written and tested, checked, compared. All of it runs as jobs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inspector.core import audit, audit_project, backbones, detector_file, detector_picture, files
from inspector.core.backbones import weights as backbone_weights
from inspector.core.detector_file import DetectorFile, SelfTest
from inspector.core.errors import ImageError, InspectorError, OptionError, WeightsError
from inspector.core.inspect import Inspector
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry, Project
from inspector.core.provenance import Provenance
from inspector.gui.engine import Fit
from inspector.gui.snapshot import Snapshot

_TEST_REFERENCES, _TEST_PAINTED = 2, 1
_FLAG, _CHOICE = "Name the right file with --weights.", "Choose the right weights file."


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants exported. with_network: put the weights in where they may be."""

    path: Path
    name: str = ""
    notes: str = ""
    with_network: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """A detector file that was written, read again and tested."""

    path: Path
    size_bytes: int
    self_test: SelfTest
    sha256: str = ""


@dataclass(frozen=True, eq=False)
class Checked:
    """What looking into a detector file found.

    about: its detector.json; None where the file cannot even be read.
    inspector: what it holds, loaded; None where it cannot be used.
    thumbnail: JPEG of its first self-test image; empty where there is none.
    reason: why it may not be used, for a person; empty if it may.
    needs_weights: it would work with the weights file of its backbone.
    """

    path: Path
    size_bytes: int = 0
    about: Mapping[str, Any] | None = None
    inspector: Inspector | None = None
    self_test: SelfTest | None = None
    thumbnail: bytes = b""
    reason: str = ""
    needs_weights: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two inspectors are from each other on some images.

    difference: the largest one between two scores, as a part of the fail limit.
    worst: the image with that difference. other_verdicts: images that they judge differently.
    failures: per file that could not be read, why.
    """

    images: int
    difference: float
    worst: Path | None
    other_verdicts: tuple[Path, ...]
    failures: Mapping[Path, str]


def may_carry_network(inspector: Inspector) -> bool:
    """Whether there are weights that a detector file may carry."""
    row = inspector.extractor.backbone.row
    return row.kind != "builtin" and row.may_export


def export_detector(fit: Fit, snapshot: Snapshot, order: Order, tick: Tick = silent) -> Written:
    """Write a detector file, read it again as any machine would, and run its self-test.

    The file takes its place only after the test; whatever goes wrong leaves an older one as it was.

    Raises:
        InspectorError: the file cannot be written, or does not decide as the window does.
        Cancelled: tick asked to stop.
    """
    path = order.path
    with files.replacing(path) as draft:
        # The draft has a name of its own, which means nothing to a person.
        tick_of_path = _renamed(tick, draft, path)
        try:
            _write(draft, fit, snapshot, order, tick_of_path)
            carried = order.with_network and may_carry_network(fit.inspector)
            weights = None if carried else fit.inspector.options.backbone.weights
            file = detector_file.read(
                draft, device=snapshot.device, weights=weights, tick=tick_of_path
            )
            test = file.self_test(tick_of_path)
            detector_file.refuse_if_different(path, test)
        except InspectorError as error:
            raise type(error)(str(error).replace(str(draft), str(path))) from error
    return Written(path, path.stat().st_size, test, audit.file_digest(path))


def origin(fit: Fit, project: Project) -> dict[str, list[dict[str, str]]]:
    """The images that a fit rests on, with their hashes, whatever was marked since.

    Those that set the limits and taught nothing are told apart from those that taught.
    """
    learned = fit.learned.plain
    calibration = fit.inspector.calibration
    limits = calibration.provenance if calibration else Provenance()
    names = {entry.content_hash: entry.path.name for entry in project.images}
    groups = {
        "references": [key for key, (each, _) in learned.items() if not each.defect.any()],
        "painted": [key for key, (each, _) in learned.items() if each.defect.any()],
        "calibration_good": [e.sha256 for e in limits.good if e.sha256 not in learned],
        "calibration_bad": [e.sha256 for e in limits.bad if e.sha256 not in learned],
    }
    return {
        group: [{"name": names.get(key, ""), "sha256": key} for key in keys]
        for group, keys in groups.items()
    }


def check_file(
    path: Path, *, device: str = "auto", weights: Path | None = None, tick: Tick = silent
) -> Checked:
    """Look into any detector file and run its self-test. Nothing is fetched from elsewhere.

    What is wrong with the file is in the result, not raised.

    Raises:
        Cancelled: tick asked to stop.
    """
    tick(0, 0, f"Reading {path.name}")
    try:
        size, about = path.stat().st_size, detector_file.read_about(path)
    except OSError as error:
        return Checked(path, reason=f"{path} cannot be read: {error.strerror or error}.")
    except InspectorError as error:
        return Checked(path, reason=str(error))
    found = Checked(path, size, about)
    try:
        if weights is None:
            _refuse_download(about)
        file = detector_file.read(path, device=device, weights=weights, tick=tick)
        return _tested(file, size, tick)
    except (InspectorError, KeyError, TypeError) as error:
        return _refused(found, about, error)


def compare(
    theirs: Inspector, ours: Inspector, paths: Sequence[Path], tick: Tick = silent
) -> Comparison:
    """Inspect images with both, and say how far apart they are.

    Raises:
        Cancelled: tick asked to stop.
    """
    largest, worst, count = 0.0, None, 0
    other: list[Path] = []
    failures: dict[Path, str] = {}
    scale = abs(ours.calibration.limits.fail) if ours.calibration else 0.0
    for done, path in enumerate(paths):
        tick(done, len(paths), f"Comparing {path.name}")
        try:
            one, two = theirs.inspect(path), ours.inspect(path)
        except ImageError as error:
            failures[path] = str(error)
            continue
        count += 1
        difference = abs(one.score - two.score) / max(scale or abs(two.score), 1e-12)
        if not difference <= largest:
            largest, worst = difference, path
        if one.verdict != two.verdict:
            other.append(path)
    return Comparison(count, largest, worst, tuple(other), failures)


def _write(path: Path, fit: Fit, snapshot: Snapshot, order: Order, tick: Tick) -> None:
    detector_file.write(
        path,
        fit.inspector,
        test_images=_test_images(fit, snapshot.project, tick),
        name=order.name.strip() or order.path.stem,
        notes=order.notes.strip(),
        origin={
            **origin(fit, snapshot.project),
            **audit_project.origin(snapshot.project.folder),
        },
        with_network=order.with_network,
        tick=tick,
    )


def _test_images(fit: Fit, project: Project, tick: Tick) -> list[Pixels]:
    """Two references and a painted image, as the detector reads them."""
    entries = {entry.content_hash: entry for entry in project.images}
    learned = fit.learned.plain.items()
    good = [entries[key] for key, (e, _) in learned if key in entries and not e.defect.any()]
    painted = [entries[key] for key, (e, _) in learned if key in entries and e.defect.any()]
    tick(0, 0, "Reading the self-test images")
    read = [
        *_readable(fit, project, good, _TEST_REFERENCES),
        *_readable(fit, project, painted, _TEST_PAINTED),
    ]
    if not read:
        raise InspectorError(
            "No image that the detector learned from can be read any more, so the file could not "
            "be tested. Put the images back where they were, or find them again."
        )
    return read


def _readable(
    fit: Fit, project: Project, entries: Iterable[ImageEntry], count: int
) -> list[Pixels]:
    found: list[Pixels] = []
    for entry in entries:
        if len(found) == count:
            break
        try:
            found.append(fit.inspector.extractor.read(project.path_of(entry.id)))
        except ImageError:
            continue  # another one will do
    return found


def _needs_weights(about: Mapping[str, Any]) -> bool:
    """Whether a detector file counts on weights that are not in it."""
    try:
        row = backbones.row(about["options"]["backbone"]["id"])
    except OptionError:  # of a newer program: no file helps here
        return False
    return row.kind != "builtin" and not about["backbone"]["in_file"]


def _refuse_download(about: Mapping[str, Any]) -> None:
    """Raise WeightsError where reading would fetch weights from elsewhere."""
    if not _needs_weights(about):
        return
    row = backbones.row(about["options"]["backbone"]["id"])
    if backbone_weights.cached(row) is None:
        raise WeightsError(
            f"The file needs the weights of {row.label}, which are neither inside it nor on this "
            "machine. Choose the weights file."
        )


def _tested(file: DetectorFile, size: int, tick: Tick) -> Checked:
    test = file.self_test(tick)
    reason = ""
    try:
        detector_file.refuse_if_different(file.path, test)
    except InspectorError as error:
        reason = str(error)
    images = file.test_images
    return Checked(
        file.path,
        size,
        file.about,
        None if reason else file.inspector,
        test,
        detector_picture.thumbnail(images[0]) if images else b"",
        reason,
    )


def _refused(found: Checked, about: Mapping[str, Any], error: Exception) -> Checked:
    reason = str(error).replace(_FLAG, _CHOICE)
    if not isinstance(error, InspectorError):
        reason = f"{found.path} does not hold what a detector needs ({error}). Export it again."
        return replace(found, reason=reason)
    return replace(found, reason=reason, needs_weights=_needs_weights(about))


def _renamed(tick: Tick, draft: Path, path: Path) -> Tick:
    def renamed(done: int, total: int, text: str = "") -> None:
        tick(done, total, text.replace(draft.name, path.name))

    return renamed
