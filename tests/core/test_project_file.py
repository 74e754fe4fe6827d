from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector.core import project_file, project_lock
from inspector.core.errors import InspectorError, ProjectError
from inspector.core.project import FORMAT_VERSION, ImageEntry, Project
from inspector.core.project_format import decode, encode, migrate

SAMPLES = Path(__file__).parents[1] / "data" / "projects"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    entry = ImageEntry("abc", Path("a.png"), "a" * 64, "good", True, "train", "")
    started = project_file.new(tmp_path / "p")
    project = replace(started, images=(entry,), options={"size": 448}, calibration={"limit": 0.5})
    project_file.save(project)
    return project


def test_a_project_comes_back_as_saved(project: Project) -> None:
    assert project_file.load(project.folder) == project


@pytest.mark.parametrize("version", range(1, FORMAT_VERSION + 1))
def test_the_sample_of_every_format_opens_and_keeps_everything(
    tmp_path: Path, version: int
) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLES / f"v{version}", folder)
    project = project_file.load(folder)
    good, bad, unset = project.images
    assert (good.label, good.is_reference, good.split) == ("good", True, "train")
    assert (bad.path, bad.defect) == (Path("../Prüfung/検査.png"), "Kratzer")
    assert unset.path == Path("D:/parts/c.tif")
    assert project.options["backbone"] == {"id": "scattering"}
    assert project.calibration is not None
    assert project.calibration["limits"] == [0.25, 0.5]
    before = _json(folder)
    project_file.save(project)
    assert _json(folder) == {**before, "format_version": FORMAT_VERSION}


def test_unknown_keys_are_kept_at_every_level(project: Project) -> None:
    content = _json(project.folder)
    content["customer"] = {"name": "Ä"}
    content["images"][0]["note"] = [1]
    content["options"]["later"] = None
    content["calibration"]["later"] = {"x": 1}
    _write(project.folder, content)
    again = project_file.load(project.folder).changed(["abc"], label="bad")
    project_file.save(again)
    content["images"][0]["label"] = "bad"
    assert _json(project.folder) == content


def test_an_old_format_is_brought_up_step_by_step() -> None:
    steps = {1: lambda old: {"b": old["a"]}, 2: lambda old: {"c": old["b"] + 1}}
    assert migrate({"format_version": 1, "a": 1}, 1, steps, 3) == {"format_version": 3, "c": 2}
    with pytest.raises(ProjectError, match="format version 0"):
        migrate({}, 0, steps, 3)


def test_a_newer_format_opens_read_only_and_is_never_overwritten(
    project: Project, tmp_path: Path
) -> None:
    _write(project.folder, {**_json(project.folder), "format_version": FORMAT_VERSION + 1})
    before = (project.folder / "project.json").read_bytes()
    newer = project_file.load(project.folder)
    assert newer.read_only
    assert newer.images == project.images
    for attempt in (
        lambda: project_file.save(newer),
        lambda: project_file.save_recovery(newer),
        lambda: project_file.save_as(newer, tmp_path / "copy"),
    ):
        with pytest.raises(ProjectError, match="newer Inspector"):
            attempt()
    assert (project.folder / "project.json").read_bytes() == before


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda t: t[: len(t) // 2], r"project\.json, line \d+, column \d+"),
        (lambda t: "", "line 1"),
        (lambda t: "[]", "object in braces"),
        (lambda t: t.replace('"images"', '"pictures"'), 'there is no "images"'),
        (
            lambda t: t.replace('"good"', '"fine"'),
            r"line 5, image 'abc'.*'fine'.*good, bad or unset",
        ),
        (lambda t: t.replace('"abc"', '"../../abc"'), "small letters"),
        (lambda t: t.replace("true", '"yes"'), 'line 5.*"is_reference" cannot be "yes"'),
        (lambda t: t.replace('"format_version": 1', '"format_version": true'), "format_version"),
        (lambda t: t.replace("a" * 64, "a" * 63), "64 hexadecimal digits"),
        (lambda t: t.replace('"options": {', '"options": 3, "x": {'), '"options" cannot be 3'),
        (lambda t: "[" * 100_000, "nested too deeply|column"),
    ],
)
def test_a_damaged_file_is_an_error_that_says_where_and_what_to_do(
    project: Project, edit: Any, words: str
) -> None:
    path = project.folder / "project.json"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    damaged = path.read_bytes()
    with pytest.raises(ProjectError, match=words) as caught:
        project_file.load(project.folder)
    assert str(path) in str(caught.value)
    assert "project.json.bak" in str(caught.value)
    assert path.read_bytes() == damaged


def test_an_image_that_is_there_twice_is_damage(project: Project) -> None:
    content = _json(project.folder)
    content["images"] *= 2
    _write(project.folder, content)
    with pytest.raises(ProjectError, match=r"'abc'.*twice"):
        project_file.load(project.folder)


def test_text_that_is_not_utf_8_is_damage_and_a_byte_order_mark_is_not(project: Project) -> None:
    path = project.folder / "project.json"
    good = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + good)
    assert project_file.load(project.folder).images == project.images
    path.write_bytes(good.replace(b"a.png", b"\xff.png"))
    with pytest.raises(ProjectError, match="line 6: this is not UTF-8"):
        project_file.load(project.folder)


def test_a_folder_without_a_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="holds no inspection"):
        project_file.load(tmp_path)


def test_a_new_project_does_not_replace_one(project: Project) -> None:
    with pytest.raises(ProjectError, match="already holds"):
        project_file.new(project.folder)


