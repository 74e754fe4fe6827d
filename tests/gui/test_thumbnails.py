from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shiboken6
from PIL import Image

from inspector.core import image
from inspector.gui import thumbnails as module
from inspector.gui.thumbnails import Thumbnails, Wish, stored_path
from tests.gui.gallery_project import draw


@pytest.fixture
def threads():
    with ThreadPoolExecutor(1) as threads:
        yield threads


@pytest.fixture
def made(qapp, threads):
    made = Thumbnails(threads)
    yield made
    made.shut_down()


def settle(made):
    """Wait until the thread has nothing more to do."""
    made._threads.submit(int).result(10)


def picture_of(qtbot, thumbnails, wish):
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.want([wish])
    return thumbnails.picture(wish.key)


def slowly(monkeypatch):
    """Let decoding wait for the gate; the order in which it is asked for."""
    gate, order, real = threading.Event(), [], image.thumbnail

    def slow(path, *args, **kwargs):
        order.append(path.stem)
        assert gate.wait(10)
        return real(path, *args, **kwargs)

    monkeypatch.setattr(module.image, "thumbnail", slow)
    return gate, order


def large(path, colour=(200, 30, 30)):
    Image.new("RGB", (1200, 800), colour).save(path)
    return path


def test_a_picture_fills_the_edge_and_keeps_its_shape(qtbot, made, tmp_path):
    wish = Wish("a", large(tmp_path / "a.png"), 96)
    picture = picture_of(qtbot, made, wish)
    assert (picture.width(), picture.height()) == (96, 64)
    assert picture.toImage().pixelColor(48, 32).getRgb()[:3] == (200, 30, 30)


def test_corners_are_round_and_the_rest_is_opaque(qtbot, made, tmp_path):
    pixels = picture_of(qtbot, made, Wish("a", large(tmp_path / "a.png"), 96)).toImage()
    assert pixels.pixelColor(0, 0).alpha() < 40
    assert pixels.pixelColor(10, 0).alpha() == 255
    assert pixels.pixelColor(0, 10).alpha() == 255


def test_on_a_fine_screen_a_picture_has_more_pixels_for_the_same_size(qtbot, made, tmp_path):
    picture = picture_of(qtbot, made, Wish("a", large(tmp_path / "a.png"), 192, ratio=2.0))
    assert picture.width() == 192
    assert picture.deviceIndependentSize().width() == 96


def test_decoding_never_happens_in_the_gui_thread(qtbot, made, tmp_path, monkeypatch):
    seen, real = [], image.thumbnail

    def spy(*args, **kwargs):
        seen.append(threading.current_thread())
        return real(*args, **kwargs)

    monkeypatch.setattr(module.image, "thumbnail", spy)
    picture_of(qtbot, made, Wish("a", draw(tmp_path / "a.png", 1), 64))
    assert seen
    assert threading.main_thread() not in seen


