"""What is printed or laid on a surface: signs, rules, bar codes; wires and cables."""

from __future__ import annotations

import math
import string

import cv2
import numpy as np

from training.images.draw import Colours, Draw
from training.images.paint import colour, near, over

_FONTS = (
    cv2.FONT_HERSHEY_SIMPLEX,
    cv2.FONT_HERSHEY_PLAIN,
    cv2.FONT_HERSHEY_DUPLEX,
    cv2.FONT_HERSHEY_COMPLEX,
    cv2.FONT_HERSHEY_TRIPLEX,
    cv2.FONT_HERSHEY_SCRIPT_SIMPLEX,
)
_SIGNS = string.ascii_uppercase + string.digits * 2


def prints(draw: Draw) -> Colours:
    """A few marks in one or two inks on a surface; each piece is printed a little elsewhere."""
    made = draw.ground()
    for _ in range(draw.count(1, 4)):
        sheet = np.zeros((draw.side, draw.side), np.uint8)
        mark = MARKS[int(draw.style.integers(len(MARKS)))]
        mark(draw.child(), sheet)
        middle = (draw.side - 1) / 2
        turn = draw.style.choice((0, 0, 90, draw.style.uniform(0, 360)))
        matrix = cv2.getRotationMatrix2D((middle, middle), turn + draw.chance.normal(0, 1), 1)
        matrix[:, 2] += draw.chance.normal(0, draw.side * 0.01, 2)
        ink = cv2.warpAffine(sheet, matrix, sheet.shape, flags=cv2.INTER_LINEAR)
        mask = ink.astype(np.float32) * np.float32(draw.style.uniform(0.5, 1) / 255)
        made = over(made, colour(draw), mask)
    return made


def _text(draw: Draw, sheet: np.ndarray) -> None:
    font, size = _FONTS[draw.count(0, len(_FONTS) - 1)], draw.between(0.3, 2)
    thick, pitch = draw.count(1, 3), int(30 * size)
    for y in range(int(draw.style.uniform(0, 1) * draw.side), draw.side + pitch, max(pitch, 10)):
        letters = "".join(draw.style.choice(list(_SIGNS), draw.count(2, 12)))
        x = int(draw.style.uniform(-0.1, 0.5) * draw.side)
        cv2.putText(sheet, letters, (x, y), font, size, 255, thick, cv2.LINE_AA)


def _signs(draw: Draw, sheet: np.ndarray) -> None:
    """An alphabet of its own: few strokes between the knots of a small lattice."""
    size = draw.between(8, 30)
    alphabet = [draw.style.integers(0, 3, (draw.count(2, 5), 2)) for _ in range(8)]
    order = draw.style.integers(0, 8, 400)
    thick, gap = draw.count(1, 3), draw.style.uniform(1.3, 2)
    places = np.arange(size * 0.3, draw.side, size * gap)
    for number, (y, x) in enumerate((y, x) for y in places for x in places):
        knots = alphabet[order[number % 400]] * (size / 2) + (x, y)
        cv2.polylines(sheet, [np.rint(knots).astype(np.int32)], False, 255, thick, cv2.LINE_AA)


def _bars(draw: Draw, sheet: np.ndarray) -> None:
    """A bar code, or a square code."""
    x, y = (draw.style.uniform(0, 0.5, 2) * draw.side).astype(int)
    module = draw.count(1, 4)
    count = draw.count(12, 40)
    code = (
        draw.style.integers(0, 2, (count if draw.maybe(0.4) else 1, count)).astype(np.uint8) * 255
    )
    tall = module if len(code) > 1 else int(draw.style.uniform(10, 60))
    block = np.kron(code, np.ones((tall, module), np.uint8))[: draw.side - y, : draw.side - x]
    sheet[y : y + block.shape[0], x : x + block.shape[1]] = block


def _rules(draw: Draw, sheet: np.ndarray) -> None:
    """Lines at even distances, as on a scale or a form."""
    pitch, thick = draw.between(5, 40), draw.count(1, 3)
    long, short = draw.side, int(draw.style.uniform(0.1, 1) * draw.side)
    every = draw.count(1, 5)
    for number, x in enumerate(np.arange(draw.style.uniform(0, pitch), draw.side, pitch)):
        end = (long if every == 1 else short) if number % every == 0 else short // 2
        cv2.line(sheet, (int(x), 0), (int(x), int(end)), 255, thick, cv2.LINE_AA)


