"""Dead leaves: shapes of all sizes that cover each other (Lee, Mumford and Huang, IJCV 2001)."""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from training.images import fields
from training.images.draw import Colours, Draw

_MOST = 250  # numbers of leaves fit 8 bit


class Leaf(NamedTuple):
    """Where a leaf lies, how large and how slim it is, and how it is turned, in radians."""

    x: float
    y: float
    radius: float
    slim: float
    turn: float


def leaves(draw: Draw) -> Colours:
    """Leaves of a few surfaces on another; sizes follow a power law, as in photographs.

    All pieces have the same leaves: strewn anew on each piece, or in place but for a little play.
    """
    surfaces = np.stack([draw.ground() for _ in range(draw.count(2, 4))])  # (M, side, side, 3)
    numbers = _laid(draw)
    which = draw.style.integers(0, len(surfaces), _MOST + 1)
    spread = draw.style.uniform(0, 0.15)
    light = draw.style.normal(0, spread, (_MOST + 1, 1)).astype(np.float32)
    y, x = np.indices(numbers.shape)
    made = surfaces[which[numbers], y, x] + light[numbers]
    if draw.maybe(0.5):
        made = made * _shadow(draw, numbers)[:, :, None]
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 0.5), np.float32)


def _laid(draw: Draw) -> NDArray[np.uint8]:
    """Number of the leaf that is seen at each pixel, 0 where there is none: (side, side)."""
    count = min(_MOST, int(draw.between(4, 150)))
    shape, slim, least = (
        draw.count(0, len(_SHAPES)),
        draw.style.uniform(0.2, 1),
        draw.between(2, 12),
    )
    strewn, play = draw.maybe(0.5), draw.style.uniform(0, 0.02) * draw.side
    numbers = np.zeros((draw.side, draw.side), np.uint8)
    for number in range(1, count + 1):
        radius = min(draw.side * 0.4, least * (draw.style.random() + 1e-3) ** -0.6)
        kind = shape if shape < len(_SHAPES) else draw.count(0, len(_SHAPES) - 1)
        in_place, anew = draw.style.uniform(0, draw.side, 2), draw.chance.uniform(0, draw.side, 2)
        x, y = anew if strewn else in_place + draw.chance.normal(0, play + 1e-6, 2)
        own = np.random.default_rng(draw.style.integers(1 << 62))
        turn = (draw.chance if strewn else own).uniform(0, 2 * math.pi)
        _SHAPES[kind](numbers, number, Leaf(float(x), float(y), radius, slim, turn), own)
    return numbers


def _shadow(draw: Draw, numbers: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Darker beside the edges that face away from a lamp."""
    x, y, _ = fields.lamp(draw)
    move = np.array([[1, 0, -3 * x], [0, 1, -3 * y]], np.float32)
    moved = cv2.warpAffine(
        numbers, move, numbers.shape[::-1], flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
    )
    edge = cv2.blur((moved > numbers).astype(np.float32), (3, 3))
    return 1 - np.float32(draw.style.uniform(0.2, 0.6)) * edge


def _ellipse(numbers: NDArray[np.uint8], number: int, leaf: Leaf, own: np.random.Generator) -> None:
    axes = max(1, round(leaf.radius)), max(1, round(leaf.radius * leaf.slim))
    centre = round(leaf.x), round(leaf.y)
    cv2.ellipse(numbers, centre, axes, math.degrees(leaf.turn), 0, 360, number, -1)


def _polygon(numbers: NDArray[np.uint8], number: int, leaf: Leaf, own: np.random.Generator) -> None:
    corners = int(own.integers(3, 8))
    angles = np.sort(own.uniform(0, 2 * math.pi, corners)) + leaf.turn
    reach = leaf.radius * own.uniform(leaf.slim, 1, corners)
    points = np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=1)
    cv2.fillPoly(numbers, [np.rint(points + np.array((leaf.x, leaf.y))).astype(np.int32)], number)


def _stroke(numbers: NDArray[np.uint8], number: int, leaf: Leaf, own: np.random.Generator) -> None:
    angles = leaf.turn + own.uniform(-2, 2) * np.linspace(0, 1, 8)
    moves = np.stack([np.cos(angles), np.sin(angles)], axis=1) * leaf.radius / 2
    way = np.rint(np.cumsum(moves, axis=0) + np.array((leaf.x, leaf.y))).astype(np.int32)
    cv2.polylines(numbers, [way], False, number, max(1, round(leaf.radius * leaf.slim * 0.15)))


def _ring(numbers: NDArray[np.uint8], number: int, leaf: Leaf, own: np.random.Generator) -> None:
    width = max(1, round(leaf.radius * leaf.slim * 0.3))
    cv2.circle(numbers, (round(leaf.x), round(leaf.y)), max(1, round(leaf.radius)), number, width)


_SHAPES = (_ellipse, _polygon, _stroke, _ring)
