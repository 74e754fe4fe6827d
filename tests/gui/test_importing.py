from __future__ import annotations

import itertools
from collections import Counter

import pytest

from inspector.core import project_file
from inspector.core.progress import Cancelled
from inspector.core.selection import DEFAULT_REFERENCES
from inspector.gui.importing import add_folder
from tests.gui.gallery_project import draw


@pytest.fixture
def project(tmp_path):
    return project_file.new(tmp_path / "p.inspect")


def named(project, *, references=False):
    return {e.path.name for e in project.images if e.is_reference or not references}


def test_the_toy_data_set_joins_with_labels_references_and_masks(project, shared_data):
    folder = shared_data / "hazelnut_toy"
    got = add_folder(project, folder)
    labels = Counter((e.label, e.split, e.defect) for e in got.project.images)
    good = len(list((folder / "train/good").iterdir()))
    assert labels == {("good", "train", ""): good, ("good", "test", ""): 6} | {
        ("bad", "test", "colour"): 17
    }
    assert len(got.masks) == 17
    assert not got.refused
    assert not got.duplicates
    for (image_id, kind), mask in got.masks.items():
        entry = got.project.image(image_id)
        assert (kind, entry.label) == ("defect", "bad")
        assert mask.name == f"{entry.path.stem}_mask.png"


def test_references_are_spread_over_the_good_images_of_the_training_part(project, shared_data):
    got = add_folder(project, shared_data / "hazelnut_toy")
    train = [e for e in got.project.images if e.split == "train"]
    places = [place for place, entry in enumerate(train) if entry.is_reference]
    assert len(places) == DEFAULT_REFERENCES
    assert sum(e.is_reference for e in got.project.images) == DEFAULT_REFERENCES
    steps = {b - a for a, b in itertools.pairwise(places)}
    assert max(steps) - min(steps) <= 1


def test_plain_files_join_without_a_word_about_them(project, tmp_path):
    paths = [draw(tmp_path / f"{n}.png", n) for n in range(3)]
    got = add_folder(project, paths)
    assert [e.label for e in got.project.images] == ["unset"] * 3
    assert named(got.project, references=True) == set()
    assert not got.masks


def test_good_and_bad_folders_label_their_images_but_name_no_reference(project, tmp_path):
    draw(tmp_path / "parts/good/1.png", 1)
    draw(tmp_path / "parts/bad/2.png", 2)
    got = add_folder(project, tmp_path / "parts")
    assert {e.path.name: e.label for e in got.project.images} == {"1.png": "good", "2.png": "bad"}
    assert named(got.project, references=True) == set()


def test_what_a_person_has_said_stays_when_the_image_comes_again(project, tmp_path):
    path = draw(tmp_path / "parts/good/1.png", 1)
    first = add_folder(project, [path]).project
    marked = first.changed([first.images[0].id], label="bad")
    got = add_folder(marked, tmp_path / "parts")
    assert [e.label for e in got.project.images] == ["bad"]
    assert got.duplicates == (path,)


def test_references_fill_up_to_the_usual_number(project, tmp_path):
    paths = [draw(tmp_path / f"{n}.png", 50 + n) for n in range(6)]
    before = add_folder(project, paths).project
    before = before.changed([e.id for e in before.images], label="good", is_reference=True)
    for number in range(9):
        draw(tmp_path / f"set/train/good/{number}.png", number)
    after = add_folder(before, tmp_path / "set").project
    assert sum(e.is_reference for e in after.images) == DEFAULT_REFERENCES


def test_one_bad_file_and_one_empty_folder_stop_no_other(project, tmp_path):
    gone, empty = tmp_path / "gone.png", tmp_path / "empty"
    empty.mkdir()
    got = add_folder(project, [gone, empty, draw(tmp_path / "1.png", 1)])
    assert named(got.project) == {"1.png"}
    assert set(got.refused) == {gone, empty}
    assert all(str(path) in reason for path, reason in got.refused.items())


def test_of_two_equal_files_the_first_says_what_the_image_is(project, tmp_path):
    draw(tmp_path / "parts/bad/1.png", 1)
    draw(tmp_path / "parts/good/1.png", 1)
    got = add_folder(project, tmp_path / "parts")
    assert [(e.label, e.path.parent.name) for e in got.project.images] == [("bad", "bad")]
    assert [path.parent.name for path in got.duplicates] == ["good"]


def test_importing_can_be_stopped_and_tells_how_far_it_is(project, tmp_path):
    paths = [draw(tmp_path / f"{n}.png", n) for n in range(5)]
    ticks = []

    def stop(done, total, text=""):
        ticks.append((done, total))
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        add_folder(project, paths, stop)
    assert ticks[-1] == (3, 5)
