from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from inspector.core import regions
from inspector.core.calibrate import Limits, Verdict, calibrate
from inspector.core.errors import InspectorError
from inspector.core.inspection import Inspection
from inspector.core.report import csv_row, write_csv, write_html, write_jsonl
from inspector.core.report_card import THUMBNAIL, Card, card, collected
from inspector.core.report_data import Report, Taught
from inspector.core.report_plots import MOST_MARKS, Mark, score_plot

CALIBRATION = replace(calibrate([0.5, 0.6, 0.7], [1.2]), limits=Limits(0.8, 1.0))


def inspected(name: str, score: float, verdict: Verdict | None = "pass") -> Inspection:
    heatmap = np.zeros((600, 900), np.float32)
    heatmap[300:303, 450:453] = 2
    judged = verdict is not None
    return Inspection(
        path=Path(name),
        score=score,
        verdict=verdict,
        limits=Limits(0.8, 1.0) if judged else None,
        pixel_limit=1.0 if judged else None,
        heatmap=heatmap,
        regions=regions.find(heatmap, 1.0) if judged else (),
        seconds=0.1,
    )


def carded(name: str, score: float, verdict: Verdict | None = "pass") -> Card:
    return card(inspected(name, score, verdict), np.full((600, 900, 3), 90, np.uint8))


def write(path: Path, title: str, cards: Iterable[Card] = (), **more: Any) -> Report:
    report = Report(title=title, cards=collected(cards), **more)
    write_html(path, report)
    return report


def decoded(jpeg: bytes | None) -> np.ndarray:
    assert jpeg is not None
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture[:, :, ::-1]


