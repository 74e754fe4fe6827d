"""What one fit found, kept until something that it rests on changes.

A label that is set, or an image that is added, changes no number of a detector: only what the
numbers are compared with. So neither costs a new fit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from inspector.core import image
from inspector.core.errors import ImageError
from inspector.core.fit import LabelledImage, Learned, Scored, leave_one_out
from inspector.core.mask import Mask
from inspector.core.options import Options, deciding_as
from inspector.core.progress import Tick


@dataclass(eq=False)
class Known:
    """A detector that was learned, and the raw numbers of images under it, as far as they go.

    basis: all that they rest on. scores: of images that taught nothing, by content hash.
    """

    basis: Hashable
    learned: Learned
    scores: dict[str, Scored] = field(default_factory=dict)
    _held_out: tuple[list[Scored], list[Scored]] | None = None

    def held_out(self, tick: Tick) -> tuple[list[Scored], list[Scored]]:
        """Of the good and of the painted images that taught, each measured without itself.

        Raises:
            Cancelled: tick asked to stop.
        """
        if self._held_out is None:
            self._held_out = leave_one_out(self.learned, tick)
        return self._held_out

    def decide_as(self, options: Options) -> None:
        """Take from options what only decides: it changes none of these numbers."""
        inspector = self.learned.inspector
        chosen = deciding_as(inspector.options, options)
        self.learned = replace(self.learned, inspector=replace(inspector, options=chosen))


def basis_of(
    options: Options, device: str, images: Sequence[LabelledImage], counts: Mask | None
) -> Hashable:
    """Equal for what teaches the same: options, pictures and masks, by their content."""
    options = deciding_as(options, Options())
    taught = tuple((_content(each), _digest(each.defect), _digest(each.counts)) for each in images)
    return options, device, taught, _digest(counts)


def _content(labelled: LabelledImage) -> str:
    try:
        return image.file_hash(labelled.path)
    except ImageError as error:
        return str(error)  # it teaches nothing until it can be read


def _digest(mask: Mask | None) -> str:
    return "" if mask is None else f"{mask.shape} {hashlib.sha256(mask.tobytes()).hexdigest()}"
