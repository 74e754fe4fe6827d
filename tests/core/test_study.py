from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from inspector.core import study, study_files, study_table
from inspector.core.calibrate import Limits
from inspector.core.errors import StudyError
from inspector.core.image import file_hash
from inspector.core.progress import Cancelled
from inspector.core.study_image import FailedImage, MeasuredImage, StudyImage
from tests import parts

LIMITS = Limits(2, 3)


def measured(scores, limits=LIMITS):
    """{(part, condition, label): scores} as images."""
    return [
        MeasuredImage(
            StudyImage(Path(f"{part}-{condition}-{number}.png"), part, condition, label),
            score,
            limits and limits.verdict(score),
        )
        for (part, condition, label), some in scores.items()
        for number, score in enumerate(some)
    ]


def studied(scores, limits=LIMITS):
    return study.study(measured(scores, limits), limits)


def plenty(seed=0, parts=60, spread=0.1):
    """Parts near and far from the limits, both kinds, three conditions, three repeats."""
    rng = np.random.default_rng(seed)
    found = {}
    for number in range(parts):
        is_bad = number % 2
        mean = rng.normal(4, 1) if is_bad else rng.normal(1.4, 0.4)
        for condition in ("x", "y", "z"):
            scores = mean + rng.normal(0, spread, 3)
            found[f"p{number}", condition, "bad" if is_bad else "good"] = scores.tolist()
    return found


def test_a_part_has_its_mean_spread_distance_and_verdicts():
    found = studied({("a", "", "good"): [1, 2, 3], ("b", "", "bad"): [9, 10, 11]})
    part = found.parts[0]
    assert (part.mean, part.spread, part.range) == (2, 1, 2)
    assert part.verdicts == {"pass": 2, "unsure": 1}
    assert part.flips
    assert found.gauge.repeatability == pytest.approx(1)
    assert part.distance == pytest.approx(0)
    assert found.parts[1].distance == pytest.approx(7)  # from 10 to the fail limit
    assert found.good_gap == pytest.approx(1)
    assert [each.name for each in found.flipping] == ["a"]


def test_rates_count_unsure_as_neither_miss_nor_false_alarm():
    found = studied(
        {
            ("g1", "", "good"): [1, 1, 1, 4],  # one false alarm
            ("g2", "", "good"): [1, 1, 1, 2.5],  # one unsure
            ("b1", "", "bad"): [4, 4, 4, 1],  # one miss
            ("b2", "", "bad"): [4, 4, 2.5, 2.5],  # two unsure
            ("n", "", "unset"): [1, 4],
        }
    ).attribute.labels
    pairs = {
        name: (getattr(found, name).count, getattr(found, name).total)
        for name in ("right", "effective", "misses", "false_alarms", "unsure_good", "unsure_bad")
    }
    assert pairs == {
        "right": (11, 16),
        "effective": (0, 4),
        "misses": (1, 8),
        "false_alarms": (1, 8),
        "unsure_good": (1, 8),
        "unsure_bad": (2, 8),
    }
    assert (found.missed_parts.count, found.alarmed_parts.count) == (1, 1)
    assert found.missed_parts.total == 2
    # By hand: agreement 11/16; chance (8*7 + 8*6)/256, for 7 pass and 6 fail beside 3 unsure.
    assert found.kappa == pytest.approx((11 / 16 - 104 / 256) / (1 - 104 / 256))
    # Without unsure: 13 images, of which 11 agree; 7 good, 6 bad; 7 pass, 6 fail.
    assert found.decided_kappa == pytest.approx((11 / 13 - 85 / 169) / (1 - 85 / 169))


def test_two_conditions_are_compared_by_cohen_and_three_by_fleiss():
    from sklearn.metrics import cohen_kappa_score

    scores = {(f"p{n}", c, "unset"): [n, n + 1] for n in range(5) for c in "xy"}
    scores["p1", "y", "unset"] = [4, 1]
    found = studied(scores).attribute
    pairs = [
        [LIMITS.verdict(score) for n in range(5) for score in scores[f"p{n}", c, "unset"]]
        for c in "xy"
    ]
    assert found.conditions_kappa == pytest.approx(cohen_kappa_score(*pairs))
    assert found.to_json()["kappa_between_conditions"]["method"] == "cohen"
    three = studied(scores | {(f"p{n}", "z", "unset"): [n, n + 1] for n in range(5)}).attribute
    assert three.to_json()["kappa_between_conditions"]["method"] == "fleiss"
    assert studied({("a", "", "good"): [1, 2]}).attribute.conditions_kappa is None


def test_a_study_of_the_right_size_without_trouble_has_no_warnings():
    found = studied(plenty(spread=0.4))
    assert found.warnings == ()
    assert found.gauge.repeatability == pytest.approx(0.4, rel=0.1)


