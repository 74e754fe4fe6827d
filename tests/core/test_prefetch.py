"""The next images are made ready while the network sees the present one."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as PillowImage

from inspector import runtime
from inspector.core import decode, extract, prefetch
from inspector.core.augment import MIRRORED, PLAIN
from inspector.core.errors import ImageError
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, learn, score_files
from inspector.core.image import read
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from tests import parts


class Watched(parts.MeanColour):
    """A backbone that tells when it begins, and goes on when it is allowed to."""

    def __init__(self, is_free: bool = True) -> None:
        self.begins, self.may_end = threading.Semaphore(0), threading.Semaphore(0)
        self.is_free = is_free
        self.runs = 0

    def features(self, batch):
        self.runs += 1
        self.begins.release()
        if not self.is_free:
            assert self.may_end.acquire(timeout=20)
        return super().features(batch)


@pytest.fixture
def files(tmp_path):
    return [parts.save(tmp_path / f"{seed}.png", parts.part(seed)[0]) for seed in range(6)]


@pytest.fixture
def reads(monkeypatch):
    """Names of the files that were decoded, in order."""
    done = []

    def call(path, **how):
        done.append(path.name)
        return read(path, **how)

    monkeypatch.setattr(extract.image, "read", call)
    return done


@pytest.fixture
def inspector(tmp_path):
    learned = [LabelledImage(parts.save(tmp_path / "ref/r.png", parts.part(50)[0]))]
    return learn(Options(size=64), learned, parts.quick_extractor()).inspector


def readers():
    return [each for each in threading.enumerate() if each.name.startswith("prefetch")]


def test_what_is_found_is_the_same_and_in_order(files, inspector):
    files[2].write_bytes(b"no image")
    files[4].unlink()
    found = list(runtime.inspect_files(inspector, files))
    assert [each.path for each in found] == files
    for path, each in zip(files, found, strict=True):
        if isinstance(each, runtime.Failure):
            with pytest.raises(ImageError) as alone:
                inspector.inspect(path)
            assert each.reason == str(alone.value)
        else:
            assert each == inspector.inspect(path)
    failed = [each.path for each in found if isinstance(each, runtime.Failure)]
    assert failed == [files[2], files[4]]
    assert not readers()


def test_the_next_images_are_read_while_the_network_computes_and_no_more(files, reads):
    backbone = Watched(is_free=False)
    source = replace(parts.quick_extractor(), backbone=backbone)
    got = []

    def run():
        with prefetch.ahead(source, files) as reader:
            got.extend(reader.of_file(path)[0] for path in files)

    worker = threading.Thread(target=run)
    worker.start()
    for number in range(len(files)):
        assert backbone.begins.acquire(timeout=20)
        wanted = min(len(files), number + 1 + prefetch.AHEAD)
        _wait(lambda wanted=wanted: len(reads) == wanted)
        threading.Event().wait(0.05)  # what would be read too much
        assert len(reads) == wanted
        backbone.may_end.release()
    worker.join(20)
    assert reads == [path.name for path in files]
    for path, features in zip(files, got, strict=True):
        alone = parts.quick_extractor().of_file(path)[0]
        np.testing.assert_array_equal(features.vectors, alone.vectors)


def test_cancel_leaves_no_thread_behind(files, inspector):
    def stop(done, total, text=""):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        score_files(inspector, files, stop)
    assert not readers()
    given = runtime.inspect_files(inspector, files)
    next(given)
    assert len(readers()) == 1
    given.close()  # who looks at no more results
    assert not readers()


def test_stopping_does_not_wait_for_the_other_views(tmp_path, monkeypatch):
    path = parts.save(tmp_path / "a.png", parts.part(0)[0])
    begun, may_end, made = threading.Event(), threading.Event(), []

    def slow(pixels, view):
        made.append(view)
        begun.set()
        assert may_end.wait(20)
        return pixels

    monkeypatch.setattr(prefetch.augment, "copy_of", slow)
    with prefetch.ahead(parts.quick_extractor(), [path, path], [PLAIN, MIRRORED]) as reader:
        assert begun.wait(20)
        reader.ahead.stop()
        may_end.set()
    assert made == [PLAIN]


def test_what_the_cache_holds_is_not_decoded(files, reads, tmp_path):
    backbone = Watched()
    cache = FeaturesCache(tmp_path / "cache")
    source = replace(parts.quick_extractor(), backbone=backbone, cache=cache)
    for path in files[::2]:
        source.of_file(path)
    reads.clear()
    with prefetch.ahead(source, files) as reader:
        for path in files:
            reader.of_file(path)
    assert reads == [path.name for path in files[1::2]]
    assert backbone.runs == len(files)


def test_files_may_be_passed_over_and_asked_for_again(files, reads):
    source = parts.quick_extractor()
    with prefetch.ahead(source, files) as reader:
        for path in (files[4], files[5], files[0]):
            found = reader.of_file(path)[0]
            np.testing.assert_array_equal(found.vectors, source.of_file(path)[0].vectors)
    assert "3.png" not in reads


def test_a_file_that_changed_since_is_read_again(files, tmp_path, reads):
    source = replace(parts.quick_extractor(), cache=FeaturesCache(tmp_path / "cache"))
    with prefetch.ahead(source, files) as reader:
        reader.of_file(files[0])
        _wait(lambda: len(reads) >= 2)
        parts.save(files[1], parts.part(77)[0])
        found = reader.of_file(files[1])[0]
    wanted = parts.quick_extractor().of_image(parts.part(77)[0])[0]
    np.testing.assert_array_equal(found.vectors, wanted.vectors)


def test_large_images_are_read_at_their_turn(files, reads, monkeypatch):
    monkeypatch.setattr(prefetch, "MOST_PIXELS", 64 * 80 - 1)
    names = []
    read_here = extract.image.read
    monkeypatch.setattr(
        extract.image,
        "read",
        lambda path, **how: names.append(threading.current_thread().name) or read_here(path, **how),
    )
    with prefetch.ahead(parts.quick_extractor(), files) as reader:
        for path in files:
            reader.of_file(path)
    assert names == [threading.current_thread().name] * len(files)


def test_a_mirrored_image_is_made_ready_too(files, reads):
    source = parts.quick_extractor()
    with prefetch.ahead(source, files, extract.views_of(mirrored=True)) as reader:
        found = [reader.look(path, mirrored=True) for path in files]
    assert reads == [path.name for path in files]
    for path, seen in zip(files, found, strict=True):
        alone = source.look(path, mirrored=True)
        np.testing.assert_array_equal(seen.mirrored.vectors, alone.mirrored.vectors)


def test_decoders_are_as_before_in_whatever_order_threads_leave():
    before = PillowImage.MAX_IMAGE_PIXELS
    first, second = decode._quiet(), decode._quiet()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert PillowImage.MAX_IMAGE_PIXELS is None
    second.__exit__(None, None, None)
    assert before == PillowImage.MAX_IMAGE_PIXELS


def _wait(is_so):
    for _ in range(2000):
        if is_so():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come about in 20 s")
