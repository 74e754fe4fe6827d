"""The masks of the images that a person works on, in memory, and which of them are not saved."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from inspector.core import image, project_masks
from inspector.core.mask import Mask, MaskEdit
from inspector.core.project import Project
from inspector.core.project_masks import Kind

MaskKey = tuple[str, Kind]


class MaskStore:
    """Masks by image and kind. Read from the project when first asked for; edits stay here."""

    def __init__(self) -> None:
        self._masks: dict[MaskKey, Mask] = {}
        self._unsaved: set[MaskKey] = set()
        self._unsafe: set[MaskKey] = set()

    def get(self, project: Project, image_id: str, kind: Kind) -> Mask:
        """The mask (H, W) of an image; empty where nothing is painted. Not to be changed.

        Raises:
            ImageError: the image or its mask file cannot be read.
        """
        key = (image_id, kind)
        if key not in self._masks:
            size = image.read_size(project.path_of(image_id))
            found = project_masks.read(project, image_id, kind, size)
            self._masks[key] = np.zeros(size, bool) if found is None else found
        return self._masks[key]

    def edit(self, project: Project, image_id: str, kind: Kind, edit: MaskEdit) -> None:
        """Flip the pixels of an edit."""
        key = (image_id, kind)
        edit.apply(self.get(project, image_id, kind))
        self._unsaved.add(key)
        self._unsafe.add(key)

    def is_painted(self, project: Project, image_id: str, kind: Kind) -> bool:
        """Whether any pixel of an image is painted; reads no file for it."""
        key = (image_id, kind)
        if key in self._masks:
            return bool(self._masks[key].any())
        return project_masks.path_of(project, image_id, kind).is_file()

    def frozen(self, image_ids: set[str]) -> Mapping[MaskKey, Mask | None]:
        """Copies for another thread: of unsaved masks, and of all that those images have."""
        wanted = {key for key in self._masks if key in self._unsaved or key[0] in image_ids}
        return {key: self._masks[key].copy() if self._masks[key].any() else None for key in wanted}

    def restore(self, image_id: str, kind: Kind, mask: Mask) -> None:
        """A mask that was found after a crash; it is not saved yet."""
        self._masks[image_id, kind] = mask
        self._unsaved.add((image_id, kind))

    def save(self, project: Project) -> None:
        """Write every unsaved mask into the project.

        Those of images that were taken out wait, for they may be brought back.

        Raises:
            InspectorError: a mask cannot be written; those before it are.
        """
        for image_id, kind in self._of(project, self._unsaved):
            project_masks.write(project, image_id, kind, self._masks[image_id, kind])
            self._unsaved.discard((image_id, kind))
            self._unsafe.discard((image_id, kind))

    def save_recovery(self, project: Project) -> None:
        """Write what changed since the last time where it survives a crash.

        Raises:
            InspectorError: the folder cannot be written.
        """
        for image_id, kind in self._of(project, self._unsafe):
            project_masks.write_recovery(project, image_id, kind, self._masks[image_id, kind])
            self._unsafe.discard((image_id, kind))

    def unsaved(self, project: Project) -> list[MaskKey]:
        """The masks that `save` would write."""
        return self._of(project, self._unsaved)

    def keep_only(self, image_ids: set[str]) -> None:
        """Drop saved masks of other images, so that the memory does not fill."""
        for key in [key for key in self._masks if key[0] not in image_ids]:
            if key not in self._unsaved:
                del self._masks[key]

    @staticmethod
    def _of(project: Project, keys: set[MaskKey]) -> list[MaskKey]:
        return sorted(key for key in keys if project.holds(key[0]))
