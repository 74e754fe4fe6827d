"""A zip whose every change is noticed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core import files, sealed_zip
from inspector.core.errors import DetectorFileError, InspectorError

KIND, VERSION = "test-kind", 3
ABOUT = {"name": "Prüfling 検査", "numbers": [0.1, 1e-300]}
MEMBERS = {"arrays.safetensors": bytes(range(256)) * 8, "selftest/0.png": b"picture"}
NAMES = ["manifest.json", "detector.json", *MEMBERS]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.detector"
    sealed_zip.write(path, KIND, VERSION, ABOUT, MEMBERS)
    return path


@pytest.fixture
def whole(file):
    return file.read_bytes()


def read(path: Path):
    return sealed_zip.read(path, KIND, VERSION)


def rebuilt(path: Path, change) -> Path:
    """The same zip after change(members), its manifest as it was unless that is changed too."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def resealed(path: Path, inside: dict[str, bytes], how: int = zipfile.ZIP_STORED, **changes):
    """A zip whose manifest fits whatever is in it, as one who forges it would write."""
    entries = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in inside.items()
    }
    content = {"format": KIND, "version": VERSION, "members": entries, **changes}
    with zipfile.ZipFile(path, "w", how) as archive:
        archive.writestr("manifest.json", json.dumps(content))
        for name, data in inside.items():
            archive.writestr(name, data)
    return path


def test_what_is_written_comes_back(file):
    assert read(file) == (ABOUT, MEMBERS)


def test_a_file_name_that_is_no_text_is_written_with_marks(file):
    sealed_zip.write(file, KIND, VERSION, {"name": "\udcff.png"}, {})
    assert read(file) == ({"name": "?.png"}, {})


