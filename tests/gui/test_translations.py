from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from inspector.gui import actions, translations
from inspector.gui.action_table import MENUS, ROWS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "resources" / "translations").glob("inspector_*.ts"))
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location(
        "translations_script", ROOT / "packaging" / "translations.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def english_after(qapp):
    before = QLocale()
    yield qapp
    translations.install(qapp, "en")
    QLocale.setDefault(before)


@EACH_FILE
def test_every_text_of_the_window_is_translated(script, file, tmp_path):
    """If this fails, run packaging/translations.py and translate what it lists."""
    copy = tmp_path / file.name
    shutil.copy(file, copy)
    script.update(copy)
    missing = script.unfinished(copy)
    assert not missing, "\n".join(f"{context}: {text!r}" for context, text in missing)


@EACH_FILE
def test_what_is_shipped_was_compiled_from_what_is_translated(script, file, tmp_path):
    copy = tmp_path / file.name
    shutil.copy(file, copy)
    assert script.compile_file(copy).read_bytes() == file.with_suffix(".qm").read_bytes()


@EACH_FILE
def test_what_is_filled_in_is_in_every_translation(file):
    for message in ElementTree.parse(file).getroot().iter("message"):
        source = message.findtext("source")
        translation = message.find("translation")
        for text in [each.text or "" for each in (translation.findall("*") or [translation])]:
            for pattern in (r"\{\w*\}", "%n"):
                wanted, found = (sorted(re.findall(pattern, t)) for t in (source, text))
                assert wanted == found, (source, text)


def test_every_shipped_language_has_its_file():
    assert {file.stem.partition("_")[2] for file in FILES} == set(translations.LANGUAGES)


def test_german_is_put_on_and_taken_off(english_after):
    assert translations.install(english_after, "de") == "de"
    assert actions.text("&Save") == "&Speichern"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert translations.install(english_after, "en") == "en"
    assert actions.text("&Save") == "&Save"


def test_a_language_that_is_not_shipped_becomes_english(english_after):
    assert translations.install(english_after, "tlh") == "en"


def test_numbers_have_their_plural_in_english_too(english_after):
    def said(count):
        return QCoreApplication.translate("FitPanel", "%n reference(s)", None, count)

    translations.install(english_after, "en")
    assert (said(1), said(2)) == ("1 reference", "2 references")
    translations.install(english_after, "de")
    assert (said(1), said(2)) == ("1 Referenz", "2 Referenzen")


def test_german_menus_have_their_own_mnemonics(english_after):
    translations.install(english_after, "de")
    groups = [[actions.text(row.text) for row in ROWS if row.menu == menu] for menu in MENUS]
    for texts in (*groups, [actions.text(title) for title in MENUS.values()]):
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(letters)) == len(letters), texts
