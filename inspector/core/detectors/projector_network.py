"""The manifold projector of FoundAD: a small transformer from features to good features.

METHODS 2.3: an embedding; pre-norm transformer blocks, after each of which the embedding is added
again; a norm; a layer back. No positional code, so a grid of any size, or a part of it, will do.
Its weights are a plain mapping from names to tensors, which makes saving and loading them simple.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Generator, Tensor

MOST_HEADS = 12
MLP_RATIO = 4
DEVIATION = 0.02
EPSILON = 1e-6

Weights = Mapping[str, "Tensor"]


def heads_of(width: int) -> int:
    """How many attention heads share a width: the most, up to the paper's 12, that divide it."""
    return max(heads for heads in range(1, MOST_HEADS + 1) if width % heads == 0)


def new_weights(dimension: int, width: int, blocks: int, generator: Generator) -> dict[str, Tensor]:
    """Weights to start from: truncated normal of deviation 0.02, biases 0, norms 1."""
    import torch

    made: dict[str, Tensor] = {}
    for name, shape in _shapes(dimension, width, blocks).items():
        if len(shape) == 2:
            made[name] = torch.empty(shape)
            torch.nn.init.trunc_normal_(made[name], std=DEVIATION, generator=generator)
        else:
            made[name] = torch.ones(shape) if "norm.weight" in name else torch.zeros(shape)
    return made


def project(weights: Weights, tokens: Tensor) -> Tensor:
    """Features (B, N, D) as good features would be: (B, N, D)."""
    start = _linear(weights, "embed", tokens)
    found = start
    for number in range(blocks_of(weights)):
        found = _block(weights, f"block{number}", found) + start
    return _linear(weights, "back", _norm(weights, "norm", found))


def blocks_of(weights: Mapping[str, Any]) -> int:
    """How many transformer blocks these weights have."""
    return sum(name.endswith(".qkv.weight") for name in weights)


def errors(weights: Mapping[str, NDArray[np.float32]], tokens: NDArray[np.float32]) -> Any:
    """Mean over channels of the squared change of each token (N, D): (N,) float32.

    METHODS 2.6. Computes on the processor, so that a detector scores alike wherever it is run.
    """
    import torch

    with torch.inference_mode():
        tensors = {name: torch.from_numpy(array) for name, array in weights.items()}
        asked = torch.from_numpy(tokens)[None]
        return (asked - project(tensors, asked)).square().mean(dim=2)[0].numpy()


def _block(weights: Weights, name: str, tokens: Tensor) -> Tensor:
    import torch

    attended = tokens + _attention(weights, name, _norm(weights, f"{name}.first_norm", tokens))
    hidden = _norm(weights, f"{name}.second_norm", attended)
    hidden = torch.nn.functional.gelu(_linear(weights, f"{name}.widen", hidden))
    return attended + _linear(weights, f"{name}.narrow", hidden)


def _attention(weights: Weights, name: str, tokens: Tensor) -> Tensor:
    from torch.nn.functional import scaled_dot_product_attention

    batch, count, width = tokens.shape
    heads = heads_of(width)
    qkv = _linear(weights, f"{name}.qkv", tokens).reshape(batch, count, 3, heads, width // heads)
    query, key, value = qkv.permute(2, 0, 3, 1, 4)  # (B, heads, N, width / heads) each
    mixed = scaled_dot_product_attention(query, key, value)
    return _linear(weights, f"{name}.out", mixed.transpose(1, 2).reshape(batch, count, width))


def _linear(weights: Weights, name: str, tokens: Tensor) -> Tensor:
    from torch.nn.functional import linear

    return linear(tokens, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, tokens: Tensor) -> Tensor:
    from torch.nn.functional import layer_norm

    scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return layer_norm(tokens, scale.shape, scale, shift, EPSILON)


def _shapes(dimension: int, width: int, blocks: int) -> dict[str, tuple[int, ...]]:
    layers = {"embed": (width, dimension), "norm": (width,), "back": (dimension, width)}
    for number in range(blocks):
        layers |= {
            f"block{number}.first_norm": (width,),
            f"block{number}.qkv": (3 * width, width),
            f"block{number}.out": (width, width),
            f"block{number}.second_norm": (width,),
            f"block{number}.widen": (MLP_RATIO * width, width),
            f"block{number}.narrow": (width, MLP_RATIO * width),
        }
    weights = {f"{name}.weight": shape for name, shape in layers.items()}
    return weights | {f"{name}.bias": shape[:1] for name, shape in layers.items()}
