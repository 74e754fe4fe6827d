"""Between the workbench and the calibration panel: scores in, limits and rules out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.core.decision import IMAGE_LIMIT
from inspector.core.errors import InspectorError
from inspector.core.rules import Rule
from inspector.gui import independent
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.plots.scored import ScoredImage
from inspector.gui.workbench import Workbench

if TYPE_CHECKING:
    from inspector.gui.panels.calibrate import CalibratePanel


class Verdicts(QObject):
    """Shows the scores of the project and puts the limits that a person chooses."""

    failed = Signal(object)
    """A rule cannot be used; the exception."""

    def __init__(self, workbench: Workbench, panel: CalibratePanel, gallery: GalleryPanel) -> None:
        super().__init__(panel)
        self._workbench, self._panel, self._gallery = workbench, panel, gallery
        self._is_dragging = False
        for signal in (
            workbench.opened,
            workbench.findings_changed,
            workbench.calibration_changed,
            workbench.images_changed,
        ):
            signal.connect(self._show)
        panel.limits_dragged.connect(self._on_drag)
        panel.limits_changed.connect(self._on_limits)
        panel.rules_chosen.connect(self._on_rules)
        panel.pixel_limit.chosen.connect(self._on_pixel_rule)
        panel.image_chosen.connect(workbench.show_image)
        panel.cell_chosen.connect(self._on_cell)

    def _show(self, *_: object) -> None:
        if not self._is_dragging:
            self._panel.show_scores(self._scores(), self._workbench.calibration)

    def _scores(self) -> list[ScoredImage]:
        if not self._workbench.is_open:
            return []
        found, fit = self._workbench.findings(), self._workbench.fit
        project = self._workbench.project
        taught = fit.learned.plain if fit else ()
        counted = {
            entry.id
            for label in ("good", "bad")
            for entry in independent.evidence(project, found, taught, label).values()
        }
        return [
            ScoredImage(
                image_id=entry.id,
                name=entry.path.name,
                label=entry.label,
                score=found[entry.id].score,
                counts=entry.id in counted,
                fails=self._fails_by_regions(entry.id),
            )
            for entry in project.images
            if entry.id in found
        ]

    def _fails_by_regions(self, image_id: str) -> bool:
        decision = self._workbench.decision(image_id)
        return decision is not None and any(by != IMAGE_LIMIT for by in decision.decided_by)

    def _on_drag(self, unsure: float, fail: float) -> None:
        self._is_dragging = True
        self._workbench.preview_limits(unsure, fail)
        self._is_dragging = False

    def _on_limits(self, unsure: float, fail: float) -> None:
        # The rule of the limit that was not moved stays; the panel knows which was.
        self._on_rules(*self._panel.rules)

    def _on_rules(self, fail: Rule, unsure: Rule) -> None:
        try:
            self._workbench.set_rules(fail, unsure)
        except InspectorError as error:
            self.failed.emit(error)

    def _on_pixel_rule(self, rule: str) -> None:
        try:
            self._workbench.set_pixel_rule(rule)
        except InspectorError as error:
            self.failed.emit(error)

    def _on_cell(self, label: str, verdict: str, image_ids: Sequence[str]) -> None:
        marks = {"good": self.tr("good"), "bad": self.tr("bad"), "unset": self.tr("unmarked")}
        verdicts = {"pass": self.tr("pass"), "unsure": self.tr("unsure"), "fail": self.tr("fail")}
        text = self.tr("%n {0} image(s) judged {1}", "", len(image_ids))
        reason = text.format(marks.get(label, label), verdicts.get(verdict, verdict))
        self._gallery.show_only(image_ids, reason)
