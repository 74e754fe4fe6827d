"""`inspector rank`: an unlabelled folder, the most unusual images first."""

from __future__ import annotations

import csv
import json
import shutil

import numpy as np
import pytest
import tifffile

from tests import parts

SMALL = ("--size", "64")


@pytest.fixture
def folder(tmp_path):
    """Six good images and one with a spot; nobody has said which."""
    target = tmp_path / "Teile 部品"
    for number in range(7):
        parts.save(target / f"{number}.png", parts.part(number, spot=number == 3)[0])
    return target


def places(text: str) -> list[str]:
    """The names of the images in the order in which they are printed."""
    lines = [line.split() for line in text.splitlines() if line.split()[0].isdigit()]
    assert [int(line[0]) for line in lines] == list(range(1, len(lines) + 1))
    return [" ".join(line[2:]).rsplit("/", 1)[-1] for line in lines]


def test_an_unlabelled_folder_is_printed_with_the_odd_image_first(cli, folder):
    found = cli("rank", folder, *SMALL)
    assert found.code == 0
    printed = places(found.out)
    assert printed[0] == "3.png"
    assert sorted(printed) == [f"{number}.png" for number in range(7)]
    assert "image_auroc" not in found.out


def test_json_and_csv_hold_what_was_printed(cli, folder, tmp_path):
    flags = ("--json", tmp_path / "o.json", "--csv", tmp_path / "o.csv")
    printed = places(cli("rank", folder, *SMALL, *flags).out)
    saved = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert [row["path"] for row in saved["images"]] == [str(folder / name) for name in printed]
    scores = [row["score"] for row in saved["images"]]
    assert scores == sorted(scores, reverse=True)
    assert saved["image_auroc"] is None
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["path"] for row in rows] == [str(folder / name) for name in printed]
    assert [float(row["score"]) for row in rows] == scores


def test_a_labelled_folder_gets_its_auroc(cli, tiny_parts):
    found = cli("rank", tiny_parts / "test", *SMALL)
    assert found.code == 0
    assert "image_auroc   1.0000" in found.out
    assert all("(bad)" in line for line in found.out.splitlines()[:4])


def test_heatmaps_are_named_by_place_and_are_no_images_of_the_next_run(cli, folder):
    drawn = folder / "heat"
    first = cli("rank", folder, *SMALL, "--heatmaps", drawn)
    assert first.code == 0
    written = sorted(path.name for path in drawn.iterdir())
    assert written[:2] == ["1-3.png", "1-3.tiff"]
    assert len(written) == 14
    heatmap = tifffile.imread(drawn / "1-3.tiff")
    assert heatmap.shape == (parts.HEIGHT, parts.WIDTH)
    assert heatmap.dtype == np.float32
    assert parts.part(3, spot=True)[1][np.unravel_index(heatmap.argmax(), heatmap.shape)]
    again = cli("rank", folder, *SMALL, "--heatmaps", drawn)
    assert again.out == first.out


def test_what_cannot_be_read_is_named_and_ends_with_1(cli, folder):
    (folder / "broken.png").write_bytes(b"no picture")
    found = cli("rank", folder, *SMALL)
    assert found.code == 1
    assert "broken.png" in found.err
    assert places(found.out)[0] == "3.png"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--detector", "subspace"], "fits no detector"),
        (["--neighbours", "3"], "fits no detector"),
        (["--most-patches", "1"], "--most-patches is 1"),
        (["--surroundings", "-1"], "--surroundings is -1"),
        (["--nearest-share", "2"], "--nearest-share is 2.0"),
        (["--csv", "no/such/folder.csv"], "there is no folder"),
    ],
    ids=" ".join,
)
def test_flags_that_cannot_be_are_refused(cli, folder, flags, said):
    found = cli("rank", folder, *SMALL, *flags)
    assert found.code == 2
    assert said in found.err


def test_two_images_are_too_few(cli, folder, tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    for number in range(2):
        shutil.copy(folder / f"{number}.png", few)
    found = cli("rank", few, *SMALL)
    assert found.code == 2
    assert "3 different ones, and 2 could be read" in found.err


def test_heatmaps_are_not_written_among_the_images(cli, folder):
    found = cli("rank", folder, *SMALL, "--heatmaps", folder)
    assert found.code == 2
    assert "holds the images themselves" in found.err
