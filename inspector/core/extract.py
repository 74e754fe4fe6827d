"""From image files to features, computed once: backbone, preprocessing and cache together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inspector.core import augment, backbones, image
from inspector.core.augment import MIRRORED, PLAIN, View
from inspector.core.backbones.base import Backbone
from inspector.core.detectors.base import ReadsWords
from inspector.core.engines.base import Wanted
from inspector.core.errors import ImageError, OptionError
from inspector.core.features import Features, Rounding, rounded
from inspector.core.features_cache import FeaturesCache
from inspector.core.geometry import Geometry
from inspector.core.options import Options
from inspector.core.preprocess import Pixels, Preprocess
from inspector.core.progress import Tick, silent
from inspector.core.tiled_features import MOST_JOINED, TiledFeatures

if TYPE_CHECKING:
    from inspector.core.prefetch import Ahead

AnyFeatures = Features | TiledFeatures

ModelInput = tuple[NDArray[np.float32], Geometry]
"""What a network sees of an image, (3, h, w), and how it lies on it."""


class Seen(NamedTuple):
    """All that measuring one image needs: `inspector.measure(*seen)`.

    features: of a large image that is cut into tiles they are only computed while it is measured.
    mirrored: features of the mirrored image, where the detector measures it too.
    """

    features: AnyFeatures
    geometry: Geometry
    mirrored: AnyFeatures | None = None


@dataclass(frozen=True)
class Extractor:
    """What turns images into features for one set of options.

    bit_depth: significant bits of 16-bit files, as in Options.
    rounding: of all features, so that those from the cache are those just computed.
    ahead: where the next files of a run are made ready (see `prefetch`).
    """

    backbone: Backbone
    preprocess: Preprocess
    key: str
    bit_depth: int | None = None
    cache: FeaturesCache | None = None
    rounding: Rounding = "float16"
    ahead: Ahead | None = None

    def of_image(self, pixels: Pixels) -> tuple[Features, Geometry]:
        """Features of an RGB image (H, W, 3) and how they lie on it. Runs the network.

        Raises:
            ImageError: the image is so long and thin, or so large, that its input or its features
                would not fit in memory.
        """
        geometry = self._geometry(*pixels.shape[:2])
        tiled = TiledFeatures(lambda: pixels, self._network, self.preprocess, geometry)
        if self._is_streamed(geometry):
            raise tiled.refusal("What was asked for")
        return self._features(tiled, pixels), geometry

    def of_file(self, path: Path, view: View = PLAIN) -> tuple[Features, Geometry]:
        """Features of one view of an image file, from the cache where it has them.

        Raises:
            ImageError: the file cannot be read, or is too long and thin, or too large to hold its
                features; the text names it.
        """
        features, geometry = next(self.of_views(path, (view,)))
        if isinstance(features, TiledFeatures):
            raise features.refusal("What was asked for")
        return features, geometry

    def of_views(
        self, path: Path, views: Sequence[View], tick: Tick = silent
    ) -> Iterator[tuple[AnyFeatures, Geometry]]:
        """Features of several views of a file, which is read at most once.

        A large image that is cut into tiles is read each time its features are gone through.

        Raises:
            ImageError: the file cannot be read, or is too long and thin; the text names it.
            Cancelled: tick asked to stop.
        """
        pixels: Pixels | None = None
        if self.ahead is not None:
            self.ahead.turn_to(path)
        for done, view in enumerate(views):
            if done:
                tick(done, len(views), f"copy {done} of {len(views) - 1}")
            found = self._streamed(path, view) or self._cached(path, view)
            found = found or self._made_ready(path, view)
            if found is None:
                pixels = self.read(path) if pixels is None else pixels
                found = self._computed(path, pixels, view)
            yield found

    def look(self, source: Path | Pixels, *, mirrored: bool) -> Seen:
        """Features of an image file, or of RGB pixels (H, W, 3), and where wanted of its mirror.

        Raises:
            ImageError: as `of_views`.
        """
        views = views_of(mirrored=mirrored)
        if isinstance(source, Path):
            plain, *others = self.of_views(source, views)
        else:
            plain, *others = (self._of_pixels(source, view) for view in views)
        return Seen(*plain, others[0][0] if others else None)

    def is_large(self, path: Path) -> bool:
        """Whether an image is measured tile by tile, so that it takes long; False if unreadable."""
        try:
            return self._streamed(path, PLAIN) is not None
        except ImageError:
            return False

    def read(self, path: Path) -> Pixels:
        """The pixels of an image file, as the project's options say."""
        return image.read(path, bit_depth=self.bit_depth)

    def prepared(self, pixels: Pixels) -> ModelInput:
        """What the network sees of an image (H, W, 3) in one pass.

        Raises:
            ImageError: as `of_image`.
        """
        geometry = self._geometry(*pixels.shape[:2])
        return self.preprocess.apply(pixels)[0], geometry

    def is_one_pass(self, path: Path) -> bool:
        """Whether the network sees an image file at once, and not tile by tile.

        Raises:
            ImageError: the file cannot be read, or is too long and thin.
        """
        try:
            return len(self.preprocess.cut(self._geometry(*image.read_size(path)))) == 1
        except ImageError as error:
            raise _naming(path, error) from error

    def key_of(self, path: Path, view: View) -> str:
        """Under what the cache keeps a view of a file as it is now; without one, the view's own.

        Raises:
            ImageError: the file cannot be read.
        """
        if self.cache is None:
            return view.key
        return f"{self.key}-{image.file_hash(path)}-{view.key}"

    def has(self, key: str) -> bool:
        """Whether the cache seems to hold what has this key. May be asked in any thread."""
        return self.cache is not None and self.cache.has(key)

    def _made_ready(self, path: Path, view: View) -> tuple[Features, Geometry] | None:
        """The features of what was read ahead."""
        ready = self.ahead.take(path, self.key_of(path, view)) if self.ahead else None
        if ready is None:
            return None
        return self._put(path, view, self._network(ready[0])), ready[1]

    def _of_pixels(self, pixels: Pixels, view: View) -> tuple[AnyFeatures, Geometry]:
        geometry = self._geometry(*pixels.shape[:2])
        if self._is_streamed(geometry):
            return self._tiled(lambda: augment.copy_of(pixels, view), geometry), geometry
        return self.of_image(augment.copy_of(pixels, view))

    def _streamed(self, path: Path, view: View) -> tuple[TiledFeatures, Geometry] | None:
        """The features of a file where they are too many to be held."""
        if not self.preprocess.tiles.is_on:
            return None
        try:
            geometry = self._geometry(*image.read_size(path))
        except ImageError as error:
            raise _naming(path, error) from error
        if not self._is_streamed(geometry):
            return None
        return self._tiled(lambda: augment.copy_of(self.read(path), view), geometry, path), geometry

    def _tiled(
        self, read: Callable[[], Pixels], geometry: Geometry, path: Path | None = None
    ) -> TiledFeatures:
        return TiledFeatures(read, self._network, self.preprocess, geometry, path)

    def _is_streamed(self, geometry: Geometry) -> bool:
        is_large = geometry.rows * geometry.cols > MOST_JOINED
        return is_large and len(self.preprocess.cut(geometry)) > 1

    def _geometry(self, height: int, width: int) -> Geometry:
        try:
            return self.preprocess.geometry(height, width)
        except OptionError as error:
            raise ImageError(str(error)) from error

    def _features(self, tiled: TiledFeatures, pixels: Pixels) -> Features:
        """The features of an image that fit into memory, in one pass where it is one tile."""
        if len(self.preprocess.cut(tiled.geometry)) > 1:
            return tiled.joined()
        return self._network(self.preprocess.apply(pixels)[0])

    def _network(self, model_input: NDArray[np.float32]) -> Features:
        """What the backbone sees of a model input (3, h, w), as detectors get it."""
        found = replace(self.backbone.features(model_input[None])[0], device=self.backbone.device)
        return rounded(found) if self.rounding == "float16" else found

    def _cached(self, path: Path, view: View) -> tuple[Features, Geometry] | None:
        found = self.cache.get(self.key_of(path, view)) if self.cache else None
        if found is None:
            return None
        found = replace(found, device=self.backbone.device)
        return found, self.preprocess.geometry(*image.read_size(path))

    def _computed(self, path: Path, pixels: Pixels, view: View) -> tuple[Features, Geometry]:
        try:
            features, geometry = self.of_image(augment.copy_of(pixels, view))
        except ImageError as error:
            raise _naming(path, error) from error
        return self._put(path, view, features), geometry

    def _put(self, path: Path, view: View, features: Features) -> Features:
        if self.cache is not None:
            self.cache.put(self.key_of(path, view), features)
        return features


