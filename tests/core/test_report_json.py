from __future__ import annotations

import csv
import json

import pytest

from inspector.core.metrics import auroc_interval, image_auroc
from inspector.core.report import write_json, write_report_csv
from tests.core.report_parts import CALIBRATION, carded, reported


@pytest.fixture
def report():
    scores = {"good": [0.1, 0.4, 1.2], "bad": [0.3, 1.5, 1.9]}
    return reported(
        [
            carded(f"{kind}/{s}.png", s, kind, "limits")
            for kind, found in scores.items()
            for s in found
        ]
    )


def test_the_json_says_all_that_the_page_says(report, tmp_path):
    write_json(tmp_path / "a.json", report)
    data = json.loads((tmp_path / "a.json").read_bytes().decode("ascii"))
    assert data["verdicts"] == {"pass": 3, "unsure": 0, "fail": 3}
    assert data["outcome"]["counts"]["bad"] == {"pass": 1, "unsure": 0, "fail": 2}
    assert data["calibration"] == CALIBRATION.to_json()
    assert data["failures"] == {"c.png": "c.png: is cut off."}
    assert [image["path"] for image in data["images"]] == [str(card.path) for card in report.cards]
    assert data["images"][0]["known_as"] == "limits"
    assert {"python", "torch", "openvino", "faiss-cpu"} <= data["versions"].keys()
    assert data["who"] == report.who
    assert any("set on" in remark for remark in data["remarks"])


def test_the_curves_are_those_of_the_metrics(report, tmp_path):
    write_json(tmp_path / "a.json", report)
    curves = json.loads((tmp_path / "a.json").read_text())["curves"]
    truth = report.truth()
    assert curves["auroc"] == image_auroc(*truth) == pytest.approx(7 / 9)
    assert curves["auroc_interval"] == list(auroc_interval(*truth))
    assert curves["roc"]["detection_rate"][-1] == 1


def test_scores_that_are_no_numbers_leave_the_json_valid(tmp_path):
    write_json(tmp_path / "a.json", reported([carded("a.png", float("nan"), "bad")]))
    data = json.loads((tmp_path / "a.json").read_text())
    assert data["images"][0]["score"] is None
    assert data["curves"] is None


def test_the_table_has_the_same_images_and_those_that_failed(report, tmp_path):
    write_report_csv(tmp_path / "a.csv", report)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:3] == ["path", "verdict", "score"]
    assert [row["label"] for row in rows] == ["bad", "bad", "good", "good", "bad", "good", ""]
    assert rows[-1]["error"] == "c.png: is cut off."
    assert rows[2]["wrong"] == "false alarm"
