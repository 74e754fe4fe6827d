"""`inspector study`: are scores and verdicts repeatable?"""

from __future__ import annotations

import json

import numpy as np
import pytest

from inspector import load_detector
from tests import parts


@pytest.fixture
def repeats(tmp_path):
    """Three good and three bad parts, each photographed twice in two lights."""
    for number in range(6):
        kind = ("good", "bad")[number % 2]
        picture = parts.part(400 + number, spot=kind == "bad")[0].astype(float)
        for light, gain in (("bright", 1.02), ("dim", 0.98)):
            for repeat in range(2):
                noise = np.random.default_rng([number, repeat, int(100 * gain)]).normal(
                    0, 2, picture.shape
                )
                again = np.clip(gain * picture + noise, 0, 255).astype(np.uint8)
                parts.save(tmp_path / "set" / kind / f"P{number}" / light / f"{repeat}.png", again)
    return tmp_path / "set"


def test_a_folder_is_studied_printed_and_saved(cli, detector_path, repeats, tmp_path):
    places = [tmp_path / f"study.{kind}" for kind in ("json", "csv", "html")]
    flags = [flag for place in places for flag in (f"--{place.suffix[1:]}", place)]
    found = cli("study", detector_path, repeats, *flags)
    assert found.code == 0, found.err
    assert "24 images of 6 parts under 2 conditions." in found.out
    for words in ("Repeatability (EV)", "%GRR", "Kappa between conditions", "Misses (escapes)"):
        assert words in found.out
    assert "Note: Only 6 parts" in found.out
    saved = json.loads(places[0].read_text())
    inspector = load_detector(detector_path)
    for image in saved["images"]:
        assert image["score"] == inspector.inspect(image["file"]).score
    assert saved["attribute"]["against_labels"]["misses"]["total"] == 12
    assert "Only 6 parts" in places[2].read_text()
    again = cli("study", detector_path, places[1], "--json", places[0])
    assert again.code == 0
    assert json.loads(places[0].read_text())["gauge"] == saved["gauge"]


def test_a_broken_image_is_named_and_the_rest_goes_on(cli, detector_path, repeats):
    broken = repeats / "good/P0/dim/0.png"
    broken.write_bytes(b"")
    found = cli("study", detector_path, repeats)
    assert found.code == 1
    assert "23 images of 6 parts under 2 conditions; 1 image could not be measured." in found.out
    assert str(broken) in found.err


def test_images_that_taught_are_named(cli, detector_path, tiny_parts, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(
        f"file,part\n{tiny_parts}/train/good/000.png,a\n{tiny_parts}/train/good/001.png,a\n"
    )
    found = cli("study", detector_path, table)
    assert found.code == 0
    assert "2 images were used to make this detector" in found.out


def test_what_cannot_start_says_why(cli, detector_path, tmp_path):
    assert "no such file" in cli("study", detector_path, tmp_path / "none").err
    found = cli("study", detector_path, tmp_path)
    assert found.code == 2
    assert "holds no image" in found.err
