"""Unlabelled images in order, the most unusual first: each is measured against all the others.

AnomalyDINO's batched zero-shot mode (Damm et al., WACV 2025, appendix D; METHODS 1.8). Nothing is
learned and nobody has to say what is good: a patch is unusual if even the most similar patches of
the other images are unlike it. benchmarks/ranking.md has what was measured, and why not MuSc.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspector.core import foreground, heatmap, neighbours
from inspector.core.detectors.multi_view_memory import pool
from inspector.core.detectors.space import Space, fit_space
from inspector.core.errors import ImageError, RankingError
from inspector.core.extract import Extractor
from inspector.core.features import Features, Metric
from inspector.core.geometry import Geometry
from inspector.core.inspect import counting_cells, counting_pixels, foreground_threshold
from inspector.core.mask import Mask
from inspector.core.option import option
from inspector.core.options import Options
from inspector.core.prefetch import ahead
from inspector.core.progress import Tick, silent

Vectors = NDArray[np.float32]
Grid = NDArray[np.bool_]

FEWEST = 3
"""Of two pictures that differ, nothing says which is the unusual one."""

_QUERIES_AT_ONCE = 512  # between two ticks


@dataclass(frozen=True)
class RankingOptions:
    """How images are compared with each other.

    surroundings: AnomalyDINO has 0, MuSc (Li et al., ICLR 2024) averages what it finds with 0, 1
        and 2.
    nearest_share: METHODS 1.8 has 0.001.
    most_patches: above it each image lends only some of its patches, so that neither memory nor the
        time for one image grows with their number. The paper compares with all.
    """

    surroundings: int = option(
        0,
        "Surroundings",
        "Average each patch with those up to so many patches away before it is compared.",
        low=0,
        high=4,
    )
    nearest_share: float = option(
        0.001,
        "Nearest share",
        "Share of the other images' patches, the most similar ones, whose distance is averaged.",
        low=0.0,
        high=1.0,
    )
    most_patches: int = option(
        32768,
        "Most patches",
        "How many patches of all images together are compared with; more take longer.",
        low=256,
        high=16_777_216,
    )


@dataclass(frozen=True, slots=True, eq=False)
class RankedImage:
    """How unusual one image is among the others.

    distances: (rows, cols) float32, of each patch; 0 where it shows no part or does not count.
    counts: (H, W) bool, the pixels that count; None for all.
    smoothing: sigma of the heatmap in image pixels.
    """

    path: Path
    score: float
    distances: NDArray[np.float32]
    geometry: Geometry
    counts: Mask | None
    smoothing: float

    def heatmap(self) -> NDArray[np.float32]:
        """The distances at image size: (H, W) float32."""
        counts = counting_pixels(self.counts, self.geometry)
        return heatmap.full_size(self.distances, self.geometry, sigma=self.smoothing, counts=counts)


@dataclass(frozen=True, eq=False)
class Ranking:
    """Images in order, the most unusual first; equal ones as they were given.

    failures: per file that could not be read, why.
    """

    images: tuple[RankedImage, ...]
    failures: Mapping[Path, str]

    @property
    def level(self) -> float:
        """Where colours turn hot: the median of the images' largest distances.

        Half of the images stay below it. It compares images with each other and decides nothing.
        """
        return float(np.median([image.distances.max() for image in self.images]))


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """What is kept of one content: its files, and the patches that it lends to the others."""

    paths: list[Path]
    metric: Metric
    lent: Vectors  # (n, D)


def rank(
    paths: Sequence[Path],
    options: Options,
    extractor: Extractor,
    *,
    how: RankingOptions | None = None,
    counts: Mask | None = None,
    tick: Tick = silent,
) -> Ranking:
    """Order images by how unlike the others they are; no reference and no label is used.

    Each image is looked at twice: give the extractor a cache. Of the options, foreground, score and
    smoothing count here. Memory holds `how.most_patches` vectors twice (at least one of each
    image), the features of one image, and 64 MB of distances. Files of the same picture are
    compared as one, or each would vouch for the other.
    counts: (H, W) bool, the pixels that count in every image.

    Raises:
        RankingError: fewer than 3 different images can be read.
        Cancelled: tick asked to stop.
    """
    how = how or RankingOptions()
    failures: dict[Path, str] = {}
    pictures = _read(paths, extractor, how, counts=counts, failures=failures, tick=tick)
    if len(pictures) < FEWEST:
        raise RankingError(_too_few(len(pictures), failures))
    crowd = _Crowd.of(pictures, how)
    found: dict[Path, RankedImage] = {}
    for number, picture in enumerate(pictures):
        name = picture.paths[0].name
        step = partial(tick, number, len(pictures), f"Comparing {name}")
        try:
            features, geometry = extractor.of_file(picture.paths[0])
        except ImageError as error:  # gone since it was read first
            failures |= dict.fromkeys(picture.paths, str(error))
            continue
        distances = crowd.distances(number, features, step)
        image = _ranked(
            picture.paths[0], distances, features, geometry, options=options, counts=counts
        )
        found |= {path: replace(image, path=path) for path in picture.paths}
    if not found:
        raise RankingError(_too_few(0, failures))
    order = sorted((path for path in paths if path in found), key=lambda p: -found[p].score)
    return Ranking(tuple(found[path] for path in order), failures)


@dataclass(frozen=True, slots=True, eq=False)
class _Crowd:
    """All lent patches in the space where they are compared. starts: of each picture's rows."""

    how: RankingOptions
    space: Space
    bank: Vectors  # (N, d)
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, pictures: Sequence[_Picture], how: RankingOptions) -> _Crowd:
        lent = np.concatenate([picture.lent for picture in pictures])
        space = fit_space(pictures[0].metric, lent)
        starts = np.cumsum([0, *(len(picture.lent) for picture in pictures)])
        return cls(how, space, space.apply(lent), starts)

    def distances(
        self, picture: int, features: Features, step: Callable[[], None]
    ) -> NDArray[np.float32]:
        """How unlike the other pictures each patch of one is: (rows, cols)."""
        start, stop = self.starts[picture : picture + 2]
        others = np.concatenate([self.bank[:start], self.bank[stop:]])
        count = max(1, int(self.how.nearest_share * len(others)))
        vectors = self.space.apply(pool(features, self.how.surroundings).vectors)
        found = np.empty(len(vectors), np.float32)
        for first in range(0, len(vectors), _QUERIES_AT_ONCE):
            step()
            part = slice(first, first + _QUERIES_AT_ONCE)
            squares, _ = neighbours.nearest(vectors[part], others, count)
            found[part] = mean_below_largest(self.space.distance(squares))
        return found.reshape(features.rows, features.cols)


