"""Which images of a folder teach a detector, and which set its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspector.core import project_masks
from inspector.core.dataset import Dataset, Entry
from inspector.core.errors import FitError, OptionError
from inspector.core.project import ImageEntry, Project

DEFAULT_REFERENCES = 8
"""More references find little more (METHODS 1.9: 8 to 16 shots, +0.2 points) and cost time; good
images that do not teach are worth more as independent evidence for the limits."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Mask files of one image: only pixels of `wanted`, where given, and never of `ignored`."""

    wanted: Path | None = None
    ignored: Path | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The parts that images play.

    references: good images that teach. painted: bad images with their masks, which teach too.
    good: further good images, whose scores help to set the limits.
    bad: bad images, whose scores help too; among them painted ones, for a detector that does not
        learn from these.
    regions: per image that teaches, the masks of its region of interest and ignore region.
    """

    references: tuple[Path, ...]
    painted: tuple[tuple[Path, Path], ...] = ()
    good: tuple[Path, ...] = ()
    bad: tuple[Path, ...] = ()
    regions: Mapping[Path, Regions] = field(default_factory=dict)


def select(
    data: Dataset, *, references: int = DEFAULT_REFERENCES, painted: int | None = None
) -> Selection:
    """Share out the labelled images of a folder.

    Where the folder has a training and a test part, only the training part teaches or sets
    limits; painted images are taken from wherever they lie. References are spread evenly over the
    sorted good images, so that a drift over the day is in them. A folder without any label is
    taken as good images.

    painted: how many images with masks teach; None takes all.

    Raises:
        FitError: the folder has no good image.
        OptionError: a number is negative.
    """
    if min(references, painted or 0) < 0:
        raise OptionError(f"references is {references}, painted {painted}: at least 0 of each.")
    in_training = [entry for entry in data.entries if entry.split != "test"]
    good = _sorted(entry for entry in in_training if entry.label == "good")
    if not good and all(entry.label == "unset" for entry in data.entries):
        good = _sorted(data.entries)
    if not good:
        raise FitError(
            f"{data.folder} has no good image to learn from. Put some into a folder named good "
            "(or train/good)."
        )
    teaching = _spread(good, references)
    masked = [entry for entry in data.entries if entry.mask is not None][:painted]
    return Selection(
        references=tuple(teaching),
        painted=tuple((entry.path, entry.mask) for entry in masked if entry.mask is not None),
        good=tuple(path for path in good if path not in set(teaching)),
        bad=tuple(entry.path for entry in in_training if entry.label == "bad"),
    )


def of_project(project: Project) -> Selection:
    """The parts that a project's images play, as a person has marked them.

    Raises:
        FitError: no image is marked as a reference and none has a painted defect.
    """
    entries = [entry for entry in project.images if project.path_of(entry.id).is_file()]
    references = [e for e in entries if e.label == "good" and e.is_reference]
    painted = [e for e in entries if e.label == "bad" and _mask(project, e, "defect")]
    if not references and not painted:
        raise FitError("Mark at least one image as good and use it as a reference.")

    def paths(chosen: Iterable[ImageEntry]) -> tuple[Path, ...]:
        return tuple(project.path_of(entry.id) for entry in chosen)

    masks = ((project.path_of(e.id), _mask(project, e, "defect")) for e in painted)
    return Selection(
        references=paths(references),
        painted=tuple((path, mask) for path, mask in masks if mask is not None),
        good=paths(e for e in entries if e.label == "good" and not e.is_reference),
        bad=paths(entry for entry in entries if entry.label == "bad"),
        regions={project.path_of(e.id): regions_of(project, e) for e in references + painted},
    )


def regions_of(project: Project, entry: ImageEntry) -> Regions:
    """The files that say which pixels of an image count."""
    return Regions(_mask(project, entry, "roi"), _mask(project, entry, "ignore"))


def _mask(project: Project, entry: ImageEntry, kind: project_masks.Kind) -> Path | None:
    path = project_masks.path_of(project, entry.id, kind)
    return path if path.is_file() else None


def _sorted(entries: Iterable[Entry]) -> list[Path]:
    return sorted(entry.path for entry in entries)


def _spread(paths: Sequence[Path], count: int) -> list[Path]:
    """At most `count` of the paths, evenly spread, the first always among them."""
    if count >= len(paths):
        return list(paths)
    return [paths[i * len(paths) // count] for i in range(count)]
