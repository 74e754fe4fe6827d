"""The layers of the canvas, and how they become the pixels of an area of the screen.

All is drawn at the size of the screen, never at that of the image: 4096 x 4096 pixels cost no
more than what is seen of them. Nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core import overlay
from inspector.core.geometry import heatmap_shape, heatmap_step
from inspector.core.mask import Box
from inspector.core.regions import Region
from inspector.gui.canvas import mask_look
from inspector.gui.canvas.mask_look import Colour, Pen, Picture, plain
from inspector.gui.canvas.pyramid import Peaks, Photo
from inspector.gui.canvas.viewport import Viewport, common

Layer = Literal["image", "heatmap", "regions", "defect", "ignore", "roi"]

GRID_SCALE = 16.0
"""From this scale on, a thin grid parts the pixels."""

_GRID: Colour = (128, 128, 128)
_COLD = int(overlay.FAINTEST / overlay.HOTTEST * 255)  # the last step that has no colour yet


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether a layer is drawn, and how strongly (0..1)."""

    visible: bool = True
    opacity: float = 1.0


def first_look() -> dict[Layer, Shown]:
    """All layers, as they are before anybody changes them."""
    return {
        "image": Shown(),
        "heatmap": Shown(opacity=0.6),
        "regions": Shown(),
        "defect": Shown(opacity=0.4),
        "ignore": Shown(opacity=0.5),
        "roi": Shown(opacity=0.55),
    }


