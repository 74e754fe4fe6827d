"""Between the workbench and the canvas: what is shown of the current image, and what is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from inspector.core.errors import ImageError, InspectorError
from inspector.core.mask import Box, Mask, MaskEdit
from inspector.core.preprocess import Pixels
from inspector.core.project_masks import KINDS, Kind
from inspector.gui.canvas.view import Canvas
from inspector.gui.loader import ImageLoader
from inspector.gui.runner import Runner
from inspector.gui.status import StatusBar
from inspector.gui.workbench import Workbench


class CanvasLink(QObject):
    """Shows the workbench's image on the canvas and turns strokes into undoable edits."""

    failed = Signal(object)
    """A mask cannot be read; the exception."""
    unmeasured = Signal(str)
    """The canvas shows the image of that id without a heatmap: no detector has measured it."""
    unreadable = Signal(object)
    """The image cannot be read; the exception. The canvas says so in place of it."""

    def __init__(
        self, workbench: Workbench, runner: Runner, canvas: Canvas, status: StatusBar
    ) -> None:
        super().__init__(canvas)
        self._workbench, self._runner = workbench, runner
        self._canvas, self._status = canvas, status
        self.loader = ImageLoader(self)
        self._is_shown = ""
        self._unpaintable: InspectorError | None = None
        workbench.opened.connect(self._on_opened)
        workbench.current_changed.connect(self._load)
        workbench.images_changed.connect(self._load_again)
        workbench.shown_changed.connect(self._show_heatmap)
        workbench.fitted_changed.connect(self._show_heatmap)
        workbench.calibration_changed.connect(self._show_heatmap)
        workbench.options_changed.connect(self._show_heatmap)
        workbench.mask_changed.connect(self._on_mask)
        self.loader.loaded.connect(self._show_image)
        self.loader.failed.connect(self._on_failure)
        canvas.stroke_finished.connect(self._on_stroke)
        canvas.stroke_moved.connect(self._on_preview)
        canvas.hovered.connect(self._on_hover)
        canvas.unhovered.connect(status.clear_place)

    def is_shown(self, image_id: str) -> bool:
        """Whether the canvas shows that image already; reading it takes a while."""
        return bool(image_id) and self._is_shown == image_id

    def _on_opened(self) -> None:
        self.loader.forget()
        self._is_shown = ""
        self._canvas.clear(self.tr("Add images, or drop them here."))
        self.follow_rights()

    def follow_rights(self) -> None:
        """Let the person paint, or not in a project that may only be looked at."""
        read_only = self._workbench.is_open and self._workbench.project.read_only
        if read_only != self._canvas.read_only:
            self._canvas.set_read_only(read_only)

    def _load(self, image_id: str) -> None:
        self._is_shown = ""
        if not image_id:
            self._canvas.clear(self.tr("Add images, or drop them here."))
            return
        if self._canvas.is_huge:  # another one may not fit into memory beside it
            self._canvas.clear()
        path = self._workbench.project.path_of(image_id)
        self.loader.request(image_id, path, self._workbench.options.bit_depth)

    def _load_again(self) -> None:
        """The image that is shown may be found again after it was missing."""
        current = self._workbench.current
        is_there = any(entry.id == current for entry in self._workbench.project.images)
        if is_there and not self._is_shown:  # else another one is about to be shown
            self._load(current)

    def _show_image(self, image_id: str, pixels: Pixels) -> None:
        if image_id != self._workbench.current:
            return
        self._canvas.show_image(image_id, pixels)
        self._is_shown = image_id
        self._unpaintable = None
        try:
            masks = self._masks(image_id)
            _require_size(masks, pixels)
        except InspectorError as error:
            self.failed.emit(error)
            self._unpaintable, masks = error, {}
        self._canvas.set_masks(masks)
        self._show_heatmap()

    def _on_failure(self, image_id: str, error: InspectorError) -> None:
        if image_id == self._workbench.current:
            self._canvas.clear(str(error))
        self.unreadable.emit(error)

    def _show_heatmap(self, *_: object) -> None:
        shown, calibration = self._workbench.shown, self._workbench.calibration
        if not self._is_shown:
            return
        if shown is None or calibration is None:
            self._canvas.set_heatmap(None, None)
            self._canvas.set_regions(())
            self.unmeasured.emit(self._is_shown)
            return
        heatmap = shown.measurement.heatmap
        if not self._canvas.takes(heatmap):  # the file was replaced meanwhile
            return
        self._canvas.set_heatmap(heatmap, calibration.pixel_limit)
        inspector = self._workbench.inspector
        step = shown.measurement.step
        self._canvas.set_regions(inspector.regions(heatmap, step) if inspector else ())

    def _on_stroke(self, kind: Kind, edit: MaskEdit, text: str) -> None:
        if self._unpaintable is not None:
            self.failed.emit(self._unpaintable)
        else:
            self._workbench.paint(self._is_shown, kind, edit, text)

    def _on_preview(self, kind: Kind) -> None:
        mask = self._canvas.preview_mask(kind)
        if mask is not None and self._is_shown and self._unpaintable is None:
            self._runner.preview(self._is_shown, kind, mask)

    def _on_mask(self, image_id: str, kind: Kind, box: Box | None) -> None:
        if image_id != self._is_shown or not image_id or self._unpaintable is not None:
            return
        if box is None:
            self._canvas.set_masks(self._masks(image_id))
        else:
            self._canvas.refresh_mask(kind, box)

    def _masks(self, image_id: str) -> dict[Kind, Mask]:
        return {kind: self._workbench.mask(image_id, kind) for kind in KINDS}

    def _on_hover(self, x: int, y: int, value: tuple[int, ...], heat: float | None) -> None:
        calibration = self._workbench.calibration
        limit = calibration.pixel_limit if calibration else None
        self._status.show_place(x, y, value, heat, limit)


def _require_size(masks: dict[Kind, Mask], pixels: Pixels) -> None:
    """Do nothing, unless the file was replaced by one of another size while it was painted on.

    Raises:
        ImageError: it was.
    """
    height, width = pixels.shape[:2]
    for mask in masks.values():
        if mask.shape != (height, width):
            raise ImageError(
                f"The image is {width} x {height} pixels now, what was painted on it "
                f"{mask.shape[1]} x {mask.shape[0]}. Put the old file back."
            )
