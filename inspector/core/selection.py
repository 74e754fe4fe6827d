"""Which images of a folder teach a detector, and which set its limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.core.dataset import Dataset, Entry
from inspector.core.errors import FitError

DEFAULT_REFERENCES = 8
"""More references find little more (METHODS 1.9: 8 to 16 shots, +0.2 points) and cost time; good
images that do not teach are worth more as independent evidence for the limits."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The parts that images play.

    references: good images that teach. painted: bad images with their masks, which teach too.
    good, bad: further images, whose scores help to set the limits.
    """

    references: tuple[Path, ...]
    painted: tuple[tuple[Path, Path], ...] = ()
    good: tuple[Path, ...] = ()
    bad: tuple[Path, ...] = ()


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
    """
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
    taught = {entry.path for entry in masked}
    return Selection(
        references=tuple(teaching),
        painted=tuple((entry.path, entry.mask) for entry in masked if entry.mask is not None),
        good=tuple(path for path in good if path not in set(teaching)),
        bad=tuple(e.path for e in in_training if e.label == "bad" and e.path not in taught),
    )


def _sorted(entries: Iterable[Entry]) -> list[Path]:
    return sorted(entry.path for entry in entries)


def _spread(paths: Sequence[Path], count: int) -> list[Path]:
    """At most `count` of the paths, evenly spread, the first always among them."""
    if count >= len(paths):
        return list(paths)
    return [paths[i * len(paths) // count] for i in range(count)]
