from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import ndimage, stats
from sklearn import metrics as sk

from inspector.core import metrics
from inspector.core.errors import OptionError


def scores(seed: int, *, ties: bool) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    is_bad = rng.random(65) < 0.4
    values = rng.normal(is_bad, 1)
    return is_bad, values.round() if ties else values


def images(seed: int, *, count: int, levels: int | None = None) -> tuple[list, list]:
    """Heatmaps and masks that agree in part; levels makes the values tie."""
    rng = np.random.default_rng(seed)
    masks = [
        ndimage.gaussian_filter(rng.normal(size=(24, 30)), 2) > (0.15 if i % 2 else 9)
        for i in range(count)
    ]
    heatmaps = [ndimage.gaussian_filter(m + rng.normal(0, 1.5, m.shape), 1) for m in masks]
    if levels:
        heatmaps = [np.round(h * levels) / levels for h in heatmaps]
    return [h.astype(np.float32) for h in heatmaps], masks


def slow_aupro(heatmaps: list, masks: list, limit: float) -> float:
    """The definition: every distinct value is a threshold, every region is looked at."""
    pooled = np.concatenate([h.ravel() for h in heatmaps])
    good = np.concatenate([h[~m] for h, m in zip(heatmaps, masks, strict=True)])
    regions = []
    for heatmap, mask in zip(heatmaps, masks, strict=True):
        labels, count = ndimage.label(mask, np.ones((3, 3)))
        regions += [heatmap[labels == label] for label in range(1, count + 1)]
    x, y = [0.0], [0.0]
    for threshold in np.unique(pooled)[::-1]:
        x.append(np.mean(good >= threshold))
        y.append(np.mean([np.mean(region >= threshold) for region in regions]))
    at_limit = np.interp(limit, x, y)
    inside = np.array(x) < limit
    x, y = np.append(np.array(x)[inside], limit), np.append(np.array(y)[inside], at_limit)
    return float(sk.auc(x, y) / limit)


@pytest.mark.parametrize("ties", [False, True])
def test_image_metrics_agree_with_scikit_learn(ties):
    y, s = scores(1, ties=ties)
    precision, recall, _ = sk.precision_recall_curve(y, s)
    with np.errstate(invalid="ignore"):
        f1 = np.nanmax(2 * precision * recall / (precision + recall))
    assert metrics.image_auroc(y, s) == sk.roc_auc_score(y, s)
    assert metrics.average_precision(y, s) == sk.average_precision_score(y, s)
    assert metrics.f1_max(y, s) == pytest.approx(f1)


def test_f1_max_is_the_best_f1_of_all_limits():
    y, s = scores(2, ties=True)
    assert metrics.f1_max(y, s) == pytest.approx(max(sk.f1_score(y, s >= t) for t in set(s)))


@pytest.mark.parametrize("truth", [[], [False, False], [True]])
def test_one_kind_of_images_gives_nan_and_no_curve(truth):
    values = [0.5] * len(truth)
    for metric in (metrics.image_auroc, metrics.average_precision, metrics.f1_max):
        assert math.isnan(metric(truth, values))
    assert np.isnan(metrics.auroc_interval(truth, values)).all()
    assert len(metrics.roc_curve(truth, values).x) == len(metrics.pr_curve(truth, values).x) == 0


def test_labels_that_are_no_labels_are_refused():
    with pytest.raises(ValueError, match="are they the scores"):
        metrics.image_auroc([0.2, 0.7], [False, True])
    with pytest.raises(ValueError, match="2 labels but 1 scores"):
        metrics.f1_max([False, True], [0.2])


def test_the_points_of_the_curves_are_the_rates_at_their_limits():
    y, s = scores(3, ties=True)
    roc, pr, good, bad = metrics.roc_curve(y, s), metrics.pr_curve(y, s), s[~y], s[y]
    assert np.allclose(roc.x, [np.mean(good >= limit) for limit in roc.limits])
    assert np.allclose(roc.y, [np.mean(bad >= limit) for limit in roc.limits])
    assert np.allclose(pr.x, [np.mean(bad >= limit) for limit in pr.limits])
    assert sk.auc(roc.x, roc.y) == pytest.approx(metrics.image_auroc(y, s))


def test_the_auroc_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(4)
    shift = stats.norm.ppf(0.9) * math.sqrt(2)  # the true AUROC is 0.9
    is_bad = np.arange(30) < 15
    inside = 0
    for _ in range(250):
        low, high = metrics.auroc_interval(is_bad, rng.normal(shift * is_bad, 1))
        inside += low <= 0.9 <= high
    assert stats.binomtest(inside, 250, 0.95).pvalue > 0.001


