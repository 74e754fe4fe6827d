"""What a fit found, and what follows from it under the limits and options as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from inspector.core.calibrate import Calibration, Verdict
from inspector.core.decision import Decision
from inspector.core.inspect import Inspector
from inspector.core.options import Options, deciding_as
from inspector.gui import judging
from inspector.gui.engine import Finding, Fit
from inspector.gui.judging import Judged


class Decided(QObject):
    """The half of the workbench that decides; the other half is what a person changes."""

    calibration_changed = Signal()
    """The limits, or what else decides, changed: verdicts are to be shown anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = Options()
        self._fit: Fit | None = None
        self._calibration: Calibration | None = None
        self._dragged: Calibration | None = None
        self._judged = Judged()

    @property
    def options(self) -> Options:
        return self._options

    @property
    def fit(self) -> Fit | None:
        """The fitted detector with its findings; None before the first fit."""
        return self._fit

    @property
    def inspector(self) -> Inspector | None:
        """The fitted detector with the limits as they are now."""
        if self._fit is None:
            return None
        made = self._fit.inspector
        options = deciding_as(made.options, self._options)
        return replace(made, calibration=self.calibration, options=options)

    @property
    def calibration(self) -> Calibration | None:
        """The limits as they are shown now, also while they are dragged."""
        return self._dragged or self._calibration

    def finding(self, image_id: str) -> Finding | None:
        """The raw numbers of an image; None while it was not measured."""
        return self._fit.findings.get(image_id) if self._fit else None

    def findings(self) -> Mapping[str, Finding]:
        return self._fit.findings if self._fit else {}

    def decision(self, image_id: str) -> Decision | None:
        """The verdict by the limits and region rules as they are now, and what decided."""
        found, calibration = self.finding(image_id), self.calibration
        if found is None or calibration is None:
            return None
        return judging.decision(image_id, found, calibration, self._options, self._judged)

    def verdict(self, image_id: str) -> Verdict | None:
        found = self.decision(image_id)
        return found.verdict if found else None

    @property
    def lacks_measures(self) -> bool:
        """Whether regions are to be measured for the limits and options as they are now."""
        calibration = self.calibration
        if calibration is None or not judging.needs_measures(self._options):
            return False
        return self._judged.basis != judging.basis_of(calibration, self._options)

    def put_judged(self, judged: Judged) -> None:
        """What the regions measure by now."""
        self._judged = judged
        self.calibration_changed.emit()
