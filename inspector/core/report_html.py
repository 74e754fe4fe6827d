"""The results page as HTML text."""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

import numpy as np

from inspector.core.calibrate import Calibration, Limits
from inspector.core.overlay import HOTTEST, colours, opacities
from inspector.core.report_card import Card
from inspector.core.report_plots import Mark, score_plot
from inspector.core.report_style import ICONS, STYLE

VERDICTS = {"fail": "Fail", "unsure": "Unsure", "pass": "Pass"}


def page(
    title: str,
    cards: Sequence[Card],
    calibration: Calibration | None,
    *,
    facts: Mapping[str, str],
    failures: Mapping[str, str],
) -> Iterator[str]:
    """The parts of one HTML file, in order, cards in the order given. All text is escaped."""
    limits = None if calibration is None else calibration.limits
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{ICONS}<main>"
    )
    yield _header(title, cards, failures)
    yield _failures(failures)
    yield _scores(cards, limits)
    yield _promise(calibration)
    yield _facts(facts)
    yield f'<section><div class="row"><h2>Images</h2>{_scale() if calibration else ""}</div>'
    yield '<div class="cards">'
    for card in cards:
        yield _card(card)
    yield "</div></section></main></body></html>\n"


def _header(title: str, cards: Sequence[Card], failures: Mapping[str, str]) -> str:
    counts = Counter(card.verdict for card in cards)
    tiles = "".join(_tile(verdict, counts[verdict], len(cards)) for verdict in VERDICTS)
    total = f"{_count(len(cards), 'image')} inspected"
    if failures:
        total += f", {len(failures)} could not be inspected"
    if counts[None]:
        tiles = '<p class="note">Not calibrated yet: there are scores, but no verdicts.</p>'
    return (
        f"<header><h1>{escape(title)}</h1><p>{total}</p>{_bar(counts)}"
        f'<div class="tiles">{tiles}</div></header>'
    )


def _tile(verdict: str, count: int, total: int) -> str:
    share = f"{100 * count / total:.0f} %" if total else ""
    return (
        f'<div class="tile {verdict}">{_icon(verdict)}<strong>{count}</strong>'
        f"<span>{VERDICTS[verdict]}</span><small>{share}</small></div>"
    )


def _bar(counts: Counter[str | None]) -> str:
    """The shares of the verdicts as one line; hidden from readers, who have the tiles."""
    parts = "".join(
        f'<i class="{verdict}" style="flex-grow:{counts[verdict]}"></i>'
        for verdict in VERDICTS
        if counts[verdict]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>' if parts else ""


def _failures(failures: Mapping[str, str]) -> str:
    if not failures:
        return ""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(reason)}</dd>" for name, reason in failures.items()
    )
    return f'<section class="panel alert"><h2>Could not be inspected</h2><dl>{rows}</dl></section>'


def _scores(cards: Sequence[Card], limits: Limits | None) -> str:
    marks = [
        Mark(card.name, card.score, card.verdict) for card in cards if math.isfinite(card.score)
    ]
    pair = (limits.unsure, limits.fail) if limits else None
    return (
        '<section class="panel"><div class="row"><h2>Scores</h2>'
        "<p>one mark per image, further right is more anomalous</p></div>"
        f'<div class="scroll">{score_plot(marks, pair)}</div></section>'
    )


def _promise(calibration: Calibration | None) -> str:
    if calibration is None:
        return ""
    base = f"set on {_count(len(calibration.good), 'good image')}"
    if calibration.bad:
        base += f" and {len(calibration.bad)} bad"
    notes = "".join(f"<li>{escape(note)}</li>" for note in calibration.notes)
    return (
        '<section class="panel"><div class="row"><h2>What the limits promise</h2>'
        f"<p>{base}</p></div><ul>{notes}</ul></section>"
    )


def _facts(facts: Mapping[str, str]) -> str:
    if not facts:
        return ""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
    )
    return (
        '<section class="panel"><h2>How it was inspected</h2>'
        f'<dl class="facts">{rows}</dl></section>'
    )


def _scale() -> str:
    """What the heatmap colours mean, drawn with the very colours."""
    ramp = np.linspace(0, HOTTEST, 25, dtype=np.float32)[np.newaxis]
    solid = opacities(ramp, 1.0, opacity=1.0)[0]
    stops = ",".join(
        f"rgb({red} {green} {blue}/{share:.2f})"
        for (red, green, blue), share in zip(colours(ramp, 1.0)[0], solid, strict=True)
    )
    return (
        '<div class="scale" role="img" aria-label="Heatmap colours from 0 to twice the limit">'
        f'<i style="background:linear-gradient(90deg,{stops})"></i>'
        "<span>0</span><span>limit</span><span>2 × limit</span></div>"
    )


def _card(card: Card) -> str:
    verdict = card.verdict or "none"
    badge = (
        f'<span class="badge">{_icon(verdict)}{VERDICTS[verdict]}</span>' if card.verdict else ""
    )
    path = escape(str(card.path or card.name))
    return (
        f'<article class="card {verdict}">{_pair(card)}'
        f'<div class="row"><h3 title="{path}">{escape(card.name)}</h3>{badge}</div>'
        f"{_meter(card)}<p>{_details(card)}</p></article>"
    )


def _pair(card: Card) -> str:
    """Image and overlay: side by side, or one above the other where they are wide."""
    shape = "wide" if card.width > 1.6 * card.height else "tall"
    pictures = _picture(card, card.picture, card.name)
    if card.heat is not None:
        pictures += _picture(card, card.heat, f"{card.name} with its heatmap")
    return f'<div class="pair {shape}">{pictures}</div>'


def _picture(card: Card, jpeg: bytes, text: str) -> str:
    return (
        f'<img alt="{escape(text)}" width="{card.width}" height="{card.height}" decoding="async" '
        f'src="data:image/jpeg;base64,{b64encode(jpeg).decode()}">'
    )


def _meter(card: Card) -> str:
    """The score as a line from 0 to twice the limit."""
    ratio = _ratio(card)
    if ratio is None or card.limits is None:
        return ""
    unsure = 50 * card.limits.unsure / card.limits.fail
    return (
        f'<div class="meter" aria-hidden="true"><i style="width:{_percent(50 * ratio)}"></i>'
        f'<b style="left:{_percent(unsure)}"></b><b class="at-fail"></b></div>'
    )


def _details(card: Card) -> str:
    ratio = _ratio(card)
    times = "" if ratio is None else f"<strong>{ratio:.2f} × limit</strong>"
    regions = "" if card.limits is None else _count(card.regions, "region")
    parts = [times, f"score {card.score:.4g}", regions]
    return "<span>" + "</span><span>".join(part for part in parts if part) + "</span>"


def _ratio(card: Card) -> float | None:
    if card.limits is None or card.limits.fail <= 0 or not math.isfinite(card.score):
        return None
    return card.score / card.limits.fail


def _percent(value: float) -> str:
    return f"{min(max(value, 0), 100):.1f}%"


def _icon(verdict: str) -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="#{verdict}"/></svg>'


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
