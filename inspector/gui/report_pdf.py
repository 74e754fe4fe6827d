"""The report as a PDF to print and sign, drawn by Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from inspector.core import report_text as words
from inspector.core.errors import InspectorError
from inspector.core.files import replacing
from inspector.core.progress import Tick, silent
from inspector.core.report_curves import pr_plot, roc_plot
from inspector.core.report_data import Report
from inspector.core.report_html import marks, score_legend
from inspector.core.report_html_images import NAMES
from inspector.core.report_outcome import KNOWN, VERDICTS
from inspector.core.report_plots import score_plot
from inspector.core.report_svg import standalone
from inspector.gui.report_blocks import (
    Block,
    Cards,
    Notice,
    Pairs,
    Plots,
    Row,
    Scale,
    Signatures,
    Teachers,
    Tiles,
    Words,
)
from inspector.gui.report_ink import POINT, RESOLUTION, Ink, Look

_Item = TypeVar("_Item")

MARGIN_MM: Final = 14
_FOOT: Final = 20.0  # points at the bottom of each page
_HEAD = Look(7.5, "soft", bold=True)
_TABLE = (0.34, 0.08, 0.12, 0.11, 0.1, 0.1, 0.15)
_TABLE_RIGHT = frozenset({3, 4, 5})
_CONFUSION = (0.09, 0.09, 0.09, 0.09, 0.08, 0.56)
_CONFUSION_RIGHT = frozenset({1, 2, 3, 4})


def write_pdf(path: Path, report: Report, tick: Tick = silent) -> None:
    """Save a report as a PDF of A4 pages. May run in any thread.

    Raises:
        InspectorError: the file cannot be written.
        Cancelled: tick asked to stop.
    """
    with replacing(path) as draft:
        writer = QPdfWriter(str(draft))
        writer.setResolution(RESOLUTION)
        writer.setPageLayout(_a4())
        writer.setTitle(report.title)
        writer.setCreator("Inspector")
        painter = QPainter()
        if not painter.begin(writer):
            raise InspectorError(f"{path} cannot be written. Choose another folder.")
        try:
            _draw(painter, writer, report, tick)
        finally:
            painter.end()


def blocks(report: Report) -> Iterator[Block]:
    """What the report says, from top to bottom."""
    yield Words(report.title, Look(20, bold=True), above=0)
    yield Pairs(words.heading(report), columns=len(words.heading(report)))
    if report.calibration is not None:
        yield Tiles(report)
    yield from (Notice(remark) for remark in words.remarks(report))
    for name, reason in report.failures.items():
        yield Notice(reason if name in reason else f"{name}: {reason}", "fail")
    yield from _outcome(report)
    yield from _plots(report)
    yield from _limits(report)
    yield from _images(report)
    yield from _table(report)
    yield from _facts("How it was inspected", report.facts)
    if report.taught:
        yield _heading("What the detector learned from, with the start of each sha256")
        yield from (Teachers(each) for each in _batched(report.taught, Teachers.columns))
    yield from _facts("Hashes", report.hashes, columns=1)
    yield from _facts("Versions", {name: v for name, v in report.versions.items() if v}, columns=4)
    yield _heading("Signatures")
    yield Signatures()


@dataclass(frozen=True, slots=True)
class Size:
    """What a page must know of a block.

    height, lead: in points; the lead comes above the first block of a page, as a table's head does.
    stays: on the page of the block after it.
    """

    height: float
    stays: bool = False
    lead: float = 0


def pages(sizes: Sequence[Size], room: float) -> list[list[int]]:
    """Which blocks stand on which page of a height; one that is higher has a page of its own."""
    found: list[list[int]] = [[]]
    used, start = 0.0, 0
    while start < len(sizes):
        end = start + 1
        while end < len(sizes) and sizes[end - 1].stays:
            end += 1
        tall = sum(size.height for size in sizes[start:end])
        if used + tall > room and found[-1]:
            found.append([])
            used = sizes[start].lead
        found[-1] += range(start, end)
        used += tall
        start = end
    return found


def _a4() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, margins)
    layout.setUnits(QPageLayout.Unit.Millimeter)
    layout.setMargins(margins)
    return layout


def _draw(painter: QPainter, writer: QPdfWriter, report: Report, tick: Tick) -> None:
    ink, everything = Ink(painter), list(blocks(report))
    width, room = writer.width() / POINT, writer.height() / POINT - _FOOT
    sizes = [_size(block, ink, width) for block in everything]
    sheets = pages(sizes, room)
    for number, sheet in enumerate(sheets, start=1):
        tick(number - 1, len(sheets), f"Drawing page {number} of {len(sheets)}")
        if number > 1:
            writer.newPage()
        top = _draw_lead(everything[sheet[0]], sizes[sheet[0]], ink, width) if number > 1 else 0.0
        for index in sheet:
            everything[index].draw(ink, QRectF(0, top, width, sizes[index].height))
            top += sizes[index].height
        foot = QRectF(0, room + _FOOT - 10, width, 10)
        ink.text(f"{report.title}, {words.when(report.made)}", foot, Look(7.5, "soft"))
        right = Look(7.5, "soft", align=Qt.AlignmentFlag.AlignRight)
        ink.text(f"{number} / {len(sheets)}", foot, right)


def _size(block: Block, ink: Ink, width: float) -> Size:
    head = block.head if isinstance(block, Row) else None
    lead = head.height(ink, width) if head else 0.0
    return Size(block.height(ink, width), block.stays, lead)


def _draw_lead(block: Block, size: Size, ink: Ink, width: float) -> float:
    """Draw a table's head again at the top of a page; returns how high it is."""
    if isinstance(block, Row) and block.head is not None:
        block.head.draw(ink, QRectF(0, 0, width, size.lead))
    return size.lead


