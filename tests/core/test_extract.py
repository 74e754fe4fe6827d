"""From files to features, computed once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import extract
from inspector.core.augment import View
from inspector.core.backbones.base import BackboneChoice
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.errors import ImageError, OptionError, WeightsError
from inspector.core.features_cache import FeaturesCache
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from tests import parts


class Counting(parts.MeanColour):
    """Counts how often the network runs."""

    runs = 0

    def features(self, batch):
        type(self).runs += 1
        return super().features(batch)


@pytest.fixture
def file(tmp_path):
    return parts.save(tmp_path / "Prüfling 検査.png", parts.part(0)[0])


def test_a_file_and_its_pixels_give_the_same_features(file):
    extractor = parts.quick_extractor()
    of_file, geometry = extractor.of_file(file)
    of_image, same = extractor.of_image(parts.part(0)[0])
    assert np.array_equal(of_file.vectors, of_image.vectors)
    assert geometry == same
    assert (geometry.height, geometry.width) == (parts.HEIGHT, parts.WIDTH)


def test_the_network_runs_once_per_view_of_a_picture(file, tmp_path):
    cache = FeaturesCache(tmp_path / "cache")
    extractor = replace(parts.quick_extractor(), backbone=Counting(), cache=cache)
    first, geometry = extractor.of_file(file)
    again, same = extractor.of_file(file)
    assert np.array_equal(first.vectors, again.vectors)
    assert geometry == same
    assert Counting.runs == 1
    extractor.of_file(file, View(90.0))
    assert Counting.runs == 2
    parts.save(file, parts.part(1)[0])
    changed, _ = extractor.of_file(file)
    assert Counting.runs == 3
    assert not np.array_equal(changed.vectors, first.vectors)


def test_features_say_where_they_were_computed_also_when_they_come_from_the_cache(file, tmp_path):
    class OnCard(parts.MeanColour):
        device = "cuda:0"

    cache = FeaturesCache(tmp_path / "cache")
    extractor = replace(parts.quick_extractor(), backbone=OnCard(), cache=cache)
    assert [extractor.of_file(file)[0].device for _ in range(2)] == ["cuda:0"] * 2
    later = replace(extractor, cache=FeaturesCache(tmp_path / "cache"))
    assert later.of_file(file)[0].device == "cuda:0"


def test_everything_that_features_depend_on_is_in_their_key():
    plain = Options(size=64)
    keys = {
        extract.extractor(options).key
        for options in (
            plain,
            replace(plain, size=72),
            replace(plain, bit_depth=12),
            replace(plain, edges="crop"),
        )
    }
    assert len(keys) == 4
    assert extract.extractor(replace(plain, smoothing=1.0)).key in keys


def test_features_in_less_than_float32_have_a_key_of_their_own(monkeypatch):
    full = extract.extractor(Options(size=64)).key
    monkeypatch.setattr(EngineBackbone, "precision", "bfloat16")
    assert extract.extractor(Options(size=64)).key != full


def test_features_are_the_same_from_the_network_and_from_the_cache(file, tmp_path):
    bare = extract.extractor(Options(size=64))
    network, _ = bare.of_file(file)
    kept = replace(bare, cache=FeaturesCache(tmp_path / "cache", memory_bytes=0))
    for _ in range(2):
        found, _ = kept.of_file(file)
        assert np.array_equal(found.vectors, network.vectors)
    assert np.array_equal(network.vectors, network.vectors.astype(np.float16))


def test_features_that_were_not_rounded_are_kept_apart(file, tmp_path):
    cache = FeaturesCache(tmp_path / "cache")
    old = extract.extractor(Options(size=64), cache=cache, rounding="none")
    new = extract.extractor(Options(size=64), cache=cache)
    in_full, _ = old.of_file(file)
    rounded, _ = new.of_file(file)
    assert not np.array_equal(in_full.vectors, rounded.vectors)
    assert np.array_equal(old.of_file(file)[0].vectors, in_full.vectors)
    assert np.array_equal(new.of_file(file)[0].vectors, rounded.vectors)


def test_the_key_of_features_that_are_not_rounded_is_that_of_earlier_versions():
    assert extract.extractor(Options(size=64), rounding="none").key == "bd07318e2e2464becf112aa4"


def test_what_cannot_be_loaded_says_so(tmp_path):
    with pytest.raises(WeightsError, match=r"none\.safetensors does not exist"):
        extract.extractor(Options(BackboneChoice("vit-tiny", tmp_path / "none.safetensors")))
    with pytest.raises(OptionError, match="takes no weights"):
        extract.extractor(Options(BackboneChoice("scattering", tmp_path / "w.pth")))
    with pytest.raises(OptionError, match="tpu"):
        extract.extractor(Options(), device="tpu")


def test_a_picture_too_long_and_thin_is_an_image_error(tmp_path):
    thin = np.zeros((1, 60000, 3), np.uint8)
    extractor = parts.quick_extractor()
    with pytest.raises(ImageError, match="60000 x 1"):
        extractor.of_image(thin)
    path = parts.save(tmp_path / "thin.png", thin)
    with pytest.raises(ImageError, match=r"thin\.png: .*smaller size"):
        extractor.of_file(path)
    cached = replace(extractor, cache=FeaturesCache(tmp_path / "cache"))
    with pytest.raises(ImageError, match=r"thin\.png"):
        cached.of_file(path)


def test_several_views_read_their_file_once_and_can_be_stopped(file, monkeypatch):
    reads: list[object] = []
    read = extract.image.read
    monkeypatch.setattr(extract.image, "read", lambda p, **k: reads.append(p) or read(p, **k))
    extractor = parts.quick_extractor()
    views = (View(), View(90.0), View(180.0))
    found = [features for features, _ in extractor.of_views(file, views)]
    assert reads == [file]
    for view, features in zip(views, found, strict=True):
        assert np.array_equal(features.vectors, extractor.of_file(file, view)[0].vectors)

    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(extractor.of_views(file, views, stop))
