"""A training on disk: the weights to use, and all that is needed to go on.

Beside FILE (the weights, safetensors) lie FILE's name with `.state` (weights, optimiser, step,
settings: whole or not at all, and all that `--resume` reads), `.json` (the same facts for people
and for the model card) and `.csv` (the curve of the losses).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from inspector.core.errors import InspectorError
from inspector.core.files import write_bytes, write_text
from training.settings import Settings

COLUMNS = ("step", "seconds", "loss", "place", "change", "found", "rate")

_NETWORK, _OPTIMISER = "network.", "optimiser."


@dataclass(frozen=True)
class Progress:
    """How far a training has come. step: finished ones. seconds: of training, over all sittings."""

    step: int = 0
    seconds: float = 0.0


def write(
    path: Path,
    network: Any,
    optimiser: Any,
    progress: Progress,
    settings: Settings,
    curve: list[Any],
) -> None:
    """Keep a training; each file is replaced whole or stays as it was.

    Raises:
        InspectorError: it cannot be written.
    """
    weights = {name: value.contiguous() for name, value in network.state_dict().items()}
    state = {_NETWORK + name: value for name, value in weights.items()}
    for number, parts in optimiser.state_dict()["state"].items():
        state |= {f"{_OPTIMISER}{number}.{n}": v.contiguous() for n, v in parts.items()}
    facts = {"progress": json.dumps(asdict(progress)), "settings": settings.to_text()}
    write_bytes(state_of(path), save(state, facts | {"curve": json.dumps(curve)}))
    write_bytes(path, save(weights, {"format": "pt"}))
    write_text(path.with_suffix(".json"), _for_people(network, progress, settings, curve))
    _write_curve(path.with_suffix(".csv"), curve)


def read(
    path: Path,
) -> tuple[dict[str, Tensor], dict[int, dict[str, Tensor]], Progress, Settings, list[Any]]:
    """Weights, states of the optimiser by parameter, progress, settings, curve.

    Raises:
        InspectorError: there is no such training, or its file is damaged.
    """
    place = state_of(path)
    if not place.is_file():
        raise InspectorError(
            f"{place} does not exist, so there is nothing to resume. Leave --resume out."
        )
    try:
        with safe_open(place, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            facts = file.metadata() or {}
        progress, settings = (
            Progress(**json.loads(facts["progress"])),
            Settings.from_text(facts["settings"]),
        )
        curve = json.loads(facts["curve"])
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise InspectorError(
            f"{place} is no whole training ({error}). Start anew without --resume."
        ) from error
    network = {n.removeprefix(_NETWORK): v for n, v in tensors.items() if n.startswith(_NETWORK)}
    optimiser: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        if name.startswith(_OPTIMISER):
            number, part = name.removeprefix(_OPTIMISER).split(".")
            optimiser.setdefault(int(number), {})[part] = value
    return network, optimiser, progress, settings, curve


def state_of(path: Path) -> Path:
    """Where all that is needed to go on lies."""
    return path.with_suffix(".state")


def _for_people(network: Any, progress: Progress, settings: Settings, curve: list[Any]) -> str:
    facts = {
        **asdict(progress),
        "pairs_of_views": progress.step * settings.batch,
        "parameters": sum(each.numel() for each in network.parameters()),
        "settings": asdict(settings),
        "last": dict(zip(COLUMNS, curve[-1], strict=True)) if curve else None,
        "torch": torch.__version__,
    }
    return json.dumps(facts, indent=1) + "\n"


def _write_curve(path: Path, curve: list[Any]) -> None:
    lines = [",".join(COLUMNS), *(",".join(f"{value:.6g}" for value in row) for row in curve)]
    write_text(path, "\n".join(lines) + "\n")
