"""A timm architecture: what it is, how it is built, and how weights fill it completely."""

from __future__ import annotations

import contextlib
import difflib
import functools
import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.core.backbones.base import IMAGENET_MEAN, IMAGENET_STD, BackboneRow
from inspector.core.errors import OptionError, WeightsError

if TYPE_CHECKING:
    import torch

GRID = 32  # cells along the smaller edge at the default size, as 448 / 14 (METHODS 1.1)
# PatchCore reads the stages at an eighth and a sixteenth of the input (Roth et al. 2022, 4.1).
PYRAMID_STEPS = (8, 16)
FREE_LICENCES = {"apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-3-clause": "BSD-3-Clause"}


def build(name: str, *, device: str = "cpu", joint: int = 0) -> torch.nn.Module:
    """The architecture without its classifier, for any input size. Its weights are still random.

    joint: dimension of the space shared with a text tower, to which its head then projects.

    Raises:
        OptionError: timm has no such architecture, or it takes only one input size.
    """
    import timm
    import torch

    any_size: dict[str, Any] = {"dynamic_img_size": True} if _has_fixed_size(name) else {}
    try:
        with torch.device(device):
            network = timm.create_model(name, pretrained=False, num_classes=joint, **any_size)
    except TypeError as error:
        raise OptionError(_one_size_only(name)) from error
    if not hasattr(network, "forward_intermediates"):
        raise OptionError(f'The timm architecture "{name}" does not give features by layer.')
    return network.eval()


@functools.cache
def describe(name: str) -> BackboneRow:
    """A row for any timm architecture, made from timm's own record of it.

    Raises:
        OptionError: as `build`.
    """
    from timm.models import get_pretrained_cfg

    network = build(name, device="meta")
    steps, widths = reductions(network), channels(network)
    taps = default_taps(network)
    patch = min(steps[tap] for tap in taps)
    cfg = get_pretrained_cfg(name)
    licence = (cfg and cfg.license) or ""
    size = sum(value.numel() * value.element_size() for value in network.state_dict().values())
    return BackboneRow(
        id=f"timm:{name}",
        label=name,
        kind="timm",
        patch=patch,
        dimension=sum(widths[tap] for tap in taps),
        size=GRID * patch,
        mean=_three(cfg.mean) if cfg else IMAGENET_MEAN,
        std=_three(cfg.std) if cfg else IMAGENET_STD,
        timm_name=name,
        hub=(cfg.hf_hub_id, "model.safetensors") if cfg and cfg.hf_hub_id else ("", ""),
        licence=FREE_LICENCES.get(licence, licence),
        may_export=licence in FREE_LICENCES,
        download_mb=round(size / 1e6),
    )


def reductions(network: Any) -> list[int]:
    """Input pixels per cell of each block or stage, first to last."""
    return [int(info["reduction"]) for info in network.feature_info]


def channels(network: Any) -> list[int]:
    """Width of each block's or stage's features."""
    return [int(info["num_chs"]) for info in network.feature_info]


def is_columnar(network: Any) -> bool:
    """Whether all blocks share one grid, as in a plain vision transformer."""
    return len(set(reductions(network))) == 1


def default_taps(network: Any) -> tuple[int, ...]:
    """The blocks that are read when nothing is chosen: the last one, or a pyramid's middle stages.

    Raises:
        OptionError: a pyramid without such stages.
    """
    steps = reductions(network)
    if is_columnar(network):
        return (len(steps) - 1,)
    taps = tuple(steps.index(step) for step in PYRAMID_STEPS if step in steps)
    if not taps:
        raise OptionError(f"{type(network).__name__} has no features at a usable resolution.")
    return taps


def fill(network: torch.nn.Module, state: Mapping[str, torch.Tensor], path: Path) -> None:
    """Load weights into every part of a network; only a classifier that it lacks is left out.

    Raises:
        WeightsError: something is missing, unknown or of another shape.
    """
    cfg: Any = getattr(network, "pretrained_cfg", {})
    name = cfg.get("architecture", type(network).__name__)
    _refuse_other_patch(network, state, f"{path} does not fit {name}")
    converted = _in_timm_names(network, state, f"{path} does not fit {name}")
    heads = () if getattr(network, "num_classes", 0) else _classifiers(cfg.get("classifier"))
    kept = {key: value for key, value in converted.items() if not key.startswith(heads)}
    try:
        left = network.load_state_dict(kept, strict=False)
    except RuntimeError as error:
        raise WeightsError(f"{path} does not fit {name}: {_shapes(error)}") from error
    if left.missing_keys or left.unexpected_keys:
        missing, unknown = _some(left.missing_keys), _some(left.unexpected_keys)
        wrong = [missing and f"missing keys: {missing}", unknown and f"unknown keys: {unknown}"]
        raise WeightsError(
            f"{path} does not fit {name}: {'; '.join(filter(None, wrong))}. Is it the file of "
            "another backbone?"
        )


def _has_fixed_size(name: str) -> bool:
    import timm
    from timm.models import get_pretrained_cfg

    architecture = name.partition(".")[0]
    if not timm.is_model(architecture):
        near = difflib.get_close_matches(architecture, timm.list_models(), n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise OptionError(f'timm has no architecture "{architecture}".{hint}')
    try:
        cfg = get_pretrained_cfg(name, allow_unregistered=False)
    except RuntimeError as error:
        raise OptionError(f'timm knows no weights "{name}": {error}') from error
    return bool(cfg and cfg.fixed_input_size)


def _one_size_only(name: str) -> str:
    return (
        f'The timm architecture "{name}" takes only its own input size, so it cannot be used '
        "here. Plain vision transformers and convolutional networks take any size."
    )


def _three(values: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = values
    return red, green, blue


def _refuse_other_patch(network: Any, state: Mapping[str, torch.Tensor], what: str) -> None:
    """Because timm's conversion would silently stretch the patch kernels to another size."""
    kernel = getattr(getattr(network, "patch_embed", None), "proj", None)
    given = state.get("patch_embed.proj.weight")
    if kernel is None or given is None or given.ndim != 4:
        return
    wanted = tuple(kernel.weight.shape[-2:])
    if tuple(given.shape[-2:]) != wanted:
        raise WeightsError(f"{what}: its patches are {given.shape[-1]} pixels, not {wanted[-1]}.")


def _in_timm_names(
    network: torch.nn.Module, state: Mapping[str, torch.Tensor], what: str
) -> Mapping[str, torch.Tensor]:
    """A published checkpoint's own key names turned into timm's, position table resampled."""
    module = sys.modules[type(network).__module__]
    convert: Callable[..., Any] | None = getattr(module, "checkpoint_filter_fn", None)
    if convert is None:
        return state
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # one of timm's converters prints
            return convert(dict(state), network)
    except (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise WeightsError(f"{what}: it cannot be converted ({error}).") from error


def _classifiers(names: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if not names:
        return ()
    return tuple(f"{name}." for name in ((names,) if isinstance(names, str) else names))


def _shapes(error: RuntimeError) -> str:
    lines = [line.strip() for line in str(error).splitlines() if "size mismatch" in line]
    more = f" (and {len(lines) - 2} more)" if len(lines) > 2 else ""
    return (" ".join(lines[:2]) or str(error)) + more


def _some(keys: list[str]) -> str:
    return ", ".join(keys[:4]) + (f", … ({len(keys)})" if len(keys) > 4 else "")
