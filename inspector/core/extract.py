"""From image files to features, computed once: backbone, preprocessing and cache together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

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


class Seen(NamedTuple):
    """All that measuring one image needs: `inspector.measure(*seen)`.

    mirrored: features of the mirrored image, where the detector measures it too.
    """

    features: Features
    geometry: Geometry
    mirrored: Features | None = None


@dataclass(frozen=True)
class Extractor:
    """What turns images into features for one set of options.

    bit_depth: significant bits of 16-bit files, as in Options.
    rounding: of all features, so that those from the cache are those just computed.
    """

    backbone: Backbone
    preprocess: Preprocess
    key: str
    bit_depth: int | None = None
    cache: FeaturesCache | None = None
    rounding: Rounding = "float16"

    def of_image(self, pixels: Pixels) -> tuple[Features, Geometry]:
        """Features of an RGB image (H, W, 3) and how they lie on it. Runs the network.

        Raises:
            ImageError: the image is so long and thin that its input would not fit in memory.
        """
        try:
            model_input, geometry = self.preprocess.apply(pixels)
        except OptionError as error:
            raise ImageError(str(error)) from error
        found = self.backbone.features(model_input[None])[0]
        found = replace(found, device=self.backbone.device)
        return rounded(found) if self.rounding == "float16" else found, geometry

    def of_file(self, path: Path, view: View = PLAIN) -> tuple[Features, Geometry]:
        """Features of one view of an image file, from the cache where it has them.

        Raises:
            ImageError: the file cannot be read, or is too long and thin; the text names it.
        """
        return next(self.of_views(path, (view,)))

    def of_views(
        self, path: Path, views: Sequence[View], tick: Tick = silent
    ) -> Iterator[tuple[Features, Geometry]]:
        """Features of several views of a file, which is read at most once.

        Raises:
            ImageError: as `of_file`.
            Cancelled: tick asked to stop.
        """
        pixels: Pixels | None = None
        for done, view in enumerate(views):
            if done:
                tick(done, len(views), f"copy {done} of {len(views) - 1}")
            found = self._cached(path, view)
            if found is None:
                pixels = self.read(path) if pixels is None else pixels
                found = self._computed(path, pixels, view)
            yield found

    def look(self, source: Path | Pixels, *, mirrored: bool) -> Seen:
        """Features of an image file, or of RGB pixels (H, W, 3), and where wanted of its mirror.

        Raises:
            ImageError: as `of_file` and `of_image`.
        """
        views = (PLAIN, MIRRORED) if mirrored else (PLAIN,)
        if isinstance(source, Path):
            plain, *others = self.of_views(source, views)
        else:
            plain, *others = (self.of_image(augment.copy_of(source, view)) for view in views)
        return Seen(*plain, others[0][0] if others else None)

    def read(self, path: Path) -> Pixels:
        """The pixels of an image file, as the project's options say."""
        return image.read(path, bit_depth=self.bit_depth)

    def _cached(self, path: Path, view: View) -> tuple[Features, Geometry] | None:
        found = self.cache.get(self._key_of(path, view)) if self.cache else None
        if found is None:
            return None
        found = replace(found, device=self.backbone.device)
        return found, self.preprocess.geometry(*image.read_size(path))

    def _computed(self, path: Path, pixels: Pixels, view: View) -> tuple[Features, Geometry]:
        try:
            features, geometry = self.of_image(augment.copy_of(pixels, view))
        except ImageError as error:
            raise ImageError(f"{path}: {error}") from error
        if self.cache is not None:
            self.cache.put(self._key_of(path, view), features)
        return features, geometry

    def _key_of(self, path: Path, view: View) -> str:
        return f"{self.key}-{image.file_hash(path)}-{view.key}"


def extractor(
    options: Options,
    *,
    device: str = "auto",
    cache: FeaturesCache | None = None,
    precision: Wanted = "auto",
    rounding: Rounding = "float16",
    tick: Tick = silent,
) -> Extractor:
    """Load the backbone of some options.

    precision: "auto", or the one that a detector was fitted with.
    rounding: that with which a detector was fitted; earlier versions did not round.

    Raises:
        WeightsError: its weights are missing or do not fit.
        OptionError: the device or the backbone does not exist.
    """
    sides = _sides(options)
    backbone = backbones.load(
        options.backbone, device=device, tick=tick, sides=sides, precision=precision
    )
    key = _key(options, backbone, rounding)
    return Extractor(backbone, options.preprocess, key, options.bit_depth, cache, rounding)


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
    if backbone.precision != "float32":
        parts.append(backbone.precision)
    if rounding != "none":
        parts.append(["rounding", rounding])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]