def test_a_file_that_is_no_image_has_a_reason_and_stops_no_other(qtbot, made, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    made.want([Wish("bad", broken, 64), Wish("a", draw(tmp_path / "a.png", 1), 64)])
    qtbot.waitUntil(lambda: made.picture("a") is not None)
    assert made.picture("bad") is None
    assert "broken.png" in made.reason("bad")


def test_what_is_no_longer_wanted_is_not_made(qtbot, made, tmp_path, monkeypatch):
    gate, order = slowly(monkeypatch)
    wishes = [Wish(str(n), draw(tmp_path / f"{n}.png", n), 64) for n in range(20)]
    made.want(wishes)
    qtbot.waitUntil(lambda: order == ["0"])
    made.want([wishes[9], wishes[7], wishes[0]])
    gate.set()
    qtbot.waitUntil(lambda: made.picture("7") is not None)
    assert order == ["0", "9", "7"]


def test_a_picture_that_is_there_is_not_made_again_but_another_size_is(qtbot, made, tmp_path):
    wish = Wish("a", large(tmp_path / "a.png"), 64)
    first = picture_of(qtbot, made, wish)
    made.want([wish])
    settle(made)
    assert made.picture("a").cacheKey() == first.cacheKey()
    assert picture_of(qtbot, made, Wish("a", wish.path, 128)).width() == 128


def test_memory_is_limited_and_what_was_used_longest_ago_goes(qtbot, tmp_path, threads):
    made = Thumbnails(threads, memory_bytes=3 * 64 * 48 * 4)
    for number in range(3):
        picture_of(qtbot, made, Wish(str(number), draw(tmp_path / f"{number}.png", number), 64))
    assert made.picture("0") is not None  # used just now
    picture_of(qtbot, made, Wish("3", draw(tmp_path / "3.png", 3), 64))
    assert [made.picture(str(n)) is not None for n in range(4)] == [True, False, True, True]
    made.shut_down()


def test_a_stored_picture_serves_when_the_file_is_gone(qtbot, made, tmp_path):
    path = large(tmp_path / "a.png")
    stored = stored_path(tmp_path / "p.inspect", "f00", None)
    picture_of(qtbot, made, Wish("a", path, 96, stored=stored))
    settle(made)
    assert max(image.read(stored).shape) == module.STORED_EDGE
    path.unlink()
    made.forget("a")
    assert picture_of(qtbot, made, Wish("a", path, 96, stored=stored)).width() == 96
    assert stored.relative_to(tmp_path).parts[:3] == ("p.inspect", "cache", "thumbnails")


@pytest.mark.parametrize("damage", [b"", b"no picture", None])
def test_a_damaged_stored_picture_is_made_again(qtbot, made, tmp_path, damage):
    path, stored = large(tmp_path / "a.png"), tmp_path / "kept.jpg"
    picture_of(qtbot, made, Wish("a", path, 96, stored=stored))
    settle(made)
    stored.write_bytes(stored.read_bytes()[:900] if damage is None else damage)
    made.forget("a")
    assert picture_of(qtbot, made, Wish("a", path, 96, stored=stored)) is not None
    settle(made)
    assert image.read(stored).shape == (341, 512, 3)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(qtbot, made, tmp_path):
    (tmp_path / "cache").write_text("a file is in the way")
    stored = tmp_path / "cache" / "a.jpg"
    assert picture_of(qtbot, made, Wish("a", large(tmp_path / "a.png"), 64, stored=stored))


def test_small_images_are_not_stored(qtbot, made, tmp_path):
    stored = tmp_path / "kept.jpg"
    picture_of(qtbot, made, Wish("a", draw(tmp_path / "a.png", 1), 64, stored=stored))
    settle(made)
    assert not stored.exists()


def test_deep_images_are_shown_by_their_bit_depth(qtbot, made, tmp_path):
    path = tmp_path / "deep.png"
    Image.fromarray(np.full((40, 40), 4000, np.uint16)).save(path)
    bright = picture_of(qtbot, made, Wish("a", path, 32, bit_depth=12)).toImage()
    assert bright.pixelColor(16, 16).value() > 240
    made.forget("a")
    dark = picture_of(qtbot, made, Wish("a", path, 32)).toImage()
    assert dark.pixelColor(16, 16).value() < 20
    assert stored_path(tmp_path, "f00", 12) != stored_path(tmp_path, "f00", None)


def test_an_error_that_nobody_foresaw_stops_no_other_picture(
    qtbot, made, tmp_path, monkeypatch, caplog
):
    def fail(*args):
        raise ValueError("surprise")

    with monkeypatch.context() as patched:
        patched.setattr(module, "to_qimage", fail)
        wish = Wish("a", draw(tmp_path / "a.png", 1), 64)
        assert picture_of(qtbot, made, wish) is None
    assert "surprise" in made.reason("a")
    assert "No thumbnail of" in caplog.text
    assert picture_of(qtbot, made, Wish("b", wish.path, 64)) is not None


def test_after_shutting_down_nothing_is_made_or_told(qtbot, qapp, tmp_path, monkeypatch):
    gate, order = slowly(monkeypatch)
    with ThreadPoolExecutor(1) as threads:
        made, ready = Thumbnails(threads), []
        made.ready.connect(ready.append)
        made.want([Wish(str(n), draw(tmp_path / f"{n}.png", n), 64) for n in range(8)])
        qtbot.waitUntil(lambda: order == ["0"])
        made.shut_down()
        gate.set()
    made.want([Wish("late", tmp_path / "0.png", 64)])
    qapp.processEvents()
    assert order == ["0"]
    assert ready == []


@pytest.mark.parametrize("attempt", range(10))
def test_it_may_be_deleted_while_pictures_are_made(qapp, tmp_path, attempt):
    wishes = [Wish(str(n), draw(tmp_path / f"{n}.png", n), 64) for n in range(8)]
    with ThreadPoolExecutor(1) as threads:
        made = Thumbnails(threads)
        made.want(wishes)
        if attempt % 2:
            qapp.processEvents()
        shiboken6.delete(made)
