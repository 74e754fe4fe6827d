"""Which backbone and detector, with which options; and the button that fits them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.core import backbones, detectors, presets
from inspector.core.backbones.base import BackboneChoice, BackboneRow
from inspector.core.detectors.base import Trained
from inspector.core.device import Device
from inspector.core.options import Options, deciding_as
from inspector.core.region_options import RegionOptions
from inspector.core.score import POLICIES
from inspector.core.tiles import TileOptions
from inspector.gui import theme
from inspector.gui.editors import tuned
from inspector.gui.engine import lacks_weights
from inspector.gui.forms import Choice, Chooser, Form
from inspector.gui.icons import icon
from inspector.gui.panels.fit_regions import RegionsForm
from inspector.gui.translations import text_of
from inspector.gui.workbench import Workbench

if TYPE_CHECKING:
    from inspector.gui.plots.loss import LossPlot

_CUSTOM = ""


class FitPanel(QWidget):
    """Forms made from the dataclasses. Every change goes to the workbench at once."""

    fit_wanted = Signal()
    object_mask_wanted = Signal()
    weights_wanted = Signal(str)
    """The id of a backbone whose weights are not here."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._form: Form | None = None
        self._build()
        workbench.options_changed.connect(self._show)
        workbench.opened.connect(self._show)
        workbench.images_changed.connect(self._show_counts)
        workbench.mask_changed.connect(self._show_counts)
        workbench.fitted_changed.connect(self._show_training)
        self._show()

    def _build(self) -> None:
        content = self._content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._presets = Chooser(self.tr("Preset"), self._preset_choices())
        self._backbones = Chooser(self.tr("Backbone"), [_backbone(row) for row in _rows()])
        self._detectors = Chooser(self.tr("Detector"), _kinds(detectors.DETECTORS))
        self._detector_form = _Slot(self._on_form)
        self._presets.chosen.connect(self._on_preset)
        self._backbones.chosen.connect(self._on_backbone)
        self._detectors.chosen.connect(self._on_detector)
        for widget in (self._presets, self._backbones, self._detectors, self._detector_form):
            column.addWidget(widget)
        self._loss: LossPlot | None = None
        self._column = column
        column.addWidget(self._more())
        self.tiles = Form(TileOptions())
        self.tiles.changed.connect(self._on_tiles)
        large = QGroupBox(self.tr("Large images"))
        QVBoxLayout(large).addWidget(self.tiles)
        column.addWidget(large)
        self.regions = RegionsForm()
        self.regions.changed.connect(self._on_regions)
        column.addWidget(self.regions)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot())

    def _show_training(self) -> None:
        """Show how a training went, where the fitted detector had one; plots are slow to import."""
        fit = self._workbench.fit
        fitted = fit.inspector.fitted if fit is not None else None
        if self._loss is None and isinstance(fitted, Trained):
            from inspector.gui.plots.loss import LossPlot

            self._loss = LossPlot()
            self._column.insertWidget(self._column.indexOf(self._detector_form), self._loss)
        if self._loss is not None:
            self._loss.setVisible(isinstance(fitted, Trained))
            if isinstance(fitted, Trained):
                self._loss.show_losses(fitted.losses)

    def _more(self) -> QGroupBox:
        box = QGroupBox(self.tr("Image and score"))
        form = QFormLayout(box)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._size = tuned(QSpinBox(minimum=0, maximum=8192, singleStep=32, suffix=" px"))
        self._size.setSpecialValueText(self.tr("the backbone's own"))
        self._size.setToolTip(self.tr("Smaller edge of what the backbone sees. Larger finds more."))
        self._score = Chooser(self.tr("Score"), _kinds(POLICIES))
        self._score_form = _Slot(self._on_score)
        self._smoothing = tuned(QSpinBox(minimum=0, maximum=200, suffix=" px"))
        self._smoothing.setToolTip(self.tr("Sigma of the heatmap's smoothing in image pixels."))
        self._area = tuned(QSpinBox(minimum=1, maximum=10_000_000, suffix=" px"))
        self._area.setToolTip(self.tr("Regions of fewer pixels are left out."))
        self._foreground = QCheckBox(self.tr("Measure the part only"))
        self._foreground.setToolTip(
            self.tr("Leaves the background out, where the proposed mask really fits. Look first.")
        )
        look = QPushButton(self.tr("Show the proposed mask…"))
        look.clicked.connect(self.object_mask_wanted)
        form.addRow(self.tr("Input size"), self._size)
        form.addRow(self._score)  # in a row of its own: its names are long
        form.addRow(self._score_form)
        form.addRow(self.tr("Smoothing"), self._smoothing)
        form.addRow(self.tr("Smallest region"), self._area)
        for field, name in (
            (self._size, self.tr("Input size")),
            (self._smoothing, self.tr("Smoothing")),
            (self._area, self.tr("Smallest region")),
        ):
            field.setAccessibleName(name)
        form.addRow(self._foreground)
        form.addRow(look)
        for spin in (self._size, self._smoothing, self._area):
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(self._on_more)
        self._score.chosen.connect(lambda name: self._on_score(POLICIES[name]()))
        self._foreground.toggled.connect(self._on_more)
        return box

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        self._device = QComboBox()
        self._device.setAccessibleName(self.tr("Computes on"))
        self._device.setToolTip(self.tr("What computes. Automatic takes a GPU where there is one."))
        self._device.addItem(self.tr("Computes on: automatic"), "auto")
        self._device.currentIndexChanged.connect(self._on_device)
        self._counts = QLabel()
        self._counts.setWordWrap(True)
        theme.as_role(self._counts, "muted")
        self._button = QPushButton(icon("run", "on_fill"), self.tr("Fit"))
        self._button.setToolTip(self.tr("Learn from the references and measure every image (F5)"))
        theme.as_role(self._button, "primary")
        self._button.clicked.connect(self.fit_wanted)
        for widget in (self._device, self._counts, self._button):
            foot.addWidget(widget)
        return foot

    def list_devices(self, found_devices: Sequence[Device]) -> None:
        """Fill in what can compute."""
        with QSignalBlocker(self._device):
            for found in found_devices:
                label = ", ".join(text_of(part) for part in found.label.split(", "))
                text = self.tr("Computes on: {0}").format(label)
                self._device.addItem(text, found.id)

    def set_can_fit(self, can_fit: bool) -> None:
        """No second fit while one runs, and none without images."""
        self._button.setEnabled(can_fit)

    def _preset_choices(self) -> list[Choice]:
        own = Choice(_CUSTOM, self.tr("Own settings"), self.tr("Chosen by hand below."))
        named = presets.PRESETS.items()
        return [own, *(Choice(key, text_of(p.label), text_of(p.summary)) for key, p in named)]

    # From the workbench

    def _show(self) -> None:
        options = self._workbench.options
        blocked = [
            QSignalBlocker(each)
            for each in (self._size, self._smoothing, self._area, self._foreground)
        ]
        self._presets.choose(_preset_of(options))
        self._backbones.choose(options.backbone.id)
        self._detectors.choose(options.detector.name)
        self._size.setValue(options.size or 0)
        self._score.choose(options.score.name)
        self._smoothing.setValue(round(options.smoothing))
        self._area.setValue(options.smallest_area)
        self._foreground.setChecked(options.foreground)
        del blocked
        self._detector_form.show_value(options.detector)
        self._score_form.show_value(options.score)
        self.tiles.set_value(options.tiles)
        self.regions.show_options(options.regions)
        self._show_counts()

    def _show_counts(self) -> None:
        workbench = self._workbench
        self._content.setEnabled(not (workbench.is_open and workbench.project.read_only))
        if not workbench.is_open:
            self._counts.setText("")
            return
        images = workbench.project.images
        references = sum(e.label == "good" and e.is_reference for e in images)
        painted = sum(e.label == "bad" and workbench.is_painted(e.id, "defect") for e in images)
        text = self.tr("%n reference(s)", "", references)
        if painted:
            text += ", " + self.tr("%n painted defect image(s)", "", painted)
        if references + painted == 0:
            text = self.tr("Mark a good image with G and let it teach with R.")
        if workbench.project.read_only:
            text += "\n" + self.tr("Read-only: options cannot be changed here.")
        self._counts.setText(text)

    # To the workbench

    def _on_preset(self, key: str) -> None:
        if key in presets.PRESETS:
            kept = deciding_as(presets.PRESETS[key].options, self._workbench.options)
            self._choose(kept)

    def _on_backbone(self, key: str) -> None:
        self._choose(replace(self._workbench.options, backbone=BackboneChoice(key), size=None))

    def _on_detector(self, key: str) -> None:
        self._choose(replace(self._workbench.options, detector=detectors.kind(key)()))

    def _on_form(self, detector: Any) -> None:
        self._choose(replace(self._workbench.options, detector=detector))

    def _on_score(self, score: Any) -> None:
        self._choose(replace(self._workbench.options, score=score))

    def _on_more(self) -> None:
        self._choose(
            replace(
                self._workbench.options,
                size=self._size.value() or None,
                smoothing=float(self._smoothing.value()),
                smallest_area=self._area.value(),
                foreground=self._foreground.isChecked(),
            )
        )

    @Slot(object)
    def _on_tiles(self, tiles: TileOptions) -> None:
        self._choose(replace(self._workbench.options, tiles=tiles))

    def _on_regions(self, regions: RegionOptions) -> None:
        self._choose(replace(self._workbench.options, regions=regions))

    def _on_device(self) -> None:
        self._workbench.device = self._device.currentData()
        self._workbench.options_changed.emit()

    def _choose(self, options: Options) -> None:
        self._workbench.set_options(options)
        if lacks_weights(options.backbone):
            self.weights_wanted.emit(options.backbone.id)

    def use_weights(self, file: Path) -> None:
        """Take a weights file for the chosen backbone."""
        options = self._workbench.options
        self._workbench.set_options(
            replace(options, backbone=replace(options.backbone, weights=file))
        )


