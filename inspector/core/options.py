"""Everything that decides how images of one part are inspected, as one frozen value."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from inspector.core import backbones, detectors, region_options, score
from inspector.core.backbones.base import BackboneChoice, Combine
from inspector.core.detectors import Detector
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.errors import OptionError
from inspector.core.preprocess import Edges, Preprocess
from inspector.core.region_options import RegionOptions
from inspector.core.score import Score, TopFraction
from inspector.core.tiles import TileOptions


@dataclass(frozen=True)
class Options:
    """How a part is inspected.

    size: smaller edge of the model's input in pixels; None takes the backbone's own.
    edges: whether the last strip of an image is squeezed in or cropped (see Preprocess).
    tiles: whether and how a large image is cut before the backbone sees it.
    bit_depth: significant bits of 16-bit files; None takes what each file says.
    foreground: measure only the part, found by the zero-shot object mask.
    smoothing: sigma of the heatmap's Gaussian in image pixels (AnomalyDINO: 4).
    smallest_area: regions of fewer image pixels are left out.
    regions: how else regions are found, their scale, and what they decide.
    """

    backbone: BackboneChoice = field(default_factory=BackboneChoice)
    size: int | None = None
    edges: Edges = "cover"
    tiles: TileOptions = field(default_factory=TileOptions)
    bit_depth: int | None = None
    detector: Detector = field(default_factory=PatchMemory)
    foreground: bool = False
    score: Score = field(default_factory=TopFraction)
    smoothing: float = 4.0
    smallest_area: int = 1
    regions: RegionOptions = field(default_factory=RegionOptions)

    @property
    def preprocess(self) -> Preprocess:
        """How an image becomes the backbone's input."""
        row = backbones.row(self.backbone.id)
        size = self.size or row.size
        return Preprocess(
            size, row.patch, edges=self.edges, mean=row.mean, std=row.std, tiles=self.tiles
        )


def deciding_as(measured: Options, wanted: Options) -> Options:
    """Options with the part of others that only decides: it changes no score and no heatmap."""
    return replace(measured, smallest_area=wanted.smallest_area, regions=wanted.regions)


def to_json(options: Options) -> dict[str, Any]:
    """The options as a JSON object; a weights file is named by its path.

    Without tiles nothing is said of them, so that earlier versions read it.
    """
    choice = options.backbone
    tiles = {} if options.tiles == TileOptions() else {"tiles": asdict(options.tiles)}
    return {
        "backbone": {
            "id": choice.id,
            "weights": str(choice.weights) if choice.weights else None,
            "layers": list(choice.layers),
            "combine": choice.combine,
        },
        "size": options.size,
        "edges": options.edges,
        **tiles,
        "bit_depth": options.bit_depth,
        "detector": detectors.to_json(options.detector),
        "foreground": options.foreground,
        "score": options.score.to_json(),
        "smoothing": options.smoothing,
        "smallest_area": options.smallest_area,
        "regions": options.regions.to_json(),
    }


def from_json(data: dict[str, Any]) -> Options:
    """The options of `to_json`; what is absent takes its default.

    Raises:
        OptionError: something in it cannot be.
    """
    try:
        known = dict(data)
        if "backbone" in known:
            known["backbone"] = _choice(known["backbone"])
        if "detector" in known:
            known["detector"] = detectors.from_json(known["detector"])
        if "tiles" in known:
            known["tiles"] = TileOptions(**known["tiles"])
        if "score" in known:
            known["score"] = score.from_json(known["score"])
        if "regions" in known:
            known["regions"] = region_options.from_json(known["regions"])
        options = Options(**known)
        _check(options)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise OptionError(f"These options cannot be read: {error}.") from error
    return options


def _choice(data: dict[str, Any]) -> BackboneChoice:
    weights = data.get("weights")
    return BackboneChoice(
        id=data["id"],
        weights=Path(weights) if weights else None,
        layers=tuple(float(layer) for layer in data.get("layers", ())),
        combine=data.get("combine", "mean"),
    )


def _check(options: Options) -> None:
    backbones.row(options.backbone.id)
    _one_of(options.backbone.combine, get_args(Combine), "combine")
    _one_of(options.edges, get_args(Edges), "edges")
    if options.size is not None:
        _whole(options.size, "size", 32, 8192)
    if options.bit_depth is not None:
        _whole(options.bit_depth, "bit_depth", 1, 16)
    if not isinstance(options.foreground, bool):
        raise OptionError(f"foreground is {options.foreground!r}; it may be true or false.")
    if not 0 <= options.smoothing <= 200:
        raise OptionError(f"smoothing is {options.smoothing}; it may be 0 to 200 pixels.")
    _whole(options.smallest_area, "smallest_area", 1, 10**9)


def _one_of(value: Any, choices: tuple[str, ...], name: str) -> None:
    if value not in choices:
        raise OptionError(f"{name} is {value!r}; it may be {' or '.join(choices)}.")


def _whole(value: Any, name: str, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise OptionError(f"{name} is {value!r}; it may be a whole number from {low} to {high}.")
