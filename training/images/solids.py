"""Simple bodies in the round, one lamp: balls, rods, boxes, rings."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from training.images import fields
from training.images.draw import Colours, Draw, Field
from training.images.paint import colour, over

Normals = tuple[Field, Field, Field]
Body = Callable[[Draw, Field, Field], tuple[Normals, Field]]


def solids(draw: Draw) -> Colours:
    """One to six bodies on a surface, all under the same lamp, with soft shadows."""
    made, light = draw.ground(), fields.lamp(draw)
    for _ in range(draw.count(1, 6)):
        body = BODIES[int(draw.style.integers(len(BODIES)))]
        made = _with_body(draw.child(), made, body, light)
    return made


def _with_body(draw: Draw, made: Colours, body: Body, light: tuple[float, float, float]) -> Colours:
    angle = draw.style.uniform(0, 2 * math.pi) + draw.chance.normal(0, 0.04)
    x, y = fields.turned(draw.side, angle)
    c, s = math.cos(angle), math.sin(angle)
    lamp = (light[0] * c + light[1] * s, light[1] * c - light[0] * s, light[2])
    place = draw.style.uniform(-0.35, 0.35, 2) + draw.chance.normal(0, 0.01, 2)
    size = draw.between(0.08, 0.4) * draw.side
    at = (place * draw.side / size).astype(np.float32)
    (nx, ny, nz), mask = body(draw, x / np.float32(size) - at[0], y / np.float32(size) - at[1])
    diffuse, highlight = fields.lit((nx, ny, nz), lamp, draw.between(6, 60))
    skin = draw.ground() if draw.maybe(0.4) else colour(draw)
    ambient, gloss = draw.style.uniform(0.15, 0.4), draw.style.uniform(0, 0.6)
    lit = skin * (np.float32(ambient) + np.float32(1.1 - ambient) * diffuse)[:, :, None]
    lit = lit + np.float32(gloss) * highlight[:, :, None]
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, size * 0.1))
    move = np.array([[1, 0, -light[0] * size * 0.3], [0, 1, -light[1] * size * 0.3]])
    shadow = cv2.warpAffine(soft, move, mask.shape) * np.float32(0.5)
    return over(made * (1 - shadow)[:, :, None], np.asarray(lit, np.float32), mask)


def _sharp(distance: Field) -> Field:
    """Where a body is, from a distance in its own sizes."""
    return fields.step(-distance.astype(np.float32), 0, 0.04)


def _ball(draw: Draw, x: Field, y: Field) -> tuple[Normals, Field]:
    r = np.hypot(x, y)
    z = np.sqrt(np.clip(1 - r**2, 0, 1))
    return (x, y, z), _sharp(r - 1)


def _rod(draw: Draw, x: Field, y: Field) -> tuple[Normals, Field]:
    long, thin = draw.style.uniform(1, 2.5), draw.style.uniform(0.2, 0.7)
    across = np.clip(y / thin, -1, 1)
    z = np.sqrt(1 - across**2)
    return (np.zeros_like(x), across, z), _sharp(np.maximum(np.abs(x) - long, np.abs(y) - thin))


def _box(draw: Draw, x: Field, y: Field) -> tuple[Normals, Field]:
    """A box seen from above at a slant: its top and one side."""
    wide, tall, edge = (
        draw.style.uniform(0.5, 1.2),
        draw.style.uniform(0.3, 1),
        draw.style.uniform(0.1, 0.5),
    )
    side = y > tall - edge
    ny = np.where(side, np.float32(0.9), np.float32(0))
    nz = np.where(side, np.float32(0.43), np.float32(1))
    return (np.zeros_like(x), ny, nz), _sharp(np.maximum(np.abs(x) - wide, np.abs(y) - tall))


def _torus(draw: Draw, x: Field, y: Field) -> tuple[Normals, Field]:
    thick = draw.style.uniform(0.15, 0.45)
    r = np.hypot(x, y) + np.float32(1e-6)
    across = np.clip((r - (1 - thick)) / thick, -1, 1)
    z = np.sqrt(1 - across**2)
    return (x / r * across, y / r * across, z), _sharp(np.abs(r - (1 - thick)) - thick)


def _cone(draw: Draw, x: Field, y: Field) -> tuple[Normals, Field]:
    steep = np.float32(draw.style.uniform(0.3, 0.8))
    r = np.hypot(x, y) + np.float32(1e-6)
    top = r < draw.style.uniform(0, 0.5)  # cut flat
    flat = np.float32(math.sqrt(1 - steep**2))
    nx, ny = (np.where(top, np.float32(0), v / r * steep) for v in (x, y))
    return (nx, ny, np.where(top, np.float32(1), flat)), _sharp(r - 1)


BODIES: tuple[Body, ...] = (_ball, _rod, _box, _torus, _cone)
