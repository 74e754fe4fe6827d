"""What the network is asked for: to know each place again, and to find what has changed.

1. Places. A patch of one view and the same patch of the other, in other light and pose, are to be
   nearer than any other two of the batch: InfoNCE (van den Oord et al., arXiv 1807.03748) between
   positions, as in dense contrast (Wang et al., DenseCL, CVPR 2021; Pinheiro et al., NeurIPS 2020).
2. Changes. The first view is a patch memory of one reference, the second a test image of the same
   piece or of another of its kind. Each patch is scored as patch memory scores it, by the most
   similar patch of the reference, and each damaged patch is to be less familiar than each sound
   one: the logistic loss on pairs (RankNet, Burges et al., ICML 2005), a smooth stand-in for one
   minus the area under the ROC curve, which is what the network will be judged by. Variation
   between pieces of a kind is learned to be no change, because it is on the sound side.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from inspector.core.backbones import learned_network
from training.settings import Settings
from training.views import Pairs

_PLACE_HEAT = 0.1  # temperature of InfoNCE, as in the works named above
_LIKE_HEAT = 0.05  # of the smooth maximum over a reference's patches
_RANK_HEAT = 0.1  # of the logistic loss, in cosine
_NEAR = 2.0  # cells: nearer places are neither the same nor others
_SOUND, _CHANGED = 0.02, 0.2  # share of a cell below and above which it counts
_INSIDE = 0.92  # of a view, where its patches see enough


@dataclass(frozen=True)
class Losses:
    """total: what is minimised. place, change: its terms. found: share of pairs of a damaged and a
    sound patch of an image that are ranked right, 0.5 by chance."""

    total: Tensor
    place: float
    change: float
    found: float


def losses(network: object, batch: Pairs, settings: Settings, step: int) -> Losses:
    """The objective on a batch."""
    both = torch.cat([as_input(batch.first), as_input(batch.second)])
    vectors = learned_network.describe(learned_network.maps(network, both))
    vectors = functional.normalize(vectors, dim=1)
    first, second = vectors.chunk(2)  # (B, D, n, n) each
    at, changed = torch.from_numpy(batch.at), torch.from_numpy(batch.changed)
    on_both = at.abs().amax(dim=-1) < _INSIDE  # (B, n, n)
    sound = on_both & (_around(changed) < _SOUND)
    place = place_loss(
        first,
        second,
        at,
        sound & torch.from_numpy(batch.same)[:, None, None],
        settings.places,
        settings.seed + step,
    )
    change, found = change_loss(first, second, sound, on_both & (changed > _CHANGED))
    total = settings.place * place + settings.change * change
    return Losses(total, place.item(), change.item(), found)


def as_input(pixels: object) -> Tensor:
    """Pictures (N, S, S, 3) uint8 as the network takes them."""
    mean, std = (
        torch.tensor(v)[None, :, None, None] for v in (learned_network.MEAN, learned_network.STD)
    )
    images = torch.as_tensor(pixels).permute(0, 3, 1, 2).float() / 255
    return ((images - mean) / std).contiguous(memory_format=torch.channels_last)


def place_loss(
    first: Tensor, second: Tensor, at: Tensor, usable: Tensor, count: int, seed: int
) -> Tensor:
    """InfoNCE both ways between `count` random usable places of each pair.

    first, second: (B, D, n, n), unit vectors. at: (B, n, n, 2), as `Pairs.at`. usable: (B, n, n).
    """
    generator = torch.Generator().manual_seed(seed)
    order = torch.rand(usable.flatten(1).shape, generator=generator)
    order = order.masked_fill(~usable.flatten(1), -1)
    chance, cells = order.topk(min(count, order.shape[1]), dim=1)  # (B, K)
    images, taken = (
        torch.arange(len(first))[:, None].expand_as(cells)[chance >= 0],
        cells[chance >= 0],
    )
    if len(taken) < 2:
        return first.sum() * 0
    here = second.flatten(2).transpose(1, 2)[images, taken]  # (M, D)
    spots = at.flatten(1, 2)[images, taken]  # (M, 2)
    there = functional.grid_sample(first, at, align_corners=False)
    there = functional.normalize(there.flatten(2).transpose(1, 2)[images, taken], dim=1)
    apart = torch.cdist(spots, spots) * (at.shape[1] / 2)  # in cells
    too_near = (images[:, None] == images[None]) & (apart < _NEAR)
    too_near.fill_diagonal_(False)
    likeness = (here @ there.T / _PLACE_HEAT).masked_fill(too_near, -torch.inf)
    right = torch.arange(len(taken))
    return (
        functional.cross_entropy(likeness, right) + functional.cross_entropy(likeness.T, right)
    ) / 2


def change_loss(
    first: Tensor, second: Tensor, sound: Tensor, damaged: Tensor
) -> tuple[Tensor, float]:
    """Mean logistic loss over pairs of a damaged and a sound patch of an image, and `Losses.found`.

    first, second: (B, D, n, n), unit vectors. sound, damaged: (B, n, n) bool.
    """
    familiar = torch.einsum("bdn,bdm->bnm", second.flatten(2), first.flatten(2)) / _LIKE_HEAT
    familiar = torch.logsumexp(familiar, dim=2) * _LIKE_HEAT  # (B, n * n)
    terms, right = [], []
    for each, is_sound, is_damaged in zip(
        familiar, sound.flatten(1), damaged.flatten(1), strict=True
    ):
        if is_sound.any() and is_damaged.any():
            gap = each[is_damaged][:, None] - each[is_sound][None]  # below 0 is right
            terms.append(functional.softplus(gap / _RANK_HEAT).mean())
            right.append((gap < 0).float().mean())
    if not terms:
        return first.sum() * 0, 0.5
    return torch.stack(terms).mean(), torch.stack(right).mean().item()


def _around(changed: Tensor) -> Tensor:
    """The most changed of a cell and its neighbours: what a defect may reach."""
    return functional.max_pool2d(changed[:, None], 3, 1, 1)[:, 0]
