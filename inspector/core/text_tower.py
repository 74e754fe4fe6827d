"""The text half of a network that reads text and sees images: sentences to vectors."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from inspector.core import prompts
from inspector.core.backbones import download as transfer
from inspector.core.backbones import weights
from inspector.core.errors import FitError, WeightsError
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    import torch

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_AT_ONCE = 64
# What a file of both towers holds beside the text tower's own weights.
_OTHER = ("visual.", "logit_scale", "logit_bias", "attn_mask", "input_resolution")
_NO_WEIGHTS = ("context_length", "vocab_size")


@dataclass(frozen=True, slots=True)
class Tower:
    """A text tower that belongs to a backbone.

    name: of the architecture in open_clip. hub: repository and file that holds both towers.
    backbone: the backbone whose joint space it shares.
    """

    name: str
    backbone: str
    hub: tuple[str, str]
    download_mb: int

    @property
    def place(self) -> Path:
        """Where its weights are looked for, and where a download puts them."""
        return weights.cache_folder() / "weights" / f"{self.name}.open_clip.safetensors"


_FILE = "open_clip_model.safetensors"
TOWERS: Final[Mapping[str, Tower]] = {
    tower.backbone: tower
    for tower in (
        Tower(
            "ViT-B-16-plus-240",
            "clip-b16-plus-240",
            ("timm/vit_base_patch16_plus_clip_240.laion400m_e32", _FILE),
            download_mb=834,
        ),
        Tower(
            "ViT-B-16-quickgelu",
            "clip-b16",
            ("timm/vit_base_patch16_clip_224.openai", _FILE),
            download_mb=599,
        ),
    )
}


def states(backbone: str, part: str, words: str = "", tick: Tick = silent) -> Vectors:
    """The mean directions of all sentences about a good and about a bad part: (2, J), unit length.

    The tower runs once for the same words, however often a detector is fitted.

    Raises:
        FitError: open_clip is not installed.
        WeightsError: the tower's weights cannot be had or do not fit.
    """
    tower = TOWERS[backbone]
    tick(0, 0, f"Reading the text tower {tower.name}")
    path = _found(tower, tick)
    return _states(tower, path, path.stat().st_mtime_ns, part, words)


def ensemble(embed: Embed, part: str, words: str = "") -> Vectors:
    """The directions of `states` with any way to turn N sentences into vectors (N, J).

    Each vector is normalised, their mean too, as CLIP does it (METHODS 3.2).
    """
    kinds = (prompts.good(part), prompts.bad(part, words))
    return unit(np.stack([unit(embed(sentences)).mean(axis=0) for sentences in kinds]))


def unit(vectors: NDArray[Any]) -> Vectors:
    """Vectors (N, J) of length 1; zero stays zero."""
    wide = np.asarray(vectors, np.float64)
    lengths = np.linalg.norm(wide, axis=-1, keepdims=True)
    return np.asarray(wide / np.where(lengths > 0, lengths, 1), np.float32)


@functools.lru_cache(maxsize=16)
def _states(tower: Tower, path: Path, changed: int, part: str, words: str) -> Vectors:
    """changed: the file's date, so that another file is read again."""
    found = ensemble(_embedding(tower, path), part, words)
    found.flags.writeable = False
    return found


def _embedding(tower: Tower, path: Path) -> Embed:
    import torch
    from open_clip import get_tokenizer

    network = _network(tower)
    _fill(network, weights.read(path), path, tower)
    tokenise = get_tokenizer(tower.name)

    def embed(sentences: Sequence[str]) -> Vectors:
        found: list[Vectors] = []
        with torch.inference_mode():
            for start in range(0, len(sentences), _AT_ONCE):
                tokens = tokenise(list(sentences[start : start + _AT_ONCE]))
                found.append(network(tokens).float().numpy())
        return np.concatenate(found)

    return embed


def _network(tower: Tower) -> torch.nn.Module:
    from open_clip import get_model_config
    from open_clip.transformer import QuickGELU, TextTransformer
    from torch import nn

    config: Any = get_model_config(tower.name)
    act_layer: Any = QuickGELU if config.get("quick_gelu") else nn.GELU
    options = config["text_cfg"]
    return TextTransformer(**options, output_dim=config["embed_dim"], act_layer=act_layer).eval()


def _fill(
    network: torch.nn.Module, state: Mapping[str, torch.Tensor], path: Path, tower: Tower
) -> None:
    kept = {
        name.removeprefix("text."): value
        for name, value in state.items()
        if not name.startswith(_OTHER) and name not in _NO_WEIGHTS
    }
    try:
        left = network.load_state_dict(kept, strict=False)
    except RuntimeError as error:
        raise WeightsError(f"{path} does not fit the text tower {tower.name}: {error}") from error
    wrong = sorted([*left.missing_keys, *left.unexpected_keys])
    if wrong:
        raise WeightsError(
            f"{path} does not fit the text tower {tower.name} ({len(wrong)} keys missing or "
            f"unknown, first {wrong[0]}). Is it a file of both towers?"
        )


def _found(tower: Tower, tick: Tick) -> Path:
    if importlib.util.find_spec("open_clip") is None:
        raise FitError(
            "Words need the package open-clip-torch, which is not installed here: "
            'pip install "visual-inspector[text]". Detectors that are finished run without it.'
        )
    if not tower.place.is_file():
        _download(tower, tick)
    return tower.place


def _download(tower: Tower, tick: Tick) -> None:
    url = transfer.address(tower.hub)
    try:
        transfer.fetch(url, tower.place, f"Downloading the text tower {tower.name}", tick=tick)
    except transfer.FetchError as error:
        raise WeightsError(
            f"The weights of the text tower {tower.name} are not here and could not be downloaded: "
            f"{error} Fetch {tower.hub[1]} ({tower.download_mb} MB) from the repository "
            f"{tower.hub[0]} ({url}) and save it as {tower.place}."
        ) from error
