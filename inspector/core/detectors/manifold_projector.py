"""A small network that takes features back to how good parts look (FoundAD)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import PLAIN
from inspector.core.detectors import projector_network
from inspector.core.detectors.base import Arrays, Example, View
from inspector.core.detectors.patch_memory import NO_GOOD_PATCH, gather, normal_patches
from inspector.core.detectors.projector_training import SCHEDULES, SEED, Lesson, train
from inspector.core.detectors.space import Space, fit_space
from inspector.core.errors import FitError
from inspector.core.features import Features
from inspector.core.option import option
from inspector.core.progress import Tick, silent

Vectors = NDArray[np.float32]

CHANCE = 0.3
"""Of a change of place, and of a change of light, for each copy (METHODS 2.4)."""

# Left and right exchanged, upside down, a quarter turn to either side.
_MOVES = (
    View(mirrored=True),
    View(180.0, mirrored=True),
    View(90.0),
    View(270.0),
)
_FAR = 1e6  # of the references' spread: nothing real is there, and its square fits float32


@dataclass(frozen=True)
class ManifoldProjector:
    """Learn to take features of spoilt copies back to those of the good image; measure the change.

    FoundAD (arXiv 2510.01934; METHODS 2). The paper makes new synthetic defects in every step; here
    a pool of copies is seen by the backbone once, and the projector is trained on their features,
    so that a processor can do it. One projector learns several parts at once if references of
    several parts are given.

    Features are first brought to where they are best compared. Those of networks become unit
    vectors: the paper's encoders end with their norm, which makes tokens about equally long;
    without either, the few tokens that are many times as long as the rest decide alone. All are
    then centred and divided by one number, so that one learning rate suits every backbone.
    """

    name: ClassVar[str] = "manifold-projector"
    label: ClassVar[str] = "Manifold projector"
    summary: ClassVar[str] = (
        "A small network learns to undo synthetic defects; what it changes is a defect. Takes "
        "minutes to learn."
    )
    learns_defects: ClassVar[bool] = False
    remembers: ClassVar[bool] = False
    learns_references: ClassVar[bool] = True
    learns_slowly: ClassVar[bool] = True

    schedule: Literal["fast", "paper"] = option(
        "fast",
        "Schedule",
        "fast stops when the loss is flat and looks at a part of each image in a step; paper takes "
        "2000 steps of 8 whole images, for a GPU.",
        choices=tuple(SCHEDULES),
    )
    steps: int = option(
        0, "Steps", "How long it trains at most; 0 takes the schedule's own.", low=0, high=100_000
    )
    copies: int = option(
        24, "Spoilt copies", "Synthetic defects made of each good image.", low=1, high=256
    )
    move_copies: bool = option(
        True,
        "Mirror and turn copies",
        "Some copies are mirrored or turned too. Switch it off where a part that lies the wrong "
        "way is a defect.",
    )
    width: int = option(
        192, "Width", "Channels inside the network; 384 in the paper.", low=16, high=768
    )
    blocks: int = option(3, "Blocks", "Depth of the network; 6 in the paper.", low=1, high=12)
    learning_rate: float = option(
        1e-3, "Learning rate", "Size of the training's steps.", low=1e-6, high=0.1
    )

    @property
    def views(self) -> tuple[View, ...]:
        """The image, copies with a synthetic defect, and the same copies without it."""
        rng = np.random.default_rng(SEED)
        found = [PLAIN]
        for seed in range(1, self.copies + 1):
            moved, lit = rng.random(2) < CHANCE
            move = _MOVES[rng.integers(len(_MOVES))]
            clean = replace(move if moved and self.move_copies else PLAIN, light=seed * int(lit))
            found += [clean, replace(clean, synthetic=seed)]
        return tuple(dict.fromkeys(found))

    @property
    def measures_mirrored(self) -> bool:
        return False

    @property
    def reach(self) -> int | None:
        return None  # its network compares all patches with each other

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedProjector:
        """Train on good images and their copies. Images with painted defects are left alone."""
        good = [each for each in examples if not each.defect.any()]
        clean = [each for each in good if not each.view.synthetic]
        if not any(each.counts.any() for each in clean):
            raise FitError(NO_GOOD_PATCH)
        tick(0, 0, "Preparing the features of the copies")
        units = fit_units(clean)
        plan = replace(
            SCHEDULES[self.schedule],
            width=self.width,
            blocks=self.blocks,
            learning_rate=self.learning_rate,
        )
        plan = replace(plan, steps=self.steps or plan.steps)
        weights, losses = train(_lessons(clean, good, units), plan, tick)
        return FittedProjector(units, weights, losses)

    def load(self, arrays: Arrays) -> FittedProjector:
        weights = {
            name.removeprefix(_PREFIX): np.array(array, np.float32)
            for name, array in arrays.items()
            if name.startswith(_PREFIX)
        }
        return FittedProjector(Units.load(arrays), weights, np.asarray(arrays["losses"]))


_PREFIX = "projector."


@dataclass(frozen=True, eq=False)
class FittedProjector:
    """losses: (steps,) float32, the training's loss at each step."""

    units: Units
    weights: Mapping[str, Vectors]
    losses: Vectors

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Mean over channels of the squared change (METHODS 2.6): (rows, cols).

        1 is the spread of the references' features.
        """
        found = projector_network.errors(self.weights, self.units.of(features.vectors))
        return found.reshape(features.rows, features.cols)

    def arrays(self) -> Arrays:
        weights = {_PREFIX + name: array for name, array in self.weights.items()}
        return {"losses": self.losses, **weights, **self.units.arrays()}


@dataclass(frozen=True, slots=True)
class Units:
    """What the network sees of features: centred, spread 1.

    mean: (d,), and scale: one number, in the space where features are brought first.
    """

    space: Space
    mean: Vectors
    scale: float

    def of(self, vectors: Vectors) -> Vectors:
        """Features (N, D) in these units: (N, d) float32, finite."""
        placed = self.space.apply(np.nan_to_num(vectors))
        return np.clip((placed - self.mean) * np.float32(self.scale), -_FAR, _FAR)

    def arrays(self) -> Arrays:
        unit = {"unit_mean": self.mean, "unit_scale": np.array([self.scale], np.float64)}
        return {**unit, **self.space.arrays()}

    @classmethod
    def load(cls, arrays: Arrays) -> Units:
        mean = np.asarray(arrays["unit_mean"], np.float32)
        return cls(Space.load(arrays), mean, float(arrays["unit_scale"][0]))


def fit_units(clean: Sequence[Example]) -> Units:
    """Units in which the patches that count have mean 0 and, over all channels, variance 1."""
    vectors = gather(normal_patches(each) for each in clean)
    space = fit_space(clean[0].features.metric, vectors)
    raw = Units(space, np.zeros(1, np.float32), 1.0).of(vectors)
    mean = raw.mean(axis=0, dtype=np.float64)
    variance = float(np.square(raw - mean).mean())
    scale = 1 / np.sqrt(variance) if variance > np.finfo(np.float32).tiny else 1.0
    return Units(space, mean.astype(np.float32), float(scale))


def _lessons(clean: Sequence[Example], good: Sequence[Example], units: Units) -> list[Lesson]:
    """Each good copy with the spoilt copies that are like it but for their defects."""
    spoilt: dict[tuple[str, View], list[Vectors]] = {}
    for each in good:
        if each.view.synthetic:
            key = each.source, replace(each.view, synthetic=0)
            spoilt.setdefault(key, []).append(units.of(each.features.vectors))
    return [
        Lesson(
            units.of(each.features.vectors),
            each.counts.ravel(),
            tuple(spoilt.get((each.source, each.view), ())),
        )
        for each in clean
        if each.counts.any()
    ]
