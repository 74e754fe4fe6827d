"""The rule that a limit follows from, with the numbers of its goal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from inspector.core.calibrate import UNSURE_RULE
from inspector.core.errors import OptionError
from inspector.core.rules import RULES, BestF1, LargestGood, Manual, Rule
from inspector.gui import editors, theme
from inspector.gui.forms import Form
from inspector.gui.translations import text_of


class RuleEditor(QWidget):
    """Chooses one rule; those that need images of a kind that is missing cannot be taken.

    What was filled in for a rule is kept while another one is looked at.
    """

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule: Rule = LargestGood()
        self._known: dict[str, Rule] = {}
        self._hand_limit = 0.0
        self._form: Form | None = None
        self._combo = editors.quiet(QComboBox())
        self._combo.setAccessibleName(title)
        self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for name, kind in RULES.items():
            self._combo.addItem(text_of(kind.label), name)
        self._help = QLabel()
        self._help.setWordWrap(True)
        theme.as_role(self._help, "caption")
        heading = QLabel(title)
        heading.setBuddy(self._combo)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, theme.STEP)
        self._layout.setSpacing(theme.STEP // 2)
        for widget in (heading, self._combo, self._help):
            self._layout.addWidget(widget)
        self._combo.currentIndexChanged.connect(self._on_choice)
        self._lay_out()

    @property
    def rule(self) -> Rule:
        return self._rule

    @property
    def combo(self) -> QComboBox:
        return self._combo

    @property
    def form(self) -> Form | None:
        """The fields of the rule; None where it has none to fill in here."""
        return self._form

    def set_rule(self, rule: Rule, *, limit: float) -> None:
        """Show a rule, without `changed`.

        limit: where the limit is now; taken when a person decides to set it by hand.
        """
        self._hand_limit = limit
        if rule != self._rule or self._combo.currentData() != rule.name:
            self._rule = self._known[rule.name] = rule
            self._lay_out()

    def offer(self, good: Sequence[float], bad: Sequence[float]) -> None:
        """Let only those rules be chosen for which there are images."""
        model = self._combo.model()
        assert isinstance(model, QStandardItemModel)
        for row, kind in enumerate(RULES.values()):
            missing = "" if kind is Manual else missing_for(kind(), good, bad)
            model.item(row).setEnabled(not missing)
            self._combo.setItemData(row, missing or text_of(kind.help), Qt.ItemDataRole.ToolTipRole)

    def _lay_out(self) -> None:
        with QSignalBlocker(self._combo):
            self._combo.setCurrentIndex(self._combo.findData(self._rule.name))
        self._help.setText(text_of(self._rule.help))
        if self._form is not None and type(self._form.value()) is type(self._rule):
            self._form.set_value(self._rule)
            return
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        # The number of a limit set by hand is edited beside its line, not here as well.
        has_form = bool(vars(self._rule)) and not isinstance(self._rule, Manual)
        self._form = Form(self._rule, self) if has_form else None
        if self._form is not None:
            self._form.changed.connect(self._on_form)
            self._layout.addWidget(self._form)

    @Slot(int)
    def _on_choice(self, index: int) -> None:
        kind = RULES[self._combo.itemData(index)]
        if kind is Manual:
            self._take(Manual(self._hand_limit))
        else:
            self._take(self._known.get(kind.name) or kind())
        self._lay_out()
        self.changed.emit()

    @Slot(object)
    def _on_form(self, rule: Rule) -> None:
        self._take(rule)
        self.changed.emit()

    def _take(self, rule: Rule) -> None:
        self._rule = self._known[rule.name] = rule


def missing_for(rule: Rule, good: Sequence[float], bad: Sequence[float]) -> str:
    """Why a rule cannot be used with these scores; empty where it can."""
    try:
        rule.require(good, bad)
    except OptionError as error:
        return text_of(str(error))
    return ""


def default_rules(good: Sequence[float], bad: Sequence[float]) -> tuple[Rule, Rule] | None:
    """The rules for fail and for unsure that calibrate() takes by itself; None without any good."""
    if not good:
        return None
    return (BestF1() if bad else LargestGood()), UNSURE_RULE
