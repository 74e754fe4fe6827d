"""What can be compared: a preset, or a detector with the backbone and the score of some options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from inspector.core import backbones, detectors, presets
from inspector.core.backbones import weights
from inspector.core.detectors.base import Detector, ReadsWords
from inspector.core.errors import OptionError, WeightsError
from inspector.core.options import Options

_FIRST = "recommended"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to inspect a part, under the name that flags have for it."""

    name: str
    label: str
    summary: str
    options: Options

    @property
    def is_slow(self) -> bool:
        """Whether learning takes minutes."""
        return self.options.detector.learns_slowly


def methods(base: Options) -> list[Method]:
    """Every method: the recommended one, detectors from cheap to dear, presets not among them.

    base: whose backbone, input and score the detectors take; its own detector keeps its options.
        Presets bring their own.
    """
    kinds = [_of_detector(name, base) for name in detectors.DETECTORS]
    found = sorted(kinds, key=_cost)
    for name, preset in presets.PRESETS.items():
        options = _with_weights(preset.options, base)
        if all(options != other.options for other in found):
            found.append(Method(name, preset.label, preset.summary, options))
    return sorted(found, key=lambda each: each.name != _FIRST)


def named(names: Sequence[str], base: Options) -> list[Method]:
    """The methods of some names, each once, in that order.

    Raises:
        OptionError: there is no detector and no preset of a name.
    """
    return [_named(name, base) for name in dict.fromkeys(names)]


def suggested(base: Options) -> list[Method]:
    """What to compare where nobody says: what works with the backbone of some options at once.

    The recommended preset, where there is one, and the detectors from cheap to dear, without those
    that take minutes to learn.
    """
    known = {name: _named(name, base) for name in (_FIRST, *detectors.DETECTORS) if _is_known(name)}
    ordered = sorted(known.values(), key=lambda method: (method.name != _FIRST, _cost(method)))
    return [each for each in ordered if not each.is_slow and not why_not(each.options)]


def why_not(options: Options) -> str:
    """Why options cannot be used on this machine now, without trying; empty where they can."""
    row = backbones.row(options.backbone.id)
    detector = options.detector
    if isinstance(detector, ReadsWords) and detector.sides and not row.joint:
        return (
            f"{detector.label} compares images with words, and the backbone {row.label} knows "
            "none. Choose one that does, such as clip-b16-plus-240."
        )
    if row.kind == "builtin":
        return ""
    try:
        weights.find(row, options.backbone.weights)
    except WeightsError as error:
        return str(error)
    return ""


def _named(name: str, base: Options) -> Method:
    if name in detectors.DETECTORS:
        return _of_detector(name, base)
    if name in presets.PRESETS:
        preset = presets.PRESETS[name]
        return Method(name, preset.label, preset.summary, _with_weights(preset.options, base))
    known = (*detectors.DETECTORS, *presets.PRESETS)
    near = get_close_matches(name, known, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise OptionError(f"There is no method {name!r}.{meant} There are: {', '.join(known)}.")


def _is_known(name: str) -> bool:
    return name in detectors.DETECTORS or name in presets.PRESETS


def _of_detector(name: str, base: Options) -> Method:
    kind = detectors.kind(name)
    detector = base.detector if base.detector.name == name else kind()
    return Method(name, kind.label, kind.summary, replace(base, detector=detector))


def _with_weights(options: Options, base: Options) -> Options:
    """A preset's options with the weights file and the bit depth that somebody has named."""
    choice = options.backbone
    if choice.id == base.backbone.id and choice.weights is None:
        choice = replace(choice, weights=base.backbone.weights)
    return replace(options, backbone=choice, bit_depth=base.bit_depth)


def _cost(method: Method) -> tuple[bool, int]:
    """How much there is to do: for a detector that takes long to learn, then per image."""
    detector: Detector = method.options.detector
    return method.is_slow, len(detector.views) * (1 + detector.measures_mirrored)
