"""Surfaces that fill a picture: one small rule each."""

from __future__ import annotations

import math

import cv2
import numpy as np

from training.images import fields
from training.images.draw import Colours, Draw, Field, Ingredient
from training.images.paint import along, colour, flat, near, over


def plain(draw: Draw) -> Colours:
    """Almost one colour: slow shading, a little grain."""
    shade = fields.noise(draw.chance, draw.side, 2.4) * draw.style.uniform(0, 0.05)
    x, _ = fields.turned(draw.side, draw.style.uniform(0, 2 * math.pi))
    shade = shade + x * np.float32(draw.style.uniform(0, 0.35) / draw.side)
    grain = draw.chance.standard_normal((draw.side, draw.side), np.float32)
    return flat(draw) + (shade + grain * np.float32(draw.style.uniform(0, 0.02)))[:, :, None]


def clouds(draw: Draw) -> Colours:
    """1/f^a noise: paper, stone, leather, dough."""
    made = fields.noise(draw.chance, draw.side, draw.style.uniform(0.3, 2.2))
    return along(draw, np.clip(made * np.float32(draw.between(0.05, 0.3)) + 0.5, 0, 1))


def speckles(draw: Draw) -> Colours:
    """Grains of another colour: granite, foam board, powder."""
    made = fields.noise(draw.chance, draw.side, draw.style.uniform(0.2, 1.2))
    mask = fields.step(made, draw.style.uniform(0.8, 2.2), draw.style.uniform(0.2, 1))
    ground = plain(draw.child())
    return over(ground, near(draw, ground.mean((0, 1)), 0.6), mask)


def gratings(draw: Draw) -> Colours:
    """Stripes, straight or wavy, soft or sharp; grooves, corduroy, lamellae."""
    x, _ = fields.turned(draw.side, draw.style.uniform(0, math.pi))
    bend = fields.noise(draw.chance, draw.side, 2.2) * draw.style.uniform(0, 3) * draw.maybe(0.4)
    period = draw.between(4, 40)
    made = fields.wave(x + bend, period, draw.chance.uniform(0, 2 * math.pi))
    if draw.maybe(0.5):
        made = fields.step(made, draw.style.uniform(0.2, 0.8), 4 / period)
    return _grainy(draw, along(draw, made))


def weaves(draw: Draw) -> Colours:
    """Threads over and under each other: plain weave and twill."""
    angle, period = draw.style.uniform(0, math.pi), draw.between(6, 28)
    x, y = fields.turned(draw.side, angle)
    x = x + fields.noise(draw.chance, draw.side, 2) * np.float32(
        draw.style.uniform(0, 0.12) * period
    )
    twill = draw.count(2, 4)
    across, down = np.floor(x / period), np.floor(y / period)
    over_it = ((across + down * draw.count(1, twill - 1)) % twill) < twill / 2
    round_x = np.sqrt(np.clip(1 - (2 * (x / period - across) - 1) ** 2, 0, 1))
    round_y = np.sqrt(np.clip(1 - (2 * (y / period - down) - 1) ** 2, 0, 1))
    first = colour(draw)
    second = near(draw, first, 0.3)
    weft, warp = round_x[:, :, None] * first, round_y[:, :, None] * second
    made = np.where(over_it[:, :, None], weft, warp) * np.float32(0.85) + np.float32(0.1)
    return _grainy(draw, made.astype(np.float32))


def meshes(draw: Draw) -> Colours:
    """Bars with holes between: grids, sieves, perforated sheet."""
    angle, period = draw.style.uniform(0, math.pi), draw.between(8, 40)
    x, y = fields.turned(draw.side, angle)
    u, v = x + draw.chance.uniform(0, period), y + draw.chance.uniform(0, period)
    if draw.maybe(0.5):  # every other row shifted by half
        u = u + (np.floor(v / period) % 2) * np.float32(period / 2)
    dx, dy = u % period - period / 2, v % period - period / 2
    rounded = np.hypot(dx, dy) if draw.maybe(0.5) else np.maximum(np.abs(dx), np.abs(dy))
    hole = fields.step(-rounded.astype(np.float32), -period * draw.style.uniform(0.2, 0.42), 1.5)
    bars, behind = _grainy(draw, along(draw, 1 - hole)), plain(draw.child())
    return over(bars, behind, hole)


