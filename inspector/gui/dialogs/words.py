"""Numbers and names of the core, in words for people."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inspector.core.detector_file import ELSEWHERE, SAME_MACHINE
from inspector.core.project_masks import Kind
from inspector.gui.decimals import number


def agreement(difference: float) -> str:
    """How well two sets of scores agree. difference: the largest, as a part of the limit."""
    if difference == 0:
        return QCoreApplication.translate("words", "decides exactly the same")
    if difference <= SAME_MACHINE:
        return QCoreApplication.translate("words", "decides the same")
    if difference <= ELSEWHERE:
        return QCoreApplication.translate("words", "decides the same up to rounding")
    return QCoreApplication.translate("words", "does not decide the same")


def difference(value: float) -> str:
    """The largest difference between two sets of scores."""
    return number(value, ".1e") if value else "0"


def yes_or_no(is_so: bool) -> str:
    """A switch."""
    yes, no = QCoreApplication.translate("words", "yes"), QCoreApplication.translate("words", "no")
    return yes if is_so else no


def megabytes(size_bytes: int) -> str:
    """The size of a file."""
    if size_bytes >= 100_000:
        return f"{number(size_bytes / 1e6, '.1f')} MB"
    return f"{max(1, round(size_bytes / 1e3))} kB"


def mask_name(kind: Kind) -> str:
    """A kind of mask."""
    return {
        "defect": QCoreApplication.translate("words", "Defects"),
        "ignore": QCoreApplication.translate("words", "Ignore regions"),
        "roi": QCoreApplication.translate("words", "Regions of interest"),
    }[kind]
