from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from inspector.core import calibrate, fit, image, presets, rules
from inspector.core.backbones import row, weights
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.errors import InspectorError, OptionError
from inspector.core.fit import LabelledImage, learn, leave_one_out
from inspector.core.options import Options
from inspector.gui import translations
from inspector.gui.core_text import LIST, text_of
from inspector.gui.core_text_here import IN_THE_WINDOW
from inspector.gui.decimals import number
from inspector.gui.dialogs.message import Banner
from inspector.gui.panels.calibrate_notes import PromiseNotes
from inspector.gui.panels.log import LogPanel
from inspector.resources import path as resource
from tests.parts import part, quick_extractor, save

ROOT = Path(__file__).resolve().parents[2]
GOOD, BAD = [0.1, 0.2, 0.3, 0.31, 0.4], [0.5, 0.6, 0.28]
MANY = [0.1 + 0.003 * number**1.5 for number in range(60)]
EVERY_RULE = [kind(0.5) if kind is rules.Manual else kind() for kind in rules.RULES.values()]
ENGLISH = re.compile(r"\b(the|of|and|is|are|at|with|from|image|images|good|bad|limit)\b", re.I)


@pytest.fixture
def german(qapp):
    translations.install(qapp, "de")
    yield qapp
    translations.install(qapp, "en")


@pytest.fixture(scope="module")
def collected():
    file = ROOT / "packaging" / "core_texts.py"
    spec = importlib.util.spec_from_file_location("core_texts", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def why(function, *arguments):
    with pytest.raises(InspectorError) as caught:
        function(*arguments)
    return str(caught.value)


def notes_of(rule):
    """What a rule says of many, of few and of single images; also why it cannot be used."""
    notes = []
    for good, bad in ((MANY, BAD), (GOOD, BAD), (GOOD[:1], BAD[:1])):
        try:
            notes += calibrate.calibrate(good, bad, fail_rule=rule).notes
        except OptionError as error:
            notes.append(str(error))
    return notes


def test_the_window_has_the_list_of_what_the_core_says(collected):
    """If this fails, run packaging/translations.py."""
    assert json.loads(resource(LIST).read_text(encoding="utf-8")) == collected.templates()


def test_what_the_window_says_instead_belongs_to_a_sentence_of_the_core(collected):
    texts = set(collected.core_texts())
    for source, instead in IN_THE_WINDOW.items():
        assert source in texts
        assert set(re.findall(r"\{\d\}", instead)) <= set(re.findall(r"\{\d\}", source))
        assert not re.search("--|`", instead)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_notes_of_every_rule_are_german_with_german_numbers(german, rule):
    for note in notes_of(rule):
        said = text_of(note)
        assert not ENGLISH.search(said), said
        assert not re.search(r"\d\.\d", said), said


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_english_notes_say_no_flags_and_else_stay_as_they_are(rule):
    for note in notes_of(rule):
        if not re.search(r":\d|VALUE", note):
            assert text_of(note) == note
        assert not re.search(r":\d|VALUE", text_of(note))


def test_a_german_window_shows_german_promises(german, qtbot):
    panel = PromiseNotes()
    qtbot.addWidget(panel)
    panel.show_calibration(calibrate.calibrate(GOOD, (), fail_rule=rules.Conformal(0.01)))
    assert "1 % Fehlalarme lassen sich aus 5 guten Bildern nicht versprechen" in panel.text
    assert "höchstens 16,7 % der guten Teile" in panel.text


def test_broken_images_are_told_in_german_by_banner_and_log(german, qtbot, tmp_path):
    (tmp_path / "cut or off.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    banner, log = Banner(), LogPanel()
    qtbot.addWidget(banner)
    qtbot.addWidget(log)
    for file in ("cut or off.png", "gone.png", "."):
        reason = why(image.read, tmp_path / file)
        banner.say("error", reason)
        log.add("error", reason)
        said = banner.message()
        assert said.startswith(f"{tmp_path / file}: ")
        assert not ENGLISH.search(said.removeprefix(str(tmp_path / file))), said
        assert said in log.text()


def test_what_is_going_on_is_told_in_german(german, tmp_path):
    paths = [save(tmp_path / f"part {seed}.png", part(seed)[0]) for seed in range(3)]
    texts = []

    def tick(done, total, text=""):
        texts.append(text)

    images = [LabelledImage(path) for path in paths]
    learned = learn(Options(size=64), images, quick_extractor(), tick=tick)
    leave_one_out(learned, tick)
    said = {text: text_of(text) for text in texts if text}
    assert said
    for text, german_text in said.items():
        assert german_text != text
        assert not ENGLISH.search(german_text)
    assert text_of(f"Inspecting {paths[0].name}") == "part 0.png wird geprüft"


def test_a_remark_about_how_references_were_measured_is_german(german):
    remarks = fit._HALVES, fit._MANY
    assert all(text_of(remark) != remark for remark in remarks)
    assert not any(ENGLISH.search(text_of(remark)) for remark in remarks)


def test_the_window_speaks_of_no_flags(monkeypatch, tmp_path):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    reasons = [
        why(weights.find, row("dinov2-small")),
        f"x could not be downloaded: y. {weights.how_to_get(row('dinov2-small'))}",
        why(rules.BestF1().limit, [], [1.0]),
    ]
    for reason in reasons:
        assert re.search("--|VALUE", reason)
        assert not re.search("--|VALUE", text_of(reason))


def test_sentences_one_after_the_other_are_all_translated(german, tmp_path):
    reason = why(image.read, tmp_path / "gone.png")
    said = text_of(f"2 Bilder konnten nicht gemessen werden. {reason}")
    assert said.startswith("2 Bilder konnten nicht gemessen werden. ")
    assert said.endswith(text_of(reason))
    assert text_of(reason) != reason


def test_what_is_done_of_what_is_told_with_german_names(german):
    texts = [f"{each.label} (1 of 2): Measuring a.png" for each in presets.PRESETS.values()]
    for text in [*texts, f"{TwoMemories.label} (2 of 2): Measuring a.png"]:
        assert re.fullmatch(r".+ \([12] von 2\): a\.png wird gemessen", text_of(text))
    assert text_of("Fast (1 of 2)") == "Schnell (1 von 2)"


def test_a_place_in_a_sentence_is_left_as_it_is(german):
    for place in ("/srv/good or bad/1.5 to 2/copy 1 of 2.png", "C:\\parts\\set by hand\\a.png"):
        said = text_of(f"{place}: the file is empty (0 bytes). Copy it again from its source.")
        assert said.startswith(f"{place}: Die Datei ist leer")


def test_what_the_core_never_said_stays_as_it_is(german):
    for text in ("", "Paint", "Something else happened to 3 of them.", "Das ist Deutsch: gut. Ja!"):
        assert text_of(text) == text


def test_numbers_have_the_sign_of_the_language(german):
    assert (number(0.12345), number(0.5, ".1e"), number(3)) == ("0,1235", "5,0e-01", "3")
    with pytest.raises(OptionError) as caught:
        rules.Conformal(1.5)
    assert text_of(str(caught.value)) == "Eine Fehlalarmrate liegt zwischen 0 und 1, nicht bei 1,5."


def test_english_numbers_have_a_point(qapp):
    assert number(0.25, ".2f") == "0.25"
