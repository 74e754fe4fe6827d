"""Which engine runs a network here: tried once per network and machine, and then remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from inspector.core.engines import openvino_engine, trial
from inspector.core.engines.base import PRECISIONS, Engine, Precision, Program, Wanted
from inspector.core.engines.openvino_engine import OpenVinoEngine
from inspector.core.engines.store import Record, Store
from inspector.core.engines.torch_engine import TorchEngine
from inspector.core.engines.trial import Trial
from inspector.core.errors import InspectorError
from inspector.core.progress import Cancelled, Tick, silent
from inspector.core.versions import versions

TRYING = "Trying once how this network runs fastest here"

_UNKEPT = (
    "The cache folder {folder} cannot be written, so networks run in torch, which can take longer."
)

# What torch and OpenVINO raise when a network cannot be traced, converted, compiled or run.
_FAILURES = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError),
    *(OSError, RuntimeError, TypeError, ValueError, InspectorError),
)


class Choice(NamedTuple):
    """The engine of a network.

    note: what a person should know about it; "" where there is nothing. is_provisional: it is torch
    only because nobody wanted to wait for a trial.
    """

    engine: Engine
    note: str = ""
    is_provisional: bool = False


def choose(
    program: Program,
    *,
    device: str,
    processor: str,
    folder: Path,
    precision: Wanted = "auto",
    at_once: bool = False,
    tick: Tick = silent,
) -> Choice:
    """The engine that runs a program here: the fastest that was measured to agree with torch.

    processor: its name, for which the measurement holds. folder: where measurements and converted
        networks are kept. INSPECTOR_ENGINE=torch in the environment tries nothing and converts
        nothing.
    precision: "auto" takes what `trial.pick` finds worth it; the one that a detector was fitted
        with keeps to it.
    at_once: takes torch where nothing was tried yet, for who does not want to wait now.

    Raises:
        Cancelled: tick asked to stop. Nothing half done is kept.
    """
    plain = TorchEngine(program, device)
    asked = plain if precision == "auto" else TorchEngine(program, device, precision)
    if os.environ.get("INSPECTOR_ENGINE", "").strip().lower() == "torch":
        return Choice(asked)
    store = Store(folder, f"{program.key} {device} {program.size}", _facts(processor))
    record, last = store.read(), None
    if record is None:
        if at_once:
            return Choice(asked, is_provisional=True)
        if not store.can_keep():
            return Choice(asked, _UNKEPT.format(folder=folder))
        try:
            record, last = _measured(program, plain, device=device, store=store, tick=tick)
        except (Cancelled, *_FAILURES) as error:  # tried again another time
            store.forget_half_done()
            if isinstance(error, Cancelled):
                raise
            is_disk = isinstance(error, (OSError, InspectorError))
            return Choice(asked, _UNKEPT.format(folder=folder) if is_disk else "")
    picked = trial.pick(record.trials, precision)
    if last is not None and (last.name, last.precision) == (picked.engine, picked.precision):
        return Choice(last, record.note)
    del last
    return _opened(program, record, picked, device=device, store=store)


def _opened(
    program: Program, record: Record, picked: Trial, *, device: str, store: Store
) -> Choice:
    if picked.engine == "torch":
        return Choice(TorchEngine(program, device, picked.precision), record.note)
    try:
        return Choice(OpenVinoEngine(store.network, picked.precision), record.note)
    except _FAILURES as error:
        return Choice(TorchEngine(program, device, picked.precision), _left_to_torch(error))


def _measured(
    program: Program, plain: TorchEngine, *, device: str, store: Store, tick: Tick
) -> tuple[Record, Engine | None]:
    """Try every engine and precision that there is for a device, torch in float32 first.

    The last one that ran besides it stays loaded.
    """
    shown = trial.pictures(program)
    tick(0, 0, TRYING)
    seconds, wanted = trial.run(plain, shown)
    trials, notes = [Trial("torch", "float32", seconds, 0.0)], []
    last: Engine | None = None
    for load in _others(program, device, store, notes):
        tick(0, 0, TRYING)
        last = None  # its memory goes before the next one takes some
        try:
            last = load()
            seconds, found = trial.run(last, shown)
        except MemoryError:
            raise
        except _FAILURES:
            last = None
            continue  # it has no kernels for this precision, or no room
        trials.append(Trial(last.name, last.precision, seconds, trial.gap(found, wanted)))
    tick(0, 0, TRYING)
    record = Record(tuple(trials), " ".join(notes))
    wishes: tuple[Wanted, ...] = ("auto", *PRECISIONS)
    is_wanted = "openvino" in [trial.pick(trials, each).engine for each in wishes]
    if not is_wanted:
        last = None  # before its files are removed
    store.write(record, with_network=is_wanted)
    return record, last


def _others(
    program: Program, device: str, store: Store, notes: list[str]
) -> Iterator[Callable[[], Engine]]:
    """What loads every engine besides torch in float32; why there is none is noted."""
    if device != "cpu":
        halves: tuple[Precision, ...] = ("float16", "bfloat16")
        for precision in halves[: 1 if device == "mps" else None]:
            yield partial(TorchEngine, program, device, precision)
        return
    try:
        able = openvino_engine.precisions()
    except _FAILURES as error:
        notes.append(_left_to_torch(error))
        return
    try:
        store.put(lambda path: openvino_engine.convert(program, path))
    except (OSError, InspectorError, MemoryError):
        raise  # it says nothing about the network
    except _FAILURES as error:
        notes.append(_left_to_torch(error))
        return
    for precision in able:
        yield partial(OpenVinoEngine, store.network, precision)


def _left_to_torch(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "OpenVINO is not installed: networks run in torch, which can take longer."
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return f"OpenVINO cannot run this network, so torch does ({lines[-1].strip()})."


def _facts(processor: str) -> dict[str, str]:
    found = versions()
    names = ("visual-inspector", "torch", "timm", "openvino")
    return {"processor": processor, **{name: found[name] for name in names}}
