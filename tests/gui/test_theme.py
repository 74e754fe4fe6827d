from __future__ import annotations

import re
from dataclasses import asdict
from itertools import combinations, product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from inspector.gui import theme
from inspector.gui.theme import DARK, LIGHT
from tests.gui.colours import BLINDNESS, contrast, difference

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


@pytest.fixture
def plain_after(qapp):
    yield
    theme.apply(qapp, "light")


@THEMES
def test_text_has_the_contrast_of_wcag_aa_on_every_ground(look):
    texts = (look.text, look.muted, look.accent, look.pass_, look.unsure, look.fail)
    for ink, ground in product(texts, (look.background, look.surface, look.raised)):
        assert contrast(ink, ground) >= 4.5
    for ink, ground in [
        (look.text, look.selection),
        (look.accent, look.selection),
        (look.on_fill, look.fill),
        (look.on_fill, look.fill_hover),
        (look.pass_, look.pass_tint),
        (look.unsure, look.unsure_tint),
        (look.fail, look.fail_tint),
        (look.text, look.fail_tint),
        (look.text, look.unsure_tint),
    ]:
        assert contrast(ink, ground) >= 4.5


@THEMES
def test_edges_and_lines_have_the_contrast_of_wcag_aa_for_graphics(look):
    for line in (look.outline, look.accent, look.fill, *look.series):
        assert contrast(line, look.surface) >= 3


@THEMES
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_verdicts_and_masks_can_be_told_apart_without_full_colour_vision(look, blindness):
    for colours in (
        (look.pass_, look.unsure, look.fail),
        (look.defect, look.ignore, look.roi),
    ):
        for one, other in combinations(colours, 2):
            assert difference(one, other, blindness) > 15


@THEMES
def test_every_colour_is_written_out_in_full(look):
    values = asdict(look)
    colours = [*values.pop("series"), *(v for k, v in values.items() if k != "name")]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@THEMES
def test_the_style_sheet_is_filled_in_and_its_pictures_exist(look):
    sheet = theme.style_sheet(look, points=10)
    assert "$" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_a_widget_is_dressed_without_a_complaint_and_told_of_a_change(qapp, qtbot, plain_after):
    theme.apply(qapp, "light")
    window = QMainWindow()
    window.resize(400, 400)
    qtbot.addWidget(window)
    button = QPushButton("Fit", window)
    theme.as_role(button, "primary")
    window.show()
    assert window.grab().toImage().pixelColor(300, 300).name() == LIGHT.background
    with qtbot.waitSignal(theme.look().changed) as signal:
        theme.apply(qapp, "dark")
    assert signal.args == [DARK]
    assert theme.current() is DARK
    assert window.grab().toImage().pixelColor(300, 300).name() == DARK.background
    assert qapp.palette().color(QPalette.ColorRole.Text).name() == DARK.text


def test_the_system_is_followed_only_where_that_is_wanted(qapp, plain_after):
    look = theme.apply(qapp, "system")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    look.put_on("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is LIGHT


def test_putting_a_theme_on_again_makes_no_second_keeper(qapp, plain_after):
    assert theme.apply(qapp, "dark") is theme.apply(qapp, "light") is theme.look()


def test_an_unknown_role_is_refused(qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    with pytest.raises(ValueError, match="no role 'huge'"):
        theme.as_role(label, "huge")
