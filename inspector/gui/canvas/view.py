"""The canvas: one image with its heatmap, regions and masks, to look at and to paint on.

It knows neither the workbench nor files. How strokes reach the masks is told in `masks.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from inspector.core.geometry import heatmap_shape, heatmap_step
from inspector.core.mask import Box, Mask
from inspector.core.overlay import Colours
from inspector.core.regions import Region
from inspector.gui.canvas.easel import Easel
from inspector.gui.canvas.layers import Layer, Shown
from inspector.gui.canvas.masks import MaskKind
from inspector.gui.canvas.pyramid import Photo
from inspector.gui.core_text import text_of


class Canvas(Easel):
    """Shows one image; its signals, those of `Easel` and `Screen`, say what a person does on it.

    Arrays are (H, W) as the image and are kept, not copied: whoever changes them says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image_id: str | None = None
        self.setAccessibleName(self.tr("Image"))
        self.setAccessibleDescription(
            self.tr("The image with its heatmap and masks. F fits it, 1 shows it at 100 %.")
        )

    def show_image(self, image_id: str, pixels: NDArray[Any]) -> None:
        """Show another image, (H, W, 3) uint8 or uint16, without heatmap, regions and masks.

        One of the same size is seen at the same place and zoom as the last, to compare them.
        """
        self.drop()
        height, width = pixels.shape[:2]
        self.image_id = image_id
        self._layers.photo = Photo(pixels)
        self._layers.set_heatmap(None, None)
        self._layers.set_regions((), (height, width))
        self._masks.replace({}, (height, width))
        self._open((width, height))
        self._refresh_pointer()

    def clear(self, message: str = "") -> None:
        """Show no image, but a text for the person."""
        self.drop()
        self.image_id = None
        self._layers.photo = None
        self._open(None, text_of(message))
        self._refresh_pointer()

    def set_heatmap(self, heatmap: NDArray[np.float32] | None, pixel_limit: float | None) -> None:
        """Show distances, at the size of the image's heatmap, in colours that the limit fixes.

        pixel_limit: None if there is none yet; then colours only compare pixels of this image.
        """
        if heatmap is not None and not self.takes(heatmap):
            raise ValueError(f"heatmap {heatmap.shape} for an image {self.image_shape}")
        self._layers.set_heatmap(heatmap, pixel_limit)
        self.redraw()
        self._refresh_pointer()

    @property
    def is_huge(self) -> bool:
        """Whether the image is so large that its heatmap has fewer pixels."""
        return heatmap_step(*self.image_shape) > 1

    def takes(self, heatmap: NDArray[np.float32]) -> bool:
        """Whether a heatmap is of the size that the image's heatmap has."""
        return self._layers.photo is not None and heatmap.shape == heatmap_shape(*self.image_shape)

    def set_regions(self, regions: Sequence[Region]) -> None:
        """Show the outlines of what stands out."""
        self._layers.set_regions(regions, self.image_shape)
        self.redraw()

    def set_masks(self, masks: Mapping[MaskKind, Mask]) -> None:
        """Show masks (H, W) of the image. The canvas keeps them to compare, and never writes."""
        self.drop()
        self._masks.replace(masks, self.image_shape)
        self.redraw()

    def refresh_mask(self, kind: MaskKind, box: Box | None = None) -> None:
        """Follow a change that the owner made to its mask, inside a box if it is known."""
        if self._masks.is_painting:
            self.drop()
        self._masks.refresh(kind, box)

    def preview_mask(self, kind: MaskKind) -> Mask:
        """A mask with the stroke that is being painted: a copy of its own, (H, W)."""
        return self._masks.preview(kind)

    def set_layer(
        self, name: Layer, *, visible: bool | None = None, opacity: float | None = None
    ) -> None:
        """Show or hide a layer, or change its opacity, 0..1."""
        look = self._layers.shown[name]
        if visible is not None:
            look = replace(look, visible=visible)
        if opacity is not None:
            look = replace(look, opacity=min(1.0, max(0.0, opacity)))
        self._layers.shown[name] = look
        self.redraw()

    def layer(self, name: Layer) -> Shown:
        """How a layer is shown."""
        return self._layers.shown[name]

    def set_colours(self, name: Colours) -> None:
        """Choose the colour map of the heatmap."""
        self._layers.colours = name
        self.redraw()

    @property
    def image_shape(self) -> tuple[int, int]:
        """(H, W) of the image; nothing fits on an empty canvas."""
        photo = self._layers.photo
        return (0, 0) if photo is None else (photo.pixels.shape[0], photo.pixels.shape[1])
