"""A memory of good patches and one of painted defects, in the spirit of posWinCLIP+."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import MIRRORED, ROTATIONS, View
from inspector.core.detectors import three_part, windows, zero_shot
from inspector.core.detectors.bank import bank_of
from inspector.core.detectors.base import Arrays, Example, option
from inspector.core.detectors.part import parts_of
from inspector.core.detectors.patch_memory import MemoryOptions
from inspector.core.detectors.scale_memory import ScaleMemory
from inspector.core.detectors.searches import Searches
from inspector.core.detectors.space import Space
from inspector.core.detectors.three_part import Weights
from inspector.core.detectors.words import WordOptions
from inspector.core.features import Features
from inspector.core.progress import Tick, silent

SCALES: Final = {"1": (1,), "1,2": (1, 2), "1,2,3": (1, 2, 3), "1,2,3,7": (1, 2, 3, 7)}
"""Sides of windows in patches; the last is the paper's 16, 32, 48 and 112 pixels (METHODS 3.1)."""

# With the image itself five copies; a good and a bad image make the ten of the paper's section 4.3.
COPIES: Final = (MIRRORED, View(180.0, mirrored=True), View(10.0), View(-10.0))

_REACH = 2  # features see beyond their own patch: so far from a defect they look a little like it


@dataclass(frozen=True)
class TwoMemories(WordOptions, MemoryOptions):
    """Patches that look like a painted defect count for more.

    The idea of two memories, the scales and the image score are of "Anomalous Samples for Few-Shot
    Anomaly Detection" (posWinCLIP+, METHODS 3.1). The map, in a form that suits any backbone, is
    ours (METHODS 3.3): the distance to the good patches is multiplied by 1 to 1 + strength, so what
    the normal memory finds is never hidden.
    """

    name: ClassVar[str] = "two-memories"
    label: ClassVar[str] = "Normal and defect memory"
    summary: ClassVar[str] = "As patch memory; what resembles a painted defect counts for more."
    learns_defects: ClassVar[bool] = True
    remembers: ClassVar[bool] = True
    learns_references: ClassVar[bool] = True
    learns_slowly: ClassVar[bool] = False

    scales: str = option(
        "1",
        "Scales",
        "Sides of the windows that are compared, in patches; more find larger defects, slower.",
        choices=tuple(SCALES),
    )
    strength: float = option(
        2.0,
        "Weight of painted defects",
        "How much likeness to a painted defect can raise a distance; 0 ignores the paintings.",
        low=0.0,
        high=4.0,
    )
    learn_around_defects: bool = option(
        True,
        "Learn the rest of painted images",
        "Patches of a painted image that no defect touches are good ones: learn them too.",
    )
    compare_words: bool = option(
        False,
        "Compare with words too",
        "The method's own score then counts words as well; needs a backbone with a text tower.",
    )
    score_weights: Literal["paper", "validated"] = option(
        "paper",
        "Weights of the method's own score",
        "paper weighs words, good and painted patches alike; validated tries others on altered "
        "copies of your images and keeps half of what it finds.",
        choices=("paper", "validated"),
    )

    @property
    def views(self) -> tuple[View, ...]:
        return ROTATIONS[self.rotations] + (COPIES if self.score_weights == "validated" else ())

    @property
    def sides(self) -> tuple[int, ...]:
        if self.windows == "exact":
            return tuple(side for side in SCALES[self.scales] if side > 1)
        return (1,) if self.compare_words else ()

    @property
    def reach(self) -> int | None:
        return None if self.sides else SCALES[self.scales][-1] - 1

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> FittedTwoMemories:
        """Good patches of all examples, and the painted patches as a second memory."""
        return self.fit_with(None, examples, tick)

    def fit_with(
        self, searches: Searches | None, examples: Sequence[Example], tick: Tick = silent
    ) -> FittedTwoMemories:
        """As `fit`, from what is known of earlier fits."""
        teaching = [each for each in examples if each.view in ROTATIONS[self.rotations]]
        memories = self._memories(searches, teaching, tick)
        states = self.states(examples, tick) if self.compare_words else None
        paper = three_part.papers(len(memories))
        fitted = FittedTwoMemories(self.strength, memories, states, paper)
        if self.score_weights == "paper":
            return fitted
        copies = [each for each in examples if each.view in COPIES]
        return self._validated(searches, fitted, teaching, copies, tick=tick)

    def load(self, arrays: Arrays) -> FittedTwoMemories:
        sides = [side for side in SCALES[self.scales] if ScaleMemory.is_in(arrays, side)]
        memories = tuple(ScaleMemory.load(self, arrays, side) for side in sides)
        states = arrays.get("states")
        vector = arrays.get("score_weights")
        if vector is None:  # a file of the time when there was one scale and no score of its own
            return FittedTwoMemories(self.strength, memories, states, three_part.papers(len(sides)))
        before, after, good, bad = arrays["score_check"]
        weights = Weights(np.asarray(vector), float(before), float(after), int(good), int(bad))
        return FittedTwoMemories(self.strength, memories, states, weights)

    def _memories(
        self, searches: Searches | None, examples: Sequence[Example], tick: Tick
    ) -> tuple[ScaleMemory, ...]:
        """One of each scale for which the grid has room."""
        painted = [example for example in examples if example.defect.any()]
        good = [example for example in examples if not example.defect.any()]
        learns_rest = self.learn_around_defects or not good
        rest = [_without_defect(example) for example in painted] if learns_rest else []
        grids = [example.features for example in (*good, *rest)]
        sides = [side for side in SCALES[self.scales] if all(windows.fits(side, g) for g in grids)]
        return tuple(
            self._memory(searches, good, rest, painted, side=side, tick=tick)
            for side in sides or (1,)
        )

    def _memory(
        self,
        searches: Searches | None,
        good: Sequence[Example],
        rest: Sequence[Example],
        painted: Sequence[Example],
        *,
        side: int,
        tick: Tick,
    ) -> ScaleMemory:
        good, rest, painted = (
            [windows.example_of(each, side) for each in some] for some in (good, rest, painted)
        )
        normal = self.remember(good, tick, beside=rest, searches=searches)
        defects = parts_of(painted, lambda example: windows.showing_defect(example, side))
        bank = bank_of(defects, normal.space, searches) if defects else None
        return ScaleMemory(side, normal, bank)

    def _validated(
        self,
        searches: Searches | None,
        fitted: FittedTwoMemories,
        teaching: Sequence[Example],
        copies: Sequence[Example],
        *,
        tick: Tick,
    ) -> FittedTwoMemories:
        """With weights that suit altered copies of the examples, each scored without its image."""
        good, bad = [], []
        sources = list(dict.fromkeys(copy.source for copy in copies))
        for number, source in enumerate(sources):
            tick(number, len(sources), "Weighing the scores on altered copies")
            memories = self._memories(searches, _without(source, teaching), tick)
            scorer = replace(fitted, memories=memories)
            for copy in (each for each in copies if each.source == source):
                scores = bad if copy.defect.any() else good
                scores.append(scorer.parts(copy.features, copy.counts))
        return replace(fitted, weights=three_part.validated(good, bad)) if good and bad else fitted


