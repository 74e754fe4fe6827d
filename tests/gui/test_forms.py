from __future__ import annotations

from dataclasses import MISSING, dataclass
from typing import Literal

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QToolButton,
)

from inspector.core import detectors, rules, score
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.option import option
from inspector.core.score import Percentile, TopFraction
from inspector.gui import translations
from inspector.gui.forms import Choice, Chooser, Form


@dataclass(frozen=True)
class Everything:
    """One field of every kind."""

    count: int = option(3, "Count", "How many.", low=1, high=9)
    share: float = option(0.01, "Share", "What part.", low=0.0, high=1.0)
    weight: float = option(1.0, "Weight", "How much.", low=0.0, high=4.0)
    kind: Literal["a", "b"] = option("a", "Kind", "Which.", choices=("a", "b"))
    is_on: bool = option(True, "On", "Whether.")
    name: str = option("part", "Name", "What it is called.")
    hidden: int = 7


@pytest.fixture
def form(qtbot):
    form = Form(Everything(hidden=8))
    qtbot.addWidget(form)
    form.seen = []
    form.changed.connect(form.seen.append)
    form.show()
    return form


def inner(form, name, kind):
    return form.editor(name).findChild(kind)


def reset(form, name):
    return form.editor(name).parent().findChild(QToolButton)


def test_a_form_gives_back_what_it_was_given(qtbot):
    odd = Everything(count=9, share=0.123456, weight=1.23456789, kind="b", is_on=False, name="ü")
    form = Form(odd)
    qtbot.addWidget(form)
    assert form.value() == odd
    form.set_value(Everything())
    assert form.value() == Everything()


@pytest.mark.parametrize(
    "kind", [*detectors.DETECTORS.values(), *score.POLICIES.values(), *rules.RULES.values()]
)
def test_every_method_score_and_rule_has_a_form(qtbot, kind):
    value = kind(value=0.5) if kind is rules.Manual else kind()
    form = Form(value)
    qtbot.addWidget(form)
    assert form.value() == value


def test_an_edit_changes_its_field_and_nothing_else(form):
    inner(form, "count", QSpinBox).setValue(5)
    inner(form, "kind", QComboBox).setCurrentText("b")
    inner(form, "is_on", QCheckBox).click()
    inner(form, "weight", QDoubleSpinBox).setValue(2.5)
    assert form.seen[-1] == Everything(count=5, kind="b", is_on=False, weight=2.5, hidden=8)
    assert form.value() == form.seen[-1]
    assert len(form.seen) == 4


def test_text_is_taken_as_it_is_typed(qtbot, form):
    qtbot.keyClicks(form.editor("name").focusProxy(), "s")
    assert form.value().name == "parts"


def test_showing_another_value_is_no_change_by_a_person(form):
    form.set_value(Everything(count=9, share=0.5, kind="b", is_on=False, name="x"))
    assert not form.seen
    with pytest.raises(TypeError, match="shows Everything"):
        form.set_value(TopFraction())


def test_a_share_is_shown_in_per_cent_and_small_ones_have_room_on_the_slider(form):
    spin, slider = inner(form, "share", QDoubleSpinBox), inner(form, "share", QSlider)
    assert spin.text().replace(",", ".") == "1.00 %"
    assert slider.value() > 0.2 * slider.maximum()
    spin.setValue(7)
    assert form.value().share == 0.07
    slider.setValue(slider.maximum())
    assert form.value().share == 1.0
    slider.setValue(0)
    assert form.value().share == 0.0


def test_choices_are_shown_in_the_language_of_the_window(qapp, qtbot):
    before = QLocale()
    translations.install(qapp, "de")
    try:
        form = Form(TwoMemories(rotations="90"))
        qtbot.addWidget(form)
        combo = inner(form, "rotations", QComboBox)
        assert combo.itemText(0) == "keine"
        combo.setCurrentIndex(0)
        assert form.value().rotations == "none"
    finally:
        translations.install(qapp, "en")
        QLocale.setDefault(before)


def test_limits_are_those_of_the_field(form):
    spin = inner(form, "count", QSpinBox)
    assert (spin.minimum(), spin.maximum()) == (1, 9)
    weight = inner(form, "weight", QDoubleSpinBox)
    assert (weight.minimum(), weight.maximum()) == (0, 4)


