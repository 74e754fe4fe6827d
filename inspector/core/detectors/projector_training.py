"""Teaches a manifold projector: from copies with synthetic defects back to the good features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from inspector.core.detectors import projector_network
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    from torch import Generator, Tensor

Vectors = NDArray[np.float32]

DROPOUT = 0.2
WEIGHT_DECAY = 1e-4
SEED = 42
"""FoundAD's own, for the draw of the images (METHODS 2.4)."""

_WINDOW = 50
_BETTER = 0.99


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One good copy of an image, and the same copy with synthetic defects.

    clean: (N, d) in the projector's units. counts: (N,) bool. spoilt: each (N, d); may be none.
    """

    clean: Vectors
    counts: NDArray[np.bool_]
    spoilt: tuple[Vectors, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a projector is trained.

    batch: images per step; the same image comes several times where there are fewer. tokens: of
    each image, drawn anew in each step; 0 takes all. patience: steps without a better running mean
    of the loss after which it stops; 0 never stops early.
    """

    steps: int
    batch: int
    tokens: int
    patience: int
    width: int = 384
    blocks: int = 6
    learning_rate: float = 1e-3


SCHEDULES: Final = {
    "fast": Plan(steps=300, batch=4, tokens=128, patience=100),
    "paper": Plan(steps=2000, batch=8, tokens=0, patience=0),
}
"""METHODS 2.4 for the paper's; fast is ours."""


def train(
    lessons: Sequence[Lesson], plan: Plan, tick: Tick = silent
) -> tuple[dict[str, Vectors], Vectors]:
    """Weights of the projector, and the loss of each step.

    METHODS 2.4: AdamW; a coin per batch decides whether it enters with or without defects; the
    target is always the feature of the good copy; dropout on the input. Trains on the first CUDA
    GPU where there is one. The same lessons give the same weights on the same processor; the
    generators are its own, so nothing else is changed.

    Raises:
        Cancelled: tick asked to stop.
    """
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    generator = torch.Generator().manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    made = projector_network.new_weights(
        lessons[0].clean.shape[1], plan.width, plan.blocks, generator
    )
    weights = {name: each.to(device).requires_grad_() for name, each in made.items()}
    optimiser = torch.optim.AdamW(
        weights.values(), lr=plan.learning_rate, weight_decay=WEIGHT_DECAY
    )
    losses: list[float] = []
    while len(losses) < plan.steps and not _is_flat(losses, plan.patience):
        tick(len(losses), plan.steps, _said(losses))
        batch = [torch.from_numpy(part) for part in _batch(lessons, plan, rng)]
        optimiser.zero_grad()
        loss = _loss(weights, batch, generator, device)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    found = {name: each.detach().cpu().numpy() for name, each in weights.items()}
    return found, np.array(losses, np.float32)


def _loss(weights: Any, batch: Sequence[Tensor], generator: Generator, device: str) -> Tensor:
    """Mean squared error over the channels of the tokens that count."""
    import torch

    given, clean, counts = batch
    kept = torch.rand(given.shape, generator=generator) >= DROPOUT
    dropped = (given * kept / (1 - DROPOUT)).to(device)
    square = (projector_network.project(weights, dropped) - clean.to(device)).square().mean(dim=2)
    share = counts.to(device)
    return (square * share).sum() / share.sum().clamp(min=1)


def _batch(
    lessons: Sequence[Lesson], plan: Plan, rng: np.random.Generator
) -> tuple[Vectors, Vectors, Vectors]:
    """Input (B, n, d), target (B, n, d) and what counts (B, n)."""
    copies = np.array([max(1, len(lesson.spoilt)) for lesson in lessons], np.float64)
    drawn = rng.choice(len(lessons), plan.batch, p=copies / copies.sum())
    chosen = [lessons[index] for index in drawn]
    least = min(len(lesson.clean) for lesson in chosen)
    size = min(least, plan.tokens or least)
    spoils = rng.random() < 0.5
    parts: list[tuple[Vectors, Vectors, NDArray[np.bool_]]] = []
    for lesson in chosen:
        use = rng.permutation(len(lesson.clean))[:size]
        given = lesson.clean
        if spoils and lesson.spoilt:
            given = lesson.spoilt[rng.integers(len(lesson.spoilt))]
        parts.append((given[use], lesson.clean[use], lesson.counts[use]))
    given, clean, counts = (np.stack(each) for each in zip(*parts, strict=True))
    return given, clean, counts.astype(np.float32)


def _is_flat(losses: Sequence[float], patience: int) -> bool:
    """Whether the running mean of the loss has not become better for some time."""
    if not patience or len(losses) < _WINDOW + patience:
        return False
    means = np.convolve(losses, np.full(_WINDOW, 1 / _WINDOW), "valid")
    return means[-patience:].min() >= _BETTER * means[:-patience].min()


def _said(losses: Sequence[float]) -> str:
    if not losses:
        return "Training the projector"
    return f"Training the projector: loss {np.mean(losses[-_WINDOW:]):.4f}"