@dataclass(frozen=True, eq=False)
class FittedTwoMemories:
    """memories: one of each scale, patches first. states: the words (2, J), if they are compared.

    weights: of the parts of the method's own score.
    """

    strength: float
    memories: tuple[ScaleMemory, ...]
    states: NDArray[np.float32] | None
    weights: Weights

    @property
    def space(self) -> Space:
        """Where single patches are compared."""
        return self.memories[0].normal.space

    def distances(self, features: Features) -> NDArray[np.float32]:
        """Distance to the good patches times 1 + strength * likeness: (rows, cols).

        With several scales their mean, of each the harmonic mean over the windows that hold a patch
        (WinCLIP, METHODS 3.2).
        """
        maps = [
            windows.on_patches(memory.raised(features, self.strength), memory.side)
            for memory in self.memories
            if windows.fits(memory.side, features)
        ]
        return maps[0] if len(maps) == 1 else np.asarray(np.mean(maps, axis=0), np.float32)

    def image_score(self, features: Features, counts: NDArray[np.bool_]) -> float:
        """posWinCLIP+'s score of the whole image, about 0..1: words, good and painted windows."""
        return three_part.score(self.parts(features, counts), self.weights.vector)

    def parts(self, features: Features, counts: NDArray[np.bool_]) -> three_part.Vector:
        """The parts (1 + 2 S,) of that score; NaN where there is none."""
        found = np.full((2, len(self.memories)), np.nan)
        for place, memory in enumerate(self.memories):
            if windows.fits(memory.side, features):
                found[:, place] = memory.extremes(features, counts)
        said = np.nan if self.states is None else zero_shot.image_score(features, self.states)
        return np.array([said, *found.ravel()])

    def arrays(self) -> Arrays:
        found = {name: each for memory in self.memories for name, each in memory.arrays().items()}
        found |= {"score_weights": self.weights.vector, "score_check": self.weights.effect()}
        return found if self.states is None else {**found, "states": self.states}


def _without_defect(example: Example) -> Example:
    """The same image as a good one, of which the painted patches do not count, nor those near."""
    untouched = example.counts & ~windows.near(example.defect > 0, _REACH)
    return replace(example, counts=untouched, defect=np.zeros_like(example.defect))


def _without(source: str, examples: Sequence[Example]) -> Sequence[Example]:
    """The examples but those of one image.

    The only painted image stays, as in the paper; so does the only good one where nothing else
    shows a good patch. Else a part of the score would be missing.
    """
    others = [each for each in examples if each.source != source]
    if not any(each.defect.any() for each in others):
        others += [each for each in examples if each.source == source and each.defect.any()]
    return others or examples