def test_an_option_goes_back_to_its_default(form):
    assert not reset(form, "count").isVisible()
    inner(form, "count", QSpinBox).setValue(5)
    assert reset(form, "count").isVisible()
    reset(form, "count").click()
    assert form.value().count == 3
    assert inner(form, "count", QSpinBox).value() == 3
    assert not reset(form, "count").isVisible()


def test_an_option_without_a_default_offers_no_way_back_to_it(qtbot):
    @dataclass(frozen=True)
    class Needed:
        limit: float = option(MISSING, "Limit", "Where.")

    form = Form(Needed(1234.5))
    qtbot.addWidget(form)
    form.show()
    assert not reset(form, "limit").isVisible()
    inner(form, "limit", QDoubleSpinBox).setValue(-0.25)
    assert form.value() == Needed(-0.25)


def test_what_the_options_refuse_is_said_and_not_taken(qtbot):
    form = Form(TopFraction(0.5))
    qtbot.addWidget(form)
    form.show()
    spin = inner(form, "fraction", QDoubleSpinBox)
    with qtbot.assertNotEmitted(form.changed):
        spin.setValue(0)
    assert form.value() == TopFraction(0.5)
    assert any("more than 0" in label.text() for label in form.findChildren(QLabel))
    spin.setValue(2)
    assert form.value() == TopFraction(0.02)
    assert not any("more than 0" in label.text() for label in form.findChildren(QLabel))


def test_every_editor_has_a_name_a_buddy_and_a_sentence_of_help(form):
    for label, name in (("Count", "count"), ("Share", "share"), ("Kind", "kind")):
        editor = form.editor(name)
        assert editor.accessibleName() == label
        assert editor.toolTip() == editor.accessibleDescription() != ""
        buddies = [each.buddy() for each in form.findChildren(QLabel) if each.text() == label]
        assert buddies == [editor]
    texts = {label.text() for label in form.findChildren(QLabel)}
    assert {"How many.", "What part.", "Whether.", "What it is called."} <= texts


def test_tab_goes_from_option_to_option(qtbot, form):
    qtbot.waitExposed(form)
    form.activateWindow()
    inner(form, "count", QSpinBox).setFocus()
    visited = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(type(QApplication.focusWidget()).__name__)
    one_by_one = (QSlider, QDoubleSpinBox, QDoubleSpinBox, QComboBox, QCheckBox, QLineEdit)
    assert visited == [kind.__name__ for kind in one_by_one]


def test_the_wheel_scrolls_past_an_editor_that_has_not_the_focus(form):
    spin = inner(form, "count", QSpinBox)
    spin.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(spin.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(spin, turn)
    assert spin.value() == 3
    assert not turn.isAccepted()


def test_a_form_is_no_wider_than_a_panel(qtbot):
    form = Form(TwoMemories())
    qtbot.addWidget(form)
    assert form.minimumSizeHint().width() <= 300


def test_a_chooser_shows_the_sentence_of_what_is_chosen(qtbot):
    chooser = Chooser("Score", [Choice("a", "First", "One."), Choice("b", "Second", "Two.")])
    qtbot.addWidget(chooser)
    assert chooser.current() == "a"
    with qtbot.waitSignal(chooser.chosen) as signal:
        chooser.findChild(QComboBox).setCurrentIndex(1)
    assert signal.args == ["b"]
    assert "Two." in [label.text() for label in chooser.findChildren(QLabel)]


def test_a_chooser_told_what_to_show_is_silent_and_keeps_its_choice(qtbot):
    chooser = Chooser("", [Choice("a", "First"), Choice("b", "Second")])
    qtbot.addWidget(chooser)
    with qtbot.assertNotEmitted(chooser.chosen):
        chooser.choose("b")
        chooser.set_choices([Choice("c", "Third"), Choice("b", "Second again")])
    assert chooser.current() == "b"
    with pytest.raises(ValueError, match="no choice 'a'"):
        chooser.choose("a")


def test_a_percentile_is_a_plain_number(qtbot):
    form = Form(Percentile())
    qtbot.addWidget(form)
    assert inner(form, "q", QSlider) is None
    assert inner(form, "q", QDoubleSpinBox).value() == 99