def mean_below_largest(distances: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of each row's distances that are less than its largest: (N, k) to (N,).

    METHODS 1.8 cuts at the k-th smallest distance and averages what lies strictly below. Where
    nothing does, as for k = 1, the cut itself.
    """
    cut = distances.max(axis=1)
    below = distances < cut[:, None]
    number = below.sum(axis=1)
    total = np.where(below, distances, np.float32(0)).sum(axis=1, dtype=np.float64)
    return np.where(number > 0, total / np.maximum(number, 1), cut).astype(np.float32)


def _read(
    paths: Sequence[Path],
    extractor: Extractor,
    how: RankingOptions,
    *,
    counts: Mask | None,
    failures: dict[Path, str],
    tick: Tick,
) -> list[_Picture]:
    """The pictures that differ, each once, with the patches that they lend."""
    quota = max(1, how.most_patches // max(1, len(paths)))
    found: dict[str, _Picture] = {}
    with ahead(extractor, paths) as reader:
        for done, path in enumerate(paths):
            tick(done, len(paths), f"Reading {path.name}")
            try:
                features, geometry = reader.of_file(path)
            except ImageError as error:
                failures[path] = str(error)
                continue
            # Of the features, not of the file: the same pixels may be stored in two formats.
            key = hashlib.sha256(np.ascontiguousarray(features.vectors).data).hexdigest()
            if key in found:
                found[key].paths.append(path)
                continue
            vectors = pool(features, how.surroundings).vectors
            vectors = vectors[_looked_at(counts, geometry).ravel()]
            chosen = _sample(len(vectors), quota, seed=int(key[:16], 16))
            found[key] = _Picture([path], features.metric, vectors[chosen])
    return list(found.values())


def _sample(count: int, quota: int, *, seed: int) -> NDArray[np.int64]:
    """Rows that an image lends; by its content, so that each image lends other places."""
    if count <= quota:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).permutation(count)[:quota])


def _ranked(
    path: Path,
    distances: NDArray[np.float32],
    features: Features,
    geometry: Geometry,
    *,
    options: Options,
    counts: Mask | None,
) -> RankedImage:
    """Score and map of one image, of the same patches as in `inspect.Inspector.measure`."""
    cells = _looked_at(counts, geometry)
    shown = cells
    if options.foreground:
        shown = cells & foreground.object_mask(features, foreground_threshold(options))
    distances = np.where(shown, distances, np.float32(0))
    score = options.score.of(distances[cells])
    return RankedImage(path, score, distances, geometry, counts, options.smoothing)


def _looked_at(counts: Mask | None, geometry: Geometry) -> Grid:
    """The patches (rows, cols) that count; all where none would."""
    cells = counting_cells(counting_pixels(counts, geometry), geometry)
    return cells if cells.any() else np.ones_like(cells)


def _too_few(number: int, failures: Mapping[Path, str]) -> str:
    text = (
        f"Images are ranked by comparing them with each other; that takes {FEWEST} different "
        f"ones, and {number} could be read. Add more images."
    )
    return " ".join([text, *list(failures.values())[:1]])
