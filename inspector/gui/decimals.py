"""Numbers as people of this country write them. Files have a point everywhere."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def number(value: float, how: str = ".4g") -> str:
    """A number with the decimal sign of the window's language. how: as in a format string."""
    return local(format(value, how))


def local(written: str) -> str:
    """A number that is written with a point, with the decimal sign of the window's language."""
    return written.replace(".", QLocale().decimalPoint())
