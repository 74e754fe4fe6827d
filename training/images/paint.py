"""Colours: of a style, along a field, and laid over others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.images.draw import Colours, Draw, Field

Colour = NDArray[np.float32]

_GREY = 0.45  # share of styles without colour, as on metal, plastic and under grey cameras


def colour(draw: Draw) -> Colour:
    """One colour of the style, (3,) in 0..1; often grey or nearly so."""
    value, saturation, hue = (
        draw.style.uniform(0.12, 0.95),
        draw.style.beta(1, 2.5),
        draw.style.random(),
    )
    if draw.maybe(_GREY):
        saturation *= 0.08
    wheel = np.abs((hue * 6 + np.array([0, 4, 2])) % 6 - 3) - 1
    return np.asarray(value * (1 - saturation + saturation * np.clip(wheel, 0, 1)), np.float32)


def near(draw: Draw, other: Colour, reach: float) -> Colour:
    """A colour of the style that differs from another by up to `reach`, mostly in brightness.

    Dark ones become lighter and light ones darker, so that the difference stays to be seen.
    """
    lighter, tint = draw.style.uniform(0.4, 1) * reach, draw.style.uniform(-0.25, 0.25, 3) * reach
    goes_up = draw.style.random() < 1 - float(np.clip(other.mean() * 2 - 0.5, 0, 1))
    return np.clip(other + (lighter if goes_up else -lighter) + tint, 0, 1).astype(np.float32)


def along(draw: Draw, field: Field) -> Colours:
    """A field in 0..1 as colours between two or three of the style: (side, side, 3)."""
    first = colour(draw)
    last = near(draw, first, draw.between(0.1, 0.7)) if draw.maybe(0.7) else colour(draw)
    middle = (first + last) / 2 if draw.maybe(0.7) else colour(draw)
    at = np.linspace(0, 1, 256, dtype=np.float32)
    table = np.stack(
        [np.interp(at, (0, 0.5, 1), (first[i], middle[i], last[i])) for i in range(3)], axis=1
    ).astype(np.float32)
    return table[np.clip(field * 255, 0, 255).astype(np.uint8)]


def over(below: Colours, above: Colours | Colour, mask: Field) -> Colours:
    """Colours above others where a mask (side, side) in 0..1 says so."""
    return below + (above - below) * mask[:, :, None]


def flat(draw: Draw) -> Colours:
    """One colour everywhere: (side, side, 3)."""
    return np.broadcast_to(colour(draw), (draw.side, draw.side, 3)).copy()
