"""The images of the HTML report: cards of those to look at, a table of all others."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

import numpy as np

from inspector.core import report_text as text
from inspector.core.overlay import HOTTEST, colours, opacities
from inspector.core.report_card import Card
from inspector.core.report_data import Report

NAMES = {"fail": "Fail", "unsure": "Unsure", "pass": "Pass"}
"""The verdicts, the worst first."""


def images(report: Report) -> Iterator[str]:
    """Cards by group, then the table."""
    scale = _scale() if any(card.heat for card in report.cards) else ""
    for name, cards in text.groups(report).items():
        heading = f"{text.GROUPS[name]} ({len(cards)})"
        yield f'<section><div class="row"><h2>{heading}</h2>{scale}</div><div class="cards">'
        for card in cards:
            yield _card(card)
        yield "</div></section>"
        scale = ""
    yield from _table(report)


def badge(verdict: str | None) -> str:
    """A verdict with its icon."""
    if verdict is None:
        return ""
    return f'<span class="badge {verdict}">{icon(verdict)}{NAMES[verdict]}</span>'


def icon(verdict: str) -> str:
    """The icon of a verdict, from the page's own symbols."""
    return f'<svg class="icon" aria-hidden="true"><use href="#{verdict}"/></svg>'


def ramp(steps: int = 25) -> list[tuple[int, int, int, float]]:
    """The heatmap colours from 0 to HOTTEST limits: red, green, blue (0..255), opacity (0..1)."""
    heat = np.linspace(0, HOTTEST, steps, dtype=np.float32)[np.newaxis]
    solid = opacities(heat, 1.0, opacity=1.0)[0]
    return [
        (int(red), int(green), int(blue), float(share))
        for (red, green, blue), share in zip(colours(heat, 1.0)[0], solid, strict=True)
    ]


def _scale() -> str:
    """What the heatmap colours mean, drawn with the very colours."""
    stops = ",".join(f"rgb({red} {green} {blue}/{share:.2f})" for red, green, blue, share in ramp())
    return (
        '<div class="scale" role="img" aria-label="Heatmap colours from 0 to twice the limit">'
        f'<i style="background:linear-gradient(90deg,{stops})"></i>'
        "<span>0</span><span>limit</span><span>2 × limit</span></div>"
    )


def _card(card: Card) -> str:
    path = escape(str(card.path or card.name))
    return (
        f'<article class="card {card.verdict or "none"}">{_pair(card)}'
        f'<div class="row"><h3 title="{path}">{escape(card.name)}</h3>{badge(card.verdict)}</div>'
        f"{_meter(card)}<p>{_details(card)}</p></article>"
    )


def _pair(card: Card) -> str:
    """Image and overlay: side by side, or one above the other where they are wide."""
    shape = "wide" if card.width > 1.6 * card.height else "tall"
    pictures = _picture(card, card.picture, card.name)
    pictures += _picture(card, card.heat, f"{card.name} with its heatmap")
    return f'<div class="pair {shape}">{pictures}</div>'


def _picture(card: Card, jpeg: bytes | None, text: str) -> str:
    if jpeg is None:
        return ""
    return (
        f'<img alt="{escape(text)}" width="{card.width}" height="{card.height}" decoding="async" '
        f'src="data:image/jpeg;base64,{b64encode(jpeg).decode()}">'
    )


def _meter(card: Card) -> str:
    """The score as a line from 0 to twice the limit."""
    ratio = card.relative
    if ratio is None or card.limits is None:
        return ""
    unsure = 50 * card.limits.unsure / card.limits.fail
    return (
        f'<div class="meter" aria-hidden="true"><i style="width:{_percent(50 * ratio)}"></i>'
        f'<b style="left:{_percent(unsure)}"></b><b class="at-fail"></b></div>'
    )


def _details(card: Card) -> str:
    times = f"<strong>{text.times(card)} × limit</strong>" if card.relative is not None else ""
    why = [escape(each) for each in text.why(card)]
    said = "" if card.said.label == "unset" else f"labelled {card.said.label}"
    loud = f'<strong class="fail">{card.wrong}</strong>' if card.wrong else ""
    parts = [loud, times, f"score {card.score:.4g}", text.regions(card), *why, said]
    return "<span>" + "</span><span>".join(part for part in parts if part) + "</span>"


def _table(report: Report) -> Iterator[str]:
    cards = text.others(report)
    if not cards:
        return
    left_out = text.left_out(report)
    note = f"{left_out} of them wrong, unsure or failed: too many to show" if left_out else ""
    yield (
        f'<section class="panel"><div class="row"><h2>All other images ({len(cards)})</h2>'
        f'<p>{note}</p></div><div class="scroll"><table class="list"><thead><tr>'
        '<th scope="col" class="text">Image</th><th scope="col" class="text">Label</th>'
        '<th scope="col" class="text">Verdict</th><th scope="col">Score</th>'
        '<th scope="col">× limit</th><th scope="col">Regions</th>'
        '<th scope="col" class="text">Known to the detector</th></tr></thead><tbody>'
    )
    for card in cards:
        yield _line(card)
    yield "</tbody></table></div></section>"


def _line(card: Card) -> str:
    label = "" if card.said.label == "unset" else card.said.label
    return (
        f'<tr><td class="text">{escape(card.name)}</td><td class="text">{label}</td>'
        f'<td class="text">{badge(card.verdict)}</td><td>{card.score:.4g}</td>'
        f"<td>{text.times(card)}</td><td>{card.regions}</td>"
        f'<td class="text">{text.SEEN[card.said.seen]}</td></tr>'
    )


def _percent(value: float) -> str:
    return f"{min(max(value, 0), 100):.1f}%"