def _naming(path: Path, error: ImageError) -> ImageError:
    """The error of a file, with its name where it has none yet."""
    text = str(error)
    return error if text.startswith(str(path)) else ImageError(f"{path}: {text}")


def extractor(
    options: Options,
    *,
    device: str = "auto",
    cache: FeaturesCache | None = None,
    precision: Wanted = "auto",
    rounding: Rounding = "float16",
    at_once: bool = False,
    tick: Tick = silent,
) -> Extractor:
    """Load the backbone of some options.

    precision: "auto", or the one that a detector was fitted with. at_once: as in `backbones.load`.
    rounding: that with which a detector was fitted; earlier versions did not round.

    Raises:
        WeightsError: its weights are missing or do not fit.
        OptionError: the device or the backbone does not exist, or tiles do not suit the detector.
    """
    sides = _sides(options)
    if sides and options.tiles.is_on:
        raise OptionError(
            f"{options.detector.label} compares the whole image with words, so images cannot be "
            "cut into tiles. Set the tile side to 0, or choose another detector."
        )
    backbone = backbones.load(
        options.backbone,
        device=device,
        tick=tick,
        sides=sides,
        precision=precision,
        at_once=at_once,
    )
    key = _key(options, backbone, rounding)
    return Extractor(backbone, options.preprocess, key, options.bit_depth, cache, rounding)