def test_the_auroc_interval_stays_open_when_nothing_went_wrong():
    is_bad, values = np.arange(20) >= 10, np.arange(20.0)
    low, high = metrics.auroc_interval(is_bad, values)
    assert high == 1
    # Newcombe's equation by hand: 1 - A = z^2 A (19 - 27 / ((2 - A)(1 + A))) / 100
    assert 1 - low == pytest.approx(1.96**2 * low * (19 - 27 / ((2 - low) * (1 + low))) / 100, 1e-4)
    assert round(low, 2) == 0.8
    assert metrics.auroc_interval(~is_bad, values) == pytest.approx((0.0, 1 - low))


def test_clopper_pearson_gives_the_tables_numbers():
    assert metrics.clopper_pearson(48, 50) == pytest.approx((0.863, 0.995), abs=5e-4)
    assert metrics.clopper_pearson(0, 59, confidence=0.9)[1] == pytest.approx(0.0495, abs=5e-4)
    assert metrics.clopper_pearson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (3, 7), (7, 7), (0, 1000), (412, 1000)])
def test_clopper_pearson_agrees_with_scipys_search(k, n):
    exact = stats.binomtest(k, n).proportion_ci(0.9, method="exact")
    assert metrics.clopper_pearson(k, n, confidence=0.9) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize("levels", [None, 4])
def test_pixel_auroc_agrees_with_scikit_learn(levels):
    heatmaps, masks = images(5, count=5, levels=levels)
    truth, values = np.ravel(masks), np.ravel(heatmaps)
    expected = sk.roc_auc_score(truth, values)
    assert metrics.pixel_auroc(heatmaps, masks) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("levels", [None, 3, 40])
@pytest.mark.parametrize("limit", [0.001, 0.05, 0.3, 1.0])
def test_aupro_agrees_with_its_definition(levels, limit):
    heatmaps, masks = images(6, count=4, levels=levels)
    expected = slow_aupro(heatmaps, masks, limit)
    assert metrics.aupro(heatmaps, masks, limit=limit) == pytest.approx(expected, abs=1e-10)


def test_aupro_of_a_perfect_and_of_a_blind_heatmap():
    _, masks = images(7, count=4)
    perfect = [m.astype(np.float32) for m in masks]
    blind = [np.zeros_like(p) for p in perfect]
    assert metrics.aupro(perfect, masks) == pytest.approx(1)
    assert metrics.aupro(blind, masks) == pytest.approx(0.15)  # a straight line up to 0.3


def test_a_small_region_weighs_as_much_as_a_large_one():
    mask = np.zeros((40, 40), bool)
    mask[2:22, 2:22] = mask[30, 30] = True
    heatmap = np.zeros((40, 40), np.float32)
    heatmap[30, 30] = 1
    assert metrics.aupro([heatmap], [mask]) == pytest.approx(0.5 + 0.5 * 0.15)


def test_images_of_different_sizes_are_pooled():
    heatmaps, masks = images(8, count=4)
    cut = [heatmaps[0][:21, :17], *heatmaps[1:]], [masks[0][:21, :17], *masks[1:]]
    assert metrics.aupro(*cut) == pytest.approx(slow_aupro(*cut, 0.3), abs=1e-10)


def test_without_defects_or_without_good_pixels_there_is_no_pixel_metric():
    heatmaps = [np.ones((3, 3), np.float32)]
    for mask in (np.zeros((3, 3), bool), np.ones((3, 3), bool)):
        assert math.isnan(metrics.pixel_auroc(heatmaps, [mask]))
        assert math.isnan(metrics.aupro(heatmaps, [mask]))


def test_heatmaps_that_fit_no_mask_or_hold_no_number_are_refused():
    heatmap, mask = np.ones((3, 3), np.float32), np.eye(3, dtype=bool)
    with pytest.raises(ValueError, match="2 heatmaps but 1 masks"):
        metrics.aupro([heatmap, heatmap], [mask])
    with pytest.raises(ValueError, match="heatmap 0"):
        metrics.pixel_auroc([heatmap], [mask[:2]])
    with pytest.raises(ValueError, match="not finite"):
        metrics.aupro([heatmap * np.nan], [mask])
    with pytest.raises(OptionError, match="not 30"):
        metrics.aupro([heatmap], [mask], limit=30)


@pytest.mark.parametrize("seed", range(5))
def test_curves_are_those_of_scikit_learn_point_by_point(seed):
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 12, 40).astype(float)  # with ties
    is_bad = rng.random(40) < 0.4
    roc, pr = metrics.roc_curve(is_bad, scores), metrics.pr_curve(is_bad, scores)
    for found, true in zip((roc.x, roc.y, roc.limits), sk.roc_curve(is_bad, scores), strict=True):
        np.testing.assert_allclose(found, true)
    precision, recall, limits = sk.precision_recall_curve(is_bad, scores)
    np.testing.assert_allclose(pr.y, precision)
    np.testing.assert_allclose(pr.x, recall)
    np.testing.assert_allclose(pr.limits, np.append(limits, np.inf))
