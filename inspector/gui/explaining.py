"""“Looks most like this”: a patch of the shown image beside the reference patch nearest to it."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.core.explain import Match, most_like
from inspector.core.mask import Box
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick
from inspector.core.tiled_features import TiledFeatures
from inspector.gui.canvas.pair import PatchPair
from inspector.gui.canvas.view import Canvas
from inspector.gui.compute import Latest
from inspector.gui.decimals import number
from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench

_AROUND = 3  # patches of context on every side


@dataclass(frozen=True, eq=False)
class _Found:
    match: Match
    query: Pixels
    query_frame: Box
    reference: Pixels
    reference_frame: Box
    name: str


class Comparison(PatchPair):
    """Shown after a click on the picture while “looks most like this” is on."""

    def __init__(self, workbench: Workbench, runner: Runner, canvas: Canvas) -> None:
        super().__init__()
        self._workbench, self._runner = workbench, runner
        self._latest = Latest(runner.compute, self)
        self._latest.ready.connect(self._show_found)
        self._latest.failed.connect(runner.failed)
        canvas.clicked.connect(self._on_click)
        workbench.current_changed.connect(self.hide)
        workbench.opened.connect(self.hide)
        self._is_on = True
        self.setFixedHeight(220)
        self.hide()

    def set_on(self, is_on: bool) -> None:
        """Whether a click compares."""
        self._is_on = is_on
        self.setVisible(is_on and self.isVisible())

    def _on_click(self, x: int, y: int) -> None:
        fit, image_id = self._workbench.fit, self._workbench.current
        if fit is None or not image_id or not self._is_on:
            return
        project = self._workbench.project

        def job(tick: Tick) -> _Found | None:
            path = project.path_of(image_id)
            extractor = fit.learned.inspector.extractor
            features, geometry, _ = extractor.look(path, mirrored=False)
            if isinstance(features, TiledFeatures):
                return None  # too large to search all its patches after a click
            source = project.image(image_id).content_hash
            match = most_like(fit.learned, features, geometry, (x, y), without=source)
            if match is None:
                return None
            entry = next((e for e in project.images if e.content_hash == match.source), None)
            if entry is None:  # a reference that was removed after the fit
                return None
            query, query_frame = _cut(extractor.read(path), match.query)
            other = extractor.read(project.path_of(entry.id))
            reference, reference_frame = _cut(other, match.reference)
            return _Found(match, query, query_frame, reference, reference_frame, entry.path.name)

        self._latest.request(job)

    def _show_found(self, found: object) -> None:
        if not isinstance(found, _Found):
            self.hide()
            return
        distance = number(found.match.distance)
        self.set_query(found.query, self.tr("This place"), found.query_frame)
        caption = self.tr("Looks most like this, in {0} (distance {1})")
        self.set_reference(
            found.reference, caption.format(found.name, distance), found.reference_frame
        )
        self.show()


def _cut(pixels: Pixels, box: tuple[int, int, int, int]) -> tuple[Pixels, Box]:
    """The patch with its surroundings, and where it lies in them."""
    x, y, width, height = box
    left, top = max(0, x - _AROUND * width), max(0, y - _AROUND * height)
    right, bottom = x + (_AROUND + 1) * width, y + (_AROUND + 1) * height
    part = pixels[top:bottom, left:right].copy()
    return part, Box(x - left, y - top, width, height)
