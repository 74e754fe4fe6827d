from __future__ import annotations

import json

import pytest

from inspector.core import audit, audit_project, detector_file, project_file, project_images
from inspector.core.audit_changes import changes
from inspector.core.audit_check import verify
from inspector.core.audit_record import Change


@pytest.fixture
def project(tmp_path, tiny_parts):
    """A saved project of five good images, four of them references."""
    empty = project_file.new(tmp_path / "disc.inspect")
    paths = sorted((tiny_parts / "train/good").glob("*.png"))[:5]
    project = project_images.add_images(empty, paths).project
    ids = [entry.id for entry in project.images]
    project = project.changed(ids, label="good").changed(ids[:4], is_reference=True)
    project = project_file.replace(project, options={"size": 64})
    return audit_project.save(project, changes(empty, project), is_first=True)


def test_an_intact_trail_is_said_with_its_head(cli, project):
    found = cli("audit", project.folder)
    head = audit.tail(audit.path_of(project.folder)).head
    assert found.code == 0
    assert found.out.startswith(f"intact: {head.count} records\n")
    assert f"head {head.hash}" in found.out
    assert cli("audit", project.folder / "project.json", "--head", head.hash).code == 0
    assert cli("audit", project.folder, "--head", "f" * 64).code == 1


def test_records_are_listed_and_given_as_json(cli, project):
    listed = cli("audit", project.folder, "--list").out
    assert "add image 000.png" in listed
    found = json.loads(cli("audit", project.folder, "--list", "--json").out)
    assert found["intact"]
    assert [record["number"] for record in found["list"]] == [*range(1, found["records"] + 1)]


def test_a_broken_one_is_said_with_its_line(cli, project):
    path = audit.path_of(project.folder)
    path.write_text(path.read_text().replace('"label":"good"', '"label":"bad"', 1))
    found = cli("audit", project.folder)
    assert found.code == 1
    assert found.out.startswith("BROKEN: Line 2 was altered")
    assert json.loads(cli("audit", project.folder, "--json").out)["reason"] == "altered"


def test_what_has_no_trail_is_told_from_what_is_no_project(cli, tmp_path):
    old = project_file.new(tmp_path / "old.inspect")
    assert (cli("audit", tmp_path).code, cli("audit", old.folder).code) == (2, 2)
    assert "no inspection" in cli("audit", tmp_path).err
    assert "no audit trail yet" in cli("audit", old.folder).err


def test_a_detector_of_a_project_carries_the_head_and_its_export_is_recorded(
    cli, project, tmp_path
):
    head = audit.tail(audit.path_of(project.folder)).head
    out = tmp_path / "disc.detector"
    assert cli("fit", project.folder, "--out", out).code == 0
    (carried,) = detector_file.read_about(out)["origin"]["audit_trail"]
    assert carried["sha256"] == head.hash
    last = audit.read(project.folder)[-1]
    assert (last.what, last.subject) == ("export", str(out))
    assert last.new["sha256"] == audit.file_digest(out)
    assert verify(project.folder, head=carried["sha256"]).is_good
    assert cli("inspect", out, project.path_of(project.images[0].id)).code == 0


def test_a_project_that_somebody_has_open_is_not_written_to(cli, project, tmp_path):
    lock = {"host": "line-7", "process": 1, "user": "ada", "since": "today"}
    (project.folder / "project.lock").write_text(json.dumps(lock))
    before = audit.path_of(project.folder).read_bytes()
    found = cli("fit", project.folder, "--out", tmp_path / "disc.detector")
    assert found.code == 0
    assert "not in the audit trail" in found.err
    assert audit.path_of(project.folder).read_bytes() == before


def test_a_change_that_was_not_saved_is_said(cli, project):
    audit_project.record(project, [Change("label", "a.png")])
    assert "1 changes are in the trail" in cli("audit", project.folder).out
