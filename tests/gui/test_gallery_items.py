from __future__ import annotations

from pathlib import Path

import pytest

from inspector.gui.panels.gallery_items import FILTERS, SORTS, Arrangement, Item, counts, names


def item(name, **changes):
    return Item(id=name, content_hash=name, name=name, **changes)


ITEMS = [
    item("b10", label="good", is_reference=True, score=0.5, verdict="pass"),
    item("b9", label="bad", score=0.9, verdict="unsure", masks=("defect", "roi")),
    item("a", is_missing=True),
    item("c", label="bad", score=0.2, verdict="pass", is_wrong=True, masks=("ignore",)),
    item("d", label="good", score=3.0, verdict="fail", is_wrong=True),
    item("e", reason="cut off"),
]


def shown(**chosen):
    return [ITEMS[row].name for row in Arrangement(**chosen).rows(ITEMS)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("all", ["b10", "b9", "a", "c", "d", "e"]),
        ("good", ["b10", "d"]),
        ("bad", ["b9", "c"]),
        ("unset", ["a", "e"]),
        ("references", ["b10"]),
        ("fail", ["d"]),
        ("unsure", ["b9"]),
        ("pass", ["b10", "c"]),
        ("wrong", ["c", "d"]),
        ("painted", ["b9"]),
        ("missing", ["a", "e"]),
    ],
)
def test_each_filter_takes_its_images(name, expected):
    assert shown(shown=name) == expected
    assert counts(ITEMS)[name] == len(expected)


def test_every_filter_is_tested_above():
    assert set(FILTERS) == set(counts(ITEMS))
    assert len(FILTERS) == 11


@pytest.mark.parametrize(
    ("sort", "rising", "falling"),
    [
        ("added", ["b10", "b9", "a", "c", "d", "e"], ["e", "d", "c", "a", "b9", "b10"]),
        ("name", ["a", "b9", "b10", "c", "d", "e"], ["e", "d", "c", "b10", "b9", "a"]),
        ("label", ["b9", "c", "b10", "d", "a", "e"], ["b10", "d", "b9", "c", "a", "e"]),
        ("score", ["c", "b10", "b9", "d", "a", "e"], ["d", "b9", "b10", "c", "a", "e"]),
        ("verdict", ["d", "b9", "b10", "c", "a", "e"], ["b10", "c", "b9", "d", "a", "e"]),
    ],
)
def test_each_order_and_its_reverse_leave_the_unknown_last(sort, rising, falling):
    assert shown(sort=sort) == rising
    assert shown(sort=sort, descending=True) == falling
    assert sort in SORTS


def test_search_looks_into_names_in_any_case_and_within_the_filter():
    assert shown(search="B") == ["b10", "b9"]
    assert shown(search="b", shown="bad") == ["b9"]


def test_only_some_ids_are_let_through_whatever_else_is_chosen():
    assert shown(only=frozenset({"c", "d"}), shown="good") == ["d"]
    assert shown(only=frozenset()) == []


def test_a_rating_is_relative_to_the_fail_limit_where_there_is_one():
    assert item("a", score=0.41, ratio=0.8349).rating == "0.83×"
    assert item("a", score=0.41).rating == "0.41"
    assert item("a").rating == ""


def test_a_place_in_the_ranking_is_the_rating_until_there_is_a_score():
    assert item("a", place=3).rating == "#3"
    assert item("a", place=3, score=0.41).rating == "0.41"


def test_the_most_unusual_come_first_and_those_without_a_place_last():
    ranked = [item("a", place=2), item("b"), item("c", place=1)]
    assert Arrangement(sort="unusual").rows(ranked) == [2, 0, 1]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["x/1.png", "x/2.png"], ["1.png", "2.png"]),
        (["good/1.png", "bad/1.png", "bad/2.png"], ["good/1.png", "bad/1.png", "2.png"]),
        (
            ["train/good/1.png", "test/good/1.png", "test/scratch/1.png"],
            ["train/good/1.png", "test/good/1.png", "scratch/1.png"],
        ),
        (["1.png", "a/1.png"], ["1.png", "a/1.png"]),
        ([], []),
    ],
)
def test_names_have_folders_only_where_these_tell_files_apart(paths, expected):
    assert names([Path(path) for path in paths]) == expected
