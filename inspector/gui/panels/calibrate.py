"""The panel on which limits are seen, moved, reasoned about and chosen by a goal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.core import rules
from inspector.core.calibrate import Calibration, Limits
from inspector.core.rules import Manual, Rule
from inspector.gui import theme
from inspector.gui.panels.calibrate_learning import LearningTables
from inspector.gui.panels.calibrate_limits import LimitFields
from inspector.gui.panels.calibrate_notes import PromiseNotes
from inspector.gui.panels.calibrate_pixel import PixelLimit
from inspector.gui.panels.calibrate_rules import RuleEditor, default_rules, missing_for
from inspector.gui.plots.confusion import Confusion
from inspector.gui.plots.curves import Curves
from inspector.gui.plots.digits import Digits, digits_for
from inspector.gui.plots.histogram import Histogram
from inspector.gui.plots.scored import ScoredImage, ScoredSet


class CalibratePanel(QWidget):
    """Shows scores and limits; wishes leave as signals, and it stays as it is until shown anew."""

    limits_dragged = Signal(float, float)
    """unsure, fail: at every move of a limit, however small; cheap things only."""
    limits_changed = Signal(float, float)
    """unsure, fail: a person has set a limit; `rules` tells which of the two is set by hand."""
    rules_chosen = Signal(object, object)
    """The rules for fail and for unsure."""
    image_chosen = Signal(str)
    cell_chosen = Signal(str, str, object)
    """label, verdict, ids (tuple of str, lowest score first)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[ScoredImage, ...] = ()
        self._scored, self._digits = ScoredSet(), Digits()
        self._calibration: Calibration | None = None
        self._last_rules: tuple[Rule, Rule] | None = None
        self.histogram, self.fields = Histogram(), LimitFields()
        self.confusion, self.curves, self.notes = Confusion(), Curves(), PromiseNotes()
        self.learning, self.same_images = LearningTables(), QLabel()
        self.fail_rule = RuleEditor(self.tr("Fail limit by"))
        self.unsure_rule = RuleEditor(self.tr("Unsure limit by"))
        self.pixel_limit = PixelLimit()
        self._lay_out()
        self._connect()
        self.show_scores((), None)

    @property
    def rules(self) -> tuple[Rule, Rule]:
        """The rules for fail and for unsure as they are filled in."""
        return self.fail_rule.rule, self.unsure_rule.rule

    def show_scores(self, scores: Sequence[ScoredImage], calibration: Calibration | None) -> None:
        """Show these scores and limits in place of all before.

        Cheap where only the limits are others. A limit that a person holds stays where it is.
        """
        is_other = tuple(scores) != self._images
        self._images, self._calibration = tuple(scores), calibration
        limits = calibration.limits if calibration else None
        if self.histogram.is_moving and calibration:
            limits = self.histogram.limits
        if is_other or limits is None or self.histogram.limits is None:
            self._show_all(limits)
        else:
            self._show_limits(limits)
        self._show_rules()
        self.pixel_limit.show_calibration(calibration)
        self.notes.show_calibration(calibration)

    # Showing

    def _show_all(self, limits: Limits | None) -> None:
        self._scored = ScoredSet(self._images)
        low, high = self._scored.span() or (0.0, 0.0)
        self._digits = digits_for(high - low or abs(high))
        self.histogram.show_scores(self._scored, limits, self._digits)
        self.fields.show_limits(limits, self._digits)
        self.confusion.show_scores(self._scored, limits)
        self.curves.show_scores(self._scored, limits)

    def _show_limits(self, limits: Limits) -> None:
        self.histogram.set_limits(limits)
        self._follow(limits)

    def _follow(self, limits: Limits) -> None:
        """All that moves with a line."""
        self.fields.set_limits(limits)
        self.confusion.set_limits(limits)
        self.curves.set_limits(limits)

    def _show_rules(self) -> None:
        found = self._calibration
        for widget in (*self._of_limits, self.fail_rule, self.unsure_rule):
            widget.setVisible(found is not None)
        for widget in self._of_scores:
            widget.setVisible(found is not None or len(self._scored) > 0)
        if found is None:
            return
        self.learning.show_calibration(found)
        self._show_same_images(found)
        for editor in (self.fail_rule, self.unsure_rule):
            editor.offer(found.good, found.bad)
        fail, unsure = rules.parse(found.fail_rule), rules.parse(found.unsure_rule)
        self._show_editors(fail, unsure, found.limits)

    def _show_same_images(self, found: Calibration) -> None:
        """Say that the table counts the very images that the limits were made to fit."""
        chosen = (rules.parse(text) for text in (found.fail_rule, found.unsure_rule))
        is_fitted = any(not isinstance(rule, Manual) for rule in chosen)
        self.same_images.setVisible(is_fitted and bool(found.good or found.bad))

    def _show_editors(self, fail: Rule, unsure: Rule, limits: Limits) -> None:
        self.fail_rule.set_rule(fail, limit=limits.fail)
        self.unsure_rule.set_rule(unsure, limit=limits.unsure)
        before = self._last_rules or (fail, unsure)
        self._last_rules = (
            before[0] if isinstance(fail, Manual) else fail,
            before[1] if isinstance(unsure, Manual) else unsure,
        )
        is_by_hand = isinstance(fail, Manual) or isinstance(unsure, Manual)
        self.fields.reset_button.setEnabled(is_by_hand and self._rules_before() is not None)

    def _rules_before(self) -> tuple[Rule, Rule] | None:
        """The last rules that were not set by hand, or those to begin with."""
        if self._calibration is None:
            return None
        good, bad = self._calibration.good, self._calibration.bad
        first = default_rules(good, bad)
        if first is None or self._last_rules is None:
            return first
        fail, unsure = (
            standard if isinstance(last, Manual) or missing_for(last, good, bad) else last
            for last, standard in zip(self._last_rules, first, strict=True)
        )
        return fail, unsure

    # What a person does

    @Slot(float, float)
    def _on_drag(self, unsure: float, fail: float) -> None:
        self._follow(Limits(unsure, fail))
        self.limits_dragged.emit(unsure, fail)

    @Slot(float, float)
    def _on_change(self, unsure: float, fail: float) -> None:
        assert self._calibration is not None  # there are no lines without it
        limits, before = Limits(unsure, fail), self._calibration.limits
        fail_rule, unsure_rule = self.rules
        self._show_editors(
            fail_rule if fail == before.fail else Manual(fail),
            unsure_rule if unsure == before.unsure else Manual(unsure),
            limits,
        )
        self.limits_changed.emit(unsure, fail)

    @Slot(float, float)
    def _on_typed(self, unsure: float, fail: float) -> None:
        self.histogram.set_limits(Limits(unsure, fail))
        self._on_drag(unsure, fail)
        self._on_change(unsure, fail)

    @Slot()
    def _on_rules(self) -> None:
        self.rules_chosen.emit(*self.rules)

    @Slot()
    def _on_reset(self) -> None:
        before = self._rules_before()
        if before is not None and self._calibration is not None:
            self._show_editors(*before, self._calibration.limits)
            self.rules_chosen.emit(*before)

    def _connect(self) -> None:
        self.histogram.limits_dragged.connect(self._on_drag)
        self.histogram.limits_changed.connect(self._on_change)
        # Whoever previews the drag hears that it is over from the rules, which are as before.
        self.histogram.move_dropped.connect(self._on_rules)
        self.histogram.image_chosen.connect(self.image_chosen)
        self.fields.edited.connect(self._on_typed)
        self.fields.reset_asked.connect(self._on_reset)
        self.confusion.cell_chosen.connect(self.cell_chosen)
        for editor in (self.fail_rule, self.unsure_rule):
            editor.changed.connect(self._on_rules)

    # Layout

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(theme.STEP)
        verdicts, goal = _heading(self.tr("Verdicts")), _heading(self.tr("Goal"))
        curves = _heading(self.tr("How well the scores tell good from bad"))
        parts = (self.histogram, self.fields, verdicts, self.confusion, self.same_images)
        more = _heading(self.tr("What more good images would bring"))
        self.same_images.setText(
            self.tr("These images also set the limits: expect somewhat more errors on new parts.")
        )
        self.same_images.setWordWrap(True)
        theme.as_role(self.same_images, "muted")
        limits = (goal, self.fail_rule, self.unsure_rule, self.pixel_limit, self.notes)
        for widget in (*parts, *limits, more, self.learning, curves, self.curves):
            column.addWidget(widget)
        column.addStretch(1)
        self._of_scores = (self.histogram, curves, self.curves)
        self._of_limits = (self.fields, verdicts, self.confusion, self.same_images, goal)
        self._of_limits += (more, self.learning)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.as_role(self, "panel")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)
        self.setMinimumWidth(320)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    theme.as_role(label, "heading")
    label.setContentsMargins(0, theme.STEP, 0, 0)
    return label
