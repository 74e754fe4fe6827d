"""Masks for the audit trail: what file there is, and how many pixels it holds; not the strokes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from inspector.core import image, project_masks
from inspector.core.audit_check import MASK_WORDS
from inspector.core.audit_record import Change, digest
from inspector.core.errors import ImageError, InspectorError
from inspector.core.project import Project
from inspector.core.project_masks import Kind

MaskKey = tuple[str, Kind]


def fingerprints(project: Project, keys: Collection[MaskKey]) -> dict[MaskKey, Any]:
    """What is saved of masks: {"sha256": of the PNG file, "pixels": painted}; None for no mask.

    Raises:
        InspectorError: a file cannot be read.
    """
    return {key: _fingerprint(project, *key) for key in keys}


def mask_changes(
    project: Project, before: Mapping[MaskKey, Any], after: Mapping[MaskKey, Any]
) -> Iterator[Change]:
    """The masks that are not what they were, as changes."""
    for key in sorted(before):
        image_id, kind = key
        if before[key] != after[key]:
            name = project.image(image_id).path.name
            yield Change(MASK_WORDS[kind], name, image_id, before[key], after[key])


def _fingerprint(project: Project, image_id: str, kind: Kind) -> Any:
    path = project_masks.path_of(project, image_id, kind)
    if not path.is_file():
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InspectorError(f"{path} cannot be read: {error.strerror or error}.") from error
    try:
        pixels = int(image.read_mask(path).sum())
    except ImageError:  # a damaged one may be what is replaced
        pixels = None
    return {"sha256": digest(data), "pixels": pixels}
