"""What a CLIP vision tower sees, projected to where its text tower's vectors lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

_WINDOWS_AT_ONCE = 256  # of 7 x 7 patches: 12,800 tokens


def read(
    network: Any, images: torch.Tensor, tokens: torch.Tensor, sides: tuple[int, ...]
) -> torch.Tensor:
    """The vectors of `features.Joint` for images (N, 3, h, w): (N, 1 + windows, J).

    tokens: (N, 1 + rows * cols, D), the last block's after the final norm, the class token first.
    """
    import torch

    found = [network.head(tokens[:, :1])]
    found += [
        network.head(tokens[:, 1:]) if side == 1 else _seen_alone(network, images, side)
        for side in sides
    ]
    return torch.cat(found, dim=1)


def _seen_alone(network: Any, images: torch.Tensor, side: int) -> torch.Tensor:
    """Windows of side x side patches, each passed through the network without the rest.

    WinCLIP (METHODS 3.2): the class token and the window's tokens, taken where they have their
    position and before the first norm; of the result the projected class token. (N, windows, J).
    """
    import torch

    patches = network.patch_embed(images)  # (N, rows, cols, D)
    places = _places(patches.shape[1], patches.shape[2], side)
    tokens = network._pos_embed(patches)  # (N, 1 + rows * cols, D)
    found = [
        torch.cat([_pass(network, each, part) for part in places.split(_WINDOWS_AT_ONCE)])
        for each in tokens
    ]
    return torch.stack(found)


def _places(rows: int, cols: int, side: int) -> torch.Tensor:
    """Numbers of the tokens of each window, the class token first: (windows, 1 + side * side)."""
    import torch

    numbers = 1 + torch.arange(rows * cols).reshape(rows, cols)
    windows = numbers.unfold(0, side, 1).unfold(1, side, 1).reshape(-1, side * side)
    return torch.cat([torch.zeros(len(windows), 1, dtype=windows.dtype), windows], dim=1)


def _pass(network: Any, tokens: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """tokens: (1 + rows * cols, D) of one image. Returns (windows, J)."""
    found = network.norm_pre(tokens[places.to(tokens.device)])
    for block in network.blocks:
        found = block(found)
    return network.head(network.norm(found)[:, 0])
