from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from inspector.gui import settings
from inspector.gui.settings import Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config" / "inspector.ini"


def test_the_first_start_has_the_defaults(file):
    assert settings.load(file) == Settings()
    assert not file.exists()


def test_everything_comes_back_as_it_was_saved(file, tmp_path):
    before = Settings(
        theme="dark",
        language="de",
        geometry=bytes(range(256)),
        state=b"\x00;\n[",
        live=False,
        brush_size=77,
    )
    folder = tmp_path / "Ordner mit Ümlaut, 日本"
    folder.mkdir()
    before = before.with_recent(tmp_path).with_recent(folder)
    assert settings.save(before, file)
    assert settings.load(file) == before


def test_recent_projects_are_ten_the_latest_first_and_each_once(tmp_path):
    found = Settings()
    for number in [*range(12), 5]:
        found = found.with_recent(tmp_path / str(number))
    assert [int(path.name) for path in found.recent] == [5, 11, 10, 9, 8, 7, 6, 4, 3, 2]


def test_recent_projects_that_are_gone_are_left_out(file, tmp_path):
    found = Settings().with_recent(tmp_path).with_recent(tmp_path / "gone")
    settings.save(found, file)
    assert settings.load(file).recent == (tmp_path,)


@pytest.mark.parametrize(
    "damage", [b"", b"\x00\xff\xfe garbage \x80", b"[General\ntheme", b"<html></html>"]
)
def test_a_damaged_file_is_kept_aside_and_the_start_goes_on(file, damage, caplog):
    file.parent.mkdir()
    file.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        assert settings.load(file) == Settings()
    assert file.with_name("inspector.ini.bad").read_bytes() == damage
    assert "damaged" in caplog.text
    assert settings.save(Settings(theme="dark"), file)
    assert settings.load(file).theme == "dark"


@pytest.mark.parametrize(
    "line",
    [
        *("theme=pink", "language=../x", "recent=[1", "recent={}", "recent=[3]"),
        *("recent=@Invalid()", "live=maybe", "brush_size=wide", "geometry=text"),
    ],
)
def test_a_value_that_makes_no_sense_takes_its_default_and_the_others_stay(file, line):
    settings.save(Settings(theme="light", brush_size=5), file)
    name = line.partition("=")[0]
    lines = [each for each in file.read_text().splitlines() if not each.startswith(name + "=")]
    file.write_text("\n".join([*lines, line, ""]))
    default = getattr(Settings(), name)
    assert settings.load(file) == replace(Settings(theme="light", brush_size=5), **{name: default})


def test_a_brush_has_a_size_that_can_be(file):
    settings.save(Settings(brush_size=10**7), file)
    assert settings.load(file).brush_size == 1000


def test_a_file_that_cannot_be_written_stops_nothing(tmp_path, caplog):
    (tmp_path / "config").write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        assert not settings.save(Settings(), tmp_path / "config" / "inspector.ini")
    assert "cannot be written" in caplog.text
