from __future__ import annotations

import errno
import getpass
import json
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core import audit, audit_project, audit_record, project_file
from inspector.core.audit import AUDIT_NAME
from inspector.core.audit_check import verify
from inspector.core.audit_record import Change
from inspector.core.errors import InspectorError

TAMPERING = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def folder(tmp_path):
    """A project with a trail of six records."""
    project = project_file.new(tmp_path / "w.inspect")
    changes = [Change("label", f"{n}.png", "a", "unset", "good") for n in range(4)]
    audit_project.save(project, changes, is_first=True)
    return project.folder


def lines_of(folder):
    return (folder / AUDIT_NAME).read_bytes().splitlines(keepends=True)


def put(folder, lines):
    (folder / AUDIT_NAME).write_bytes(b"".join(lines))


def test_an_untouched_trail_is_intact_and_says_who_and_from_when_to_when(folder):
    found = verify(folder)
    assert found.is_good
    assert (found.records, found.unsaved, found.text) == (6, 0, "")
    assert found.who == (getpass.getuser(),)
    assert found.first <= found.last <= audit_record.now()
    assert [record.what for record in audit.read(folder)] == ["begin", *["label"] * 4, "save"]


@TAMPERING
@given(data=st.data())
def test_any_byte_that_is_changed_is_found_in_its_line(folder, data):
    whole = b"".join(lines_of(folder))
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[place]))
    (folder / AUDIT_NAME).write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
    found = verify(folder)
    (folder / AUDIT_NAME).write_bytes(whole)
    assert not found.is_intact
    assert found.line == whole.count(b"\n", 0, place) + 1
    assert f"Line {found.line} " in found.text


@TAMPERING
@given(data=st.data())
def test_any_line_that_is_removed_or_moved_is_found(folder, data):
    lines = lines_of(folder)
    one, two = sorted(data.draw(st.lists(st.integers(0, 5), min_size=2, max_size=2, unique=True)))
    put(folder, [line for n, line in enumerate(lines) if n != one])
    removed = verify(folder)
    moved = list(lines)
    moved[one], moved[two] = moved[two], moved[one]
    put(folder, moved)
    swapped = verify(folder)
    put(folder, lines)
    assert (removed.reason, removed.line) == ("removed", one + 1)
    assert swapped.line == one + 1


@TAMPERING
@given(data=st.data())
def test_any_end_that_is_cut_off_is_found(folder, data):
    whole = b"".join(lines_of(folder))
    left = whole[: data.draw(st.integers(0, len(whole) - 1))]
    (folder / AUDIT_NAME).write_bytes(left)
    found = verify(folder)
    (folder / AUDIT_NAME).write_bytes(whole)
    assert found.reason == "truncated"
    assert found.line == left.count(b"\n") + 1


def test_a_record_that_was_altered_and_sealed_anew_does_not_fit_the_next_one(folder):
    lines = lines_of(folder)
    record = replace(audit.read(folder)[2], new="bad")
    lines[2] = replace(record, hash=record.true_hash).line
    put(folder, lines)
    found = verify(folder)
    assert (found.reason, found.line) == ("altered", 4)


def test_a_trail_that_is_written_anew_is_told_by_a_head_noted_elsewhere(folder):
    noted = audit.tail(folder / AUDIT_NAME).head.hash
    assert verify(folder, head=noted[:12]).is_intact
    records = audit_record.chained([Change("begin")], audit_record.Head(), "eve")
    put(folder, [record.line for record in records])
    audit_project._keep(folder, records[-1].head)
    assert verify(folder).is_intact
    found = verify(folder, head=noted)
    assert found.reason == "altered"
    assert noted in found.text


def test_a_trail_that_was_deleted_is_missed_and_one_that_never_was_is_not(folder, tmp_path):
    (folder / AUDIT_NAME).unlink()
    assert verify(folder).reason == "removed"
    old = project_file.new(tmp_path / "old.inspect")
    assert not verify(old.folder).exists


def test_a_gap_that_was_found_before_writing_on_stays_in_the_verdict(folder):
    put(folder, lines_of(folder)[:3])
    project = project_file.load(folder).changed([], label="good")
    audit_project.save(project, [Change("label", "b.png")], is_first=True)
    assert verify(folder).reason == "truncated"
    assert [record.what for record in audit.read(folder)][3:5] == ["gap", "not saved"]


