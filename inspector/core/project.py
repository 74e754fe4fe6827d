"""A project: images, what people said about them, options, calibration. A frozen value."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

from inspector.core.errors import ProjectError

Label = Literal["good", "bad", "unset"]

FORMAT_VERSION = 1
"""The newest format of project.json that this program knows, and the one it writes."""


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """One image of a project and what people said about it.

    id: of this image within the project, from its content; also the name of its mask files.
    path: relative to the project's folder, or absolute where it lies on another drive.
    content_hash: sha256 of the file, 64 hexadecimal digits; an image that was moved is found by it.
    is_reference: whether the detector learns from it.
    split, defect: as the folders that it came from said, such as "test" and "scratch".
    extra: what a newer program wrote beside these; kept.
    """

    id: str
    path: Path
    content_hash: str
    label: Label = "unset"
    is_reference: bool = False
    split: str = ""
    defect: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


class ImageChanges(TypedDict, total=False):
    """What may be changed about an image."""

    path: Path
    label: Label
    is_reference: bool
    split: str
    defect: str


@dataclass(frozen=True)
class Project:
    """All that a project folder holds, except the masks: those are files of their own.

    folder: absolute, links resolved.
    options, calibration: JSON objects of whoever computes with them; the project only keeps them.
    extra: what a newer program wrote beside these; kept.
    format_version: of the file that it was read from.
    read_only_reason: why it cannot be saved, for a person; empty if it can.
    """

    folder: Path
    images: tuple[ImageEntry, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    calibration: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION
    read_only_reason: str = ""

    @property
    def read_only(self) -> bool:
        """Whether it cannot be saved; read_only_reason says why."""
        return bool(self.read_only_reason)

    def holds(self, image_id: str) -> bool:
        """Whether there is an image of that id."""
        return image_id in self._positions

    def image(self, image_id: str) -> ImageEntry:
        """The image of that id.

        Raises:
            ProjectError: there is none.
        """
        position = self._positions.get(image_id)
        if position is None:
            raise ProjectError(f"There is no image {image_id!r} in {self.folder}.")
        return self.images[position]

    def path_of(self, image_id: str) -> Path:
        """Where the file of an image is, or was when it was last seen."""
        return Path(os.path.normpath(self.folder / self.image(image_id).path))

    def changed(self, image_ids: Collection[str], **changes: Unpack[ImageChanges]) -> Project:
        """This project with something changed about some of its images.

        Raises:
            ProjectError: there is no such image.
        """
        images = list(self.images)
        for image_id in image_ids:
            entry = self.image(image_id)
            images[self._positions[image_id]] = replace(entry, **changes)
        return replace(self, images=tuple(images))

    def without(self, image_ids: Collection[str]) -> Project:
        """This project with fewer images. Their files and masks stay where they are."""
        gone = set(image_ids)
        return replace(self, images=tuple(e for e in self.images if e.id not in gone))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {entry.id: position for position, entry in enumerate(self.images)}
