from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save, save_file

from inspector.core import backbones, files
from inspector.core.backbones import download, weights
from inspector.core.backbones.base import BackboneChoice
from inspector.core.errors import WeightsError
from inspector.core.progress import Cancelled

ROW = backbones.ROWS["dinov2-small"]
PATH = "/timm/vit_small_patch14_dinov2.lvd142m/resolve/main/model.safetensors"
GOOD = save({"blocks.0.weight": np.zeros((700, 700), np.float32)})


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@dataclass
class Hub:
    """What a small web server on this machine answers, and what it was asked."""

    body: bytes = GOOD
    status: int = 200
    announced: int | None = None
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    answers = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers.asked.append(self.path)
            self.send_response(answers.status)
            announced = len(answers.body) if answers.announced is None else answers.announced
            self.send_header("Content-Length", str(announced))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # the one who asked has hung up
                self.wfile.write(answers.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        monkeypatch.setenv("INSPECTOR_HUB", f"http://127.0.0.1:{server.server_port}/")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield answers
        server.shutdown()


def test_a_download_arrives_whole_in_the_cache_and_counts_bytes(hub: Hub) -> None:
    ticks: list[tuple[int, int, str]] = []
    path = weights.download(ROW, lambda done, total, text="": ticks.append((done, total, text)))
    assert hub.asked == [PATH]
    assert path.read_bytes() == GOOD
    assert weights.find(ROW) == path
    assert ticks[-1] == (len(GOOD), len(GOOD), "Downloading DINOv2 Small/14")
    assert len(ticks) > 2


def test_a_truncated_download_is_refused_and_leaves_nothing(hub: Hub, cache: Path) -> None:
    hub.announced = len(GOOD) + 100
    _refused(cache, "connection broke after")


def test_a_truncated_file_of_the_right_announced_length_is_refused(hub: Hub, cache: Path) -> None:
    hub.body = GOOD[:-100]
    _refused(cache, "what came is no weights file")


def test_a_page_instead_of_a_file_is_refused(hub: Hub, cache: Path) -> None:
    hub.body = b"<html>Please sign in to the network.</html>"
    _refused(cache, "what came is no weights file")


def test_a_file_that_is_not_there_is_said_to_be_missing(hub: Hub, cache: Path) -> None:
    hub.status = 404
    _refused(cache, r"no such file \(404\)")


@pytest.mark.parametrize("status", [401, 403])
def test_a_gated_file_says_that_the_licence_must_be_accepted(
    hub: Hub, cache: Path, status: int
) -> None:
    hub.status = status
    _refused(cache, "accepted its licence")


def test_a_server_error_is_told_with_its_number(hub: Hub, cache: Path) -> None:
    hub.status = 503
    _refused(cache, "answered 503")


def test_no_network_is_told_with_what_to_do_instead(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSPECTOR_HUB", "http://127.0.0.1:9")  # the discard port: nobody listens
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    _refused(cache, "cannot be reached .*--weights FILE")


def test_an_address_that_is_none_is_told(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTOR_HUB", "mirror")
    _refused(cache, "mirror/timm.* cannot be reached")


def test_a_cancelled_download_leaves_nothing(hub: Hub, cache: Path) -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        weights.download(ROW, stop)
    assert _files(cache) == []


def test_a_failed_download_leaves_the_old_file_as_it_was(hub: Hub, cache: Path) -> None:
    path = weights.download(ROW)
    hub.body = b"broken"
    with pytest.raises(WeightsError):
        weights.download(ROW)
    assert _files(cache) == [path]
    assert path.read_bytes() == GOOD


def test_a_cache_that_cannot_be_written_is_named(hub: Hub, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    with pytest.raises(WeightsError, match=r"cache.*cannot be written"):
        weights.download(ROW)


def test_a_full_disk_is_told_before_the_download(
    hub: Hub, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = download.shutil.disk_usage(cache.parent)
    monkeypatch.setattr(download.shutil, "disk_usage", lambda path: usage._replace(free=1_000_000))
    _refused(cache, "1 MB free, it needs 2 MB")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_while_writing_is_told(
    hub: Hub, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = files._create
    monkeypatch.setattr(files, "_create", lambda draft, like: draft.symlink_to("/dev/full"))
    _refused(cache, "cannot be written: the disk is full")
    monkeypatch.setattr(files, "_create", create)
    assert weights.download(ROW).read_bytes() == GOOD


def test_missing_weights_say_which_file_to_fetch_and_where_to_put_it(cache: Path) -> None:
    with pytest.raises(WeightsError) as caught:
        weights.find(ROW)
    text = str(caught.value)
    assert "model.safetensors" in text
    assert "timm/vit_small_patch14_dinov2.lvd142m" in text
    assert str(cache / "weights" / "vit_small_patch14_dinov2.lvd142m.safetensors") in text
    assert "--weights FILE" in text


def test_weights_nobody_publishes_ask_for_a_file() -> None:
    unpublished = replace(ROW, hub=("", ""))
    for attempt in (weights.find, weights.download):
        with pytest.raises(WeightsError, match="--weights FILE"):
            attempt(unpublished)


def test_loading_without_the_network_never_asks_for_a_download(hub: Hub) -> None:
    with pytest.raises(WeightsError, match="are not here"):
        backbones.load(BackboneChoice("dinov2-small"), device="cpu", download=False)
    assert hub.asked == []


def test_loading_downloads_what_is_missing(hub: Hub) -> None:
    with pytest.raises(WeightsError, match=r"does not fit .*missing keys"):
        backbones.load(BackboneChoice("dinov2-small"), device="cpu")
    assert hub.asked == [PATH]


@pytest.mark.parametrize("suffix", [".safetensors", ".pth", ".pt"])
def test_a_file_put_into_the_cache_by_hand_is_found(cache: Path, suffix: str) -> None:
    path = cache / "weights" / f"vit_small_patch14_dinov2.lvd142m{suffix}"
    path.parent.mkdir(parents=True)
    path.write_bytes(GOOD)
    assert weights.find(ROW) == path


def test_a_given_file_must_exist_and_be_a_weights_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"none\.pth does not exist"):
        weights.find(ROW, tmp_path / "none.pth")
    (tmp_path / "picture.png").touch()
    with pytest.raises(WeightsError, match=r"picture\.png is no weights file.*safetensors"):
        weights.find(ROW, tmp_path / "picture.png")


@pytest.mark.parametrize("name", ["damaged.safetensors", "damaged.pth"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[:1000])
    with pytest.raises(WeightsError, match=name):
        weights.read(tmp_path / name)


def test_code_in_a_weights_file_is_never_run(tmp_path: Path) -> None:
    import torch

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "sprung"),)

    torch.save({"model": Trap()}, tmp_path / "trap.pth")
    with pytest.raises(WeightsError, match=r"trap\.pth cannot be read as plain weights"):
        weights.read(tmp_path / "trap.pth")
    assert not (tmp_path / "sprung").exists()


def test_a_file_without_tensors_is_refused(tmp_path: Path) -> None:
    import torch

    torch.save({"epoch": 3}, tmp_path / "log.pth")
    with pytest.raises(WeightsError, match="holds no network weights"):
        weights.read(tmp_path / "log.pth")


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda state: state,
        lambda state: {"state_dict": {f"module.{name}": v for name, v in state.items()}},
        lambda state: {"epoch": 3, "model": {"state_dict": state}},
        lambda state: {
            "student": {},
            "teacher": {f"module.backbone.{name}": v for name, v in state.items()}
            | {"module.head.mlp.weight": state["norm.weight"]},
        },
    ],
)
def test_the_wrappers_of_training_scripts_are_taken_off(tmp_path: Path, wrapped) -> None:
    import torch

    state = {"norm.weight": torch.ones(3), "norm.bias": torch.zeros(3)}
    torch.save(wrapped(state), tmp_path / "weights.pth")
    found = weights.read(tmp_path / "weights.pth")
    assert found.keys() == state.keys()
    assert torch.equal(found["norm.weight"], state["norm.weight"])


def test_the_hash_is_remembered_until_the_file_changes(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "some.safetensors"
    save_file({"a": np.zeros(4, np.float32)}, path)
    first = weights.file_hash(path)
    assert first == hashlib.sha256(path.read_bytes()).hexdigest()
    memo = cache / "hashes.json"
    memo.write_text(memo.read_text().replace(first, "remembered"))
    assert weights.file_hash(path) == "remembered"
    save_file({"a": np.zeros(5, np.float32)}, path)
    assert weights.file_hash(path) == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("memo", ["", "[]", '{"x": 1}'])
def test_a_broken_memory_of_hashes_costs_only_time(tmp_path: Path, cache: Path, memo: str) -> None:
    cache.mkdir()
    (cache / "hashes.json").write_text(memo)
    path = tmp_path / "some.pt"
    path.write_bytes(b"abc")
    assert weights.file_hash(path) == hashlib.sha256(b"abc").hexdigest()


def _refused(cache: Path, why: str) -> None:
    with pytest.raises(WeightsError, match=why) as caught:
        weights.download(ROW)
    assert "--weights FILE" in str(caught.value)
    assert _files(cache) == []


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
