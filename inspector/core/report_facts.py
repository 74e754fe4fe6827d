"""How it was inspected, in words: options, region of interest, what a detector file comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from inspector.core import audit, detector_file, image, sealed_zip
from inspector.core.detector_picture import decode
from inspector.core.errors import ImageError
from inspector.core.inspect import Inspector
from inspector.core.options import Options
from inspector.core.project import Project
from inspector.core.report_card import Seen, thumbnail
from inspector.core.report_data import Taught
from inspector.core.report_text import count, when

MOST_PICTURES: Final = 48
"""So many of what a detector learned from are shown; all are named."""

_GROUPS: Final[Mapping[str, Seen]] = {
    "references": "reference",
    "painted": "painted",
    "calibration_good": "limits",
    "calibration_bad": "limits",
}
"""The groups of a detector file's origin."""


@dataclass(frozen=True)
class Origin:
    """What a detector file says about itself.

    seen: content hash to how that picture was used. hashes: for the report.
    """

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)
    taught: tuple[Taught, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)


def facts(inspector: Inspector) -> dict[str, str]:
    """The options of an inspector in words, in the order in which an image meets them."""
    options, backbone = inspector.options, inspector.extractor.backbone
    return {
        "Region of interest": _counting(inspector),
        "Input size": f"{_input_size(options)}, last strip: {options.edges}",
        "Bit depth": f"{options.bit_depth} bit" if options.bit_depth else "as each file says",
        "Backbone": backbone.row.label + _layers(inspector),
        "Part only": "yes, by the object mask" if options.foreground else "no, all pixels count",
        "Detector": ", ".join([options.detector.label, *_options(options.detector)]),
        "Score": ", ".join([options.score.label, *_options(options.score)]),
        "Smoothing": f"sigma {options.smoothing:g} pixels",
        **_regions(options),
        "Device": backbone.device,
    }


def _regions(options: Options) -> dict[str, str]:
    """How regions are found and what they decide; what is left as it comes is not mentioned."""
    regions, scale = options.regions, options.regions.scale
    said = {
        "Smallest region": count(regions.smallest(options.smallest_area), "pixel"),
        "Scale": f"{scale:g} mm per pixel" if scale else "",
        "Regions grow down to": f"{regions.growth:g} x pixel limit" if regions.growth < 1 else "",
        "Bridged gaps": f"up to {count(regions.bridge, 'pixel')}" if regions.bridge else "",
        "Rules on regions": ", ".join(rule.text for rule in regions.rules),
    }
    return {name: text for name, text in said.items() if text}


def weights(inspector: Inspector) -> dict[str, str]:
    """The sha256 of the backbone's weights."""
    return {"Backbone weights": inspector.extractor.backbone.weights_hash}


def trail(project: Project) -> dict[str, str]:
    """The head of a project's audit trail as project.json keeps it; empty where it has none."""
    head = audit.head_from_json(project.extra.get(audit.AUDIT_KEY))
    return {f"Audit trail, record {head.count}": head.hash} if head else {}


def taught(
    items: Iterable[tuple[Path, str]], read: Callable[[Path], NDArray[Any]]
) -> tuple[Taught, ...]:
    """The images that a detector learned from, the first MOST_PICTURES with a picture.

    items: file and kind, "reference" or "painted defect". Files that are gone are left out.
    """
    found: list[Taught] = []
    for path, kind in items:
        with suppress(ImageError):
            picture = thumbnail(read(path)) if len(found) < MOST_PICTURES else None
            found.append(Taught(path.name, image.file_hash(path), kind, picture))
    return tuple(found)


def origin(path: Path) -> Origin:
    """What a detector file comes from.

    Raises:
        DetectorFileError: it is not sound.
    """
    about, members = sealed_zip.read(path, detector_file.FORMAT, detector_file.VERSION)
    groups: Mapping[str, Any] = about.get("origin", {})
    taught = [
        Taught(item["name"], item["sha256"], kind)
        for group, kind in (("references", "reference"), ("painted", "painted defect"))
        for item in groups.get(group, ())
    ]
    if taught and "selftest/0.png" in members:  # the first reference, as `workflow.export` has it
        first = taught[0]
        picture = thumbnail(decode(members["selftest/0.png"]))
        taught[0] = Taught(first.name, first.sha256, first.kind, picture)
    hashes = {f"Detector file {path.name}": audit.file_digest(path)}
    hashes |= {f"Audit trail {i['name']}": i["sha256"] for i in groups.get("audit_trail", ())}
    name, made = str(about.get("name") or path.stem), when(str(about.get("made", "")))
    told = {"Detector file": f"{name}, made {made}"}
    return Origin(name, told, tuple(taught), _seen(groups), hashes)


def _seen(groups: Mapping[str, Any]) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    for group, seen in _GROUPS.items():
        for item in groups.get(group, ()):
            found.setdefault(item["sha256"], seen)
    return found


def _input_size(options: Options) -> str:
    tiles = options.tiles
    size = "full resolution" if tiles.is_full else f"{options.preprocess.size} pixels"
    overlap = f" with {tiles.overlap} of overlap" if tiles.is_on else ""
    return f"{size}, in tiles of {tiles.side} pixels{overlap}" if tiles.is_on else size


def _counting(inspector: Inspector) -> str:
    if inspector.counts is None:
        return "the whole image"
    return f"{100 * float(inspector.counts.mean()):.1f} % of the image"


def _layers(inspector: Inspector) -> str:
    choice = inspector.options.backbone
    if not choice.layers:
        return ""
    depths = ", ".join(f"{layer:g}" for layer in choice.layers)
    return f", at {depths} of its depth ({choice.combine})"


def _options(values: Any) -> Iterator[str]:
    """The options of a detector or a score by their labels."""
    if not is_dataclass(values):
        return
    for each in fields(values):
        value = getattr(values, each.name)
        shown = f"{value:g}" if isinstance(value, float) else _plain(value)
        label = str(each.metadata.get("label", each.name))
        yield f"{label[0].lower()}{label[1:]} {shown}"


def _plain(value: Any) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
