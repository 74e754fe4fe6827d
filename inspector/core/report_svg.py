"""The plots of a report outside its page: with their colours inside, for print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

PRINT: Final[Mapping[str, str]] = {
    "page": "#fff",
    "panel": "#fff",
    "line": "#ccd1d8",
    "ink": "#000",
    "soft": "#444b55",
    "pass": "#0b6e64",
    "unsure": "#8a5b00",
    "fail": "#9a1038",
    "pass-bg": "#e6f3f1",
    "unsure-bg": "#fdf3dc",
    "fail-bg": "#fcebe6",
    "track": "#e8ebef",
}
"""The colours on paper, by their names in the style sheet."""

_VERDICTS = {"pass": "pass", "unsure": "unsure", "fail": "fail", "none": "soft"}
_TINTS = {"pass": "pass-bg", "unsure": "unsure-bg", "fail": "fail-bg"}
_TEXT = f'fill="{PRINT["soft"]}" font-size="14"'
_LINE = 'fill="none" stroke="{}" stroke-width="{}"'

_LOOKS: Final[Mapping[str, str]] = {
    "axis": _LINE.format(PRINT["soft"], 1),
    "grid": _LINE.format(PRINT["line"], 1),
    "guide": _LINE.format(PRINT["soft"], 1) + ' stroke-dasharray="4 4"',
    "curve": _LINE.format(PRINT["ink"], 2),
    "tick": f'{_TEXT} text-anchor="middle"',
    "side": f'{_TEXT} text-anchor="end"',
    **{f"zone {kind}": f'fill="{PRINT[tint]}"' for kind, tint in _TINTS.items()},
    **{
        f"{shape} {kind}": f'fill="{PRINT[ink]}" stroke="{PRINT["panel"]}"'
        for shape in ("mark", "point")
        for kind, ink in _VERDICTS.items()
    },
    **{f"limit {kind}": _LINE.format(PRINT[ink], 1.5) for kind, ink in _VERDICTS.items()},
    **{
        f"limit-name {kind}": f'fill="{PRINT[ink]}" font-size="14" font-weight="bold"'
        for kind, ink in _VERDICTS.items()
    },
}


def standalone(plot: str) -> str:
    """A plot of the page as an SVG file of its own, in the colours of PRINT."""
    svg = plot.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return re.sub(r'class="([^"]+)"', lambda found: _LOOKS.get(found[1], ""), svg)


def shape(path: str, colour: str) -> str:
    """A mark 10 units wide around the origin as an SVG file of its own."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 -5 10 10">'
        f'<path d="{path}" fill="{PRINT[colour]}"/></svg>'
    )
