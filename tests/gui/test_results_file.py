from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace

import pytest

from inspector.core.errors import InspectorError, OptionError
from inspector.core.progress import Cancelled
from inspector.gui.engine import Snapshot
from inspector.gui.results_file import save_results
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


def test_the_page_shows_every_image_with_its_overlay(tmp_path, snapshot):
    _, fit = fitted()
    saved = save_results("html", tmp_path / "a.html", fit, snapshot, title="Plates & co")
    page = saved.path.read_text(encoding="utf-8")
    assert page.count('<article class="card') == 7
    assert page.count("with its heatmap") == 7
    assert "Plates &amp; co" in page
    assert "Painted defects" in page


@pytest.mark.parametrize("kind", ["csv", "jsonl", "html"])
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


@pytest.mark.parametrize("kind", ["csv", "jsonl", "html"])
def test_stopping_writes_nothing(tmp_path, snapshot, kind):
    def tick(done, total, text=""):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_results(kind, tmp_path / "a", fitted()[1], snapshot, tick=tick)
    assert not list(tmp_path.iterdir())


def test_another_kind_and_a_missing_folder_are_refused(tmp_path, snapshot):
    _, fit = fitted()
    with pytest.raises(OptionError, match="not as 'pdf'"):
        save_results("pdf", tmp_path / "a.pdf", fit, snapshot)  # type: ignore[arg-type]
    with pytest.raises(InspectorError, match="folder is not there"):
        save_results("csv", tmp_path / "none" / "a.csv", fit, snapshot)
