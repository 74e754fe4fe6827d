"""Which pictures the sample inspection has, and how each is taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .camera import Camera, develop
from .defects import Defect, Dent, Scratch, Stain, applied, mask_of, rust
from .grid import Grid, Pose, grid_of
from .light import Lamp, radiance
from .part import flange
from .surface import Surface

GOOD_TO_LEARN, GOOD_TO_TEST = 12, 8


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one part: defects on its surface, holes that were not drilled."""

    defects: tuple[Defect, ...] = ()
    missing: tuple[str, ...] = ()


# From plain to faint; the last of each kind is meant to be hard.
FLAWS: dict[str, tuple[Flaw, ...]] = {
    "scratch": (
        Flaw((Scratch(((-188, 22), (-140, 40), (-122, 62), (-104, 96)), 1.1, 0.75),)),
        Flaw(
            (
                Scratch(((104, -38), (128, -56), (150, -84), (150, -124)), 1.0, 0.68),
                Scratch(((112, -62), (126, -76), (138, -94), (142, -112)), 0.7, 0.52),
            )
        ),
        Flaw((Scratch(((-88, -24), (-80, -12), (-70, -6), (-56, 4)), 0.9, 0.66),)),
        Flaw((Scratch(((116, 58), (132, 62), (142, 70), (150, 84)), 0.45, 0.50),)),
    ),
    "dent": (
        Flaw((Dent(-138, 72, 12, 3.4),)),
        Flaw((Dent(64, 36, 9, 2.4, 1.5, 40), Dent(78, 12, 5, 1.2))),
        Flaw((Dent(-10, 203, 8, 5.0, 1.7, 0),)),
        Flaw((Dent(150, -66, 6.5, 0.85),)),
    ),
    "stain": (
        Flaw((Stain(122, 96, 30, 3),)),
        Flaw((rust(-150, -62, 16, 5), rust(-136, -40, 7, 6))),
        Flaw((Stain(-52, 56, 19, 11, (0.72, 0.62, 0.48)),)),
        Flaw((rust(58, -121, 8.0, 8), rust(68, -112, 4.0, 9))),
    ),
    "missing": (
        Flaw(missing=("bolt-2",)),
        Flaw(missing=("bolt-5",)),
        Flaw(missing=("dowel-0",)),
    ),
}


@dataclass(frozen=True)
class Shot:
    """One picture: its folder such as `test/dent`, its number there, and the part's flaw."""

    folder: str
    number: int
    flaw: Flaw | None = None

    @property
    def stem(self) -> str:
        return f"{self.number:03d}"


@dataclass(frozen=True)
class Conditions:
    """What differs from picture to picture besides the part."""

    pose: Pose
    lamps: tuple[Lamp, ...]
    camera: Camera


def all_shots() -> Iterator[Shot]:
    """Every picture of the sample, in the order of its folders."""
    yield from (Shot("train/good", number) for number in range(GOOD_TO_LEARN))
    yield from (Shot("test/good", number) for number in range(GOOD_TO_TEST))
    for kind, flaws in FLAWS.items():
        yield from (Shot(f"test/{kind}", number, flaw) for number, flaw in enumerate(flaws))


def conditions(shot: Shot) -> Conditions:
    """Light, pose and exposure of a picture, drawn from a generator of its own."""
    rng = _generator(shot, "conditions")
    pose = Pose(*rng.uniform(-2.5, 2.5, 2), degrees=rng.uniform(-0.9, 0.9))
    azimuth = -125 + rng.uniform(-10, 10)
    warm, cool = rng.uniform(0.87, 0.93), rng.uniform(0.82, 0.88)
    key = Lamp(azimuth, 50 + rng.uniform(-3, 3), 2.8 * rng.uniform(0.88, 1.12), (1, 0.96, warm))
    fill = Lamp(
        azimuth + 108 + rng.uniform(-8, 8),
        38 + rng.uniform(-3, 3),
        1.0 * rng.uniform(0.8, 1.2),
        (cool, 0.93, 1),
        spread=0.16,
    )
    camera = Camera(rng.uniform(1.02, 1.16), rng.uniform(0.45, 0.62))
    return Conditions(pose, (key, fill), camera)


def photograph(shot: Shot, *, flawed: bool = True) -> NDArray[np.uint8]:
    """RGB picture (SIZE, SIZE, 3); with `flawed=False` of the same part without its flaw."""
    taken = conditions(shot)
    grid = grid_of(taken.pose)
    light = radiance(_part(shot, grid, flawed=flawed), grid, taken.lamps)
    return develop(light, taken.camera, _generator(shot, "noise"))


def defect_mask(shot: Shot) -> NDArray[np.uint8]:
    """Pixels (SIZE, SIZE) that the shot's flaw changes: 255, else 0."""
    taken = conditions(shot)
    grid = grid_of(taken.pose)
    good, bad = (_part(shot, grid, flawed=flawed) for flawed in (False, True))
    return mask_of(good, bad, defocus=taken.camera.defocus)


def _part(shot: Shot, grid: Grid, *, flawed: bool) -> Surface:
    flaw = shot.flaw if shot.flaw and flawed else Flaw()
    surface = flange(grid, _generator(shot, "part"), missing=flaw.missing)
    return applied(flaw.defects, surface, grid)


def _generator(shot: Shot, purpose: str) -> np.random.Generator:
    """A generator per picture and purpose, so that one more picture changes no other."""
    return np.random.default_rng(zlib.crc32(f"{shot.folder}/{shot.stem} {purpose}".encode()))
