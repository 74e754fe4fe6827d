"""Which backbones there are, and how a chosen one is loaded."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from inspector.core.backbones import (
    engine_backbone,
    joined,
    learned_network,
    rows,
    scattering,
    timm_family,
    timm_network,
    weights,
)
from inspector.core.backbones.base import Backbone, BackboneChoice, BackboneRow
from inspector.core.device import choose
from inspector.core.engines.base import Program, Wanted
from inspector.core.errors import OptionError
from inspector.core.progress import Tick, silent

TIMM = "timm:"


class _Builtin(NamedTuple):
    """What comes with the program: what an engine runs, and the hash of all that it depends on."""

    program: Callable[[], Program]
    weights_hash: Callable[[], str]


_BUILTIN: Mapping[str, _Builtin] = {
    joined.ROW.id: _Builtin(joined.program, joined.weights_hash),
    learned_network.ROW.id: _Builtin(learned_network.builtin, lambda: learned_network.SHA256),
    scattering.ROW.id: _Builtin(scattering.program, scattering.weights_hash),
}

ROWS: dict[str, BackboneRow] = {
    row.id: row for row in (joined.ROW, learned_network.ROW, scattering.ROW, *rows.ROWS)
}


def row(id: str) -> BackboneRow:  # noqa: A002 - the word of the table
    """The row of an id, or of "timm:NAME" for any other timm architecture.

    Raises:
        OptionError: there is no such backbone; the text names the nearest ones.
    """
    if id in ROWS:
        return ROWS[id]
    if id.startswith(TIMM):
        return timm_network.describe(id.removeprefix(TIMM))
    near = difflib.get_close_matches(id, ROWS, n=3, cutoff=0.4) or list(ROWS)
    raise OptionError(
        f'There is no backbone "{id}". Choose {", ".join(near)}, or {TIMM}NAME for another '
        "architecture of timm."
    )


def load(
    choice: BackboneChoice,
    *,
    device: str = "auto",
    tick: Tick = silent,
    download: bool = True,
    sides: tuple[int, ...] = (),
    precision: Wanted = "auto",
    at_once: bool = False,
) -> Backbone:
    """The chosen network, ready to compute.

    sides: of the windows that its features show beside words (see `features.Joint`), where the
        backbone has a text tower; empty asks for none.
    precision: "auto" takes what was measured to be worth it (see `engines.choice.choose`); the one
        that a detector was fitted with keeps its scores.
    at_once: a built-in backbone whose engines were not tried yet runs in torch (see the same).
    download: fetch weights that are neither given nor in the cache; False never uses the network.

    Raises:
        OptionError: there is no such backbone, layer or device.
        WeightsError: the weights cannot be had or do not fit; never replaced by random ones.
        Cancelled: tick asked to stop.
    """
    chosen = row(choice.id)
    where = choose(device)
    if chosen.kind == "builtin":
        _refuse_extras(choice)
        builtin = _BUILTIN[choice.id]
        return engine_backbone.load(
            chosen,
            builtin.program(),
            weights_hash=builtin.weights_hash(),
            device=where,
            precision=precision,
            at_once=at_once,
            tick=tick,
        )
    if download and choice.weights is None and weights.cached(chosen) is None:
        weights.download(chosen, tick)
    path = weights.find(chosen, choice.weights)
    tick(0, 0, f"Loading {chosen.label}")
    wanted = sides if chosen.joint else ()
    return timm_family.load(
        chosen, choice, path=path, device=where, sides=wanted, precision=precision, tick=tick
    )


def _refuse_extras(choice: BackboneChoice) -> None:
    """Because weights that are silently not used would look as if they had been."""
    if choice.weights is not None:
        raise OptionError(
            f'The backbone "{choice.id}" is built in and takes no weights. Name the backbone that '
            f"{choice.weights} belongs to, for example dinov2-small."
        )
    if choice.layers:
        raise OptionError(f'The backbone "{choice.id}" is built in and has no layers to choose.')
