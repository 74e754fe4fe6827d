"""The masking test: a person looks at the proposed object masks and says yes or no."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from inspector.core import foreground
from inspector.core.detector_picture import shrink
from inspector.core.foreground import Proposal
from inspector.core.inspect import foreground_threshold
from inspector.core.overlay import eight_bit
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick
from inspector.gui import theme
from inspector.gui.core_text import text_of
from inspector.gui.engine import Engine
from inspector.gui.qimage import to_qimage
from inspector.gui.snapshot import Snapshot
from inspector.gui.workbench import Workbench

_SHOWN = 6
_EDGE = 240


@dataclass(frozen=True, eq=False)
class Proposed:
    """Pictures (h, w, 3) uint8, dark where the mask leaves something out, and the opinion."""

    pictures: tuple[Pixels, ...]
    proposal: Proposal


def propose(engine: Engine, snapshot: Snapshot, tick: Tick) -> Proposed:
    """The object masks of the references. Runs as a job.

    Raises:
        FitError: no image is a reference.
    """
    entries = [entry for entry in snapshot.teaching() if entry.label == "good"][:_SHOWN]
    source = engine.extractor(snapshot, tick)
    threshold = foreground_threshold(snapshot.options)
    pictures, masks = [], []
    for done, entry in enumerate(entries):
        tick(done, len(entries), f"Looking at {entry.path.name}")
        path = snapshot.project.path_of(entry.id)
        features, geometry = source.of_file(path)
        mask = foreground.object_mask(features, threshold)
        kept = geometry.spread(mask.astype(np.float32))[:, :, None] > 0.5
        shown = eight_bit(source.read(path))
        pictures.append(shrink(np.where(kept, shown, shown // 4), _EDGE))
        masks.append(mask)
    if not masks:
        return Proposed((), Proposal(False, 0.0, "no image is a reference yet"))
    return Proposed(tuple(pictures), foreground.propose(masks))


class ObjectMaskDialog(QDialog):
    """Shows what would be measured; the answer goes into the options."""

    def __init__(self, workbench: Workbench, found: Proposed, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Does the mask cover the part?"))
        column = QVBoxLayout(self)
        column.setSpacing(16)
        text = QLabel(
            self.tr(
                "Only what is bright would be measured. Say yes if it covers the whole part in "
                "every picture, and no where it cuts something off."
            )
        )
        text.setWordWrap(True)
        column.addWidget(text)
        column.addLayout(self._pictures(found))
        opinion = QLabel(self._opinion(found.proposal))
        opinion.setWordWrap(True)
        theme.as_role(opinion, "muted")
        column.addWidget(opinion)
        column.addWidget(self._buttons(found))

    def _pictures(self, found: Proposed) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, picture in enumerate(found.pictures):
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(to_qimage(picture)))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, number // 3, number % 3)
        return grid

    def _opinion(self, proposal: Proposal) -> str:
        if proposal.usable:
            return self.tr("It looks usable: {0}.").format(text_of(proposal.reason))
        return self.tr("It does not look usable: {0}.").format(text_of(proposal.reason))

    def _buttons(self, found: Proposed) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        yes = buttons.addButton(self.tr("Yes, measure the part only"), role.AcceptRole)
        no = buttons.addButton(self.tr("No, measure everything"), role.RejectRole)
        yes.setEnabled(bool(found.pictures))
        advised = yes if found.proposal.usable else no
        advised.setDefault(True)
        theme.as_role(advised, "primary")  # Qt finds room for bold letters by the role only
        yes.clicked.connect(self._on_yes)
        no.clicked.connect(self._on_no)
        return buttons

    @Slot()
    def _on_yes(self) -> None:
        self._decide(foreground_only=True)

    @Slot()
    def _on_no(self) -> None:
        self._decide(foreground_only=False)

    def _decide(self, *, foreground_only: bool) -> None:
        options = self._workbench.options
        self._workbench.set_options(replace(options, foreground=foreground_only))
        self.accept()
