"""The sentences of the core that can reach a person, found in its source.

The core knows no Qt: it builds English sentences, many of them from pieces (`f"{path}: ..."`). What
is filled in becomes a number here: "{0}: there is no such file." is one text to translate, and
`inspector/gui/core_text.py` finds it again in what the core says.
"""

from __future__ import annotations

import ast
import builtins
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "inspector"
# Pages for browsers, prompts for networks and the bench are never shown in the window; the names
# of networks come from their table.
_OTHERS = ("prompts.py", "rows.py", "report*.py", "study_html.py", "bench.py")
_TR = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})
_LOGS = frozenset({"info", "warning", "error", "exception"})
_SYSTEM = ("EACCES", "EEXIST", "EIO", "EISDIR", "ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS")
# What Python and Pillow say; it becomes the reason in an error of the core.
_LIBRARIES = (
    "[Errno {0}] {1}",
    "broken data stream when reading image file",
    "unrecognized data stream contents when reading image file",
    "Truncated File Read",
    "image file is truncated",
    "image file is truncated ({0} bytes not processed)",
)
_HOLE = re.compile(r"\{\d+\}")
_ANY_HOLE = re.compile(r"\{\w+\}|%[sd]")


def core_texts() -> list[str]:
    """The texts of the core and of the window's jobs, each once, those with holes as {0}, {1}."""
    found: dict[str, None] = {}
    for path in _core_files():
        found.update(dict.fromkeys(filter(_is_text, _strings(_tree(path)))))
    for path in _window_files():
        found.update(dict.fromkeys(_job_texts(_tree(path))))
    system = [os.strerror(getattr(errno, name)) for name in _SYSTEM]
    return list(dict.fromkeys([*found, *system, *_LIBRARIES]))


def fillings() -> list[str]:
    """The single words that a sentence of the core can be completed with, such as Somebody."""
    return sorted({word for path in _core_files() for word in _words_in_holes(_tree(path))})


def templates() -> list[str]:
    """Those of the texts that have holes."""
    return sorted(text for text in core_texts() if _HOLE.search(text))


def _core_files() -> list[Path]:
    inside = sorted((ROOT / "core").rglob("*.py"))
    kept = [path for path in inside if not any(path.match(other) for other in _OTHERS)]
    return [*kept, ROOT / "runtime.py", ROOT / "resources.py"]


def _window_files() -> list[Path]:
    inside = sorted((ROOT / "gui").rglob("*.py"))
    return [path for path in inside if path.name != "core_text_here.py"]  # that one is read itself


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _strings(node: ast.AST) -> Iterator[str]:
    """Every string of a piece of source but those that say what the code does."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield _numbered(node.value.strip())
    if isinstance(node, ast.JoinedStr):
        yield _template(node).strip()
    for child in _children(node):
        yield from _strings(child)


def _children(node: ast.AST) -> list[ast.AST]:
    """What lies inside a node; of an f-string only what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
    return list(ast.iter_child_nodes(node))


def _template(node: ast.JoinedStr) -> str:
    pieces: list[str] = []
    holes = 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            pieces.append(str(value.value))
        else:
            pieces.append(f"{{{holes}}}")
            holes += 1
    return "".join(pieces)


def _numbered(text: str) -> str:
    """A text for str.format or for a log, with numbers in its holes."""
    first, *others = _ANY_HOLE.split(text)
    return first + "".join(f"{{{hole}}}{part}" for hole, part in enumerate(others))


def _words_in_holes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.BoolOp | ast.IfExp):
            constants = [each for each in ast.walk(node.value) if isinstance(each, ast.Constant)]
            words = [str(each.value) for each in constants]
            yield from (word for word in words if re.fullmatch(r"[A-Za-z]{4,}", word))


def _job_texts(tree: ast.Module) -> Iterator[str]:
    """What jobs of the window say outside its thread, where nothing is translated: errors,
    progress, and what is logged."""
    for node in _outside_tr(tree):
        if isinstance(node, ast.Call):
            texts = [text for each in node.args for text in _strings(each)]
            if _called(node) in ("tick", "_tick"):
                yield from filter(_has_word, texts)
            elif _called(node) in _LOGS:
                yield from filter(_is_text, texts)
        elif isinstance(node, ast.JoinedStr | ast.Constant):
            yield from (text for text in _strings(node) if _is_text(text) and text[-1] == ".")


def _outside_tr(node: ast.AST) -> Iterator[ast.AST]:
    for child in _children(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if is_docstring or _called(child) in _TR or _is_mistake(child):
            continue
        yield child
        yield from _outside_tr(child)


def _is_mistake(node: ast.AST) -> bool:
    """Whether it is an error for programmers, which Python has a name for."""
    return isinstance(node, ast.Raise) and bool(node.exc) and hasattr(builtins, _called(node.exc))


def _called(node: ast.AST | None) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _is_text(text: str) -> bool:
    """Whether a string is written for people, and not a key, a pattern or a piece of a page."""
    words = _HOLE.sub("\0", text)
    if re.search(r"</|=\"|\{|\\", words):
        return False
    return bool(re.search(r"[A-Za-z]{2,},? [A-Za-z\0]|\0,? [a-z]{2,}", words))


def _has_word(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3,}", _HOLE.sub("", text)))
