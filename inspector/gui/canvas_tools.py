"""The strip above the canvas: tools, which mask they paint, the brush, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QMenu,
    QSlider,
    QSpinBox,
    QToolBar,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from inspector.core.overlay import COLOUR_MAPS
from inspector.gui.canvas.easel import ToolName
from inspector.gui.canvas.layers import Layer
from inspector.gui.canvas.masks import MaskKind
from inspector.gui.canvas.view import Canvas
from inspector.gui.editors import tuned
from inspector.gui.icons import icon

_TOOLS: tuple[ToolName, ...] = get_args(ToolName)
_MASKS: Mapping[str, MaskKind] = {
    "paint-defect": "defect",
    "paint-ignore": "ignore",
    "paint-roi": "roi",
}
_LAYERS: Mapping[str, tuple[Layer, ...]] = {
    "show-heatmap": ("heatmap",),
    "show-regions": ("regions",),
    "show-masks": ("defect", "ignore", "roi"),
}
_LARGEST_BRUSH = 1000
_SPIN_WIDTH = 92


class CanvasTools(QToolBar):
    """Ties the table's tool actions to the canvas."""

    def __init__(self, canvas: Canvas, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Tools"))
        self._canvas, self._actions = canvas, actions
        self._is_following = False
        self._add_tools()
        self.addSeparator()
        self._add_masks()
        self.addSeparator()
        self._add_brush()
        self.addSeparator()
        self._add_layers()
        self._connect_view()
        actions["select"].trigger()
        actions["paint-defect"].trigger()

    def _add_tools(self) -> None:
        for name in _TOOLS:
            action = self._actions[name]
            action.triggered.connect(partial(self._use_tool, name))
            self.addAction(action)

    def _use_tool(self, name: ToolName) -> None:
        self._canvas.set_tool(name)
        self._tolerance_place.setVisible(name == "fill")
        self._size_place.setVisible(name != "fill")
        self._canvas.setFocus()

    def _add_masks(self) -> None:
        for name, kind in _MASKS.items():
            action = self._actions[name]
            action.triggered.connect(partial(self._canvas.set_mask_kind, kind))
            self.addAction(action)

    def _add_brush(self) -> None:
        self._size = tuned(QSpinBox(minimum=1, maximum=_LARGEST_BRUSH, suffix=" px"))
        self._size.setToolTip(self.tr("Diameter of the brush ([ and ], or Ctrl+wheel)"))
        self._size.setAccessibleName(self.tr("Brush size"))
        self._size.setValue(self._canvas.brush_size)
        self._size.valueChanged.connect(self._canvas.set_brush_size)
        self._canvas.brush_size_changed.connect(self._show_size)
        self._size.setFixedWidth(_SPIN_WIDTH)
        self._size_place = self.addWidget(self._size)
        self._actions["brush-smaller"].triggered.connect(partial(self._step_brush, 0.8))
        self._actions["brush-larger"].triggered.connect(partial(self._step_brush, 1.25))
        self._tolerance = tuned(QSpinBox(minimum=0, maximum=100, suffix=" %", value=8))
        self._tolerance.setToolTip(self.tr("Flood fill: how much a pixel may differ"))
        self._tolerance.setAccessibleName(self.tr("Tolerance of the flood fill"))
        self._tolerance.valueChanged.connect(self._set_tolerance)
        self._set_tolerance(8)
        self._tolerance.setFixedWidth(_SPIN_WIDTH)
        self._tolerance_place = self.addWidget(self._tolerance)

    def _step_brush(self, factor: float) -> None:
        size = self._canvas.brush_size
        self._canvas.set_brush_size(
            min(size - 1, size * factor) if factor < 1 else max(size + 1, size * factor)
        )

    def _show_size(self, size: int) -> None:
        with QSignalBlocker(self._size):
            self._size.setValue(size)

    def _set_tolerance(self, percent: int) -> None:
        self._canvas.set_tolerance(percent / 100)

    def _add_layers(self) -> None:
        for name, layers in _LAYERS.items():
            action = self._actions[name]
            action.setChecked(True)
            action.toggled.connect(partial(self._show_layers, layers))
            self.addAction(action)
        self.addAction(self._actions["compare"])
        self.addSeparator()
        self.addAction(self._actions["fit-to-window"])
        button = QToolButton()
        button.setIcon(icon("more"))
        button.setToolTip(self.tr("Opacity and colours"))
        button.setAccessibleName(self.tr("Opacity and colours"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = self._look_menu(button)
        menu.aboutToShow.connect(self._show_visible)
        button.setMenu(menu)
        self.addWidget(button)

    def _show_layers(self, layers: tuple[Layer, ...], is_shown: bool) -> None:
        for layer in () if self._is_following else layers:
            self._canvas.set_layer(layer, visible=is_shown)

    def _look_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        self._boxes: dict[Layer, QCheckBox] = {}
        content = QWidget()
        form = QFormLayout(content)
        names: dict[Layer, str] = {
            "image": self.tr("Image"),
            "heatmap": self.tr("Heatmap"),
            "regions": self.tr("Regions"),
            "defect": self.tr("Defects"),
            "ignore": self.tr("Ignored"),
            "roi": self.tr("Region of interest"),
        }
        for layer, name in names.items():
            self._boxes[layer] = self._visible(layer, name)
            form.addRow(self._boxes[layer], self._opacity(layer, name))
        colours = QComboBox()
        colours.setAccessibleName(self.tr("Colours"))
        colours.addItems(list(COLOUR_MAPS))
        colours.currentTextChanged.connect(self._canvas.set_colours)
        form.addRow(QLabel(self.tr("Colours")), colours)
        action = QWidgetAction(menu)
        action.setDefaultWidget(content)
        menu.addAction(action)
        return menu

    def _visible(self, layer: Layer, name: str) -> QCheckBox:
        box = QCheckBox(name)
        box.setChecked(self._canvas.layer(layer).visible)
        box.toggled.connect(lambda shown: self._show_layer(layer, shown))
        return box

    def _show_layer(self, layer: Layer, is_shown: bool) -> None:
        self._canvas.set_layer(layer, visible=is_shown)
        self._is_following = True
        for name, layers in _LAYERS.items():
            self._actions[name].setChecked(any(self._canvas.layer(x).visible for x in layers))
        self._is_following = False

    def _show_visible(self) -> None:
        """The actions, too, show and hide layers."""
        for layer, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(self._canvas.layer(layer).visible)

    def _opacity(self, layer: Layer, name: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setValue(round(self._canvas.layer(layer).opacity * 100))
        slider.setMinimumWidth(140)
        slider.setAccessibleName(self.tr("Opacity of {0}").format(name))
        slider.valueChanged.connect(
            lambda percent: self._canvas.set_layer(layer, opacity=percent / 100)
        )
        return slider

    def _connect_view(self) -> None:
        canvas = self._canvas
        for name, slot in {
            "fit-to-window": canvas.fit,
            "actual-size": partial(canvas.zoom_to, 1.0),
            "zoom-in": partial(canvas.zoom_by, 1.25),
            "zoom-out": partial(canvas.zoom_by, 0.8),
        }.items():
            self._actions[name].triggered.connect(lambda checked=False, slot=slot: slot())
