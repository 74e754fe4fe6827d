"""Images that arrive in a folder: each once, when it is whole, and none lost."""

from __future__ import annotations

import os
import shutil

import pytest

from inspector import load_detector
from inspector.core.inspection import Inspection
from inspector.runtime import Failure
from inspector.watch_folder import TRIES, watch_folder
from tests import parts


@pytest.fixture(scope="module")
def inspector(detector_path):
    return load_detector(detector_path)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "Linie 検査").mkdir()
    return tmp_path / "Linie 検査"


def arrive(path, seed=0, at=1000.0):
    parts.save(path, parts.part(seed)[0])
    os.utime(path, (at, at))
    return path


def watch(inspector, folder, *steps, looks=0, **options):
    """What came, when between two looks the steps were done and then so many looks followed."""
    left = [*steps, *[lambda: None] * (looks or 3)]

    def wait() -> bool:
        if not left:
            return False
        left.pop(0)()
        return True

    return list(watch_folder(inspector, folder, wait, **options))


def test_images_are_inspected_once_each_in_the_order_in_which_they_came(inspector, folder):
    arrive(folder / "b.png", at=1000)

    def two_more():
        arrive(folder / "unten" / "ä.png", at=2000)
        arrive(folder / "a.png", at=3000)
        arrive(folder / ".hidden.png", at=3000)

    found = watch(inspector, folder, two_more, looks=6)
    assert [item.path.name for item in found] == ["b.png", "ä.png", "a.png"]
    assert all(isinstance(item, Inspection) for item in found)


def test_a_file_that_still_grows_is_waited_for(inspector, folder):
    whole = parts.save(folder.parent / "whole.png", parts.part(1)[0]).read_bytes()
    path = folder / "a.png"
    path.write_bytes(whole[:100])

    def grow(size, at):
        path.write_bytes(whole[:size])
        os.utime(path, (at, at))

    steps = [lambda s=s: grow(s, s) for s in (200, 300, 400, len(whole))]
    found = watch(inspector, folder, *steps)
    assert [type(item) for item in found] == [Inspection]
    assert found[0].score == inspector.inspect(path).score


def test_a_half_file_that_pauses_is_tried_again_and_inspected_when_it_is_whole(inspector, folder):
    whole = parts.save(folder.parent / "whole.png", parts.part(1)[0]).read_bytes()
    path = folder / "a.png"
    path.write_bytes(whole[:100])
    steps = [lambda: None] * 3 + [lambda: path.write_bytes(whole)]
    assert [type(item) for item in watch(inspector, folder, *steps)] == [Inspection]


def test_a_broken_file_fails_once_and_the_rest_goes_on(inspector, folder):
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    arrive(folder / "good.png")
    found = watch(inspector, folder, looks=TRIES + 4)
    assert {item.path.name: type(item) for item in found} == {
        "good.png": Inspection,
        "broken.png": Failure,
    }
    assert len(found) == 2


def test_a_file_that_is_written_anew_is_a_new_image(inspector, folder):
    path = arrive(folder / "latest.png", 0)
    steps = [lambda: None, lambda: None, lambda: arrive(path, 1, at=2000)]
    found = watch(inspector, folder, *steps)
    assert len(found) == 2
    assert found[0].score != found[1].score


def test_the_same_name_after_the_file_went_away_is_a_new_image(inspector, folder):
    path = arrive(folder / "a.png")
    steps = [lambda: None, lambda: None, path.unlink, lambda: arrive(path)]
    assert len(watch(inspector, folder, *steps)) == 2


def test_a_file_that_goes_away_unread_is_said(inspector, folder):
    path = arrive(folder / "a.png")
    found = watch(inspector, folder, path.unlink)
    assert [type(item) for item in found] == [Failure]
    assert "went away before it could be read" in found[0].reason


def test_a_file_that_is_written_while_it_is_read_is_read_again(inspector, folder):
    path = arrive(folder / "a.png")

    class Meanwhile:
        calls = 0

        def inspect(self, source):
            self.calls += 1
            found = inspector.inspect(source)
            if self.calls == 1:
                arrive(path, 7, at=5000)
            return found

    both = Meanwhile()
    found = watch(both, folder)
    assert both.calls == 2
    assert [item.score for item in found] == [inspector.inspect(path).score]


def test_a_folder_that_is_gone_for_a_while_loses_and_repeats_nothing(inspector, folder):
    arrive(folder / "a.png")
    away = folder.with_name("away")

    def back():
        away.rename(folder)
        arrive(folder / "b.png")

    steps = [lambda: None, lambda: shutil.move(folder, away), lambda: None, back]
    assert [item.path.name for item in watch(inspector, folder, *steps)] == ["a.png", "b.png"]


def test_what_lies_there_already_can_be_passed_over(inspector, folder):
    arrive(folder / "old.png")
    found = watch(inspector, folder, lambda: arrive(folder / "new.png"), new_only=True)
    assert [item.path.name for item in found] == ["new.png"]
