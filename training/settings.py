"""All that decides a training, as one frozen value."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Settings:
    """What is trained on, how, and for how long.

    seed: of weights, pictures and views. hours: of training, the making of pictures not counted;
    steps: stop there instead, if above 0. batch: pairs of views a step. kinds: styles in the pool,
    two pieces each. pool_side, side: of a picture in the pool and of a view, in pixels.
    rate: highest learning rate; warm: steps until it is reached; decay: of weights.
    places: positions per pair that are told apart. place, change: weights of the two terms of the
    objective. sibling: share of second views that show another piece of the kind.
    without: ingredients left out.
    """

    seed: int = 0
    hours: float = 1.5
    steps: int = 0
    batch: int = 24
    kinds: int = 8000
    pool_side: int = 192
    side: int = 160
    rate: float = 3e-3
    warm: int = 100
    decay: float = 0.02
    places: int = 40
    place: float = 1.0
    change: float = 3.0
    sibling: float = 0.4
    without: tuple[str, ...] = ()

    def to_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Settings:
        data = json.loads(text)
        known = {field.name for field in fields(cls)}
        made: dict[str, Any] = {name: value for name, value in data.items() if name in known}
        return cls(**{**made, "without": tuple(made.get("without", ()))})
