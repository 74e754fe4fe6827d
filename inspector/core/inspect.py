"""The pipeline that decides. The window and the exported detector file both run this one path."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core import foreground, heatmap
from inspector.core.calibrate import Calibration
from inspector.core.decision import Decision, decide
from inspector.core.detectors.base import Fitted, ScoresImages
from inspector.core.errors import ImageError
from inspector.core.extract import AnyFeatures, Extractor, Seen, views_of
from inspector.core.features import Features
from inspector.core.geometry import Geometry
from inspector.core.inspection import Inspection
from inspector.core.mask import Mask
from inspector.core.options import Options
from inspector.core.prefetch import ahead
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick, silent
from inspector.core.region_rules import Measures
from inspector.core.regions import Region
from inspector.core.score import MethodsOwn

_HALF_COUNTS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """What a heatmap is made from, in a thousandth of its room.

    distances: (rows, cols) float32, 0 where a patch does not count.
    """

    distances: NDArray[np.float32]
    geometry: Geometry


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What a fitted detector finds in one image, before any decision.

    score: one raw number.
    heatmap: (H, W) float32, distances in image pixels; of a huge image one for step x step pixels.
    patches: what the heatmap was made from; None where only that is known.
    """

    score: float
    heatmap: NDArray[np.float32]
    patches: Patches | None = None

    @property
    def step(self) -> int:
        """Pixels of the image, down and across, for one of the heatmap."""
        return 1 if self.patches is None else self.patches.geometry.step

    @property
    def peak(self) -> float:
        """The largest value of the heatmap."""
        return float(self.heatmap.max())


@dataclass(frozen=True, eq=False)
class Inspector:
    """A fitted detector with all that it needs to inspect an image.

    counts: (H, W) bool, the pixels that count: inside the region of interest and not ignored;
        None counts all. It is stretched over images of another size.
    calibration: None until the limits are set; then inspections carry no verdict.
    """

    options: Options
    extractor: Extractor
    fitted: Fitted
    calibration: Calibration | None = None
    counts: Mask | None = None

    def inspect(self, source: str | Path | NDArray[Any], tick: Tick = silent) -> Inspection:
        """Find everything out about one image.

        source: an image file, or pixels as RGB (H, W, 3) or grey (H, W), uint8 or uint16. A uint16
            array spans 0..65535 (`inspector.core.image.read` spreads files of 12 bit so).
        tick: called for each tile of a large image that is cut into tiles.

        Raises:
            ImageError: the image cannot be read, or the array is not an image, or it is too large
                for what the options want.
            Cancelled: tick asked to stop.
        """
        started = time.perf_counter()
        asked = Path(source) if isinstance(source, str | Path) else as_rgb(source)
        path = asked if isinstance(asked, Path) else None
        measurement = self.measure(*self.look(asked), tick=tick)
        return self.judge(measurement, path=path, seconds=time.perf_counter() - started)

    def look(self, source: Path | Pixels) -> Seen:
        """What `measure` needs of an image file, or of RGB pixels (H, W, 3). The network runs.

        Raises:
            ImageError: the file cannot be read, or the image is too long and thin.
        """
        return self.extractor.look(source, mirrored=self.options.detector.measures_mirrored)

    @contextmanager
    def reading_ahead(self, paths: Sequence[Path]) -> Iterator[Inspector]:
        """This inspector for a run through files in this order (see `prefetch.ahead`)."""
        views = views_of(mirrored=self.options.detector.measures_mirrored)
        with ahead(self.extractor, paths, views) as extractor:
            yield replace(self, extractor=extractor)

    def measure(
        self,
        features: AnyFeatures,
        geometry: Geometry,
        mirrored: AnyFeatures | None = None,
        *,
        tick: Tick = silent,
    ) -> Measurement:
        """Distances, heatmap and score of what `look` saw of one image.

        No network runs, but over the tiles of a large image that is cut into tiles.

        The score looks at the patches that count: all of them have a say in what the top percent
        is, those outside the part with distance 0 (AnomalyDINO), those outside the region of
        interest none, or a small region would hide its defects among zeros.

        Raises:
            ImageError: only of a large image in tiles: it cannot be read, or something in the
                options needs all of it at once.
            Cancelled: tick asked to stop.
        """
        self._refuse_at_once(features)
        cells = counting_cells(counting_pixels(self.counts, geometry), geometry)
        distances = self._distances(features, geometry, mirrored, cells=cells, tick=tick)
        distances = np.where(cells & self._part(features), distances, np.float32(0))
        return Measurement(
            score=self._score(features, distances, cells),
            heatmap=self.heatmap(distances, geometry),
            patches=Patches(distances, geometry),
        )

    def judge(
        self, measurement: Measurement, *, path: Path | None = None, seconds: float = 0.0
    ) -> Inspection:
        """Decide about a measurement; this is all that a moved limit has to run again."""
        calibration = self.calibration
        found = self.regions(measurement.heatmap, measurement.step)
        decision = self.decide(measurement.score, self.measures(found)) if calibration else None
        return Inspection(
            path=path,
            score=measurement.score,
            verdict=decision.verdict if decision else None,
            limits=calibration.limits if calibration else None,
            pixel_limit=calibration.pixel_limit if calibration else None,
            heatmap=measurement.heatmap,
            regions=found,
            seconds=seconds,
            relative=calibration.relative(measurement.score) if calibration else None,
            p_value=calibration.p_value(measurement.score) if calibration else None,
            decided_by=decision.decided_by if decision else (),
            remarks=decision.remarks if decision else (),
        )

    def heatmap(self, distances: NDArray[np.float32], geometry: Geometry) -> NDArray[np.float32]:
        """Distances (rows, cols) of the patches that count, as a heatmap (see `Measurement`)."""
        counts = counting_pixels(self.counts, geometry)
        return heatmap.full_size(distances, geometry, sigma=self.options.smoothing, counts=counts)

    def regions(self, found: NDArray[np.float32], step: int = 1) -> tuple[Region, ...]:
        """The regions of a heatmap by the pixel limit; none while that is not set.

        step: pixels of the image, down and across, for one of the heatmap.
        """
        if self.calibration is None:
            return ()
        limit, smallest = self.calibration.pixel_limit, self.options.smallest_area
        return self.options.regions.find(found, limit, smallest_area=smallest, step=step)

    def measures(self, found: Sequence[Region]) -> Measures:
        """What the rules on regions look at."""
        return Measures.of(found, self.options.regions.scale)

    def decide(self, score: float, found: Measures) -> Decision | None:
        """What follows from the raw numbers of an image; None while the limits are not set."""
        if self.calibration is None:
            return None
        return decide(self.calibration, score, found, self.options.regions.rules)

    def _refuse_at_once(self, features: AnyFeatures) -> None:
        """Refuse what needs all features of a large image at once."""
        if isinstance(features, Features):
            return
        if self.options.detector.reach is None:
            raise features.refusal(f"The detector {self.options.detector.name}")
        if self.options.foreground:
            raise features.refusal("The object mask")
        if isinstance(self.options.score, MethodsOwn):
            raise features.refusal("The method's own score")

    def _map(
        self, features: AnyFeatures, cells: NDArray[np.bool_], tick: Tick
    ) -> NDArray[np.float32]:
        """Distances (rows, cols) of an image as it is; of one in tiles where there are cells."""
        if isinstance(features, Features):
            return self.fitted.distances(features)
        reach, wanted = self.options.detector.reach or 0, cells if cells.any() else None
        return features.map(self.fitted.distances, reach, tick, wanted=wanted)

    def _distances(
        self,
        features: AnyFeatures,
        geometry: Geometry,
        mirrored: AnyFeatures | None,
        *,
        cells: NDArray[np.bool_],
        tick: Tick,
    ) -> NDArray[np.float32]:
        """Distances (rows, cols), the mean of both where the mirrored image is measured too."""
        plain = self._map(features, cells, tick)
        if not self.options.detector.measures_mirrored:
            return plain
        if mirrored is None:
            raise ValueError("this detector measures the mirrored image too; see Inspector.look")
        return (
            plain + geometry.unmirror(self._map(mirrored, np.ones_like(cells), tick))
        ) / np.float32(2)

    def _score(
        self, features: AnyFeatures, distances: NDArray[np.float32], cells: NDArray[np.bool_]
    ) -> float:
        """One number of the distances of the counting cells, or the method's own."""
        cells = cells if cells.any() else np.ones_like(cells)
        own = self.fitted if isinstance(self.options.score, MethodsOwn) else None
        if isinstance(own, ScoresImages) and isinstance(features, Features):
            return own.image_score(features, cells & self._part(features))
        return self.options.score.of(distances[cells])

    def _part(self, features: AnyFeatures) -> NDArray[np.bool_]:
        """Patches (rows, cols) that show the part; all where no foreground mask is wanted."""
        if not self.options.foreground or not isinstance(features, Features):
            return np.ones((features.rows, features.cols), bool)
        return foreground.object_mask(features, foreground_threshold(self.options))