class Page(HTMLParser):
    """What a browser would see: tags that must close, in order, and the text between them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "results.html"


def test_a_page_is_whole_and_fetches_nothing(out: Path):
    cards = [carded("a.png", 0.5), carded("b.png", 1.4, "fail")]
    write(out, "Housing", cards, calibration=CALIBRATION, facts={"Detector": "x"})
    page = Page(out)
    assert page.open == []
    assert {"script", "link", "iframe"}.isdisjoint(tag for tag, _ in page.tags)
    links = [
        value or ""
        for _, found in page.tags
        for key, value in found.items()
        if key in ("src", "href")
    ]
    assert links
    assert all(link.startswith(("data:image/jpeg;base64,", "#")) for link in links)
    assert not re.search(r"url\(|@import|https?:", out.read_text("utf-8"))


def test_every_image_on_the_page_is_its_own_small_jpeg(out: Path):
    write(out, "Housing", [carded("a.png", 0.5)], calibration=CALIBRATION)
    sources = [found["src"] or "" for tag, found in Page(out).tags if tag == "img"]
    shapes = [decoded(b64decode(source.partition(",")[2])).shape for source in sources]
    assert shapes == [(240, THUMBNAIL, 3)] * 2


def test_cards_are_sorted_and_a_score_that_is_no_number_comes_first(out: Path):
    names = {"low.png": 0.1, "high.png": 1.2, "broken.png": float("nan"), "mid.png": 0.9}
    write(out, "Housing", (carded(name, score) for name, score in names.items()))
    titles = [found["title"] for tag, found in Page(out).tags if "title" in found]
    assert titles == ["broken.png", "high.png", "mid.png", "low.png"]


def test_the_header_counts_verdicts_and_unread_files(out: Path):
    cards = [carded("a", 0.1), carded("b", 0.2), carded("c", 0.9, "unsure"), carded("d", 2, "fail")]
    write(out, "T", cards, calibration=CALIBRATION, failures={"e.png": "It is empty."})
    text = Page(out).text
    assert "4 images inspected, 1 could not be inspected" in text
    assert all(count in text for count in ("1Fail25 %", "1Unsure25 %", "2Pass50 %"))
    assert "e.pngIt is empty." in text


def test_a_card_tells_the_score_in_limits(out: Path):
    write(out, "T", [carded("d.png", 1.5, "fail")], calibration=CALIBRATION)
    assert "1.50 × limitscore 1.51 region" in Page(out).text


def test_the_page_repeats_what_the_limits_promise(out: Path):
    calibration = replace(CALIBRATION, notes=("At most 1 in 4 <good> parts fails.",))
    write(out, "T", [], calibration=calibration)
    assert "Set on3 good images and 1 bad" in Page(out).text
    assert "At most 1 in 4 <good> parts fails." in Page(out).text


def test_text_from_outside_cannot_become_markup(out: Path):
    evil = '"><script>alert(1)</script>&'
    name = evil.replace("/", "∕")
    cards = [carded(name, 0.5), replace(carded(name, 0.2), picture=None, heat=None)]
    write(
        out,
        evil,
        cards,
        subject=evil,
        who=evil,
        calibration=replace(CALIBRATION, notes=(evil,), fail_rule=evil),
        facts={evil: evil},
        hashes={evil: evil},
        failures={evil: evil},
        taught=[Taught(evil, evil, evil)],
    )
    page = Page(out)
    assert "script" not in [tag for tag, _ in page.tags]
    assert page.open == []
    assert page.text.count(evil) == 14


def test_a_page_without_calibration_has_scores_but_no_verdicts_and_no_colours(out: Path):
    write(out, "T", [carded("a.png", 0.5, None)])
    page = Page(out)
    assert "Not calibrated yet" in page.text
    assert "Pass" not in page.text
    assert [tag for tag, _ in page.tags].count("img") == 1


def test_a_page_of_nothing_is_still_a_page(out: Path):
    write(out, "T", [])
    assert "0 images inspected" in Page(out).text


def test_a_failed_write_leaves_the_old_page_alone(out: Path):
    out.write_text("old")

    def broken():
        yield carded("a", 0.5)
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write(out, "T", broken())
    with pytest.raises(InspectorError):
        write(out.parent / "missing" / "a.html", "T", [])
    assert out.read_text() == "old"
    assert list(out.parent.iterdir()) == [out]


def test_a_file_name_that_is_no_text_does_not_cost_the_page(out: Path):
    write(out, "T", [carded("bad\udcff.png", 0.5)])
    assert "bad?.png" in Page(out).text


def test_a_tiny_hot_spot_survives_the_thumbnail():
    heatmap = np.zeros((3000, 4000), np.float32)
    heatmap[1505, 2005] = 2
    found = Inspection(None, 1.5, "fail", Limits(0.8, 1.0), 1.0, heatmap, (), 0.1)
    drawn = decoded(card(found, np.full((3000, 4000, 3), 90, np.uint8)).heat)
    spot = drawn[130:140, 175:186].astype(int)
    assert np.ptp(spot, axis=2).max() > 60


def test_outlines_lie_at_the_same_place_in_the_thumbnail():
    drawn = decoded(carded("a", 1.5, "fail").heat)
    ys, xs = np.nonzero((drawn > 200).all(axis=2))
    assert (xs.mean(), ys.mean()) == pytest.approx((180, 120), abs=1.5)


def test_every_image_has_a_mark_on_the_right_side_of_the_limit():
    scores = [0.1, 0.1, 0.1, 0.79, 0.81, 0.99, 1.01, 3.0]
    plot = score_plot([Mark(str(score), score, "pass") for score in scores[::-1]], (0.8, 1.0))
    unsure, fail = (float(x) for x in re.findall(r'class="limit \w+" d="M([\d.]+)', plot))
    marks = [float(x) for x in re.findall(r"translate\(([\d.]+) ", plot)]
    assert [x > unsure for x in marks] == [score > 0.8 for score in scores]
    assert [x > fail for x in marks] == [score > 1.0 for score in scores]


@pytest.mark.parametrize("scores", [[], [0.5], [0.0, 0.0], [1e-9, 2e-9], [0.1, 1e6]])
@pytest.mark.parametrize("limits", [None, (0.5, 0.5), (0.4, 0.6), (0.0, 0.0)])
def test_marks_stay_inside_the_plot(scores: list[float], limits: tuple[float, float] | None):
    plot = score_plot([Mark("a", score, None) for score in scores], limits)
    height = float(re.findall(r'viewBox="0 0 960 (\d+)"', plot)[0])
    places = [(float(x), float(y)) for x, y in re.findall(r"translate\(([-\d.]+) ([-\d.]+)", plot)]
    assert all(0 < x < 960 and 0 < y < height for x, y in places)
    assert plot.count("<text") < 20


def test_crowded_marks_stack_below_the_labels():
    plot = score_plot([Mark("a", 0.5, None)] * MOST_MARKS, (0.6, 0.7))
    heights = [float(y) for y in re.findall(r"translate\([\d.]+ ([-\d.]+)", plot)]
    assert len(heights) == MOST_MARKS
    assert min(heights) > 20


def test_ten_thousand_images_are_bars_of_which_none_stands_on_both_sides_of_the_limit():
    scores = np.random.default_rng(1).normal(0.9, 0.2, 10_000)
    plot = score_plot([Mark("a", float(score), "pass") for score in scores], (0.8, 1.0))
    fail = float(re.findall(r'class="limit fail" d="M([\d.]+)', plot)[0])
    bars = re.findall(r'class="mark pass" x="([\d.]+)".*?<title>(\d+) images', plot)
    above = sum(int(number) for x, number in bars if float(x) >= fail - 0.1)
    assert above == np.count_nonzero(scores > 1.0)
    assert sum(int(number) for _, number in bars) == 10_000
    assert len(plot) < 40_000


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\tx"),
        *("\uff1d1", "\ufe621", "\ufe6bA", "\u22121", "\u20111"),
        *("\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1", '"=1', "'=1", ' \n"=1'),
    ],
)
def test_a_cell_that_looks_like_a_formula_is_led_by_an_apostrophe(tmp_path: Path, text: str):
    write_csv(tmp_path / "a.csv", [{"path": text, text: 1}])
    header, row = csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig")))
    assert row == ["'" + text, "1"]
    assert header == ["path", "'" + text]


@pytest.mark.parametrize("text", ["a=1", "good/001.png", "'quoted'", "µ", "", " ", "/mnt/=x"])
def test_a_cell_that_cannot_be_a_formula_stays_as_it_is(tmp_path: Path, text: str):
    write_csv(tmp_path / "a.csv", [{"path": text, "n": 1}])
    _, row = csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig")))
    assert row == [text, "1"]


def test_numbers_stay_numbers_and_gaps_stay_empty(tmp_path: Path):
    rows = [{"path": "Gehäuse, links.png", "score": -1.5}, {"area": 3, "score": float("nan")}]
    write_csv(tmp_path / "a.csv", rows)
    read = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig"))))
    assert read == [["path", "score", "area"], ["Gehäuse, links.png", "-1.5", ""], ["", "", "3"]]


def test_an_inspection_is_one_flat_row():
    row = csv_row(inspected("a.png", 1.5, "fail"))
    assert row == {
        "path": "a.png",
        "verdict": "fail",
        "score": 1.5,
        "relative_score": None,
        "p_value": None,
        "decided_by": [],
        "remarks": [],
        "unsure_above": 0.8,
        "fail_above": 1.0,
        "pixel_above": 1.0,
        "regions": 1,
        "area": 9,
        "area_mm2": None,
        "largest_area": 9,
        "longest_side": 3.0,
        "longest_side_mm": None,
        "seconds": 0.1,
    }


def test_json_lines_hold_one_object_each(tmp_path: Path):
    found = [inspected("Gehäuse.png", 1.5, "fail"), inspected("bad\udcff.png", 0.5)]
    write_jsonl(tmp_path / "a.jsonl", (one.to_json() for one in found))
    lines = (tmp_path / "a.jsonl").read_bytes().decode("ascii").splitlines()
    assert [json.loads(line) for line in lines] == [one.to_json() for one in found]


def test_json_lines_refuse_what_is_not_finite_and_leave_nothing(tmp_path: Path):
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_jsonl(tmp_path / "a.jsonl", [{"score": float("inf")}])
    assert list(tmp_path.iterdir()) == []
