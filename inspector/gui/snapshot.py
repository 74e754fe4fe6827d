"""What a job may see of the workbench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from inspector.core import image, project_masks
from inspector.core.extract import bit_depth
from inspector.core.fit import LabelledImage
from inspector.core.mask import Mask
from inspector.core.options import Options
from inspector.core.pixel_limit import AUTO
from inspector.core.project import ImageEntry, Project
from inspector.core.project_masks import Kind
from inspector.core.provenance import Provenance
from inspector.core.rules import Rule

MaskKey = tuple[str, Kind]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All that a job may see of the workbench, as it was when the job was asked for.

    masks: those in memory, which may not be saved yet; None where one is known to be empty. Others
        are read from the project's folder.
    part_masks: id of the image whose region of interest and ignore region hold for all; "" none.
    current: id of the image that is shown; "" for none.
    provenance: of the limits before; a limit that was set by hand keeps its hand.
    """

    project: Project
    options: Options
    masks: Mapping[MaskKey, Mask | None] = field(default_factory=dict)
    fail_rule: Rule | None = None
    unsure_rule: Rule | None = None
    pixel_rule: str = AUTO
    device: str = "auto"
    part_masks: str = ""
    current: str = ""
    provenance: Provenance = field(default_factory=Provenance)

    def mask(self, image_id: str, kind: Kind) -> Mask | None:
        """A mask as the person sees it now; None where nothing is painted.

        Raises:
            ImageError: the mask, or the image that it belongs to, cannot be read.
        """
        key = (image_id, kind)
        if key in self.masks:
            return self.masks[key]
        if not project_masks.path_of(self.project, image_id, kind).is_file():
            return None
        size = image.read_size(self.project.path_of(image_id))
        return project_masks.read(self.project, image_id, kind, size)

    def counts(self, image_id: str) -> Mask | None:
        """The pixels of an image that count: in the region of interest and not ignored."""
        wanted, unwanted = self.mask(image_id, "roi"), self.mask(image_id, "ignore")
        if unwanted is None:
            return wanted
        return ~unwanted if wanted is None else wanted & ~unwanted

    def part_counts(self) -> Mask | None:
        """The pixels that count in every image of the part."""
        return self.counts(self.part_masks) if self.part_masks else None

    def labelled(self, entry: ImageEntry) -> LabelledImage:
        """An image that teaches, with its masks.

        Raises:
            ImageError: a mask cannot be read. Of an image that is gone `learn` tells.
        """
        path = self.project.path_of(entry.id)
        if not path.is_file():
            return LabelledImage(path)
        defect = self.mask(entry.id, "defect") if entry.label == "bad" else None
        return LabelledImage(path, defect, self.counts(entry.id))

    def teaching(self) -> list[ImageEntry]:
        """The references, and where the detector learns from defects the painted images."""
        learns_defects = self.options.detector.learns_defects
        return [
            entry
            for entry in self.project.images
            if (entry.label == "good" and entry.is_reference)
            or (learns_defects and entry.label == "bad" and self._is_painted(entry.id))
        ]

    def _is_painted(self, image_id: str) -> bool:
        key: MaskKey = (image_id, "defect")
        if key in self.masks:
            mask = self.masks[key]
            return mask is not None and bool(mask.any())
        return project_masks.path_of(self.project, image_id, "defect").is_file()


def with_bit_depth(snapshot: Snapshot) -> Options:
    """The options with the bit depth of 16-bit references, where nobody has said it."""
    options = snapshot.options
    if options.bit_depth is not None:
        return options
    paths = [snapshot.project.path_of(e.id) for e in snapshot.teaching() if e.label == "good"]
    return replace(options, bit_depth=bit_depth(paths))