@pytest.mark.parametrize(
    ("scores", "limits", "words"),
    [
        ({("a", "", "good"): [1, 1.5]}, LIMITS, "Only 1 parts"),
        ({("a", "", "good"): [1, 1.5]}, LIMITS, "only 2 images per condition"),
        ({("a", "", "good"): [1, 1.5]}, LIMITS, "There is one condition"),
        ({("a", "x", "good"): [1, 2], ("a", "y", "good"): [1, 2]}, LIMITS, "Only 2 conditions"),
        ({("a", "x", "good"): [1, 2], ("b", "y", "good"): [1, 2]}, LIMITS, "Not every part"),
        ({("a", "", "good"): [1, 1.5]}, LIMITS, "Only 1 labelled parts"),
        ({("a", "", "good"): [1, 1.5]}, LIMITS, "All labelled parts are good"),
        ({("a", "", "bad"): [4, 4.5]}, LIMITS, "All labelled parts are bad"),
        ({("a", "", "unset"): [4, 4.5]}, LIMITS, "Nobody has said"),
        ({("a", "", "good"): [1], ("b", "", "bad"): [5]}, LIMITS, "repeatability cannot be told"),
        ({("a", "", "good"): [1, 1], ("b", "", "bad"): [5, 5]}, LIMITS, "exactly the same scores"),
        ({("a", "", "good"): [1, 1.1]}, None, "no limits yet"),
        (plenty(spread=0.01), LIMITS, "within 3 sigmas of a limit"),
        (
            {("a", "", "good"): list(range(9)), ("b", "", "bad"): [5 + n / 99 for n in range(9)]},
            LIMITS,
            "spread much more",
        ),
    ],
)
def test_what_a_study_cannot_tell_is_said(scores, limits, words):
    assert any(words in warning for warning in studied(scores, limits).warnings)


def test_without_limits_there_are_scores_and_no_verdicts():
    found = studied({("a", "", "good"): [1, 2]}, None)
    assert found.attribute is None
    assert found.parts[0].distance is None
    assert not found.parts[0].flips


def test_everything_is_plain_json_even_where_nothing_is_known():
    for scores in ({("a", "", "unset"): [1]}, {("a", "", "good"): [1, 1]}, plenty(parts=3)):
        text = json.dumps(studied(scores).to_json(), allow_nan=False)
        assert json.loads(text)["parts"][0]["images"] >= 1


@pytest.fixture
def repeats(tmp_path):
    """Two good and two bad parts, three images each: the same part with new noise."""
    for kind, spot in (("good", False), ("bad", True)):
        for number in range(2):
            picture = parts.part(300 + number, spot=spot)[0]
            for repeat in range(3):
                noise = np.random.default_rng(10 * number + repeat).normal(0, 2, picture.shape)
                again = np.clip(picture + noise, 0, 255).astype(np.uint8)
                parts.save(tmp_path / "set" / kind / f"{kind}{number}_{repeat}.png", again)
    return tmp_path / "set"


def test_real_images_are_inspected_as_ever_and_a_broken_one_stops_nothing(made, repeats):
    (repeats / "good/good0_0.png").write_bytes(b"no image")
    images, seen = study_table.read(repeats), []
    found = study.run(
        made.inspector, images, tick=lambda done, total, text="": seen.append((done, total))
    )
    assert seen == [(n, 12) for n in range(12)]
    assert len(found.images) == 11
    assert [each.image.path.name for each in found.failures] == ["good0_0.png"]
    for each in found.images[::4]:
        assert each.score == made.inspector.inspect(each.image.path).score
    assert [part.label for part in found.parts] == ["bad", "bad", "good", "good"]
    assert found.gauge.percent < 50


def test_copies_and_images_that_taught_are_named(made, repeats):
    (repeats / "good/good0_1.png").write_bytes((repeats / "good/good0_0.png").read_bytes())
    taught = {file_hash(repeats / "bad/bad0_0.png")}
    found = study.run(made.inspector, study_table.read(repeats), taught=taught)
    assert any(warning.startswith("1 images are exact copies") for warning in found.warnings)
    assert any(warning.startswith("1 images were used to make") for warning in found.warnings)


def test_nothing_to_measure_is_refused_and_it_can_be_stopped(made, tmp_path):
    gone = [StudyImage(tmp_path / "gone.png", "a")]
    with pytest.raises(StudyError, match=r"gone\.png"):
        study.run(made.inspector, gone)
    with pytest.raises(StudyError, match="no images"):
        study.run(made.inspector, [])

    def stop(done, total, text=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        study.run(made.inspector, gone, tick=stop)


def test_the_table_that_is_saved_can_be_studied_again(tmp_path):
    failed = FailedImage(StudyImage(tmp_path / "f.png", "p0", "x", "good"), "broken")
    found = study.study(measured(plenty(parts=4)), LIMITS, failures=[failed])
    study_files.write_csv(tmp_path / "s.csv", found)
    again = study_table.read(tmp_path / "s.csv")
    assert [(i.part, i.condition, i.label) for i in again[:-1]] == [
        (i.part, i.condition, i.label) for i in found.images
    ]
    assert again[-1] == failed.image
    text = (tmp_path / "s.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [float(row["score"]) for row in rows[:-1]] == [each.score for each in found.images]


def test_the_page_escapes_names_fetches_nothing_and_says_the_numbers(tmp_path):
    found = studied({("<b>", "", "good"): [1, 2.2], ("c", "", "bad"): [4, 4.1]})
    study_files.write_html(tmp_path / "s.html", found, "a & b")
    text = (tmp_path / "s.html").read_text()
    assert "<h1>a &amp; b</h1>" in text
    assert "<b>" not in text.replace("&lt;b&gt;", "")
    assert "http" not in text
    assert "<script" not in text
    assert f"{found.gauge.percent:.1f} %" in text
    assert "changes its verdict" in text
    assert text.count('class="mark') == 4
