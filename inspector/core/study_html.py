"""The page of a repeatability study as HTML text: no script, nothing fetched from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from inspector.core.calibrate import Limits
from inspector.core.report_plots import SHAPES
from inspector.core.report_style import ICONS, STYLE
from inspector.core.study import StudiedPart, Study
from inspector.core.study_image import FailedImage, MeasuredImage
from inspector.core.study_lines import Line, about, gauge_lines, label_lines, verdict_lines

_STYLE = """
.numbers{width:100%;border-collapse:collapse;margin-top:10px;font-size:14px}
.numbers th,.numbers td{text-align:left;padding:5px 16px 5px 0;border-top:1px solid var(--line);
vertical-align:top}
.lines th{width:32%}.lines td{width:34%}
.notes{border-left:4px solid var(--unsure)}
.numbers tr:first-child>*{border-top:0}
.numbers th[scope=row]{font-weight:500;font-size:14px;color:var(--ink)}
.numbers thead th{color:var(--soft);font-size:13px;border-bottom:1px solid var(--line)}
.numbers .n{text-align:right}
.numbers .r{color:var(--soft)}
.numbers strong{color:var(--fail)}
.span{stroke:var(--soft);stroke-width:2;opacity:.55}
.plot .name{text-anchor:end}
"""
_WIDTH, _NAMES, _ROW, _TOP, _BOTTOM = 960, 180, 20, 26, 30
_LONGEST_NAME = 24


def page(title: str, study: Study) -> str:
    """One HTML file. All text is escaped."""
    return "".join(
        (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape(title)}</title><style>{STYLE}{_STYLE}</style></head>"
            f"<body>{ICONS}<main><header><h1>{escape(title)}</h1>"
            f"<p>Repeatability study of {escape(about(study))}</p></header>",
            _listed("What this study cannot tell", study.warnings),
            _lines("The score as a gauge", "standard deviations", gauge_lines(study)),
            _lines("Do verdicts repeat?", "with 95 % intervals", verdict_lines(study)),
            _lines("Are they right?", "with 95 % intervals", label_lines(study)),
            _plot(study),
            _parts(study),
            _conditions(study),
            _failures(study.failures),
            "</main></body></html>\n",
        )
    )


def _listed(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    inside = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<section class="panel notes"><h2>{title}</h2><ul>{inside}</ul></section>'


def _lines(title: str, note: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(line.name)}</th><td>{escape(line.value)}</td>'
        f'<td class="r">{escape(line.remark)}</td></tr>'
        for line in lines
    )
    return (
        f'<section class="panel"><div class="row"><h2>{title}</h2><p>{note}</p></div>'
        f'<div class="scroll"><table class="numbers lines">{rows}</table></div></section>'
    )


def _parts(study: Study) -> str:
    heads = "Part,Label,Images,Mean,Spread,Range,Sigmas to limit,Pass,Unsure,Fail,"
    rows = "".join(_part(part) for part in sorted(study.parts, key=_nearest_first))
    return (
        '<section class="panel"><div class="row"><h2>Parts</h2>'
        f'<p>the nearest to a limit first</p></div><div class="scroll"><table class="numbers">'
        f"<thead>{_head(heads.split(','), text=2)}</thead>{rows}</table></div></section>"
    )


def _part(part: StudiedPart) -> str:
    numbers = (
        str(part.images),
        f"{part.mean:.4g}",
        _known(part.spread, ".3g"),
        f"{part.range:.3g}",
        _known(part.distance, ".1f"),
        *(str(part.verdicts.get(verdict, 0)) for verdict in ("pass", "unsure", "fail")),
    )
    cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
    flips = "<strong>changes its verdict</strong>" if part.flips else ""
    return (
        f'<tr><th scope="row">{escape(part.name)}</th><td>{part.label}</td>{cells}'
        f"<td>{flips}</td></tr>"
    )


def _conditions(study: Study) -> str:
    if not study.conditions:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(each.name)}</th><td class="n">{each.images}</td>'
        f'<td class="n">{each.mean:.4g}</td><td class="n">{each.shift:+.3g}</td></tr>'
        for each in study.conditions
    )
    heads = ("Condition", "Images", "Mean score", "Shift against all")
    return (
        '<section class="panel"><h2>Conditions</h2><div class="scroll"><table class="numbers">'
        f"<thead>{_head(heads, text=1)}</thead>{rows}</table></div></section>"
    )


def _failures(failures: Sequence[FailedImage]) -> str:
    if not failures:
        return ""
    rows = "".join(
        f"<dt>{escape(str(each.image.path))}</dt><dd>{escape(each.reason)}</dd>"
        for each in failures
    )
    return f'<section class="panel alert"><h2>Could not be measured</h2><dl>{rows}</dl></section>'


def _head(names: Iterable[str], *, text: int) -> str:
    """A line of headings, of which the first ones stand over text."""
    cells = (
        f'<th scope="col"{"" if place < text or not name else " class=n"}>{name}</th>'
        for place, name in enumerate(names)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _plot(study: Study) -> str:
    """Per part its images on a line, between the limits; the highest mean on top."""
    parts = sorted(study.parts, key=lambda part: -part.mean)
    height = _TOP + _ROW * len(parts) + _BOTTOM
    axis = _Axis(study)
    inside = [*_limits(axis, study.limits, height - _BOTTOM)]
    images: dict[str, list[MeasuredImage]] = {}
    for each in study.images:
        images.setdefault(each.part, []).append(each)
    for place, part in enumerate(parts):
        inside += _row(axis, part, images[part.name], _TOP + _ROW * (place + 0.5))
    inside += _ticks(axis, height - _BOTTOM)
    return (
        '<section class="panel"><div class="row"><h2>Spread of each part</h2>'
        "<p>one mark per image, further right is more anomalous</p></div>"
        f'<div class="scroll"><svg class="plot" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="Scores of {len(parts)} parts">{"".join(inside)}</svg></div></section>'
    )


class _Axis:
    """Where a score lies in the plot."""

    def __init__(self, study: Study) -> None:
        known = [each.score for each in study.images]
        if study.limits is not None:
            known += [study.limits.unsure, study.limits.fail]
        low, high = min(known), max(known)
        room = 0.05 * ((high - low) or abs(high) or 1.0)
        self.low, self.high = low - room, high + room

    def x(self, score: float) -> float:
        share = (score - self.low) / (self.high - self.low)
        return _NAMES + share * (_WIDTH - _NAMES - 10)


def _limits(axis: _Axis, limits: Limits | None, floor: float) -> Iterator[str]:
    if limits is None:
        return
    for verdict, limit in (("unsure", limits.unsure), ("fail", limits.fail)):
        if verdict == "unsure" and limits.unsure == limits.fail:
            continue
        x = axis.x(limit)
        anchor = "end" if verdict == "unsure" else "start"
        shift = -4 if verdict == "unsure" else 4
        yield (
            f'<path class="limit {verdict}" d="M{x:.1f} 6V{floor:.0f}"/><text '
            f'class="limit-name {verdict}" x="{x + shift:.1f}" y="15" text-anchor="{anchor}">'
            f"{verdict}</text>"
        )


def _row(
    axis: _Axis, part: StudiedPart, images: Sequence[MeasuredImage], y: float
) -> Iterator[str]:
    name = part.name if len(part.name) <= _LONGEST_NAME else part.name[: _LONGEST_NAME - 1] + "…"
    yield (
        f'<text class="name" x="{_NAMES - 14}" y="{y + 4:.1f}">{escape(name)}'
        f"<title>{escape(part.name)}</title></text>"
        f'<path class="span" d="M{axis.x(part.low):.1f} {y:.1f}H{axis.x(part.high):.1f}"/>'
    )
    for each in images:
        verdict = each.verdict or "none"
        said = f"{each.image.path.name} {each.condition}".strip()
        yield (
            f'<path class="mark {verdict}" transform="translate({axis.x(each.score):.1f} '
            f'{y:.1f})" d="{SHAPES[verdict]}"><title>{escape(said)}: {each.score:.4g}</title>'
            "</path>"
        )


def _ticks(axis: _Axis, floor: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{_NAMES} {floor:.0f}H{_WIDTH}"/>'
    rough = (axis.high - axis.low) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * lead for lead in (1, 2, 5, 10) if power * lead >= rough)
    digits = max(0, -math.floor(math.log10(step)))
    for count in range(math.ceil(axis.low / step), math.floor(axis.high / step) + 1):
        x = axis.x(count * step)
        yield f'<path class="axis" d="M{x:.1f} {floor:.0f}v5"/>'
        yield (
            f'<text class="tick" x="{x:.1f}" y="{floor + 20:.0f}">{count * step:.{digits}f}</text>'
        )


def _nearest_first(part: StudiedPart) -> tuple[bool, float]:
    return not part.flips, part.distance if part.distance is not None else float("inf")


def _known(value: float | None, how: str) -> str:
    return "" if value is None else format(value, how)
