"""Images ranked against each other, with the paper's formula worked out plainly beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import ranking
from inspector.core.augment import PLAIN
from inspector.core.errors import RankingError
from inspector.core.extract import Extractor
from inspector.core.features_cache import FeaturesCache
from inspector.core.options import Options
from inspector.core.preprocess import Preprocess
from inspector.core.progress import Cancelled
from inspector.core.ranking import RankingOptions, mean_below_largest, rank
from inspector.core.score import Maximum, TopFraction
from tests import parts

EVERY = RankingOptions(surroundings=0, most_patches=16_777_216)


class Directions(parts.MeanColour):
    """Compares by the angle between mean colours, as networks with a final norm do."""

    def features(self, batch):
        return [replace(found, metric="cosine") for found in super().features(batch)]


def quick(folder=None, *, backbone=None) -> Extractor:
    made = Extractor(backbone or Directions(), Preprocess(64, 8, mean=(0.3,) * 3), "directions")
    return replace(made, cache=FeaturesCache(folder))


@pytest.fixture
def folder(tmp_path):
    """Five good parts and, in the middle of their order, one with a red spot."""
    for number in range(6):
        picture, _ = parts.part(number, spot=number == 2)
        parts.save(tmp_path / f"{number}.png", picture)
    return tmp_path


def files(folder):
    return sorted(folder.glob("*.png"))


def names(found):
    return [image.path.name for image in found.images]


def plain(extractor, paths, *, share, fraction):
    """METHODS 1.8 as it stands, with one big matrix of cosine distances per image."""
    scores = {}
    seen = {path: extractor.of_file(path)[0].vectors.astype(float) for path in paths}
    unit = {path: v / np.linalg.norm(v, axis=1, keepdims=True) for path, v in seen.items()}
    for path in paths:
        others = np.concatenate([unit[other] for other in paths if other != path])
        distances = 1 - unit[path] @ others.T
        cut = np.sort(distances, axis=1)[:, int(share * len(others)) - 1]
        map_ = np.array([row[row < c].mean() for row, c in zip(distances, cut, strict=True)])
        scores[path] = np.sort(map_)[-int(fraction * len(map_)) :].mean()
    return scores


def test_the_scores_are_those_of_the_papers_formula(folder):
    how = replace(EVERY, nearest_share=0.02)
    options = Options(score=TopFraction(0.05))
    found = rank(files(folder), options, quick(), how=how)
    wanted = plain(quick(), files(folder), share=0.02, fraction=0.05)
    assert names(found) == [p.name for p in sorted(wanted, key=wanted.__getitem__, reverse=True)]
    for image in found.images:
        assert image.score == pytest.approx(wanted[image.path], rel=1e-4)


def test_patches_are_averaged_with_their_neighbours_before_they_are_compared(folder):
    class Averaged(Directions):
        def features(self, batch):
            return [replace(found, vectors=average(found)) for found in super().features(batch)]

    def average(features):
        edge = ((1, 1), (1, 1), (0, 0))
        grid = np.pad(features.grid.astype(float), edge, constant_values=np.nan)
        shifted = [grid[y : y + 8, x : x + 10] for y in range(3) for x in range(3)]
        return np.nanmean(shifted, axis=0).reshape(80, -1).astype(np.float32)

    # In full: here rounding comes before the average, there after it.
    plain, averaged = (replace(quick(backbone=b), rounding="none") for b in (None, Averaged()))
    found = rank(files(folder), Options(), plain, how=replace(EVERY, surroundings=1))
    wanted = rank(files(folder), Options(), averaged, how=EVERY)
    assert names(found) == names(wanted)
    for image, expected in zip(found.images, wanted.images, strict=True):
        assert image.distances == pytest.approx(expected.distances, abs=1e-5)


def test_the_odd_image_comes_first_wherever_it_stands(folder):
    for paths in (files(folder), files(folder)[::-1]):
        assert names(rank(paths, Options(), quick()))[0] == "2.png"


def test_the_average_is_over_what_lies_strictly_below_the_cut():
    distances = np.array([[1, 2, 3], [1, 3, 3], [2, 2, 2]], np.float32)
    assert mean_below_largest(distances).tolist() == [1.5, 1.0, 2.0]
    assert mean_below_largest(distances[:, :1]).tolist() == [1, 1, 2]


def test_a_picture_given_twice_does_not_vouch_for_itself(folder):
    alone = rank(files(folder), Options(), quick(), how=EVERY)
    copy = folder / "copy.png"
    copy.write_bytes((folder / "2.png").read_bytes())
    other_format = parts.save(folder / "same.bmp", parts.part(2, spot=True)[0])
    paths = [copy, *files(folder)[:-1], other_format]
    found = rank(paths, Options(), quick(), how=EVERY)
    assert names(found)[:3] == ["copy.png", "2.png", "same.bmp"]
    assert {image.score for image in found.images[:3]} == {alone.images[0].score}


def test_what_does_not_count_is_zero_and_has_no_say(folder):
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[:, :16] = True  # the spot lies further right
    found = rank(files(folder), Options(), quick(), how=EVERY, counts=counts)
    odd = next(image for image in found.images if image.path.name == "2.png")
    assert odd.distances[:, :2].all()
    assert not odd.distances[:, 2:].any()
    assert odd.score < rank(files(folder), Options(), quick(), how=EVERY).images[0].score / 2
    assert not odd.heatmap()[:, 16:].any()


def test_patches_beside_the_part_are_zero_but_lend_themselves(folder, monkeypatch):
    mask = np.zeros((8, 10), bool)
    mask[2:6, 2:8] = True
    monkeypatch.setattr(ranking.foreground, "object_mask", lambda features, threshold: mask)
    plainly = rank(files(folder), Options(score=Maximum()), quick(), how=EVERY)
    found = rank(files(folder), Options(foreground=True, score=Maximum()), quick(), how=EVERY)
    before = {image.path: image.distances for image in plainly.images}
    for image in found.images:
        assert not image.distances[~mask].any()
        assert np.array_equal(image.distances[mask], before[image.path][mask])
        assert image.score == image.distances.max()


def test_the_heatmap_is_hot_where_the_spot_is_and_above_the_level(folder):
    found = rank(files(folder), Options(smoothing=1.0), quick(), how=EVERY)
    heatmap = found.images[0].heatmap()
    assert heatmap.shape == (parts.HEIGHT, parts.WIDTH)
    assert parts.part(2, spot=True)[1][np.unravel_index(heatmap.argmax(), heatmap.shape)]
    assert heatmap.max() > found.level
    assert sum(image.distances.max() <= found.level for image in found.images) >= 3


def test_fewer_patches_give_the_same_order_every_time(folder):
    how = RankingOptions(most_patches=256)  # of 480
    first = rank(files(folder), Options(), quick(), how=how)
    again = rank(files(folder), Options(), quick(), how=how)
    assert names(first)[0] == "2.png"
    assert [image.score for image in first.images] == [image.score for image in again.images]


def test_no_more_patches_are_held_than_allowed(folder, monkeypatch):
    held = []
    nearest = ranking.neighbours.nearest

    def watched(queries, bank, count):
        held.append(len(bank))
        return nearest(queries, bank, count)

    monkeypatch.setattr(ranking.neighbours, "nearest", watched)
    rank(files(folder), Options(), quick(), how=RankingOptions(most_patches=256))
    assert max(held) == 5 * (256 // 6)


def test_an_image_that_cannot_be_read_is_named_and_the_rest_goes_on(folder):
    broken = folder / "broken.png"
    broken.write_bytes(b"no picture")
    found = rank([broken, *files(folder)], Options(), quick())
    assert names(found)[0] == "2.png"
    assert len(found.images) == 6
    assert "broken.png" in found.failures[broken]


def test_an_image_that_goes_while_it_is_ranked_is_named(folder):
    gone = folder / "4.png"

    def tick(done, total, text=""):
        if text.startswith("Comparing"):
            gone.unlink(missing_ok=True)

    found = rank(files(folder), Options(), quick(), tick=tick)
    assert list(found.failures) == [gone]
    assert len(found.images) == 5


def test_when_all_images_go_the_error_names_one(folder):
    class Unplugged(Extractor):
        def of_file(self, path, view=PLAIN):
            found = super().of_file(path, view)
            if path.name == "5.png":  # the last one that is read
                for each in files(folder):
                    each.unlink()
            return found

    source = Unplugged(Directions(), Preprocess(64, 8), "directions")
    with pytest.raises(RankingError, match=r"0 could be read.*0\.png"):
        rank(files(folder), Options(), source)


def test_two_different_pictures_are_too_few(folder):
    twin = folder / "twin.png"
    twin.write_bytes((folder / "0.png").read_bytes())
    with pytest.raises(RankingError, match=r"3 different ones, and 2 could be read"):
        rank([folder / "0.png", folder / "1.png", twin], Options(), quick())


def test_it_can_be_stopped_while_it_reads_and_while_it_compares(folder):
    for word in ("Reading", "Comparing"):

        def tick(done, total, text="", word=word):
            if text.startswith(word):
                raise Cancelled

        with pytest.raises(Cancelled):
            rank(files(folder), Options(), quick(), tick=tick)


def test_features_that_are_no_unit_vectors_are_compared_as_their_backbone_says(folder):
    found = rank(files(folder), Options(), quick(backbone=parts.MeanColour()))
    assert names(found)[0] == "2.png"
    assert all(np.isfinite(image.distances).all() for image in found.images)


def test_a_cracked_biscuit_comes_before_whole_ones(shared_data, tmp_path):
    from inspector.core.extract import extractor

    data = shared_data / "aws_cookies/test"
    whole = sorted((data / "good").iterdir())[:6]
    cracked = sorted(p for p in data.glob("*/*") if p.parent.name != "good")[:2]
    options = Options(size=128)
    source = extractor(options, cache=FeaturesCache(tmp_path))
    found = rank([*whole, *cracked], options, source)
    assert {image.path for image in found.images[:2]} == set(cracked)
