"""Which images of a project are evidence: each picture once, and none that was seen in learning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from inspector.core.project import ImageEntry, Project

if TYPE_CHECKING:
    from inspector.gui.engine import Finding


def evidence(
    project: Project, findings: Mapping[str, Finding], taught: Collection[str], label: str
) -> dict[str, ImageEntry]:
    """The images of a label whose scores say something of other parts, by content hash.

    Copies of one image count once, and an image that taught only where it was measured without
    itself: else its score is next to nothing, under whatever name it comes again.
    taught: content hashes of the images that were learned from.
    """
    found: dict[str, ImageEntry] = {}
    for entry in project.images:
        finding, source = findings.get(entry.id), entry.content_hash
        if entry.label != label or finding is None:
            continue
        if finding.held_out or source not in taught:
            found.setdefault(source, entry)
    return found
