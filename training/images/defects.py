"""Small changes of the part itself, one rule each: what must matter, wherever and however small."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core import synthesis
from training.images.draw import Colours, Field
from training.images.fields import grid, noise

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Rule = Callable[[Colours, np.random.Generator, Colours], Colours]

_SEEN = 0.05  # difference of a channel, of 1, from which a change counts as visible
_LEAST = 6  # visible pixels
_TRIES = 4


def damaged(
    image: Pixels, rng: np.random.Generator, other: Pixels, without: Collection[str] = ()
) -> tuple[Pixels, Mask]:
    """A copy of a picture (S, S, 3) with one defect, and where it is seen to differ: (S, S).

    other: any other picture of the same size, whence foreign matter comes. The mask is empty where
        no rule made a visible change in a few tries.
    """
    rules = [rule for name, rule in DEFECTS.items() if name not in without]
    before, foreign = (each.astype(np.float32) / np.float32(255) for each in (image, other))
    for _ in range(_TRIES if rules else 0):
        after = rules[int(rng.integers(len(rules)))](before.copy(), rng, foreign)
        made = np.rint(np.clip(after, 0, 1) * 255).astype(np.uint8)
        mask = _seen(image, made)
        if mask.sum() >= _LEAST:
            return made, mask
    return image.copy(), np.zeros(image.shape[:2], bool)


def pasted(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A piece of the picture itself in other colours, as `inspector.core.synthesis` makes it."""
    pixels = np.rint(image * 255).astype(np.uint8)
    everywhere = np.ones(image.shape[:2], bool)
    made, _mask = synthesis.with_defect(pixels, int(rng.integers(1 << 31)), everywhere)
    return made.astype(np.float32) / np.float32(255)


