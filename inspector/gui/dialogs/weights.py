"""A backbone whose weights are not here: download them, choose a file, or use the built-in one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.core.backbones import weights
from inspector.core.backbones.base import BackboneRow
from inspector.gui import icons, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.core_text import text_of
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import line
from inspector.gui.dialogs.growing import GrowingDialog
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner

_WIDTH = 600
_ICON = 24
_BUTTON_WIDTH = 136


class WeightsDialog(GrowingDialog):
    """Three doors. It closes with the first that leads somewhere."""

    weights_ready = Signal(object)
    """The weights file, as Path: downloaded, or chosen."""
    use_builtin = Signal()

    def __init__(
        self, row: BackboneRow, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = row
        self._download = QPushButton(self.tr("Download"))
        self._choose = QPushButton(self.tr("Choose file…"))
        self._builtin = QPushButton(self.tr("Use built-in"))
        for button, do in (
            (self._download, self.download),
            (self._choose, self.choose),
            (self._builtin, self._on_builtin),
        ):
            button.setMinimumWidth(_BUTTON_WIDTH)
            button.clicked.connect(do)
        self.setWindowTitle(self.tr("Weights of {0}").format(text_of(row.label)))
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._on_busy)
        self.job.failed.connect(self._on_failed)
        self.job.stopped.connect(self._on_stopped)
        self._banner = Banner()
        self._doors = self._make_doors()
        self._lay_out()
        self.fit_height(_WIDTH)

    def message(self) -> str:
        """Why there are no weights yet; empty while nothing went wrong."""
        return self._banner.message()

    @Slot()
    def download(self) -> None:
        """Fetch the weights into the cache."""
        self._banner.dismiss()
        self.job.run(
            self.tr("Downloading {0}").format(text_of(self._row.label)),
            partial(weights.download, self._row),
            self._finish,
            in_megabytes=True,
        )

    @Slot()
    def choose(self) -> None:
        """Ask for a file that is here already."""
        patterns = " ".join(f"*{suffix}" for suffix in weights.SUFFIXES)
        pick.open_file(
            self,
            self.tr("Weights of {0}").format(text_of(self._row.label)),
            Path.home(),
            kinds=self.tr("Weights") + f" ({patterns})",
            chosen=self.take,
        )

    def take(self, path: Path) -> None:
        """Use a file, once it is seen to hold weights."""
        self._banner.dismiss()
        row = self._row

        def job(tick: object) -> Path:
            found = weights.find(row, path)
            weights.read(found)
            return found

        self.job.run(self.tr("Reading {0}").format(path.name), job, self._finish)

    def _finish(self, path: Path) -> None:
        self.weights_ready.emit(path)
        self.accept()

    @Slot()
    def _on_builtin(self) -> None:
        self.use_builtin.emit()
        self.accept()

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self._doors.setEnabled(not is_busy)

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        # The core ends with what to do on the command line; here the doors say it.
        what = why.removesuffix(weights.how_to_get(self._row)).rstrip()
        self._download.setText(self.tr("Try again"))
        self._banner.say("error", what)

    @Slot()
    def _on_stopped(self) -> None:
        self._banner.say("info", self.tr("Stopped. Nothing was kept of it."))

    def _make_doors(self) -> QWidget:
        doors = QWidget()
        column = QVBoxLayout(doors)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP + theme.STEP // 2)
        if all(self._row.hub):
            column.addWidget(
                _door("download", self.tr("Download it"), self._about_download(), self._download)
            )
        column.addWidget(
            _door(
                "folder",
                self.tr("Choose a file that is here"),
                self.tr(
                    "A .safetensors, .pth or .pt file with the weights of {0}, from a machine that "
                    "has them. It stays where it is."
                ).format(text_of(self._row.label)),
                self._choose,
            )
        )
        column.addWidget(
            _door(
                "run",
                self.tr("Use the built-in backbone now"),
                self.tr(
                    "Needs no download and works at once. It sees textures and edges well, and "
                    "parts that turn or bend less well."
                ),
                self._builtin,
            )
        )
        return doors

    def _about_download(self) -> str:
        row = self._row
        repository, file = row.hub
        return self.tr("{0} MB from {1} ({2}). Licence: {3}.\nIt is kept in {4}").format(
            row.download_mb, repository, file, row.licence, weights.place(row).parent
        )

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        title = self.tr("{0} needs weights that are not on this machine").format(
            text_of(self._row.label)
        )
        layout.addWidget(line(title, "heading"))
        layout.addWidget(self._doors)
        layout.addWidget(self._banner)
        layout.addWidget(self.job)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.set_primary(self._download if all(self._row.hub) else self._choose)

    def reject(self) -> None:
        """Close; a download that runs is dropped, and nothing of it stays."""
        self.job.blockSignals(True)
        self.job.stop()
        super().reject()


def _door(picture: str, title: str, text: str, button: QPushButton) -> QFrame:
    box = QFrame()
    theme.as_role(box, "card")
    icon = QLabel()
    icon.setPixmap(icons.pixmap(picture, _ICON, ratio=icon.devicePixelRatioF(), colour="accent"))
    says = QVBoxLayout()
    says.setSpacing(theme.STEP // 2)
    says.addWidget(line(title, "heading"))
    says.addWidget(line(text, "muted"))
    row = QHBoxLayout(box)
    row.setContentsMargins(*(2 * theme.STEP,) * 4)
    row.setSpacing(2 * theme.STEP)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(says, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return box