def test_the_same_content_makes_the_same_bytes(file, tmp_path):
    sealed_zip.write(tmp_path / "b.detector", KIND, VERSION, ABOUT, MEMBERS)
    assert (tmp_path / "b.detector").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_member_that_was_changed_is_refused(file, name):
    def change(members):
        data = bytearray(members[name])
        data[len(data) // 2] ^= 1
        members[name] = bytes(data)

    with pytest.raises(DetectorFileError, match="damaged or was changed") as caught:
        read(rebuilt(file, change))
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_member_that_is_gone_is_refused(file, name):
    with pytest.raises(DetectorFileError, match="manifest"):
        read(rebuilt(file, lambda members: members.pop(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_member_of_another_name_is_refused(file, name):
    with pytest.raises(DetectorFileError, match="manifest"):
        read(rebuilt(file, lambda members: members.update({f"{name}2": members.pop(name)})))


def test_a_member_too_many_is_refused(file):
    with pytest.raises(DetectorFileError, match="members are not those"):
        read(rebuilt(file, lambda members: members.update({"run.py": b"print()"})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice_is_refused(file):
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("selftest/0.png", b"another")
    with pytest.raises(DetectorFileError, match="members are not those"):
        read(file)


def test_a_file_cut_off_anywhere_is_refused(file, whole):
    for length in range(0, len(whole), 11):
        file.write_bytes(whole[:length])
        with pytest.raises(DetectorFileError):
            read(file)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_flipped_bytes_are_refused_or_change_nothing(file, whole, data):
    content = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    with suppress(DetectorFileError):
        assert read(file) == (ABOUT, MEMBERS)  # a date, or another byte that nobody reads


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(DetectorFileError):
        read(file)


@pytest.mark.parametrize(
    ("version", "message"),
    [
        (4, "newer program .format 4; this one reads up to 3.. Update"),
        (0, "format version is 0"),
        ("3", "format version is '3'"),
        (None, "format version is None"),
    ],
)
def test_a_version_that_cannot_be_read_is_said(file, version, message):
    members = {"detector.json": b"{}"}
    with pytest.raises(DetectorFileError, match=message):
        read(resealed(file, members, version=version))


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"1", b"{", b"\xff", b'{"format": "x"}', b"[" * 100_000, b'{"members": 1}'],
)
def test_a_manifest_that_is_none_is_refused(file, manifest):
    with pytest.raises(DetectorFileError):
        read(rebuilt(file, lambda members: members.update({"manifest.json": manifest})))


@pytest.mark.parametrize("entries", [[], {"detector.json": 1}, {"detector.json": {"bytes": 2}}])
def test_a_manifest_with_strange_entries_is_refused(file, entries):
    with pytest.raises(DetectorFileError):
        read(resealed(file, {"detector.json": b"{}"}, members=entries))


@pytest.mark.parametrize("about", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_description_that_is_no_json_object_is_refused(file, about):
    with pytest.raises(DetectorFileError, match=r"detector\.json"):
        read(resealed(file, {"detector.json": about}))


def test_a_zip_of_something_else_is_refused(file):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<xml/>")
    with pytest.raises(DetectorFileError, match="no detector file: it has no manifest"):
        read(file)
    with pytest.raises(DetectorFileError, match="its format is 'something'"):
        read(resealed(file, {"detector.json": b"{}"}, format="something"))


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(DetectorFileError, match="There is no file"):
        read(tmp_path / "none.detector")
    with pytest.raises(DetectorFileError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(DetectorFileError, match=r"There is no file|cannot be read"):
        read(tmp_path / ("a" * 3000))


def test_a_few_bytes_that_unpack_to_very_many_are_refused_unread(file, monkeypatch):
    monkeypatch.setattr(sealed_zip, "_MOST_JSON_BYTES", 10_000)
    for name in ("detector.json", "arrays.safetensors"):
        members = {"detector.json": b"{}", name: b"0" * 1_000_000}
        resealed(file, members, zipfile.ZIP_DEFLATED)
        assert file.stat().st_size < 10_000
        with pytest.raises(DetectorFileError, match="larger than any detector file"):
            read(file)


def test_what_does_not_begin_like_a_zip_is_no_detector_file(file):
    for content in (b"", b"\x89PNG", b"X" + file.read_bytes()):
        file.write_bytes(content)
        with pytest.raises(DetectorFileError, match="is no detector file"):
            read(file)


def test_more_members_than_any_detector_has_are_refused(file):
    members = {"detector.json": b"{}"} | {f"{i}": b"" for i in range(100)}
    with pytest.raises(DetectorFileError, match="larger than any detector file"):
        read(resealed(file, members))


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_names_that_point_elsewhere_write_nothing(file, tmp_path, name):
    before = sorted(tmp_path.parent.rglob("evil*"))
    read(resealed(file, {"detector.json": b"{}", name: b"evil"}))
    assert sorted(tmp_path.parent.rglob("evil*")) == before == []
    assert not Path("/tmp/evil.txt").exists()


def test_a_full_disk_leaves_the_older_file(file, monkeypatch):
    before = file.read_bytes()

    def full(draft: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_flush", full)
    with pytest.raises(InspectorError, match="the disk is full"):
        sealed_zip.write(file, KIND, VERSION, {}, {})
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


LIMITED = """
import resource, sys
from pathlib import Path
from inspector.core import sealed_zip
from inspector.core.errors import InspectorError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    sealed_zip.write(Path(sys.argv[1]), "k", 1, {}, {"arrays.safetensors": bytes(1_000_000)})
except InspectorError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_takes_no_more_leaves_the_older_file(file):
    before = file.read_bytes()
    command = [sys.executable, "-c", LIMITED, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "too big for this disk. Nothing was changed." in done.stdout
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_place_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "none" / "a.detector", tmp_path / "file" / "a.detector"):
        with pytest.raises(InspectorError, match="its folder is not there"):
            sealed_zip.write(path, KIND, VERSION, {}, {})
    with pytest.raises(InspectorError, match="a folder of that name"):
        sealed_zip.write(tmp_path, KIND, VERSION, {}, {})