class _Slot(QWidget):
    """Holds the form of whatever dataclass is chosen; a method without options shows nothing."""

    def __init__(self, on_change: Callable[[Any], None]) -> None:
        super().__init__()
        self._on_change = on_change
        self._form: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: Any) -> None:
        """Show a dataclass in its form."""
        if self._form is not None and type(self._form.value()) is type(value):
            self._form.set_value(value)
            return
        if self._form is not None:
            self._column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = Form(value)
        self._form.changed.connect(self._on_change)
        self._column.addWidget(self._form)


def _kinds(kinds: Mapping[str, Any]) -> list[Choice]:
    """Choices of methods, scores or rules, which name and describe themselves."""
    return [
        Choice(key, text_of(kind.label), text_of(getattr(kind, "summary", "") or kind.help))
        for key, kind in kinds.items()
    ]


def _rows() -> list[BackboneRow]:
    return list(backbones.ROWS.values())


def _backbone(row: BackboneRow) -> Choice:
    size = f"{row.download_mb} MB" if row.kind == "timm" else _no_download()
    return Choice(row.id, text_of(row.label), f"{size}, {row.licence}.")


def _no_download() -> str:
    return QCoreApplication.translate("FitPanel", "No download")


def _preset_of(options: Options) -> str:
    """The preset that these options are; their weights file may lie anywhere."""
    plain = replace(options, backbone=replace(options.backbone, weights=None), bit_depth=None)
    named = presets.PRESETS.items()
    same = (key for key, each in named if each.options == deciding_as(plain, each.options))
    return next(same, _CUSTOM)