def test_the_backup_is_the_save_before_and_a_damaged_file_never_becomes_it(
    project: Project,
) -> None:
    project_file.save(project.changed(["abc"], label="bad"))
    assert project_file.load_backup(project.folder) == project
    (project.folder / "project.json").write_text("{")
    rescued = project_file.load_backup(project.folder)
    project_file.save(rescued)
    assert project_file.load(project.folder) == project
    assert project_file.load_backup(project.folder) == project


def test_what_json_cannot_hold_is_refused_and_the_old_save_stays(project: Project) -> None:
    for bad in (float("nan"), object()):
        with pytest.raises(ProjectError, match="cannot be saved"):
            project_file.save(replace(project, options={"x": bad}))
    assert project_file.load(project.folder) == project


@pytest.mark.skipif(os.name == "nt", reason="needs a limit of POSIX")
def test_a_disk_that_fills_up_in_mid_save_leaves_the_old_save(project: Project) -> None:
    import resource

    before = sorted(project.folder.rglob("*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(InspectorError, match=r"project\.json cannot be written.*too big"):
            project_file.save(replace(project, options={"x": "y" * 5000}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert project_file.load(project.folder) == project
    assert sorted(project.folder.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="needs a signal of POSIX")
def test_a_program_killed_while_it_saves_leaves_a_whole_project(project: Project) -> None:
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from inspector.core import project_file as f\n"
        "p = f.load(Path(sys.argv[1])); print('saving', flush=True)\n"
        "while True: f.save(replace(p, options={'x': 'y' * 200_000}))"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(project.folder)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    while not len(project_file.load(project.folder).options.get("x", "")):
        assert writer.poll() is None
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert project_file.load(project.folder).options["x"] == "y" * 200_000
    project_file.load_backup(project.folder)


def test_a_crash_loses_nothing_that_the_recovery_has(project: Project) -> None:
    assert not project_file.has_recovery(project.folder)
    project_file.save_recovery(project)
    assert not project_file.has_recovery(project.folder)  # the same as the save
    unsaved = project.changed(["abc"], label="bad")
    project_file.save_recovery(unsaved)
    assert project_file.has_recovery(project.folder)
    assert project_file.load(project.folder) == project
    recovered = project_file.load_recovery(project.folder)
    assert recovered == unsaved
    project_file.save(recovered)
    assert not project_file.has_recovery(project.folder)
    assert project_file.load(project.folder) == unsaved


def test_the_recovery_of_a_program_that_runs_is_not_offered(project: Project) -> None:
    project_file.save_recovery(project.changed(["abc"], label="bad"))
    _lock(project.folder, process=1, host="elsewhere")
    assert not project_file.has_recovery(project.folder)


def test_a_project_open_elsewhere_is_read_only(project: Project) -> None:
    _lock(project.folder, process=1, host="elsewhere")
    again = project_file.load(project.folder)
    assert "anna on elsewhere" in again.read_only_reason
    for it in (project, again):
        with pytest.raises(ProjectError, match="anna on elsewhere"):
            project_file.save(it)


def test_a_folder_that_may_not_be_written_opens_read_only(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "may not write" in project_file.load(project.folder).read_only_reason


def test_a_copy_elsewhere_has_the_masks_and_finds_the_same_images(
    project: Project, tmp_path: Path
) -> None:
    (project.folder / "a.png").write_bytes(b"image")
    (project.folder / "masks").mkdir()
    (project.folder / "masks" / "abc.defect.png").write_bytes(b"mask")
    target = tmp_path / "deep" / "copy"
    copy = project_file.save_as(project, target)
    assert copy == project_file.load(target)
    assert copy.path_of("abc").read_bytes() == b"image"
    assert (target / "masks" / "abc.defect.png").read_bytes() == b"mask"
    with pytest.raises(ProjectError, match="already holds"):
        project_file.save_as(project, target)


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
def test_a_file_name_that_is_not_unicode_survives(project: Project) -> None:
    odd = replace(project.images[0], path=Path(os.fsdecode(b"\xff.png")))
    project_file.save(replace(project, images=(odd,)))
    assert project_file.load(project.folder).images == (odd,)


def test_paths_have_forward_slashes_in_the_file(project: Project) -> None:
    data = encode(replace(project, images=(replace(project.images[0], path=Path("a", "b.png")),)))
    assert b'"a/b.png"' in data
    assert decode(data, Path("x"), project.folder).images[0].path == Path("a") / "b.png"


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_path_through_a_linked_folder_leads_to_the_image(tmp_path: Path) -> None:
    (tmp_path / "far" / "deep").mkdir(parents=True)
    (tmp_path / "near").symlink_to(tmp_path / "far" / "deep")
    (tmp_path / "a.png").write_bytes(b"image")
    project = project_file.new(tmp_path / "near" / "p")
    stored = project_file.stored_path(tmp_path / "a.png", project.folder)
    assert not stored.is_absolute()
    assert (project.folder / stored).read_bytes() == b"image"


def _json(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "project.json").read_text(encoding="utf-8"))


def _write(folder: Path, content: dict[str, Any]) -> None:
    (folder / "project.json").write_text(json.dumps(content), encoding="utf-8")


def _lock(folder: Path, process: int, host: str) -> None:
    content = {"host": host, "process": process, "user": "anna", "since": "today"}
    (folder / project_lock.LOCK_NAME).write_text(json.dumps(content))
