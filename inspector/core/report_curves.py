"""ROC and precision-recall curves of a report, as SVG text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.core.calibrate import Limits
from inspector.core.metrics import Curve, pr_curve, roc_curve
from inspector.core.report_data import Report
from inspector.core.report_plots import SHAPES

WIDTH, HEIGHT = 460, 330
_LEFT, _TOP, _RIGHT, _BOTTOM = 52, 12, 448, 282
_MOST_POINTS = 300


def roc_plot(report: Report) -> str:
    """Caught bad images over false alarms; "" without both kinds. The limits are marked."""
    is_bad, scores = report.truth()
    curve = roc_curve(is_bad, scores)
    if len(curve.x) == 0:
        return ""
    chance = f'<path class="guide" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>'
    points = [
        (kind, _share(scores[~is_bad] > limit), _share(scores[is_bad] > limit))
        for kind, limit in _limits(report)
    ]
    labels = "False alarms among good images", "Caught bad images"
    return _plot("ROC curve", labels, chance + _line(curve), points)


def pr_plot(report: Report) -> str:
    """Precision over recall; "" without both kinds. The limits are marked."""
    is_bad, scores = report.truth()
    curve = pr_curve(is_bad, scores)
    if len(curve.x) == 0:
        return ""
    points = [
        (kind, _share(scores[is_bad] > limit), _share(is_bad[scores > limit]))
        for kind, limit in _limits(report)
        if (scores > limit).any()
    ]
    labels = "Recall: caught bad images", "Precision: bad among those caught"
    return _plot("Precision-recall curve", labels, _line(curve), points)


def _limits(report: Report) -> Iterator[tuple[str, float]]:
    limits: Limits | None = report.calibration.limits if report.calibration else None
    if limits is None:
        return
    if limits.unsure < limits.fail:
        yield "unsure", limits.unsure
    yield "fail", limits.fail


def _plot(
    name: str, labels: tuple[str, str], inside: str, points: list[tuple[str, float, float]]
) -> str:
    marks = "".join(
        f'<path class="point {kind}" transform="translate({_x(x)} {_y(y)})" '
        f'd="{SHAPES[kind]}"><title>{kind} limit</title></path>'
        for kind, x, y in points
    )
    middle_x, middle_y = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
    return (
        f'<svg class="plot curve-plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{name}">{"".join(_grid())}{inside}{marks}'
        f'<text class="tick" x="{middle_x:g}" y="{HEIGHT - 8}">{labels[0]}</text>'
        f'<text class="tick" transform="translate(14 {middle_y:g}) rotate(-90)" x="0" y="0">'
        f"{labels[1]}</text></svg>"
    )


def _grid() -> Iterator[str]:
    for step in range(0, 11, 2):
        x, y, text = _x(step / 10), _y(step / 10), f"{step / 10:.1f}"
        yield f'<path class="grid" d="M{x} {_TOP}V{_BOTTOM}M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="tick" x="{x}" y="{_BOTTOM + 18}">{text}</text>'
        yield f'<text class="side" x="{_LEFT - 8}" y="{float(y) + 4:.1f}">{text}</text>'


def _line(curve: Curve) -> str:
    """The curve through at most _MOST_POINTS of its points, its ends among them."""
    kept = np.unique(np.linspace(0, len(curve.x) - 1, _MOST_POINTS).round().astype(int))
    path = "L".join(f"{_x(x)} {_y(y)}" for x, y in zip(curve.x[kept], curve.y[kept], strict=True))
    return f'<path class="curve" d="M{path}"/>'


def _share(these: NDArray[np.bool_]) -> float:
    return float(np.mean(these))


def _x(share: float) -> str:
    return f"{_LEFT + share * (_RIGHT - _LEFT):.1f}"


def _y(share: float) -> str:
    return f"{_BOTTOM - share * (_BOTTOM - _TOP):.1f}"