def test_a_last_line_that_a_crash_cut_off_is_kept_and_said(folder):
    with (folder / AUDIT_NAME).open("ab") as file:
        file.write(b'{"cause":"","half')
    found = verify(folder)
    assert found.is_good
    assert "cut off by a crash" in found.notes[0]
    audit_project.save(project_file.load(folder), [Change("label", "b.png")], is_first=True)
    assert verify(folder).is_good
    said = next(record for record in audit.read(folder) if record.what == "cut off")
    assert said.old == '{"cause":"","half'
    assert len(lines_of(folder)) == 10


def test_a_line_of_a_stranger_at_the_end_is_found(folder):
    with (folder / AUDIT_NAME).open("ab") as file:
        file.write(b"nothing to see\n")
    assert verify(folder).reason == "unreadable"


def test_changes_that_were_written_but_not_saved_are_said_when_it_goes_on(folder):
    project = project_file.load(folder)
    audit_project.record(project, [Change("label", "c.png", "c", "good", "bad")])
    assert verify(folder).unsaved == 1
    audit_project.save(project_file.load(folder), [Change("label", "d.png")], is_first=True)
    said = next(record for record in audit.read(folder) if record.what == "not saved")
    assert said.subject == "records 7 to 7"
    assert verify(folder).is_good


def test_a_project_that_was_changed_by_hand_is_told_and_said(folder):
    path = folder / "project.json"
    path.write_text(path.read_text().replace('"options": {}', '"options": {"size": 3}'))
    found = verify(folder)
    assert found.is_intact
    assert not found.is_good
    assert "by hand" in found.unrecorded[0]
    audit_project.save(project_file.load(folder), [], is_first=True)
    assert verify(folder).is_good
    assert "changed outside" in [record.what for record in audit.read(folder)]


def test_saving_without_a_change_writes_nothing(folder):
    before = lines_of(folder)
    audit_project.save(project_file.load(folder), [], is_first=True)
    assert lines_of(folder) == before


def test_a_full_disk_leaves_trail_and_project_as_they_were(folder, monkeypatch):
    before = lines_of(folder), (folder / "project.json").read_bytes()
    real, calls = os.write, []

    def half(descriptor, data):
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, bytes(data)[:40])

    monkeypatch.setattr(audit.os, "write", half)
    with pytest.raises(InspectorError, match=r"audit\.jsonl cannot be written: the disk is full"):
        audit_project.save(project_file.load(folder), [Change("label", "b.png")])
    monkeypatch.undo()
    assert (lines_of(folder), (folder / "project.json").read_bytes()) == before
    assert verify(folder).is_good


def test_a_project_that_cannot_be_saved_gets_no_record(folder, monkeypatch):
    before = lines_of(folder)

    def full(path, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(project_file.Path, "write_bytes", full)
    with pytest.raises(InspectorError, match="disk is full"):
        audit_project.save(project_file.load(folder), [Change("label", "b.png")])
    assert lines_of(folder) == before


def test_a_copy_keeps_the_trail_and_goes_on(folder, tmp_path):
    copy = project_file.save_as(project_file.load(folder), tmp_path / "copy.inspect")
    assert lines_of(copy.folder) == lines_of(folder)
    audit_project.save(copy, [Change("save as", str(copy.folder), old=str(folder))])
    assert verify(copy.folder).is_good
    assert verify(folder).is_good


def test_who_has_no_name_has_a_number(monkeypatch):
    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert audit_record.who() in {f"user {os.getuid()}", "unknown"}


def test_any_text_survives_and_a_number_that_json_has_not_is_refused(folder):
    name = "Prüfung\n検査\udcff.png"
    audit.append(folder, [Change("label", name, old={"b": 1, "a": [1.5, None]})])
    last = audit.read(folder)[-1]
    assert (last.subject, last.old) == (name, {"a": [1.5, None], "b": 1})
    with pytest.raises(InspectorError, match="audit trail"):
        audit.append(folder, [Change("label", new=float("nan"))])


def test_lines_come_backwards_whatever_their_length(tmp_path, monkeypatch):
    path = tmp_path / "lines"
    lines = [b"x" * n + b"\n" for n in (0, 3, 17, 1, 40, 7, 8)] + [b"end"]
    path.write_bytes(b"".join(lines))
    for block in range(1, 30):
        monkeypatch.setattr(audit, "_BLOCK", block)
        assert list(audit.lines_backwards(path)) == lines[::-1]


def test_each_line_is_json_that_any_program_can_check(folder):
    import hashlib

    previous = "0" * 64
    for line in lines_of(folder):
        values = json.loads(line)
        assert values["previous"] == previous
        previous = values.pop("hash")
        text = json.dumps(values, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == previous