def brushed(draw: Draw) -> Colours:
    """Metal with fine marks of a brush or a lathe, and a band of gloss."""
    made = fields.noise(draw.chance, draw.side, draw.style.uniform(0.4, 1), draw.between(8, 60))
    if draw.maybe(0.3):
        centre = (
            draw.side * draw.style.uniform(-0.2, 1.2),
            draw.side * draw.style.uniform(-0.2, 1.2),
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_FILL_OUTLIERS | cv2.WARP_INVERSE_MAP
        made = cv2.warpPolar(made.T.copy(), (draw.side, draw.side), centre, draw.side * 1.2, flags)
    elif draw.maybe(0.5):
        made = made.T
    x, _ = fields.turned(draw.side, draw.style.uniform(0, math.pi))
    band = np.exp(-((x / draw.side - draw.style.uniform(-0.4, 0.4)) ** 2) * draw.between(3, 30))
    marks = np.clip(0.5 + made * np.float32(draw.between(0.05, 0.2)), 0, 1)
    return (
        along(draw, marks.astype(np.float32))
        + np.float32(draw.style.uniform(0, 0.3)) * band[:, :, None]
    )


def foams(draw: Draw) -> Colours:
    """Cells: foam, leather, cobbles, crystals, honeycomb."""
    period = draw.between(8, 48)
    distance, labels = fields.cells(draw, period, draw.style.uniform(0, 0.35))
    table = draw.chance.uniform(0, 1, int(labels.max()) + 1).astype(np.float32)
    share = np.float32(draw.style.uniform(0, 1))
    made = along(draw, (1 - share) * np.clip(distance / period, 0, 1) + share * table[labels])
    walls = cv2.morphologyEx(
        labels.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)
    )
    wall = cv2.blur((walls > 0).astype(np.float32), (3, 3)) * np.float32(draw.style.uniform(0, 1))
    return _grainy(draw, over(made, colour(draw), wall))


def fractals(draw: Draw) -> Colours:
    """Veins and ridges of all sizes, or a Julia set: marble, rust, frost."""
    if draw.maybe(0.35):
        return along(draw, _julia(draw))
    total = np.zeros((draw.side, draw.side), np.float32)
    bend = draw.style.uniform(0.8, 1.6)
    for octave in range(draw.count(1, 3)):
        total += (1 - np.abs(fields.noise(draw.chance, draw.side, bend + 0.4))) / 2**octave
    made = fields.even(total) ** np.float32(draw.between(1, 2.5))
    return along(draw, made)


def reliefs(draw: Draw) -> Colours:
    """A rough or patterned surface under a lamp: cast iron, hammered sheet, orange peel."""
    height = RELIEFS[int(draw.style.integers(len(RELIEFS)))](draw)
    surface = plain(draw.child()) if draw.maybe(0.6) else clouds(draw.child())
    return fields.relief(draw, height, surface)


def _rough(draw: Draw) -> Field:
    power = draw.style.uniform(1.2, 2.6)
    return fields.noise(draw.chance, draw.side, power) * np.float32(draw.between(0.8, 6))


def _hammered(draw: Draw) -> Field:
    period = draw.between(10, 36)
    distance, _ = fields.cells(draw, period, draw.style.uniform(0.05, 0.3))
    smooth = cv2.GaussianBlur(distance, (0, 0), 1.2)
    return smooth * smooth * np.float32(draw.style.uniform(-1.2, 1.2) / period)


def _ribbed(draw: Draw) -> Field:
    x, y = fields.turned(draw.side, draw.style.uniform(0, math.pi))
    period = draw.between(6, 40)
    made = fields.wave(x, period, draw.chance.uniform(0, 6))
    if draw.maybe(0.5):
        made = made * fields.wave(y, period * draw.between(0.6, 1.6), draw.chance.uniform(0, 6))
    return made * np.float32(period * draw.style.uniform(0.1, 0.5))


RELIEFS = (_rough, _hammered, _ribbed)


def _julia(draw: Draw) -> Field:
    side = draw.side // 2
    x, y = fields.turned(side, draw.style.uniform(0, math.pi))
    zoom = draw.between(0.4, 1.6) / side * 2
    shift = complex(*draw.chance.uniform(-0.1, 0.1, 2))
    z = ((x + 1j * y) * zoom + shift).astype(np.complex64)
    turn = draw.style.uniform(0, 2 * math.pi)
    c = np.complex64(0.7885 * complex(math.cos(turn), math.sin(turn)))
    made = np.zeros(z.shape, np.float32)
    for _ in range(16):
        z = z * z + c
        size = np.abs(z)
        made += size < 4
        z = np.where(size > 4, np.complex64(4), z)
    return cv2.resize(fields.even(made), (draw.side, draw.side), interpolation=cv2.INTER_CUBIC)


def _grainy(draw: Draw, made: Colours) -> Colours:
    """With a little noise of its own, as every surface has."""
    amount = draw.style.uniform(0, 0.04)
    grain = fields.noise(draw.chance, draw.side, draw.style.uniform(0, 1.2))
    return made + (grain * np.float32(amount))[:, :, None]


GROUNDS: dict[str, Ingredient] = {
    "plain": plain,
    "clouds": clouds,
    "speckles": speckles,
    "gratings": gratings,
    "weaves": weaves,
    "meshes": meshes,
    "brushed": brushed,
    "foams": foams,
    "fractals": fractals,
    "reliefs": reliefs,
}
