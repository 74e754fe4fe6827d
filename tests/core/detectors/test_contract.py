"""What every detector promises, whatever its method."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import numpy as np
import pytest

from inspector.core import detectors, text_tower
from inspector.core.augment import MIRRORED, PLAIN
from inspector.core.detectors import DETECTORS
from inspector.core.errors import FitError, OptionError
from inspector.core.features import Metric
from inspector.core.progress import Cancelled
from tests.core.detectors import made
from tests.core.detectors.made import COLS, ROWS, example, features

METRICS = get_args(Metric)

# Options with which a method that trains is done in a blink.
QUICK = {"manifold-projector": {"steps": 40, "width": 24, "blocks": 1}}


@pytest.fixture(params=sorted(DETECTORS))
def detector(request, monkeypatch):
    monkeypatch.setattr(text_tower, "states", made.states)
    return DETECTORS[request.param](**QUICK.get(request.param, {}))


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("count", [1, 5])
def test_distances_have_the_grids_shape_and_are_finite_and_not_negative(detector, metric, count):
    fitted = detector.fit([example(seed, metric=metric) for seed in range(count)])
    found = fitted.distances(features(99, metric))
    assert found.shape == (ROWS, COLS)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert (found >= 0).all()


@pytest.mark.parametrize("metric", METRICS)
def test_a_patch_seen_before_is_the_least_anomalous(detector, metric):
    """Methods that do not remember patches promise it only against what no reference shows."""
    fitted = detector.fit([example(seed, metric=metric) for seed in range(3)])
    seen = fitted.distances(features(1, metric))
    other = features(99, metric, offset=0 if detector.remembers else 40)
    assert seen.max() < fitted.distances(other).min()


@pytest.mark.parametrize("metric", METRICS)
def test_a_fitted_detector_survives_being_saved(detector, metric):
    examples = [example(0, metric=metric), example(1, metric=metric, painted=[(2, 3)])]
    fitted = detector.fit(examples)
    again = detector.load({name: np.array(array) for name, array in fitted.arrays().items()})
    query = features(99, metric)
    assert np.array_equal(fitted.distances(query), again.distances(query))


def test_fitting_twice_gives_the_same(detector):
    examples = [example(seed) for seed in range(3)]
    first, second = detector.fit(examples), detector.fit(examples)
    assert np.array_equal(first.distances(features(9)), second.distances(features(9)))


def test_nothing_to_learn_from_is_said(detector):
    with pytest.raises(FitError, match="good"):
        detector.fit([])


def test_fitting_can_be_cancelled(detector):
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        detector.fit([example(0)], stop)


def test_patches_that_do_not_count_are_not_learned(detector):
    if not detector.learns_references:
        pytest.skip("it learns no patches")
    plain = example(0)
    plain.features.vectors[0] *= -5
    counts = plain.counts.copy()
    counts[0, 0] = False
    masked = type(plain)(plain.features, plain.source, counts, plain.defect)
    fitted = detector.fit([masked])
    found = fitted.distances(plain.features)
    assert found[0, 0] > found.ravel()[1:].max()


def test_what_is_measured_mirrored_is_learned_mirrored(detector):
    assert detector.views[0] == PLAIN
    assert not detector.measures_mirrored or MIRRORED in detector.views


def test_options_are_frozen_described_and_survive_json(detector):
    for field in fields(detector):
        assert field.metadata["label"]
        assert field.metadata["help"].endswith(".")
    assert detectors.from_json(detectors.to_json(detector)) == detector
    with pytest.raises(FrozenInstanceError):
        setattr(detector, fields(detector)[0].name, 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": "patch-memry"}, "Did you mean patch-memory"),
        ({"name": "patch-memory", "k": 3}, "no option 'k'"),
        ({"name": "patch-memory", "neighbours": 99}, "1 to 16"),
        ({"name": "patch-memory", "neighbours": "many"}, "not like"),
        ({"name": "patch-memory", "rotations": "30"}, "it may be none"),
        ({"name": "two-memories", "learn_around_defects": 1}, "not like"),
    ],
)
def test_options_that_cannot_be_are_refused_with_the_input(data, message):
    with pytest.raises(OptionError, match=message):
        detectors.from_json(data)
