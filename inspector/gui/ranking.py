"""Ranking in the window: where nobody has marked anything yet, the unusual images come first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from inspector.core import ranking
from inspector.core.extract import bit_depth
from inspector.core.progress import Tick, silent
from inspector.core.ranking import RankedImage
from inspector.gui.compute import Latest
from inspector.gui.engine import Engine, lacks_weights
from inspector.gui.snapshot import Snapshot

if TYPE_CHECKING:
    from inspector.gui.main_window import MainWindow


@dataclass(frozen=True, eq=False)
class ProjectRanking:
    """The images of a project by their ids, the most unusual first.

    level: as in `core.ranking.Ranking`. failures: per image id, why it could not be read.
    """

    images: Mapping[str, RankedImage]
    level: float
    failures: Mapping[str, str]

    @property
    def places(self) -> dict[str, int]:
        """1 for the most unusual image."""
        return {image_id: place for place, image_id in enumerate(self.images, 1)}


@dataclass(frozen=True, eq=False)
class _Heat:
    image_id: str
    heatmap: NDArray[np.float32]
    level: float


def rank_project(engine: Engine, snapshot: Snapshot, tick: Tick = silent) -> ProjectRanking:
    """Compare all images of a project with each other. Runs as a job.

    Raises:
        InspectorError: there are too few images, or the weights are missing.
        Cancelled: tick asked to stop.
    """
    project, options = snapshot.project, snapshot.options
    ids = {project.path_of(entry.id): entry.id for entry in project.images}
    if options.bit_depth is None:
        options = replace(options, bit_depth=bit_depth(list(ids), tick))
    source = engine.extractor(replace(snapshot, options=options), tick)
    counts = snapshot.part_counts()
    found = ranking.rank(list(ids), options, source, counts=counts, tick=tick)
    images = {ids[image.path]: image for image in found.images}
    failures = {ids[path]: reason for path, reason in found.failures.items()}
    return ProjectRanking(images, found.level, failures)


class RankImages(QObject):
    """Ranks on request and offers it for images of which none is marked; shows what was found.

    The order is kept until another project opens. The canvas shows the ranking's heatmap as long
    as no detector is fitted.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workbench, self._runner = window.workbench, window.runner
        self._found: ProjectRanking | None = None
        self._offered: Path | None = None  # for which project
        self._heats = Latest(window.runner.compute, self)
        self._heats.ready.connect(self._put_heat)
        self._heats.failed.connect(window.runner.failed)
        window.actions_by_id["rank"].triggered.connect(lambda checked=False: self.rank())
        window.canvas_link.unmeasured.connect(self._show_heat)
        self._workbench.opened.connect(self._on_opened)
        self._workbench.images_changed.connect(lambda changed: self._offer())

    def rank(self) -> None:
        """Compare the images with each other. Nothing is downloaded that nobody asked for."""
        if not self._workbench.is_open:
            return
        backbone = self._workbench.options.backbone
        if lacks_weights(backbone):
            self._runner.weights_wanted.emit(backbone.id)
            return
        snapshot, engine = self._workbench.snapshot(), self._runner.engine
        self._runner.run(
            self.tr("Comparing the images with each other"),
            lambda tick: rank_project(engine, snapshot, tick),
            partial(self._put, snapshot.project.folder),
        )

    def _put(self, folder: Path, found: ProjectRanking) -> None:
        bench = self._workbench
        if not bench.is_open or bench.project.folder != folder:
            return
        self._found = found
        self._window.gallery.put_places(found.places)
        listed = {entry.id for entry in bench.project.images}  # some may have been removed
        first = next((image_id for image_id in found.images if image_id in listed), "")
        if first and first != bench.current:
            bench.show_image(first)
        elif self._window.canvas_link.is_shown(first):
            self._show_heat(first)
        self._tell(found)

    def _tell(self, found: ProjectRanking) -> None:
        text = self.tr(
            "Most unusual first. Mark some of the last ones as good (G) and references (R), then "
            "fit."
        )
        if found.failures:
            reason = next(iter(found.failures.values()))
            count = len(found.failures)
            text += " " + self.tr("%n image(s) could not be read.", "", count) + f" {reason}"
        self._window.say(text)

    @Slot()
    def _on_opened(self) -> None:
        self._found = None
        self._heats.forget()
        self._offer()

    def _offer(self) -> None:
        """Offer to rank images of which none is marked, once per project; take it back after."""
        bench, banner = self._workbench, self._window.banner
        text = self.tr("None of these images is marked yet. Which ones are unusual?")
        if not self._is_unmarked():
            if banner.message() == text:
                banner.dismiss()
        elif bench.project.folder != self._offered:
            self._offered = bench.project.folder
            banner.say("info", text, self.tr("Rank them"), self.rank)

    def _is_unmarked(self) -> bool:
        """Whether there are images to rank, and nobody has said anything about any of them."""
        entries = self._workbench.project.images if self._workbench.is_open else ()
        enough = len(entries) >= ranking.FEWEST
        return enough and all(entry.label == "unset" for entry in entries)

    @Slot(str)
    def _show_heat(self, image_id: str) -> None:
        """Have the heatmap of a shown image made that no detector measures."""
        found = self._found
        image = found.images.get(image_id) if found else None
        if found is None or image is None or self._workbench.fit is not None:
            return
        level = found.level
        self._heats.request(lambda tick: _Heat(image_id, image.heatmap(), level))

    @Slot(object)
    def _put_heat(self, heat: _Heat) -> None:
        canvas = self._window.canvas
        is_shown = self._window.canvas_link.is_shown(heat.image_id)
        if not is_shown or self._workbench.fit is not None:
            return
        if canvas.takes(heat.heatmap):  # the file may have been replaced meanwhile
            canvas.set_heatmap(heat.heatmap, heat.level)