def foreground_threshold(options: Options) -> float | None:
    """The object mask's threshold that suits a backbone; None where it has to be found."""
    choice = options.backbone
    is_papers = choice.id == "dinov2-small" and not choice.layers
    return foreground.DINOV2_SMALL_THRESHOLD if is_papers else None


def counting_pixels(counts: Mask | None, geometry: Geometry) -> Mask | None:
    """The mask of counting pixels at the size of one image's heatmap."""
    size = geometry.heatmap_shape[::-1]
    if counts is None or counts.shape == size[::-1]:
        return counts
    stretched = cv2.resize(counts.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return stretched.astype(bool)


def counting_cells(counts: Mask | None, geometry: Geometry) -> NDArray[np.bool_]:
    """Grid cells (rows, cols) of which at least half the pixels count."""
    if counts is None:
        return np.ones((geometry.rows, geometry.cols), bool)
    return geometry.cover(counts) >= _HALF_COUNTS


def as_rgb(array: NDArray[Any]) -> Pixels:
    """An array that somebody hands over as RGB (H, W, 3).

    Raises:
        ImageError: it is not uint8 or uint16, or not of an image's shape.
    """
    if not isinstance(array, np.ndarray):
        raise ImageError(f"An image is a file name or a numpy array, not a {type(array).__name__}.")
    if array.dtype not in (np.uint8, np.uint16):
        raise ImageError(f"The image array is {array.dtype}; it must be uint8 or uint16.")
    if array.ndim == 2:
        array = np.repeat(array[:, :, None], 3, axis=2)
    if array.ndim != 3 or array.shape[2] != 3 or 0 in array.shape:
        raise ImageError(f"The image array has shape {array.shape}; it must be (H, W, 3) in RGB.")
    return np.ascontiguousarray(array)
