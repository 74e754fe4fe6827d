"""Numbers as people of this country write them. Files have a point everywhere."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def number(value: float, how: str = ".4g") -> str:
    """A number with the decimal sign of the window's language. how: as in a format string."""
    return format(value, how).replace(".", QLocale().decimalPoint())
