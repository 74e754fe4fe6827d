"""What the core says, in the language and for the ways of the window.

The core knows no Qt and builds English sentences from pieces. Here a sentence is found again among
those in its source (`packaging/core_texts.py` lists them), its translation is filled with what the
sentence was filled with, and so on inside of that.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from inspector import resources
from inspector.gui.core_text_here import IN_THE_WINDOW

LIST: Final = "translations/core_texts.json"
"""Sentences with holes, {0} and so on, as packaging/translations.py found them in the source."""
_FEW_LETTERS = 4  # what has fewer is found in anything, such as "{0} or {1}"
_ANYTHING = "(.*?)"
_ONE_THING = re.compile(r"\S+(?:, \S+)*(?: %)?")
_BOUNDARY = re.compile(r"(?<=[.:;!?)]) +|\n+")
_STEP = re.compile(": ")
_PLACE = re.compile(r"[/\\]")
_DECIMAL = re.compile(r"(-?\d+)\.(\d+(?:e[+-]?\d+)?(?: [%\w]+)?)")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with holes.

    literals: what stands between them; longest: of these. is_vague: they say so little that they
    could be parts of a name.
    """

    source: str
    literals: tuple[str, ...]
    longest: str
    pattern: str
    is_vague: bool

    def match(self, text: str, *, is_inside: bool) -> re.Match[str] | None:
        if not all(literal in text for literal in self.literals):
            return None
        found = re.fullmatch(self.pattern, text, re.DOTALL)
        if found is None or not self.is_vague or (self.literals[0] and not is_inside):
            return found
        is_place = _PLACE.search(text) is not None
        return None if is_place or not all(map(_is_one_thing, found.groups())) else found


def text_of(text: str) -> str:
    """A text of the core in the language of the window; what the core does not say stays as it is.

    It may be several sentences, or stand in a text that is translated already.
    """
    return _whole(text, is_inside=False) or _in_parts(text)


def _whole(text: str, *, is_inside: bool) -> str:
    """The translation of one text; empty where it is none that the core has."""
    if " " in text or not is_inside:  # a single word may be the name of a file
        exact = _exact(text)
        if exact:
            return exact
    for cut in _STEP.finditer(text):  # what is done, and which part of it
        exact = _exact(text[: cut.start()])
        if exact:
            return exact + cut[0] + _rest(text[cut.end() :])
    for sentence in _sentences():
        if sentence.longest not in text:  # nearly always, and quicker than to ask the sentence
            continue
        found = sentence.match(text, is_inside=is_inside)
        if found is not None:
            return _filled(_translate(sentence.source), found.groups())
    return ""


def _is_one_thing(value: str) -> bool:
    """Whether a number, a word, a list of words, or what the core calls something."""
    return bool(_ONE_THING.fullmatch(value) or _exact(value))


def _exact(text: str) -> str:
    translated = _translate(text)
    return "" if translated == text else translated


def _translate(source: str) -> str:
    return QCoreApplication.translate("core", IN_THE_WINDOW.get(source, source))


def _filled(template: str, values: tuple[str, ...]) -> str:
    return re.sub(r"\{(\d+)\}", lambda hole: _filling(values[int(hole[1])]), template)


def _filling(value: str) -> str:
    """What stands in a hole: a number, a word, sentences, or a name that nothing may change."""
    number = _DECIMAL.fullmatch(value)
    if number is not None:
        return f"{number[1]}{QLocale().decimalPoint()}{number[2]}"
    core = value.strip()
    if not core:
        return value
    word = QCoreApplication.translate("filled in", core)
    turned = word if word != core else _whole(core, is_inside=True) or _in_parts(core)
    return value.replace(core, turned)


def _in_parts(text: str) -> str:
    """A text of several sentences, or of a place and what is wrong with it: the longest that is
    known at its beginning, then the rest."""
    cuts = list(_BOUNDARY.finditer(text))
    for cut in reversed(cuts):
        head = _part(text[: cut.start()])
        if head:
            return head + cut[0] + _rest(text[cut.end() :])
    if cuts:
        return text[: cuts[0].end()] + _rest(text[cuts[0].end() :])
    return text


def _rest(text: str) -> str:
    return _part(text) or _in_parts(text)


def _part(text: str) -> str:
    found = _whole(text, is_inside=True)
    if not found and text[-1:] in (":", ";"):
        before = _whole(text[:-1], is_inside=True)
        found = before and before + text[-1]
    return found


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """Those that say the most first: they are the ones that were meant."""
    sources = json.loads(resources.path(LIST).read_text(encoding="utf-8"))
    return tuple(_sentence(source) for source in sorted(sources, key=_letters, reverse=True))


def _sentence(source: str) -> _Sentence:
    literals = re.split(r"\{\d+\}", source)
    escaped = [re.escape(literal) for literal in literals]
    pattern = _ANYTHING.join(escaped)
    is_vague = _letters(source) < _FEW_LETTERS
    return _Sentence(source, tuple(literals), max(literals, key=len), pattern, is_vague)


def _letters(source: str) -> int:
    return sum(letter.isalpha() for letter in source)
