from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace

import pytest

from inspector.core.errors import InspectorError, OptionError
from inspector.core.progress import Cancelled
from inspector.gui.results_file import save_results
from inspector.gui.snapshot import Snapshot
from tests.gui.fitted_project import OPTIONS, fitted


@pytest.fixture
def snapshot():
    return Snapshot(fitted()[0], OPTIONS)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_holds_the_scores_of_the_window_also_of_images_that_teach(tmp_path, snapshot):
    project, fit = fitted()
    saved = save_results("csv", tmp_path / "a.csv", fit, snapshot)
    rows = read_csv(saved.path)
    assert saved.images == len(rows) == 7
    for entry, row in zip(project.images, rows, strict=True):
        assert row["path"] == str(project.path_of(entry.id))
        assert float(row["score"]) == pytest.approx(fit.findings[entry.id].score, rel=1e-6)
        assert row["label"] == entry.label


def test_json_lines_hold_regions_and_what_is_wrong(tmp_path, snapshot):
    _, fit = fitted()
    saved = save_results("jsonl", tmp_path / "a.jsonl", fit, snapshot)
    rows = [json.loads(line) for line in saved.path.read_text().splitlines()]
    bad = [row for row in rows if row["label"] == "bad"]
    assert len(rows) == 7
    assert all(row["verdict"] == "fail" and row["regions"] for row in bad)
    assert {row["wrong"] for row in rows} == {None}


def test_the_report_shows_what_failed_and_lists_the_rest(tmp_path, snapshot):
    _, fit = fitted()
    saved = save_results("html", tmp_path / "a.html", fit, snapshot, title="Plates & co")
    page = saved.path.read_text(encoding="utf-8")
    failed = sum(
        fit.inspector.calibration.verdict(f.score) == "fail" for f in fit.findings.values()
    )
    assert page.count('<article class="card fail') == page.count("with its heatmap") == failed > 0
    assert page.count('<td class="text">set the limits</td>') + page.count(">reference</td>") > 0
    assert "Plates &amp; co" in page
    assert "painted defect" in page
    assert "No labelled image is new" in page


def test_the_json_and_the_pdf_hold_the_same_report(tmp_path, snapshot, qapp):
    project, fit = fitted()
    saved = save_results("json", tmp_path / "a.json", fit, snapshot)
    data = json.loads(saved.path.read_text())
    assert len(data["images"]) == 7
    assert {image["known_as"] for image in data["images"]} <= {"reference", "painted", "limits"}
    hashes = {entry.content_hash for entry in project.images}
    assert {each["sha256"] for each in data["taught"]} <= hashes
    assert save_results("pdf", tmp_path / "a.pdf", fit, snapshot).path.read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize("kind", ["csv", "jsonl", "html", "json"])
def test_an_image_that_is_gone_is_named_and_the_rest_is_saved(tmp_path, kind):
    project, fit = fitted()
    folder = tmp_path / "plates"
    shutil.copytree(project.folder, folder)
    (folder / "test/good/001.png").unlink()
    moved = Snapshot(replace(project, folder=folder), OPTIONS)
    saved = save_results(kind, tmp_path / f"a.{kind}", fit, moved)
    assert saved.images == 6
    assert list(saved.failures) == ["test/good/001.png"]
    assert "001.png" in saved.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["csv", "jsonl", "html", "json", "pdf"])
def test_stopping_writes_nothing(tmp_path, snapshot, kind):
    def tick(done, total, text=""):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_results(kind, tmp_path / "a", fitted()[1], snapshot, tick=tick)
    assert not list(tmp_path.iterdir())


def test_another_kind_and_a_missing_folder_are_refused(tmp_path, snapshot):
    _, fit = fitted()
    with pytest.raises(OptionError, match="not as 'docx'"):
        save_results("docx", tmp_path / "a.docx", fit, snapshot)  # type: ignore[arg-type]
    with pytest.raises(InspectorError, match="folder is not there"):
        save_results("csv", tmp_path / "none" / "a.csv", fit, snapshot)
