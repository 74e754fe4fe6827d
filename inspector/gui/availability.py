"""Which actions can be taken now; the tooltip of those that cannot says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench

Need = Literal["open", "writable", "images", "current", "fit", "idle", "busy"]

_EDITING: Final[tuple[Need, ...]] = ("open", "writable", "images")
_LOOKING: Final[tuple[Need, ...]] = ("open", "current")
_PAINTING: Final[tuple[Need, ...]] = ("open", "writable", "current")

NEEDS: Final[Mapping[str, tuple[Need, ...]]] = {
    "save": ("open", "writable"),
    "save-as": ("open",),
    "add-images": ("open", "writable"),
    "import-masks": _EDITING,
    "export-masks": ("open", "images"),
    "export-detector": ("open", "fit"),
    "export-results": ("open", "fit"),
    "export-report": ("open", "fit"),
    "audit": ("open",),
    "compare": ("open", "fit"),
    "repeatability-study": ("open", "fit"),
    **dict.fromkeys(("fit", "rank"), ("open", "images", "idle")),
    "compare-methods": ("open", "images"),
    "cancel": ("busy",),
    **dict.fromkeys(("mark-good", "mark-bad", "mark-unset"), _EDITING),
    **dict.fromkeys(("toggle-reference", "not-a-defect", "remove-images"), _EDITING),
    **dict.fromkeys(("previous", "next"), ("open", "images")),
    **dict.fromkeys(("fit-to-window", "actual-size", "zoom-in", "zoom-out", "select"), _LOOKING),
    **dict.fromkeys(("brush", "eraser", "polygon", "fill", "rectangle"), _PAINTING),
    "masks-for-all": _PAINTING,
}
"""What each action needs; those that are not here can always be taken."""


class Availability(QObject):
    """Enables the actions of the window as the workbench and the runner change."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        workbench: Workbench,
        runner: Runner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = {name: actions[name] for name in NEEDS}
        self._tips = {name: action.toolTip() for name, action in self._actions.items()}
        self._workbench, self._runner = workbench, runner
        for signal in (
            workbench.opened,
            workbench.images_changed,
            workbench.current_changed,
            workbench.fitted_changed,
            runner.started,
            runner.ended,
        ):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again at everything, as after the project was saved in another folder."""
        missing = self._missing()
        for name, action in self._actions.items():
            reason = next((missing[need] for need in NEEDS[name] if need in missing), "")
            action.setEnabled(not reason)
            tip = self._tips[name]
            action.setToolTip(f"{tip}\n{reason}" if reason else tip)

    def _missing(self) -> dict[Need, str]:
        """What is not there, and how a person is told."""
        bench, found = self._workbench, dict[Need, str]()
        if not bench.is_open:
            found["open"] = self.tr("Open an inspection first.")
        elif bench.project.read_only:
            found["writable"] = bench.project.read_only_reason
        if not bench.is_open or not bench.project.images:
            found["images"] = self.tr("There are no images yet.")
        if not bench.current:
            found["current"] = self.tr("No image is shown.")
        if bench.fit is None:
            found["fit"] = self.tr("Fit the detector first (F5).")
        if self._runner.is_busy:
            found["idle"] = self.tr("Something is running: wait, or stop it with Esc.")
        else:
            found["busy"] = self.tr("Nothing is running.")
        return found