def scratched(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A thin line, bright with a dark edge or the other way round."""
    way, strength = _way(image.shape[0], rng, bend=0.5), _sign(rng) * rng.uniform(0.12, 0.6)
    width = int(rng.choice((1, 1, 1, 2, 3)))
    line = _line(image.shape[0], way, width)
    edge = _line(image.shape[0], way + np.array((1, 1)), width)
    return image + np.float32(strength) * (line - np.float32(0.5) * edge)[:, :, None]


def cracked(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A dark line of many bends, with a branch."""
    side = image.shape[0]
    way = _way(side, rng, bend=5)
    branch = _way(side, rng, bend=5, start=way[len(way) // 2])
    line = np.maximum(_line(side, way, 1), _line(side, branch[: len(branch) // 2], 1))
    return image * (1 - np.float32(rng.uniform(0.3, 0.9)) * line)[:, :, None]


def stained(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A blot that takes up some light, sharp or soft at its edge."""
    blot = _blob(image.shape[0], rng, soft=rng.uniform(0.05, 0.8))
    tint = np.clip(rng.uniform(0.3, 1.4) + rng.normal(0, 0.15, 3), 0.2, 1.6).astype(np.float32)
    return image * (1 + (tint - 1) * blot[:, :, None])


def dented(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """Pushed in: what was there is drawn together or apart, and lit on one side."""
    side, radius = image.shape[0], _size(image.shape[0], rng)
    x, y = grid(side)
    cx, cy = rng.uniform(-0.4, 0.4, 2) * side
    dx, dy = x - np.float32(cx), y - np.float32(cy)
    weight = np.exp(-(dx**2 + dy**2) / np.float32(2 * (radius / 2) ** 2))
    pull, angle = np.float32(_sign(rng) * rng.uniform(0.2, 0.6)), rng.uniform(0, 2 * math.pi)
    middle = np.float32((side - 1) / 2)
    found = cv2.remap(
        image,
        x + middle - dx * weight * pull,
        y + middle - dy * weight * pull,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    slope = (dx * math.cos(angle) + dy * math.sin(angle)) / radius * weight
    return found + (slope * np.float32(rng.uniform(0, 0.8)))[:, :, None].astype(np.float32)


def missing(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A piece gone: filled with a colour from elsewhere in the picture, nearly even."""
    side = image.shape[0]
    blob = _blob(side, rng, soft=0.1)
    y, x = rng.integers(0, side, 2)
    fill = image[y, x] + rng.standard_normal((side, side, 1)).astype(np.float32) * np.float32(0.01)
    return image + (fill - image) * blob[:, :, None]


def foreign(image: Colours, rng: np.random.Generator, other: Colours) -> Colours:
    """Matter of another picture that lies on this one."""
    blob = _blob(image.shape[0], rng, soft=0.15)
    return image + (other - image) * blob[:, :, None]


def turned(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A disc of the picture turned in its place: wrongly mounted, misprinted."""
    side, radius = image.shape[0], _size(image.shape[0], rng)
    centre = tuple(float(v) for v in rng.uniform(0.1, 0.9, 2) * side)
    matrix = cv2.getRotationMatrix2D(centre, rng.uniform(25, 180), 1.0)
    there = cv2.warpAffine(image, matrix, (side, side), borderMode=cv2.BORDER_REFLECT)
    x, y = grid(side)
    middle = (side - 1) / 2
    inside = np.clip(radius - np.hypot(x + middle - centre[0], y + middle - centre[1]), 0, 1)
    return image + (np.asarray(there, np.float32) - image) * inside[:, :, None].astype(np.float32)


def threaded(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A hair or a thread that lies on the part."""
    line = _line(image.shape[0], _way(image.shape[0], rng, bend=1.5), int(rng.integers(1, 3)))
    tone = rng.uniform(0, 1) + rng.normal(0, 0.1, 3)
    return image + (tone.astype(np.float32) - image) * line[:, :, None]


def pitted(image: Colours, rng: np.random.Generator, _: Colours) -> Colours:
    """A few small pits or specks near each other."""
    side, dots = image.shape[0], np.zeros(image.shape[:2], np.uint8)
    centre, spread = rng.uniform(0.1, 0.9, 2) * side, rng.uniform(1, 0.08 * side)
    for at in rng.normal(centre, spread, (int(rng.integers(1, 8)), 2)):
        place = (round(float(at[0])), round(float(at[1])))
        cv2.circle(dots, place, int(rng.integers(1, 4)), 255, -1, cv2.LINE_AA)
    strength = np.float32(_sign(rng) * rng.uniform(0.15, 0.6) / 255)
    return image + strength * dots.astype(np.float32)[:, :, None]


DEFECTS: dict[str, Rule] = {
    "pasted": pasted,
    "scratched": scratched,
    "cracked": cracked,
    "stained": stained,
    "dented": dented,
    "missing": missing,
    "foreign": foreign,
    "turned": turned,
    "threaded": threaded,
    "pitted": pitted,
}


def _seen(before: Pixels, after: Pixels) -> Mask:
    """Of what remains when fine grain is averaged out: grain alone is like any other grain."""
    calm = (cv2.blur(each, (3, 3)) for each in (before, after))
    apart = cv2.absdiff(*calm).max(axis=2) > _SEEN * 255
    closed = cv2.morphologyEx(apart.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return closed.astype(bool)


def _size(side: int, rng: np.random.Generator) -> float:
    """A radius: 2.5 to 22 % of the picture, even in its logarithm."""
    return float(np.exp(rng.uniform(math.log(0.025), math.log(0.22))) * side)


def _sign(rng: np.random.Generator) -> float:
    return float(rng.choice((-1.0, 1.0)))


def _blob(side: int, rng: np.random.Generator, soft: float) -> Field:
    """A roundish patch of ragged outline, in 0..1. soft: width of its edge, in radii."""
    radius = _size(side, rng)
    x, y = grid(side)
    cx, cy = rng.uniform(-0.45, 0.45, 2) * side
    slim, angle = rng.uniform(0.4, 1), rng.uniform(0, math.pi)
    dx, dy = x - np.float32(cx), y - np.float32(cy)
    u = dx * math.cos(angle) + dy * math.sin(angle)
    v = (dy * math.cos(angle) - dx * math.sin(angle)) / slim
    ragged = noise(rng, side, 1.8) * np.float32(rng.uniform(0, 0.3))
    away = 1 - np.hypot(u, v) / np.float32(radius) + ragged
    near_it = np.hypot(u, v) < 2 * radius
    return (np.clip(away / max(soft, 1.5 / radius) + 0.5, 0, 1) * near_it).astype(np.float32)


def _way(
    side: int, rng: np.random.Generator, bend: float, start: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """A walk of small steps (n, 2) that turns by about `bend` radians over its length."""
    begin = rng.uniform(0.1, 0.9, 2) * side if start is None else start
    steps, length = 16, np.exp(rng.uniform(math.log(0.06), math.log(0.6))) * side
    angles = rng.uniform(0, 2 * math.pi) + np.cumsum(rng.normal(0, bend / 4, steps))
    moves = np.stack([np.cos(angles), np.sin(angles)], axis=1) * length / steps
    return np.concatenate([begin[None], begin + np.cumsum(moves, axis=0)])


def _line(side: int, way: NDArray[np.float64], width: int) -> Field:
    canvas = np.zeros((side, side), np.uint8)
    cv2.polylines(canvas, [np.rint(way * 16).astype(np.int32)], False, 255, width, cv2.LINE_AA, 4)
    return canvas.astype(np.float32) / np.float32(255)
