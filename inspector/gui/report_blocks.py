"""The blocks of the PDF report: each says how high it is and draws itself, never cut by a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from PySide6.QtCore import QRectF, Qt

from inspector.core import report_text as words
from inspector.core.report_card import Card
from inspector.core.report_data import Report, Taught
from inspector.core.report_html_images import NAMES, ramp
from inspector.core.report_plots import SHAPES
from inspector.core.report_svg import shape
from inspector.gui.report_ink import Ink, Look, svg_ratio

RIGHT: Final = Qt.AlignmentFlag.AlignRight
GAP: Final = 8.0
"""Between things that stand side by side, in points."""

_BODY, _CELL, _SMALL = Look(), Look(8.5), Look(7.5, "soft")


class Block(Protocol):
    """Something that stands on one page. stays: on the page of the block after it."""

    @property
    def stays(self) -> bool: ...

    def height(self, ink: Ink, width: float) -> float: ...

    def draw(self, ink: Ink, at: QRectF) -> None: ...


@dataclass(frozen=True)
class Words:
    """A text over the whole width. above: empty room over it, in points."""

    text: str
    look: Look = _BODY
    above: float = 2
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        return self.above + ink.text_height(self.text, width, self.look)

    def draw(self, ink: Ink, at: QRectF) -> None:
        ink.text(self.text, at.adjusted(0, self.above, 0, 0), self.look)


@dataclass(frozen=True)
class Notice:
    """A text on a tinted ground that must not be passed over."""

    text: str
    colour: str = "unsure"
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        return 18 + ink.text_height(self.text, width - 24, _BODY)

    def draw(self, ink: Ink, at: QRectF) -> None:
        box = at.adjusted(0, 4, 0, -2)
        ink.box(box, fill=f"{self.colour}-bg")
        ink.box(QRectF(box.left(), box.top(), 3, box.height()), fill=self.colour)
        ink.text(self.text, box.adjusted(14, 6, -10, 0), _BODY)


@dataclass(frozen=True)
class Pairs:
    """Names over their values, side by side."""

    pairs: Mapping[str, str]
    columns: int = 3
    mono: bool = False
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        side = _column(width, self.columns)
        tall = max(ink.text_height(value, side, self._look) for value in self.pairs.values())
        return tall + 17

    def draw(self, ink: Ink, at: QRectF) -> None:
        for place, (name, value) in zip(
            _places(at, self.columns), self.pairs.items(), strict=False
        ):
            ink.text(name, place.adjusted(0, 3, 0, 0), _SMALL)
            ink.text(value, place.adjusted(0, 13, 0, 0), self._look)

    @property
    def _look(self) -> Look:
        return Look(8, mono=True) if self.mono else Look(9)


@dataclass(frozen=True)
class Row:
    """A line of a table. shares: of the width, per cell. right: cells whose text ends at the right.

    verdicts: cells with the mark of a verdict before their text. tint: the cell that is wrong.
    head: the line that is said again where this one is the first of a page.
    """

    cells: Sequence[str]
    shares: Sequence[float]
    right: frozenset[int] = frozenset()
    look: Look = _CELL
    verdicts: Mapping[int, str] | None = None
    tint: int | None = None
    head: Row | None = None
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        tall = [
            ink.text_height(cell, share * width - 8, self.look)
            for cell, share in zip(self.cells, self.shares, strict=True)
        ]
        return max(tall) + 6

    def draw(self, ink: Ink, at: QRectF) -> None:
        left = at.left()
        for index, (cell, share) in enumerate(zip(self.cells, self.shares, strict=True)):
            place = QRectF(left, at.top(), share * at.width(), at.height())
            self._cell(ink, place, index, cell)
            left = place.right()
        ink.rule(at)

    def _cell(self, ink: Ink, place: QRectF, index: int, cell: str) -> None:
        look = self.look
        if index == self.tint:
            ink.box(place, fill="fail-bg")
            look = Look(look.size, "fail", bold=True)
        if index in self.right:
            look = Look(look.size, look.colour, look.bold, align=RIGHT)
        inner = place.adjusted(4, 3, -4, 0)
        verdict = (self.verdicts or {}).get(index)
        if verdict:
            draw_mark(ink, QRectF(inner.left(), inner.top() + 2, 7, 7), verdict)
            inner = inner.adjusted(11, 0, 0, 0)
        ink.text(cell, inner, look)


@dataclass(frozen=True)
class Tiles:
    """How many images got each verdict."""

    report: Report
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        return 50

    def draw(self, ink: Ink, at: QRectF) -> None:
        total = len(self.report.cards)
        for place, verdict in zip(_places(at, len(NAMES)), NAMES, strict=True):
            count = self.report.verdicts[verdict]
            box = place.adjusted(0, 8, 0, -6)
            ink.box(box, line="line", radius=4)
            draw_mark(ink, QRectF(box.left() + 10, box.top() + 11, 14, 14), verdict)
            ink.text(str(count), box.adjusted(32, 5, 0, 0), Look(18, verdict, bold=True))
            share = f"{100 * count / total:.0f} %" if total else ""
            ink.text(NAMES[verdict], box.adjusted(84, 13, 0, 0), Look(10))
            ink.text(share, box.adjusted(0, 14, -10, 0), Look(8, "soft", align=RIGHT))


@dataclass(frozen=True)
class Plots:
    """Plots side by side, as SVG of their own, with a line under each."""

    plots: Sequence[str]
    captions: Sequence[str] = ()
    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        side = _column(width, len(self.plots))
        return side * max(map(svg_ratio, self.plots)) + 6 + 12 * bool(self.captions)

    def draw(self, ink: Ink, at: QRectF) -> None:
        places = list(_places(at, len(self.plots)))
        for place, plot in zip(places, self.plots, strict=True):
            tall = place.width() * svg_ratio(plot)
            ink.svg(plot, QRectF(place.left(), place.top() + 4, place.width(), tall))
        centre = Look(8, "soft", align=Qt.AlignmentFlag.AlignHCenter)
        for place, caption in zip(places, self.captions, strict=False):
            ink.text(caption, QRectF(place.left(), at.bottom() - 12, place.width(), 12), centre)


@dataclass(frozen=True)
class Scale:
    """What the colours of the heatmaps mean."""

    stays: bool = True

    def height(self, ink: Ink, width: float) -> float:
        return 26

    def draw(self, ink: Ink, at: QRectF) -> None:
        bar = QRectF(at.left(), at.top() + 3, 140, 7)
        ink.ramp(ramp(), bar)
        below = QRectF(bar.left(), bar.bottom() + 2, bar.width(), 10)
        ink.text("0", below, _SMALL)
        centre = Qt.AlignmentFlag.AlignHCenter
        ink.text("limit", below, Look(7.5, "soft", align=centre))
        ink.text("2 × limit", below, Look(7.5, "soft", align=RIGHT))


@dataclass(frozen=True)
class Cards:
    """Up to three images side by side, each with its heatmap and what was found."""

    cards: Sequence[Card]
    stays: bool = False
    columns: ClassVar[int] = 3

    def height(self, ink: Ink, width: float) -> float:
        side = _column(width, self.columns) - 12
        return max(_pictures_height(card, side) for card in self.cards) + 60

    def draw(self, ink: Ink, at: QRectF) -> None:
        for place, card in zip(_places(at, self.columns), self.cards, strict=False):
            _draw_card(ink, place.adjusted(0, 0, 0, -6), card)


@dataclass(frozen=True)
class Teachers:
    """Up to four images that the detector learned from."""

    taught: Sequence[Taught]
    stays: bool = False
    columns: ClassVar[int] = 4

    def height(self, ink: Ink, width: float) -> float:
        return 44

    def draw(self, ink: Ink, at: QRectF) -> None:
        for place, each in zip(_places(at, self.columns), self.taught, strict=False):
            left = 0
            if each.picture is not None:
                ink.picture(each.picture, QRectF(place.left(), place.top() + 4, 36, 36))
                left = 42
            rest = place.adjusted(left, 4, 0, 0)
            ink.text(_short(each.name, 22), rest, Look(8))
            ink.text(each.kind, rest.adjusted(0, 11, 0, 0), _SMALL)
            ink.text(each.sha256[:12], rest.adjusted(0, 22, 0, 0), Look(7.5, mono=True))


@dataclass(frozen=True)
class Signatures:
    """Room for two people to sign."""

    stays: bool = False

    def height(self, ink: Ink, width: float) -> float:
        return 20 + 38 * len(words.SIGNATURE)

    def draw(self, ink: Ink, at: QRectF) -> None:
        for place, who in zip(_places(at, 2, 28), words.SIGNERS, strict=True):
            ink.text(who, place.adjusted(0, 4, 0, 0), Look(9.5, bold=True))
            for line, name in enumerate(words.SIGNATURE, start=1):
                bottom = place.top() + 18 + 38 * line
                ink.text(name, QRectF(place.left(), bottom - 12, 90, 12), _SMALL)
                ink.rule(QRectF(place.left(), bottom - 10, place.width(), 10), "soft")


def draw_mark(ink: Ink, at: QRectF, verdict: str) -> None:
    """The shape of a verdict in its colour."""
    ink.svg(shape(SHAPES[verdict], verdict), at)


def _draw_card(ink: Ink, at: QRectF, card: Card) -> None:
    ink.box(at, line="line", radius=3)
    inner = at.adjusted(6, 6, -6, -4)
    tall = _pictures_height(card, inner.width())
    pictures = [jpeg for jpeg in (card.picture, card.heat) if jpeg is not None]
    for index, jpeg in enumerate(pictures):
        ink.picture(jpeg, _picture_place(card, inner, index, tall))
    top = inner.adjusted(0, tall + 4, 0, 0)
    ink.text(_short(card.name, 26), top, Look(8, bold=True))
    if card.verdict:
        draw_mark(ink, QRectF(inner.right() - 34, top.top() + 2, 7, 7), card.verdict)
        verdict = Look(8, card.verdict, bold=True)
        ink.text(NAMES[card.verdict], top.adjusted(inner.width() - 24, 0, 4, 0), verdict)
    ink.text(_found(card), top.adjusted(0, 11, 0, 0), Look(7.5, "soft"))
    ink.text(words.regions(card), top.adjusted(0, 21, 0, 0), Look(7, "soft"))
    said = [*([card.wrong] if card.wrong else []), *words.why(card)]
    said += [f"labelled {card.said.label}"] if card.said.label != "unset" else []
    look = Look(7.5, "fail" if card.wrong else "soft", bold=bool(card.wrong))
    ink.text(_short(", ".join(said), 44), top.adjusted(0, 31, 0, 0), look)


def _found(card: Card) -> str:
    times = f"{words.times(card)} × limit" if card.relative is not None else ""
    return "   ".join(part for part in (times, f"score {card.score:.4g}") if part)


def _is_wide(card: Card) -> bool:
    return card.width > 1.6 * card.height


def _pictures_height(card: Card, width: float) -> float:
    """Image and overlay stand side by side, or one above the other where they are wide."""
    side = width if _is_wide(card) or card.heat is None else (width - 4) / 2
    tall = side * card.height / max(card.width, 1)
    return 2 * tall + 4 if _is_wide(card) and card.heat is not None else tall


def _picture_place(card: Card, inner: QRectF, index: int, tall: float) -> QRectF:
    if card.heat is None:
        return QRectF(inner.left(), inner.top(), inner.width(), tall)
    if _is_wide(card):
        each = (tall - 4) / 2
        return QRectF(inner.left(), inner.top() + index * (each + 4), inner.width(), each)
    side = (inner.width() - 4) / 2
    return QRectF(inner.left() + index * (side + 4), inner.top(), side, tall)


def _short(name: str, most: int) -> str:
    """A name that fits on a line; its end tells most."""
    return name if len(name) <= most else f"…{name[1 - most :]}"


def _column(width: float, columns: int, gap: float = GAP) -> float:
    return (width - gap * (columns - 1)) / columns


def _places(at: QRectF, columns: int, gap: float = GAP) -> list[QRectF]:
    side = _column(at.width(), columns, gap)
    return [
        QRectF(at.left() + index * (side + gap), at.top(), side, at.height())
        for index in range(columns)
    ]
