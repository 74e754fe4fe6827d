"""The report as one HTML file: no script, nothing fetched from elsewhere, all text escaped."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

import numpy as np

from inspector.core import report_text as text
from inspector.core.report_curves import pr_plot, roc_plot
from inspector.core.report_data import Report, Taught
from inspector.core.report_html_images import NAMES, badge, icon, images
from inspector.core.report_outcome import KNOWN, VERDICTS, Known, Outcome
from inspector.core.report_plots import MOST_MARKS, Mark, score_plot
from inspector.core.report_style import ICONS, STYLE


def page(report: Report) -> Iterator[str]:
    """The parts of one HTML file, in order."""
    title = escape(report.title)
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{ICONS}<main>"
    )
    yield _header(report)
    yield _remarks(report)
    yield _failures(report.failures)
    yield _outcome(report)
    yield _scores(report)
    yield _curves(report)
    yield _limits(report)
    yield from images(report)
    yield _facts("How it was inspected", report.facts)
    yield _taught(report)
    yield _facts("Hashes", report.hashes, kind="hashes")
    yield _facts("Versions", {name: found for name, found in report.versions.items() if found})
    yield _signatures()
    yield "</main></body></html>\n"


def _header(report: Report) -> str:
    counts, total = report.verdicts, len(report.cards)
    tiles = "".join(_tile(verdict, counts[verdict], total) for verdict in NAMES)
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        for name, value in text.heading(report).items()
    )
    shown = "" if counts[None] else f'{_bar(counts)}<div class="tiles">{tiles}</div>'
    return (
        f'<header><h1>{escape(report.title)}</h1><dl class="facts head">{rows}</dl>{shown}</header>'
    )


def _tile(verdict: str, count: int, total: int) -> str:
    share = f"{100 * count / total:.0f} %" if total else ""
    return (
        f'<div class="tile {verdict}">{icon(verdict)}<strong>{count}</strong>'
        f"<span>{NAMES[verdict]}</span><small>{share}</small></div>"
    )


def _bar(counts: Counter[str | None]) -> str:
    """The shares of the verdicts as one line; hidden from readers, who have the tiles."""
    parts = "".join(
        f'<i class="{verdict}" style="flex-grow:{counts[verdict]}"></i>'
        for verdict in NAMES
        if counts[verdict]
    )
    return f'<div class="bar" aria-hidden="true">{parts}</div>' if parts else ""


def _remarks(report: Report) -> str:
    found = "".join(f"<li>{escape(remark)}</li>" for remark in text.remarks(report))
    if not found:
        return ""
    return (
        f'<section class="panel alert caution"><h2>Read this first</h2><ul>{found}</ul></section>'
    )


def _failures(failures: Mapping[str, str]) -> str:
    if not failures:
        return ""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(reason)}</dd>" for name, reason in failures.items()
    )
    return f'<section class="panel alert"><h2>Could not be inspected</h2><dl>{rows}</dl></section>'


def _outcome(report: Report) -> str:
    found = report.outcome
    if found is None:
        return ""
    heads = "".join(f'<th scope="col">{badge(verdict)}</th>' for verdict in VERDICTS)
    rates = {"good": f"False alarms: {found.false_alarms.text}"}
    rates["bad"] = f"Escapes: {found.escapes.text}"
    rows = "".join(_outcome_row(found, label, rates[label]) for label in KNOWN)
    return (
        '<section class="panel"><div class="row"><h2>Right and wrong</h2>'
        "<p>images with a label; intervals of Clopper and Pearson</p></div>"
        f'<div class="scroll"><table class="confusion"><thead><tr><td></td>{heads}'
        f'<th scope="col">All</th><th scope="col" class="text">Rate</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _outcome_row(found: Outcome, label: Known, rate: str) -> str:
    wrong = {"good": "fail", "bad": "pass"}[label]
    cells = "".join(
        f'<td class="{"fail wrong" if verdict == wrong and found.counts[label, verdict] else ""}">'
        f"{found.counts[label, verdict]}</td>"
        for verdict in VERDICTS
    )
    return (
        f'<tr><th scope="row">{label.capitalize()}</th>{cells}<td>{found.total(label)}</td>'
        f'<td class="text">{rate}</td></tr>'
    )


def marks(report: Report) -> list[Mark]:
    """A mark per finite score: by label where there are labels, else by verdict."""
    kinds = {"good": "pass", "bad": "fail", "unset": "none"}
    by_label = bool(report.labelled)
    return [
        Mark(card.name, card.score, kinds[card.said.label] if by_label else card.verdict)
        for card in report.cards
        if np.isfinite(card.score)
    ]


def score_legend(report: Report) -> str:
    """What the marks of the score plot are."""
    if len(report.cards) > MOST_MARKS and report.labelled:
        return "a bar is as high as its images are many: bad at its foot, good at its top"
    if len(report.cards) > MOST_MARKS:
        return "a bar is as high as its images are many, further right is more anomalous"
    if report.labelled:
        return "one mark per image: circle good, square bad, diamond without a label"
    return "one mark per image, further right is more anomalous"


def _scores(report: Report) -> str:
    limits = report.calibration.limits if report.calibration else None
    plot = score_plot(marks(report), (limits.unsure, limits.fail) if limits else None)
    return (
        '<section class="panel"><div class="row"><h2>Scores</h2>'
        f'<p>{score_legend(report)}</p></div><div class="scroll">{plot}</div></section>'
    )


def _curves(report: Report) -> str:
    roc = roc_plot(report)
    if not roc:
        return ""
    found = text.separation(report)
    return (
        '<section class="panel"><div class="row"><h2>How well scores tell good from bad</h2>'
        f"<p>{found['Images']}; the marks are the limits</p></div>"
        f'<div class="curves"><figure>{roc}<figcaption>ROC: AUROC {found["AUROC"]}</figcaption>'
        f"</figure><figure>{pr_plot(report)}<figcaption>Precision and recall: average precision "
        f"{found['Average precision']}</figcaption></figure></div></section>"
    )


def _limits(report: Report) -> str:
    calibration = report.calibration
    if calibration is None:
        return ""
    notes = "".join(
        f"<li>{escape(note)}</li>" for note in (*calibration.notes, *calibration.told())
    )
    return (
        '<section class="panel"><h2>The limits and what they promise</h2>'
        f'<dl class="facts">{_pairs(text.limit_rows(calibration))}</dl><ul>{notes}</ul></section>'
    )


def _facts(title: str, facts: Mapping[str, str], *, kind: str = "") -> str:
    if not facts:
        return ""
    return (
        f'<section class="panel"><h2>{title}</h2>'
        f'<dl class="facts {kind}">{_pairs(facts)}</dl></section>'
    )


def _pairs(facts: Mapping[str, str]) -> str:
    return "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
    )


def _taught(report: Report) -> str:
    if not report.taught:
        return ""
    items = "".join(_taught_one(each) for each in report.taught)
    return (
        '<section class="panel"><div class="row"><h2>What the detector learned from</h2>'
        f"<p>{text.count(len(report.taught), 'image')}, with the start of each sha256</p></div>"
        f'<ul class="taught">{items}</ul></section>'
    )


def _taught_one(each: Taught) -> str:
    picture = ""
    if each.picture is not None:
        data = b64encode(each.picture).decode()
        picture = f'<img alt="" src="data:image/jpeg;base64,{data}">'
    return (
        f"<li>{picture}<span>{escape(each.name)}<br><small>{escape(each.kind)}</small> "
        f"<code>{escape(each.sha256[:12])}</code></span></li>"
    )


def _signatures() -> str:
    lines = "".join(f"<div><span>{name}</span></div>" for name in text.SIGNATURE)
    people = "".join(f'<div class="person"><h3>{who}</h3>{lines}</div>' for who in text.SIGNERS)
    return (
        '<section class="panel sign"><h2>Signatures</h2>'
        f'<div class="people">{people}</div></section>'
    )
