"""The flange: hub, bore with keyway, seal groove, bolt circle, milled pocket and its mark."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .engraving import distance_to_text, matrix_code
from .fixture import fixture
from .grid import CAMERA_HEIGHT, Grid, Plane, ramp
from .surface import FLOOR, Surface, blend, soften
from .texture import clouds, line_noise, turned

OUTSIDE = 204.0
HUB, HUB_HEIGHT = 94.0, 22.0
# What the lathe turned: heights over radii, from the hub over the seal groove to the bevel.
HUB_RADII, HUB_PROFILE = (
    (0, 88.5, 89.5, 93, 94, 99, 101, 104),
    (22, 22, 21.6, 18, 16.5, 2.6, 0.8, 0),
)
SEAL_RADII, SEAL_PROFILE = (113, 114.5, 119, 120.5), (0, -3.4, -3.4, 0)
EDGE_RADII, EDGE_PROFILE = (198.5, 199.5, 204, 230), (0, -0.4, -5, -20)
BORE, KEYWAY_WIDTH, KEYWAY_REACH = 52.0, 19.0, 70.0
BOLT_CIRCLE, BOLT, DOWEL = 156.0, 16.5, 5.5
POCKET = (0.0, -153.0)
POCKET_HALF = (44.0, 16.0)
WALL_SLOPE = 6.0  # walls of holes, steep but not upright, so that a height can describe them
STEEL = np.array([0.80, 0.81, 0.83], np.float32)


@dataclass(frozen=True)
class Hole:
    """A chamfered hole through the part; `top` is the height of the face it starts from."""

    name: str
    x: float
    y: float
    reach: float  # no part of the chamfer is farther from (x, y)
    chamfer: float
    top: float
    outline: Callable[[Plane, Plane], Plane]  # signed distance, negative inside


def holes() -> Iterator[Hole]:
    """Bore, dowels and bolt holes, `bolt-0` on the right and on clockwise."""
    yield Hole("bore", 0, 0, KEYWAY_REACH + 8, 4.0, HUB_HEIGHT, _bore)
    for number, degrees in enumerate((30, 210)):
        yield _round_hole(f"dowel-{number}", degrees, DOWEL, 1.8)
    for number in range(6):
        yield _round_hole(f"bolt-{number}", 60 * number, BOLT, 5.0)


def flange(grid: Grid, rng: np.random.Generator, *, missing: Collection[str] = ()) -> Surface:
    """The part on its fixture; holes named in `missing` are not drilled.

    The same generator state gives the same tool marks, whatever is missing.
    """
    streaks, cloud = turned(rng, grid), clouds(rng, 70)
    pocket_marks = _pocket_marks(grid, rng)
    surface = _turned_blank(grid, streaks, cloud)
    surface = _mill_pocket(surface, grid, pocket_marks)
    surface = _drill(surface, grid, [hole for hole in holes() if hole.name not in missing])
    surface = replace(surface, relief=soften(surface.relief, 0.5))
    surface = _engrave(surface, grid)
    return fixture(surface, grid)


def _bore(x: Plane, y: Plane) -> Plane:
    round_part = np.hypot(x, y) - BORE
    key = np.maximum(np.abs(x) - KEYWAY_WIDTH / 2, np.maximum(y - 0, -KEYWAY_REACH - y))
    return np.minimum(round_part, key)


def _round_hole(name: str, degrees: float, radius: float, chamfer: float) -> Hole:
    x = BOLT_CIRCLE * float(np.cos(np.deg2rad(degrees)))
    y = BOLT_CIRCLE * float(np.sin(np.deg2rad(degrees)))
    return Hole(
        name, x, y, radius + chamfer, chamfer, 0.0, lambda u, v: np.hypot(u - x, v - y) - radius
    )


def _turned_blank(grid: Grid, streaks: Plane, cloud: Plane) -> Surface:
    radius = grid.radius
    relief = np.interp(
        radius, HUB_RADII + SEAL_RADII + EDGE_RADII, HUB_PROFILE + SEAL_PROFILE + EDGE_PROFILE
    )
    hub = ramp(-radius, -HUB - 1, -HUB)
    shape = radius.shape
    tint = STEEL * (1 + 0.035 * cloud)[..., None] * (1 + 0.4 * streaks)[..., None]
    return Surface(
        relief=relief.astype(np.float32),
        floor=radius > OUTSIDE,
        plate=np.full(shape, FLOOR, np.float32),
        angle=(np.arctan2(grid.y, grid.x) + np.pi / 2 + grid.turn).astype(np.float32),
        along=(0.10 * (1 + 0.06 * cloud) - 0.02 * hub).astype(np.float32),
        across=(0.40 * (1 + 0.05 * cloud) - 0.06 * hub).astype(np.float32),
        marks=streaks,
        tint=tint.astype(np.float32),
        matte=np.full((*shape, 3), 0.03, np.float32),
    )


def _pocket_distance(grid: Grid) -> Plane:
    corner = 7.0
    u = np.abs(grid.x - POCKET[0]) - POCKET_HALF[0] + corner
    v = np.abs(grid.y - POCKET[1]) - POCKET_HALF[1] + corner
    outside = np.hypot(np.maximum(u, 0), np.maximum(v, 0))
    return (outside + np.minimum(np.maximum(u, v), 0) - corner).astype(np.float32)


def _pocket_marks(grid: Grid, rng: np.random.Generator) -> tuple[Plane, Plane]:
    """Slope and direction of the arcs that an end mill leaves as it moves along the pocket."""
    tool = 26.0
    across = np.clip(grid.y - POCKET[1], -0.9 * tool, 0.9 * tool)
    reach = np.sqrt(tool * tool - across * across)
    feed = grid.x + reach
    marks = 0.07 * np.sin(feed * (2 * np.pi / 3.6)) + 0.06 * line_noise(rng, feed, 1.1)
    angle = np.arctan2(-across / reach, 1.0) + np.pi / 2 + grid.turn
    return marks.astype(np.float32), angle.astype(np.float32)


def _mill_pocket(surface: Surface, grid: Grid, arcs: tuple[Plane, Plane]) -> Surface:
    marks, angle = arcs
    distance = _pocket_distance(grid)
    cover = ramp(-distance, -0.3, 0.3)
    code = np.zeros_like(distance)
    here = grid.around(POCKET[0] + 21, POCKET[1], 12)
    code[here] = matrix_code(grid.x[here] - POCKET[0] - 21, grid.y[here] - POCKET[1], module=1.75)
    return replace(
        surface,
        relief=surface.relief - 3.0 * ramp(-distance, -0.5, 2.5),
        angle=np.where(distance < 0, angle, surface.angle),
        along=blend(blend(surface.along, 0.17, cover), 0.4, code),
        across=blend(blend(surface.across, 0.33, cover), 0.4, code),
        marks=blend(surface.marks, marks, cover),
        tint=surface.tint * (1 - 0.75 * code[..., None]),
    )


def _drill(surface: Surface, grid: Grid, drilled: Iterable[Hole]) -> Surface:
    relief, floor, angle = surface.relief.copy(), surface.floor.copy(), surface.angle.copy()
    cover = np.zeros_like(relief)
    for hole in drilled:
        here = grid.around(hole.x, hole.y, hole.reach)
        x, y = grid.x[here], grid.y[here]
        distance = hole.outline(x, y)
        cut = distance < hole.chamfer
        steep = np.where(distance > 0, 1, WALL_SLOPE)
        bottom = hole.top - hole.chamfer + steep * distance
        around = np.arctan2(y - hole.y, x - hole.x) + np.pi / 2 + grid.turn
        relief[here] = np.where(cut, np.minimum(relief[here], bottom), relief[here])
        angle[here] = np.where(cut, around, angle[here])
        floor[here] |= _through(x, y, hole) & cut
        cover[here][cut] = 1
    return replace(
        surface,
        relief=relief,
        floor=floor,
        angle=angle,
        along=blend(surface.along, 0.14, cover),
        across=blend(surface.across, 0.20, cover),
        marks=surface.marks * (1 - 0.8 * cover),
    )


def _through(x: Plane, y: Plane, hole: Hole) -> NDArray[np.bool_]:
    """Where the fixture is seen through a hole: its lower rim is farther, hence smaller."""
    nearer = 1 - (hole.top - FLOOR) / CAMERA_HEIGHT
    return (hole.outline(x / nearer, y / nearer) < 0) & (hole.outline(x, y) < 0)


def _engrave(surface: Surface, grid: Grid) -> Surface:
    """Letters bent along the bolt circle at the bottom of the part."""
    along = (np.pi / 2 - np.arctan2(grid.y, grid.x)) * 158.0
    distance = distance_to_text("FL80-6H7", along, grid.radius - 158.0, height=13.0)
    depth = np.clip(1 - distance / 1.6, 0, 1).astype(np.float32)
    return replace(
        surface,
        relief=surface.relief - 2.6 * depth,
        tint=surface.tint * (1 - 0.85 * ramp(depth, 0.05, 0.6))[..., None],
        marks=surface.marks * (1 - depth),
    )
