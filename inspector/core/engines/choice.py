"""Which engine runs a network here: tried once per network and machine, and then remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from inspector.core.engines import openvino_engine, trial
from inspector.core.engines.base import PRECISIONS, Engine, Precision, Program, Wanted
from inspector.core.engines.openvino_engine import OpenVinoEngine
from inspector.core.engines.store import Record, Store
from inspector.core.engines.torch_engine import TorchEngine
from inspector.core.engines.trial import Trial
from inspector.core.errors import InspectorError
from inspector.core.progress import Tick, silent
from inspector.core.versions import versions

TRYING = "Trying once how this network runs fastest here"

# What torch and OpenVINO raise when a network cannot be traced, converted, compiled or run.
_FAILURES = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError),
    *(OSError, RuntimeError, TypeError, ValueError, InspectorError),
)


class Choice(NamedTuple):
    """The engine of a network, and what a person should know about it ("" where nothing)."""

    engine: Engine
    note: str = ""


def choose(
    program: Program,
    *,
    device: str,
    processor: str,
    folder: Path,
    precision: Wanted = "auto",
    tick: Tick = silent,
) -> Choice:
    """The engine that runs a program here: the fastest that was measured to agree with torch.

    processor: its name, for which the measurement holds. folder: where measurements and converted
        networks are kept. INSPECTOR_ENGINE=torch in the environment tries nothing and converts
        nothing.
    precision: "auto" takes what `trial.pick` finds worth it; the one that a detector was fitted
        with keeps to it.

    Raises:
        Cancelled: tick asked to stop. Nothing half done is kept.
    """
    plain = TorchEngine(program, device)
    if os.environ.get("INSPECTOR_ENGINE", "").strip().lower() == "torch":
        return Choice(plain if precision == "auto" else TorchEngine(program, device, precision))
    store = Store(folder, f"{program.key} {device} {program.size}", _facts(processor))
    record = store.read()
    if record is None:
        try:
            record = _measured(program, plain, device=device, store=store, tick=tick)
        except _FAILURES:  # not even torch has room: then its user knows smaller ways
            return Choice(plain)
    return _opened(program, record, device=device, store=store, precision=precision)


def _opened(
    program: Program, record: Record, *, device: str, store: Store, precision: Wanted
) -> Choice:
    picked = trial.pick(record.trials, precision)
    if picked.engine == "torch":
        return Choice(TorchEngine(program, device, picked.precision), record.note)
    try:
        return Choice(OpenVinoEngine(store.network, picked.precision), record.note)
    except _FAILURES as error:
        return Choice(TorchEngine(program, device, picked.precision), _left_to_torch(error))


def _measured(
    program: Program, plain: TorchEngine, *, device: str, store: Store, tick: Tick
) -> Record:
    """Try every engine and precision that there is for a device, torch in float32 first."""
    shown = trial.pictures(program)
    tick(0, 0, TRYING)
    seconds, wanted = trial.run(plain, shown)
    trials, notes = [Trial("torch", "float32", seconds, 0.0)], []
    for engine in _others(program, device, store, notes):
        tick(0, 0, TRYING)
        try:
            seconds, found = trial.run(engine, shown)
        except _FAILURES:
            continue  # it has no kernels for this precision, or no room
        gap = trial.gap(found, wanted)
        trials.append(Trial(engine.name, engine.precision, seconds, gap))
        del engine  # its memory goes before the next one takes some
    tick(0, 0, TRYING)
    record = Record(tuple(trials), " ".join(notes))
    wishes: tuple[Wanted, ...] = ("auto", *PRECISIONS)
    picked = [trial.pick(trials, each).engine for each in wishes]
    store.write(record, with_network="openvino" in picked)
    return record


def _others(program: Program, device: str, store: Store, notes: list[str]) -> Iterator[Engine]:
    """Every engine besides torch in float32; why there is none is noted."""
    if device != "cpu":
        halves: tuple[Precision, ...] = ("float16", "bfloat16")
        for precision in halves[: 1 if device == "mps" else None]:
            yield TorchEngine(program, device, precision)
        return
    try:
        able = openvino_engine.precisions()
        store.put(lambda path: openvino_engine.convert(program, path))
        for precision in able:
            yield OpenVinoEngine(store.network, precision)
    except _FAILURES as error:
        notes.append(_left_to_torch(error))


def _left_to_torch(error: Exception) -> str:
    if isinstance(error, ImportError):
        return "OpenVINO is not installed: networks run in torch, which can take longer."
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return f"OpenVINO cannot run this network, so torch does ({lines[-1].strip()})."


def _facts(processor: str) -> dict[str, str]:
    found = versions()
    names = ("torch", "timm", "openvino")
    return {"processor": processor, **{name: found[name] for name in names}}
