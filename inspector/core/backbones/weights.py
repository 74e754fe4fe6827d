"""Weights files: where they lie, how they are read, what identifies them."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.core.backbones import download as transfer
from inspector.core.backbones.base import BackboneRow
from inspector.core.errors import InspectorError, WeightsError
from inspector.core.files import make_folder, write_text
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    import torch

SUFFIXES = (".safetensors", ".pth", ".pt")
# What training scripts wrap a network in: torchvision, timm, DINO (its teacher is the one to use).
WRAPPERS = ("state_dict", "model_state_dict", "teacher", "model")
PREFIXES = ("module.", "backbone.", "_orig_mod.")


def cache_folder() -> Path:
    """Where downloads and other things that can be made again lie; INSPECTOR_CACHE overrides it."""
    if chosen := os.environ.get("INSPECTOR_CACHE"):
        return Path(chosen).expanduser()
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "visual-inspector"
    if sys.platform == "darwin":
        return home / "Library/Caches/visual-inspector"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "visual-inspector"


def place(row: BackboneRow, suffix: str = ".safetensors") -> Path:
    """Where the weights of a row are looked for, and where a download puts them."""
    return cache_folder() / "weights" / f"{row.timm_name}{suffix}"


def cached(row: BackboneRow) -> Path | None:
    """The weights file of a row in the cache, downloaded or put there by hand."""
    places = (place(row, suffix) for suffix in SUFFIXES)
    return next((path for path in places if path.is_file()), None)


def find(row: BackboneRow, weights: Path | None = None) -> Path:
    """The weights file of a row: the one given, else the one in the cache.

    Raises:
        WeightsError: there is none; the text says which file to fetch and where to put it.
    """
    if weights is not None:
        return _given(weights)
    if (path := cached(row)) is not None:
        return path
    raise WeightsError(f"The weights of {row.label} ({row.id}) are not here. {how_to_get(row)}")


def download(row: BackboneRow, tick: Tick = silent) -> Path:
    """Fetch the weights of a row into the cache; tick counts bytes.

    Raises:
        WeightsError: they cannot be had; the text says why and what to do instead.
        Cancelled: tick asked to stop. No half file stays behind in either case.
    """
    target = place(row)
    if not all(row.hub):
        raise WeightsError(f"Nobody publishes weights of {row.label}. {how_to_get(row)}")
    try:
        transfer.fetch(
            transfer.address(row.hub), target, f"Downloading {row.label}", tick=tick, check=_check
        )
    except transfer.FetchError as error:
        why = f"The weights of {row.label} ({row.id}) could not be downloaded: {error}"
        raise WeightsError(f"{why} {how_to_get(row)}") from error
    return target


def how_to_get(row: BackboneRow) -> str:
    """For a person without the weights: which file, from where, where to put it, which flag."""
    target = place(row)
    if not all(row.hub):
        return f"Save them as {target}, or name your file with --weights FILE."
    repository, file = row.hub
    return (
        f"Fetch {file} ({row.download_mb} MB) from the repository {repository} "
        f"({transfer.address(row.hub)}) and save it as {target}, or keep it anywhere and name it "
        "with --weights FILE."
    )


def read(path: Path) -> Mapping[str, torch.Tensor]:
    """The tensors of a weights file, without the wrappers and prefixes of training scripts.

    Raises:
        WeightsError: it is damaged, or holds something else.
    """
    import torch

    state: Any = _loaded(path)
    while isinstance(state, Mapping) and (inner := _wrapped(state)) is not None:
        state = inner
    is_state = isinstance(state, Mapping) and bool(state)
    if not is_state or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise WeightsError(f"{path} holds no network weights.")
    return _without_prefixes(state)


def file_hash(path: Path) -> str:
    """sha256 of a file in hex; remembered in the cache until its size or date changes."""
    facts = path.stat()
    key, known = str(path.resolve()), _remembered()
    now = [facts.st_size, facts.st_mtime_ns]
    entry = known.get(key)
    if isinstance(entry, list) and entry[:2] == now and len(entry) == 3:
        return str(entry[2])
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    there = {name: facts for name, facts in known.items() if Path(name).is_file()}
    _remember({**there, key: [*now, found]})
    return found


def _given(path: Path) -> Path:
    if not path.is_file():
        raise WeightsError(f"The weights file {path} does not exist.")
    if path.suffix.lower() not in SUFFIXES:
        raise WeightsError(f"{path} is no weights file: its name must end in {_either(SUFFIXES)}.")
    return path


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _check(path: Path) -> None:
    """Raise FetchError unless a downloaded file is a whole safetensors file."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            count = len(file.keys())
    except SafetensorError as error:
        raise transfer.FetchError(f"what came is no weights file ({error}).") from error
    if not count:
        raise transfer.FetchError("what came is an empty weights file.")


def _loaded(path: Path) -> Any:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if path.suffix.lower() == ".safetensors":
        try:
            return load_file(path)
        except (SafetensorError, OSError) as error:
            raise WeightsError(f"{path} cannot be read as safetensors: {error}.") from error
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch has a dozen kinds for a file that it cannot or may not read
        reason = str(error).strip().partition("\n")[0]
        raise WeightsError(f"{path} cannot be read as plain weights: {reason}") from error


def _wrapped(state: Mapping[str, Any]) -> Mapping[str, Any] | None:
    for name in WRAPPERS:
        if isinstance(state.get(name), Mapping):
            return state[name]
    return None


def _without_prefixes(state: Mapping[str, torch.Tensor]) -> Mapping[str, torch.Tensor]:
    """Names as the network itself has them.

    A "backbone." beside other parts, as DINO's projection head, takes only the backbone's.
    """
    for prefix in PREFIXES:
        if any(name.startswith(prefix) for name in state):
            inner = {n.removeprefix(prefix): v for n, v in state.items() if n.startswith(prefix)}
            return _without_prefixes(inner)
    return state


def _memo() -> Path:
    return cache_folder() / "hashes.json"


def _remembered() -> dict[str, Any]:
    try:
        known = json.loads(_memo().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(known: dict[str, Any]) -> None:
    try:
        make_folder(_memo().parent)
        write_text(_memo(), json.dumps(known, indent=1))
    except InspectorError:
        return  # a cache that cannot be written costs only time
