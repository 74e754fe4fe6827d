"""What stands above the images of the gallery: filter, search, order, size; and the banner."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui import theme
from inspector.gui.icons import icon
from inspector.gui.panels.gallery_items import FILTERS, SORTS, Arrangement
from inspector.gui.panels.gallery_view import EDGES

_TYPING_MS = 120
"""After the last letter of a search: long enough not to follow each of a fast typist's."""


class GalleryBar(QWidget):
    """Lets a person choose an Arrangement and the size of the pictures."""

    arrangement_changed = Signal()
    edge_changed = Signal(int)
    done = Signal()
    """A choice was made; the keys are to go to the images again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {
            "all": self.tr("All"),
            "good": self.tr("Good"),
            "bad": self.tr("Bad"),
            "unset": self.tr("Not set"),
            "references": self.tr("References"),
            "fail": self.tr("Judged fail"),
            "unsure": self.tr("Judged unsure"),
            "pass": self.tr("Judged pass"),
            "wrong": self.tr("Judged wrongly"),
            "painted": self.tr("Painted"),
            "missing": self.tr("Missing or damaged"),
        }
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.arrangement_changed)
        self._filter = self._make_filter()
        self._search = self._make_search()
        self._sort = self._make_sort()
        self._order = self._make_order()
        self._size = self._make_size()
        self._lay_out()

    @property
    def arrangement(self) -> Arrangement:
        """What is chosen, for any image."""
        return Arrangement(
            shown=self._filter.currentData(),
            search=self._search.text().strip(),
            sort=self._sort.currentData(),
            descending=self._order.isChecked(),
        )

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many images each filter takes."""
        for row, (name, text) in enumerate(self._names.items()):
            self._filter.setItemText(row, f"{text} ({counts[name]})")

    def show_edge(self, edge: int) -> None:
        """Show the size of the pictures."""
        with QSignalBlocker(self._size):
            self._size.setValue(EDGES.index(edge))

    def choose(self, shown: str) -> None:
        """Choose a filter, and search for nothing."""
        self._typing.stop()
        with QSignalBlocker(self._filter), QSignalBlocker(self._search):
            self._filter.setCurrentIndex(list(FILTERS).index(shown))
            self._search.clear()
        self.arrangement_changed.emit()

    def choose_sort(self, name: str) -> None:
        """Sort by something, the first or smallest first."""
        with QSignalBlocker(self._sort), QSignalBlocker(self._order):
            self._sort.setCurrentIndex(list(SORTS).index(name))
            self._order.setChecked(False)
        self.arrangement_changed.emit()

    def _make_filter(self) -> QComboBox:
        made = QComboBox()
        for name in FILTERS:
            made.addItem(self._names[name], name)
        made.setMaxVisibleItems(len(FILTERS))
        made.setToolTip(self.tr("Which images are shown"))
        made.setAccessibleName(self.tr("Filter"))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(9)
        made.currentIndexChanged.connect(self.arrangement_changed)
        made.activated.connect(self.done)
        return made

    def _make_search(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(self.tr("Search"))
        made.setToolTip(self.tr("Search by name"))
        made.setAccessibleName(self.tr("Search by name"))
        made.setClearButtonEnabled(True)
        made.setAcceptDrops(False)  # files are for the window
        made.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        made.textChanged.connect(self._on_text)
        made.returnPressed.connect(self.done)
        return made

    def _make_sort(self) -> QComboBox:
        names = {
            "added": self.tr("As added"),
            "name": self.tr("Name"),
            "label": self.tr("Mark"),
            "score": self.tr("Score"),
            "verdict": self.tr("Verdict"),
            "unusual": self.tr("Unusual first"),
        }
        made = QComboBox()
        for name in SORTS:
            made.addItem(names[name], name)
        made.setToolTip(self.tr("What the images are sorted by"))
        made.setAccessibleName(self.tr("Sort by"))
        made.currentIndexChanged.connect(self.arrangement_changed)
        made.activated.connect(self.done)
        return made

    def _make_order(self) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setIcon(icon("sort"))
        made.setToolTip(self.tr("Descending: the last, the largest, first"))
        made.setAccessibleName(self.tr("Descending"))
        made.toggled.connect(self.arrangement_changed)
        return made

    def _make_size(self) -> QSlider:
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(0, len(EDGES) - 1)
        made.setPageStep(2)
        made.setMinimumWidth(64)
        made.setMaximumWidth(160)
        made.setToolTip(self.tr("Size of the pictures"))
        made.setAccessibleName(self.tr("Size of the pictures"))
        made.valueChanged.connect(self._on_size)
        return made

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._typing.start()

    @Slot(int)
    def _on_size(self, step: int) -> None:
        self.edge_changed.emit(EDGES[step])

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.STEP // 2)
        for left, right in (
            ([self._filter], [self._search]),
            ([self._sort, self._order], [self._size]),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.STEP // 2)
            for widget in left:
                row.addWidget(widget)
            row.addStretch(0)
            for widget in right:
                row.addWidget(widget, 1)
            rows.addLayout(row)


class Banner(QFrame):
    """Says why only some images are shown, with a cross that shows all again."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip(self.tr("Show all images again"))
        close.setAccessibleName(self.tr("Show all images again"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.STEP, 2, 2, 2)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        theme.as_role(self, "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str) -> None:
        """Show a reason; an empty one hides the banner."""
        self._text.setText(text)
        self.setVisible(bool(text))