def _figures(draw: Draw, sheet: np.ndarray) -> None:
    """Circles, crosses, arrows and frames: tracks and pads of a board."""
    for _ in range(draw.count(2, 12)):
        x, y = (int(v) for v in draw.style.uniform(0, draw.side, 2))
        size, thick = int(draw.between(3, 30)), draw.count(1, 3)
        kind = draw.count(0, 3)
        if kind == 0:
            cv2.circle(sheet, (x, y), size, 255, thick if size > 6 else -1, cv2.LINE_AA)
        elif kind == 1:
            cv2.rectangle(sheet, (x, y), (x + size, y + size * 2), 255, thick)
        elif kind == 2:
            cv2.drawMarker(sheet, (x, y), 255, cv2.MARKER_CROSS, size, thick)
        else:  # a track in right angles
            bend = [(x, y), (x + size, y), (x + size, y + 2 * size), (x + 4 * size, y + 2 * size)]
            cv2.polylines(sheet, [np.array(bend, np.int32)], False, 255, thick, cv2.LINE_AA)


MARKS = (_text, _signs, _bars, _rules, _figures)


def wires(draw: Draw) -> Colours:
    """Round wires in the same ways on every piece, or a bundle in parallel."""
    made = draw.ground()
    count, parallel = draw.count(1, 7), draw.maybe(0.4)
    first = draw.style.uniform(0, draw.side, (4, 2))
    width = draw.between(3, 26)
    for number in range(count):
        knots = (
            first + number * width * 1.1 if parallel else draw.style.uniform(0, draw.side, (4, 2))
        )
        knots = knots + draw.chance.normal(0, draw.side * 0.008, (4, 2))
        _wire(draw.child(), made, _curve(knots, draw.side), width)
        width = width if parallel else draw.between(3, 26)
    return made


def _curve(knots: np.ndarray, side: int) -> np.ndarray:
    """A cubic (Bezier) through the picture, from edge to edge: (60, 2)."""
    ends = knots.copy()
    ends[0], ends[3] = knots[0] * (1, 0) - (0, 20), knots[3] * (1, 0) + (0, side + 20)
    t = np.linspace(0, 1, 60)[:, None]
    a, b, c, d = ends
    return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3


def _wire(draw: Draw, made: Colours, way: np.ndarray, width: float) -> None:
    """Lay one wire in place: rings of paint from dark and wide to light and thin, and a twist."""
    skin, dark = colour(draw), draw.style.uniform(0.3, 0.7)
    points = [np.rint(way * 16).astype(np.int32)]
    for share in (1.0, 0.8, 0.55, 0.3):
        light = dark + (1.1 - dark) * (1 - share)
        thick = max(1, round(width * share))
        tone = tuple(float(v) for v in np.clip(skin * light, 0, 1))
        cv2.polylines(made, points, False, tone, thick, cv2.LINE_AA, 4)
    if draw.maybe(0.4):
        _twist(draw, made, way, width)


def _twist(draw: Draw, made: Colours, way: np.ndarray, width: float) -> None:
    """Stripes across a wire: braid, thread, a second colour."""
    tone = tuple(float(v) for v in near(draw, colour(draw), 0.3))
    every, lean = draw.count(2, 6), draw.style.uniform(-0.6, 0.6)
    for number in range(0, len(way) - 1, every):
        ahead = way[number + 1] - way[number]
        angle = math.atan2(ahead[1], ahead[0]) + math.pi / 2 + lean
        reach = np.array([math.cos(angle), math.sin(angle)]) * width * 0.45
        ends = np.rint(np.stack([way[number] - reach, way[number] + reach])).astype(np.int32)
        cv2.line(
            made,
            tuple(map(int, ends[0])),
            tuple(map(int, ends[1])),
            tone,
            max(1, int(width / 8)),
            cv2.LINE_AA,
        )