def _batched(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """The items in lists of a size, the last one as long as it is."""
    left = list(items)
    return (left[start : start + size] for start in range(0, len(left), size))


def _heading(text: str) -> Words:
    return Words(text, Look(11, bold=True), above=14, stays=True)


def _note(text: str) -> Words:
    return Words(text, Look(8, "soft"), stays=True)


def _facts(title: str, facts: Mapping[str, str], columns: int = 3) -> Iterator[Words | Pairs]:
    if facts:
        yield _heading(title)
        for some in _batched(facts.items(), columns):
            yield Pairs(dict(some), columns=columns, mono=columns == 1)


def _outcome(report: Report) -> Iterator[Block]:
    found = report.outcome
    if found is None:
        return
    yield _heading("Right and wrong")
    yield _note("images with a label; intervals of Clopper and Pearson")
    names = [NAMES[verdict] for verdict in VERDICTS]
    yield Row(["", *names, "All", "Rate"], _CONFUSION, _CONFUSION_RIGHT, _HEAD, stays=True)
    rates = {"good": f"False alarms: {found.false_alarms.text}"}
    rates["bad"] = f"Escapes: {found.escapes.text}"
    for label, place in zip(KNOWN, (VERDICTS.index("fail"), VERDICTS.index("pass")), strict=True):
        counts = [found.counts[label, verdict] for verdict in VERDICTS]
        cells = [label.capitalize(), *map(str, counts), str(found.total(label)), rates[label]]
        tint = place + 1 if counts[place] else None
        yield Row(cells, _CONFUSION, _CONFUSION_RIGHT, Look(9), tint=tint, stays=label == "good")


def _plots(report: Report) -> Iterator[Block]:
    limits = report.calibration.limits if report.calibration else None
    plot = score_plot(marks(report), (limits.unsure, limits.fail) if limits else None)
    yield _heading("Scores")
    yield _note(score_legend(report))
    yield Plots([standalone(plot)])
    found = words.separation(report)
    if found:
        yield _heading("How well scores tell good from bad")
        yield _note(f"{found['Images']}; the marks are the limits")
        captions = [f"ROC: AUROC {found['AUROC']}"]
        captions.append(f"Precision and recall: average precision {found['Average precision']}")
        yield Plots([standalone(roc_plot(report)), standalone(pr_plot(report))], captions)


def _limits(report: Report) -> Iterator[Block]:
    if report.calibration is None:
        return
    found = list(_facts("The limits and what they promise", words.limit_rows(report.calibration)))
    notes = (*report.calibration.notes, *report.calibration.told())
    found += [Words(f"•  {note}", Look(8.5)) for note in notes]
    yield from (replace(block, stays=True) for block in found[:-1])
    yield found[-1]


def _images(report: Report) -> Iterator[Block]:
    for name, cards in words.groups(report).items():
        yield _heading(f"{words.GROUPS[name]} ({len(cards)})")
        if any(card.heat for card in cards):
            yield Scale()
        yield from (Cards(each) for each in _batched(cards, Cards.columns))


def _table(report: Report) -> Iterator[Block]:
    cards = words.others(report)
    if not cards:
        return
    yield _heading(f"All other images ({len(cards)})")
    left_out = words.left_out(report)
    if left_out:
        yield _note(f"{left_out} of them wrong, unsure or failed: too many to show")
    heads = ["Image", "Label", "Verdict", "Score", "× limit", "Regions", "To the detector"]
    head = Row(heads, _TABLE, _TABLE_RIGHT, _HEAD, stays=True)
    yield head
    for card in cards:
        label = "" if card.said.label == "unset" else card.said.label
        verdict = NAMES[card.verdict] if card.verdict else ""
        numbers = [f"{card.score:.4g}", words.times(card), str(card.regions)]
        cells = [card.name, label, verdict, *numbers, words.SEEN[card.said.seen]]
        icons = {2: card.verdict} if card.verdict else None
        yield Row(cells, _TABLE, _TABLE_RIGHT, verdicts=icons, head=head)