class Layers:
    """What can be seen of one image. Whoever changes a value draws again.

    masks: by kind; a kind may be missing. background: beside the image.
    """

    def __init__(self) -> None:
        self.shown = first_look()
        self.colours: overlay.Colours = "inferno"
        self.background: Colour = (30, 31, 34)
        self.only_photo = False
        self.photo: Photo | None = None
        self.masks: dict[str, Peaks] = {}
        self._heat: Peaks | None = None
        self._limit = 1.0
        self._regions: Peaks | None = None

    @property
    def heatmap(self) -> NDArray[np.float32] | None:
        return None if self._heat is None else self._heat.full

    def set_heatmap(self, heatmap: NDArray[np.float32] | None, limit: float | None) -> None:
        """Raw distances, at the size of the image's heatmap (`core.geometry.heatmap_shape`).

        Without a limit, half the largest distance takes its place.
        """
        if heatmap is None:
            self._heat = None
            return
        peak = float(heatmap.max())
        if np.isnan(peak):
            heatmap = np.nan_to_num(heatmap, nan=0.0)
            peak = float(heatmap.max())
        if self._heat is None or self._heat.full is not heatmap:
            self._heat = Peaks(heatmap, self._step)
        self._limit = max(peak / overlay.HOTTEST if limit is None else limit, 1e-30)

    def set_regions(self, regions: Sequence[Region], shape: tuple[int, int]) -> None:
        """Regions of an image (H, W); none is an empty sequence."""
        self._regions = None
        if regions:
            step = heatmap_step(*shape)
            outlines = [region.outline // step for region in regions]
            self._regions = Peaks(_filled(outlines, heatmap_shape(*shape)), step)

    @property
    def _step(self) -> int:
        """Pixels of the shown image, down and across, for one of its heatmap."""
        return 1 if self.photo is None else heatmap_step(*self.photo.pixels.shape[:2])

    def draw(self, viewport: Viewport, area: Box, *, line: int) -> Picture:
        """An area of the screen, (area.height, area.width, 4).

        line: width of the thinnest line that is seen well, in screen pixels.
        """
        inside = common(area, viewport.image_box)
        if self.photo is None or inside is None:
            return plain((area.height, area.width), self.background)
        drawn = self._drawn_photo(self.photo, viewport, inside)
        if not self.only_photo:
            drawn = self._drawn_heat(drawn, viewport, inside)
        picture = np.asarray(cv2.cvtColor(drawn, cv2.COLOR_RGB2BGRA), np.uint8)
        if not self.only_photo:
            picture = self._drawn_masks(picture, viewport, (inside, line))
        if inside == area:
            return picture
        whole = plain((area.height, area.width), self.background)
        whole[inside._replace(x=inside.x - area.x, y=inside.y - area.y).slices] = picture
        return whole

    def _drawn_photo(self, photo: Photo, viewport: Viewport, area: Box) -> NDArray[np.uint8]:
        """RGB, as the heatmap is added to it."""
        look = Shown() if self.only_photo else self.shown["image"]
        drawn = photo.sample(viewport, area)
        if viewport.scale >= GRID_SCALE:
            drawn = _gridded(drawn, viewport, area)
        if look.visible and look.opacity == 1:
            return drawn
        share = look.opacity if look.visible else 0.0
        empty = np.full_like(drawn, self.background)
        return np.asarray(cv2.addWeighted(drawn, share, empty, 1 - share, 0), np.uint8)

    def _drawn_heat(
        self, picture: NDArray[np.uint8], viewport: Viewport, area: Box
    ) -> NDArray[np.uint8]:
        look = self.shown["heatmap"]
        if self._heat is None or not look.visible:
            return picture
        steps = _steps(self._heat.sample(viewport, area), self._limit)
        if steps.max() <= _COLD:
            return picture
        kept, added = _heat_tables(self.colours, look.opacity)
        rest = cv2.multiply(picture, cv2.applyColorMap(steps, kept), scale=1 / 255)
        return np.asarray(cv2.add(rest, cv2.applyColorMap(steps, added)), np.uint8)

    def _drawn_masks(self, picture: Picture, viewport: Viewport, where: tuple[Box, int]) -> Picture:
        area, line = where
        margin = mask_look.MARGIN * line
        wide = Box(
            area.x - margin,
            area.y - margin,
            area.width + 2 * margin,
            area.height + 2 * margin,
        )
        phase = area.x + area.y - round(viewport.x) - round(viewport.y)
        for name, draw in mask_look.DRAW.items():
            peaks, look = self._peaks(name), self.shown[name]
            if peaks is None or not look.visible or look.opacity <= 0:
                continue
            # An empty region of interest is none: then every pixel counts.
            if peaks.touches(viewport, wide) or (name == "roi" and not peaks.is_empty):
                held = peaks.sample(viewport, wide).view(np.uint8) * np.uint8(255)
                picture = draw(picture, held, Pen(look.opacity, line, phase))
        return picture

    def _peaks(self, name: str) -> Peaks | None:
        return self._regions if name == "regions" else self.masks.get(name)


def _filled(outlines: Sequence[NDArray[np.int32]], shape: tuple[int, int]) -> NDArray[np.bool_]:
    inside = np.zeros(shape, np.uint8)
    cv2.drawContours(inside, outlines, -1, 1, cv2.FILLED)
    return inside.view(np.bool_)


def _steps(heatmap: NDArray[np.float32], limit: float) -> NDArray[np.uint8]:
    """As the core's overlay has them: 0 to HOTTEST limits as 0..255, all above as 255."""
    with np.errstate(over="ignore"):
        steps = heatmap * np.float32(255 / overlay.HOTTEST / limit)
    np.clip(steps, 0, 255, out=steps)
    return steps.astype(np.uint8)


def _heat_tables(name: overlay.Colours, opacity: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each step, what remains of the picture and what is added to it: (256, 1, 3) each."""
    middles = (np.arange(256, dtype=np.float32) + 0.5) * np.float32(overlay.HOTTEST / 255)
    ramp = middles[:, np.newaxis]  # (256, 1), in limits
    fade = overlay.opacities(ramp, 1.0, opacity=opacity)[:, :, np.newaxis]
    colours = overlay.colours(ramp, 1.0, name=name)
    kept = np.rint((1 - fade) * 255).repeat(3, axis=2).astype(np.uint8)
    return kept, np.rint(colours * fade).astype(np.uint8)


def _gridded(picture: NDArray[np.uint8], viewport: Viewport, area: Box) -> NDArray[np.uint8]:
    """A faint line where one pixel ends and the next begins."""
    columns = np.floor((np.arange(area.x, area.x + area.width) + 0.5 - viewport.x) / viewport.scale)
    rows = np.floor((np.arange(area.y, area.y + area.height) + 0.5 - viewport.y) / viewport.scale)
    lines = np.flatnonzero(np.diff(columns)) + 1, np.flatnonzero(np.diff(rows)) + 1
    drawn = picture.copy()
    drawn[:, lines[0]] = _faint(picture[:, lines[0]])
    drawn[lines[1]] = _faint(picture[lines[1]])
    return drawn


def _faint(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return (pixels * 0.65 + np.array(_GRID) * 0.35).astype(np.uint8)