def views_of(*, mirrored: bool) -> tuple[View, ...]:
    """The views of an image that `Extractor.look` looks at."""
    return (PLAIN, MIRRORED) if mirrored else (PLAIN,)


def extractor_key(options: Options) -> Hashable:
    """Equal for options that the same extractor serves."""
    return options.backbone, options.preprocess, options.bit_depth, _sides(options)


def bit_depth(paths: Sequence[Path], tick: Tick = silent) -> int | None:
    """The bit depth of the references that can be read; None where all have 8 bit or less.

    Raises:
        Cancelled: tick asked to stop.
    """
    depths: list[int] = []
    for done, path in enumerate(paths):
        tick(done, len(paths), f"Bit depth of {path.name}")
        try:
            found = image.detect_bit_depth([path])
        except ImageError:
            continue  # who learns from it says so
        depths += [] if found is None else [found]
    return max(depths, default=None)


def _sides(options: Options) -> tuple[int, ...]:
    """Of the windows that the detector wants to compare with words."""
    return options.detector.sides if isinstance(options.detector, ReadsWords) else ()


def _key(options: Options, backbone: Backbone, rounding: Rounding) -> str:
    """What the features depend on besides the image, as a short hash."""
    parts = [
        backbone.row.id,
        backbone.weights_hash,
        list(options.backbone.layers),
        options.backbone.combine,
        repr(options.preprocess),
        options.bit_depth,
    ]
    if backbone.row.joint and (sides := _sides(options)):
        parts.append(list(sides))
    if options.tiles.is_on:
        parts.append(repr(options.tiles))
    if backbone.precision != "float32":
        parts.append(backbone.precision)
    if rounding != "none":
        parts.append(["rounding", rounding])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]
