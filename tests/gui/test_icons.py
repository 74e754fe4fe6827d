from __future__ import annotations

import gc
import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from inspector import resources
from inspector.core.errors import InspectorError
from inspector.gui import icons, theme
from inspector.gui.action_table import ROWS
from inspector.gui.theme import DARK, LIGHT

FILES = sorted(resources.path("icons").glob("*.svg"))
FAMILY = [file for file in FILES if file.stem != "app"]


@pytest.fixture
def light(qapp):
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, "light")


def strongest(picture: QPixmap) -> str:
    """The colour of the first pixel that is fully covered."""
    image = picture.toImage()
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return next(c.name() for p in places if (c := image.pixelColor(*p)).alpha() == 255)


@pytest.mark.parametrize("file", FAMILY, ids=lambda file: file.stem)
def test_every_icon_is_of_the_one_family_and_draws_inside_its_grid(light, file):
    root = ElementTree.fromstring(file.read_text())
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    named = re.findall(r'(?:fill|stroke)="([^"]+)"', file.read_text())
    assert set(named) <= {"none", "currentColor"}
    image = icons.pixmap(file.stem, 48).toImage()
    edge = [(x, y) for x in range(48) for y in range(48) if not 0 < x < 47 or not 0 < y < 47]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)
    covered = sum(image.pixelColor(x, y).alpha() > 0 for x in range(48) for y in range(48))
    assert 60 < covered < 48 * 48 * 0.8


def test_every_action_names_an_icon_that_exists():
    assert {row.icon for row in ROWS if row.icon} <= {file.stem for file in FAMILY}


def test_an_icon_follows_the_theme_and_its_state(light):
    icon = icons.icon("save")
    assert strongest(icon.pixmap(48)) == LIGHT.text
    assert strongest(icon.pixmap(QSize(48, 48), QIcon.Mode.Disabled)) == LIGHT.disabled
    on = icon.pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.On)
    assert strongest(on) == LIGHT.accent
    theme.apply(light, "dark")
    assert strongest(icon.pixmap(48)) == DARK.text
    assert strongest(icons.icon("fail").pixmap(48)) == DARK.fail
    assert strongest(icons.icon("run", "on_fill").pixmap(48)) == DARK.on_fill


def test_an_icon_has_as_many_pixels_as_the_screen(light):
    for ratio in (1.0, 1.5, 2.0, 3.0):
        picture = icons.icon("brush").pixmap(QSize(20, 20), ratio)
        assert picture.size() == QSize(20, 20) * ratio
        assert picture.devicePixelRatio() == ratio
        assert icons.pixmap("brush", 20, ratio=ratio).size() == QSize(20, 20) * ratio


def test_an_icon_survives_being_copied_and_altered(light):
    copies = []
    for _ in range(50):
        copy = QIcon(icons.icon("open"))
        copy.addPixmap(QPixmap(3, 3))
        copies.append(copy)
    gc.collect()
    assert all(not copy.pixmap(16).isNull() for copy in copies)


def test_a_delegate_can_paint_an_icon(light):
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    icons.paint(painter, QRect(8, 8, 24, 24), "reference", "#e5309f")
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(40) for y in range(40)}
    assert "#e5309f" in colours


def test_the_app_has_a_picture(light):
    assert not icons.app_icon().pixmap(64).isNull()


def test_an_unknown_icon_is_named():
    with pytest.raises(InspectorError, match="unicorn"):
        icons.icon("unicorn")


def test_an_icon_of_no_size_is_an_empty_picture_and_says_nothing(qtbot):
    assert icons.icon("warning").pixmap(QSize(0, 0)).isNull()
