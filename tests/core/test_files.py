from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from inspector.core import files
from inspector.core.errors import InspectorError


def test_bytes_and_text_come_back_as_written(tmp_path: Path) -> None:
    files.write_bytes(tmp_path / "a.bin", b"\0\r\n\xff")
    files.write_text(tmp_path / "b.txt", "Prüfung 検査\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\0\r\n\xff"
    assert (tmp_path / "b.txt").read_bytes() == "Prüfung 検査\n".encode()


def test_a_block_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write_text(path, "old")
    with pytest.raises(KeyboardInterrupt):
        _stop_in_the_middle(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_draft_lies_beside_the_file_and_has_its_suffix(tmp_path: Path) -> None:
    with files.replacing(tmp_path / "mask.png") as draft:
        assert (draft.parent, draft.suffix) == (tmp_path, ".png")
        assert not (tmp_path / "mask.png").exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not write"), (errno.EIO, "error")],
)
def test_a_disk_that_refuses_is_named_with_the_file_and_a_remedy(
    tmp_path: Path, number: int, words: str
) -> None:
    path = tmp_path / "a.txt"
    files.write_text(path, "old")
    with pytest.raises(InspectorError, match=words) as caught, files.replacing(path):
        raise OSError(number, os.strerror(number))
    assert str(path) in str(caught.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_truly_full_disk_says_so(tmp_path: Path) -> None:
    with (
        pytest.raises(InspectorError, match="disk is full"),
        files.replacing(tmp_path / "a"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


def test_a_missing_folder_is_an_error_for_people(tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match="folder is not there"):
        files.write_text(tmp_path / "gone" / "a.txt", "x")


def test_a_folder_that_cannot_be_made_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InspectorError, match="folder is not there"):
        files.make_folder(tmp_path / "file" / "sub")


def test_a_file_held_open_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refusals = Path.replace, [PermissionError(errno.EACCES, "busy")] * 2

    def busy_twice(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy_twice)
    files.write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "new"
    assert not refusals


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    usual, shared = tmp_path / "usual", tmp_path / "shared"
    usual.touch()
    shared.touch()
    shared.chmod(0o664)
    files.write_text(shared, "new")
    files.write_text(tmp_path / "fresh", "new")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o664
    assert (tmp_path / "fresh").stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files.write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_only_old_drafts_are_swept(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (".saving-1", ".saving-2", "a.txt"))
    for path in (old, young, other):
        path.touch()
    os.utime(old, (0, 0))
    files.remove_drafts(tmp_path)
    assert sorted(tmp_path.iterdir()) == [young, other]


def _stop_in_the_middle(path: Path) -> None:
    with files.replacing(path) as draft:
        draft.write_text("half")
        raise KeyboardInterrupt
