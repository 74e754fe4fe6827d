"""Keep the translations in step with the texts: `python packaging/translations.py`.

Collects the texts of the window (lupdate) and those of the core that the window shows (from its
tables), adds what is new to `resources/translations/inspector_*.ts`, drops what is gone, compiles
(lrelease), and lists what nobody has translated yet. Exit status 1 if there is such a text.
The sentences of the core that are filled with something are listed in a file for the window, too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
LIST = TRANSLATIONS / "core_texts.json"


def main() -> int:
    """Update and compile every language."""
    missing = 0
    LIST.write_text(listed(), encoding="utf-8", newline="\n")
    for file in sorted(TRANSLATIONS.glob("inspector_*.ts")):
        update(file)
        compile_file(file)
        for context, text in unfinished(file):
            print(f"{file.name}: {context}: {text!r} is not translated")
            missing += 1
    return 1 if missing else 0


def update(file: Path) -> None:
    """Add the texts that are new to a .ts file, and drop those that are gone."""
    sources = [str(path) for path in sorted((ROOT / "inspector" / "gui").rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables.py"
        lines = [f"QCoreApplication.translate({c!r}, {t!r})\n" for c, t in table_texts()]
        tables.write_text("".join(dict.fromkeys(lines)), encoding="utf-8")
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
        if file.stem.endswith("_en"):  # the texts are English; only plurals need a translation
            options.append("-pluralonly")
        _run("lupdate", *options, *sources, str(tables), "-ts", str(file))


def listed() -> str:
    """What `LIST` is to hold."""
    sys.path.insert(0, str(ROOT / "packaging"))
    import core_texts

    return json.dumps(core_texts.templates(), ensure_ascii=False, indent=0) + "\n"


def compile_file(file: Path) -> Path:
    """Write the .qm file beside a .ts file, of what is translated."""
    compiled = file.with_suffix(".qm")
    _run("lrelease", "-silent", str(file), "-qm", str(compiled))
    return compiled


def unfinished(file: Path) -> list[tuple[str, str]]:
    """The texts of a .ts file without a translation, each with its context."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
        if not _is_translated(message)
    ]


def table_texts() -> Iterator[tuple[str, str]]:
    """Texts that stand in tables, where lupdate does not see them: (context, text)."""
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    import core_texts

    from inspector.core import backbones, detectors, presets, rules, score
    from inspector.gui import action_table, core_text_here  # noqa: TID251 - their texts are wanted

    replaced = core_text_here.IN_THE_WINDOW
    for row in action_table.ROWS:
        yield from (("actions", row.text), ("actions", row.tip))
    yield from (("actions", title) for title in action_table.MENUS.values())
    for gesture in action_table.GESTURES:
        keys = gesture.keys.split("+")
        yield from (("actions", text) for text in (*keys, gesture.text))
    kinds = (detectors.DETECTORS, score.POLICIES, rules.RULES)
    for kind in (kind for table in kinds for kind in table.values()):
        yield from (("core", text) for text in _texts_of(kind))
    for rule in rules.RULES.values():  # as the notes of a calibration name it
        yield "core", rule.label[0].lower() + rule.label[1:]
    for preset in presets.PRESETS.values():
        yield from (("core", preset.label), ("core", preset.summary))
    yield from (("core", row.label) for row in backbones.ROWS.values() if _has_words(row.label))
    yield from (("core", text) for text in core_texts.core_texts() if text not in replaced)
    yield from (("core", text) for text in replaced.values())
    named = (*detectors.DETECTORS.values(), *presets.PRESETS.values())
    words = [each.label for each in named if re.fullmatch("[A-Z][a-z]+", each.label)]
    yield from (("filled in", word) for word in [*core_texts.fillings(), *words])


def _texts_of(kind: Any) -> Iterator[str]:
    """What the class of a method, a score or a rule says of itself and of its options."""
    yield from (getattr(kind, name) for name in ("label", "summary", "help") if hasattr(kind, name))
    for field in fields(kind):
        yield from (field.metadata[name] for name in ("label", "help") if name in field.metadata)
        choices = field.metadata.get("choices", ())
        yield from (choice for choice in choices if not choice.isdigit())


def _has_words(label: str) -> bool:
    """Whether more than names is in the label of a backbone, such as "with registers"."""
    return re.search(r"\b[a-z]{2,} [a-z]{2,}", label) is not None


def _is_translated(message: ElementTree.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return False
    return all((each.text or "").strip() for each in (translation.findall("*") or [translation]))


def _run(tool: str, *arguments: str) -> None:
    """One of the Linguist tools that come with PySide6."""
    command = f"import sys; from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{tool} failed: {done.stderr or done.stdout}")


if __name__ == "__main__":
    sys.exit(main())
