"""Train the built-in network from nothing but pictures made by rules.

    python training/train.py --hours 1.5 --out learned.safetensors

Makes its pictures first (once; kept beside FILE), prints a line now and then, keeps everything
every few minutes and when it is stopped (Ctrl+C). `--resume` goes on where it stopped.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from inspector.core.backbones import learned_network
from inspector.core.backbones import weights as weights_file
from inspector.core.errors import InspectorError
from inspector.core.files import make_folder
from training import checkpoint, images
from training.checkpoint import Progress
from training.objective import Losses, losses
from training.pool import pool
from training.settings import Settings
from training.views import Pairs, pairs

_SAY_SECONDS, _KEEP_SECONDS = 20.0, 180.0
_COOL = 0.3  # share of the training, at its end, in which the rate falls
_LONGEST_GRADIENT = 1.0


def main() -> int:
    args = _parser().parse_args()
    try:
        trained = resumed(args.out) if args.resume else begun(_settings(args), args.begin_with)
        if args.resume:
            trained.settings = replace(trained.settings, hours=args.hours, steps=args.steps)
        make_folder(args.out.resolve().parent)
        pictures = pool(trained.settings, args.out.resolve().parent, args.workers)
        torch.set_num_threads(args.threads)
        with _asked_to_stop() as is_asked:
            run(trained, pictures, args.out, is_asked)
    except InspectorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@dataclass
class Training:
    """The state that changes at every step. curve: rows of `checkpoint.COLUMNS`."""

    settings: Settings
    network: Any
    optimiser: Any
    progress: Progress = field(default_factory=Progress)
    curve: list[Any] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How much of the training is done: 0..1."""
        if self.settings.steps:
            return min(1.0, self.progress.step / self.settings.steps)
        return min(1.0, self.progress.seconds / max(1e-9, 3600 * self.settings.hours))


def begun(settings: Settings, start: Path | None = None) -> Training:
    """A training at its first step; its weights are those of a file, or the seed decides them.

    Raises:
        InspectorError: the file cannot be read, or is of another network.
    """
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(settings.seed)
        network = learned_network.build().to(memory_format=torch.channels_last)
    if start is not None:
        _fill(network, weights_file.read(start), start)
    rate, decay = settings.rate, settings.decay
    return Training(
        settings, network, torch.optim.AdamW(network.parameters(), rate, weight_decay=decay)
    )


def resumed(path: Path) -> Training:
    """A training as it was last kept.

    Raises:
        InspectorError: there is none, or it is damaged.
    """
    weights, states, progress, settings, curve = checkpoint.read(path)
    training = begun(settings)
    _fill(training.network, weights, path)
    whole = training.optimiser.state_dict()
    training.optimiser.load_state_dict(whole | {"state": states})
    training.progress, training.curve = progress, curve
    return training


def _fill(network: Any, weights: Any, path: Path) -> None:
    try:
        network.load_state_dict(weights)
    except RuntimeError as error:
        raise InspectorError(f"{path} is a training of another network: {error}") from error


def run(
    training: Training, pictures: NDArray[np.uint8], path: Path, is_asked: Any = lambda: False
) -> None:
    """Train until the time is up or somebody asks to stop; keep everything at the end.

    Raises:
        InspectorError: it cannot be written.
    """
    said = kept = time.monotonic()
    before = training.progress
    for batch in _batches(pictures, training, is_asked):
        now = time.monotonic()
        found = one_step(training, batch)
        spent = time.monotonic() - now
        training.progress = Progress(training.progress.step + 1, training.progress.seconds + spent)
        _note(training, found)
        if time.monotonic() - said > _SAY_SECONDS:
            _say(training, before, time.monotonic() - said)
            said, before = time.monotonic(), training.progress
        if time.monotonic() - kept > _KEEP_SECONDS:
            _keep(training, path)
            kept = time.monotonic()
    _keep(training, path)
    print(f"{path}: {training.progress.step} steps, {training.progress.seconds / 60:.1f} minutes")


def one_step(training: Training, batch: Pairs) -> Losses:
    """Move the weights once."""
    for group in training.optimiser.param_groups:
        group["lr"] = rate(training.settings, training.progress.step, training.share)
    training.network.train()
    found = losses(training.network, batch, training.settings, training.progress.step)
    training.optimiser.zero_grad(set_to_none=True)
    found.total.backward()
    torch.nn.utils.clip_grad_norm_(training.network.parameters(), _LONGEST_GRADIENT)
    training.optimiser.step()
    return found


def rate(settings: Settings, step: int, share: float) -> float:
    """Rises for the first steps, stays, and falls at the end (Hägele et al., arXiv 2405.18392).

    Until it falls it does not depend on how long the training is to be: whether it goes on can be
    decided when it is seen how well it goes.
    """
    risen = min(1.0, (step + 1) / settings.warm)
    left = min(1.0, (1 - share) / _COOL)
    return settings.rate * risen * (1 - math.sqrt(1 - left))


def _batches(pictures: NDArray[np.uint8], training: Training, is_asked: Any) -> Iterator[Pairs]:
    """Batch after batch, the next one made while the network works on this one."""
    with ThreadPoolExecutor(1) as thread:
        ahead = thread.submit(pairs, pictures, training.settings, training.progress.step)
        while training.share < 1 and not is_asked():
            batch = ahead.result()
            ahead = thread.submit(pairs, pictures, training.settings, training.progress.step + 1)
            yield batch


def _note(training: Training, found: Losses) -> None:
    step, seconds = training.progress.step, training.progress.seconds
    now = rate(training.settings, training.progress.step, training.share)
    training.curve.append(
        [step, round(seconds, 2), found.total.item(), found.place, found.change, found.found, now]
    )


def _say(training: Training, before: Progress, seconds: float) -> None:
    steps = training.progress.step - before.step
    share = training.share
    recent = np.mean([row[2:6] for row in training.curve[-max(1, steps) :]], axis=0)
    left = training.progress.seconds * (1 - share) / max(share, 1e-9)
    print(
        f"{100 * share:5.1f} %  step {training.progress.step}  loss {recent[0]:.3f} "
        f"(places {recent[1]:.3f}, changes {recent[2]:.3f}, found {recent[3]:.3f})  "
        f"{2 * steps * training.settings.batch / seconds:.0f} images/s  {left / 60:.0f} min left",
        flush=True,
    )


def _keep(training: Training, path: Path) -> None:
    checkpoint.write(
        path,
        training.network,
        training.optimiser,
        training.progress,
        training.settings,
        training.curve,
    )


@contextmanager
def _asked_to_stop() -> Iterator[Any]:
    """Whether Ctrl+C or the system asked; the step at hand is finished first."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        print("\nStopping after this step.", file=sys.stderr)
        asked.append(number)
        signal.signal(number, signal.default_int_handler)  # a second one stops at once

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _settings(args: argparse.Namespace) -> Settings:
    names = {each.name for each in fields(Settings)}
    made: dict[str, Any] = {name: value for name, value in vars(args).items() if name in names}
    unknown = sorted(set(args.without) - set(images.NAMES))
    if unknown:
        known = ", ".join(images.NAMES)
        raise InspectorError(f"There is no ingredient {unknown[0]}. There are {known}.")
    return Settings(**{**made, "without": tuple(args.without)})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Settings()
    parser.add_argument("--out", type=Path, required=True, help="weights file (.safetensors)")
    parser.add_argument("--hours", type=float, default=usual.hours, help="of training")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps instead")
    parser.add_argument("--resume", action="store_true", help="go on with the training of --out")
    parser.add_argument("--begin-with", type=Path, metavar="WEIGHTS", help="not with random ones")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--batch", type=int, default=usual.batch, help="pairs of views a step")
    parser.add_argument("--kinds", type=int, default=usual.kinds, help="of pictures in the pool")
    parser.add_argument("--rate", type=float, default=usual.rate, help="highest learning rate")
    parser.add_argument("--place", type=float, default=usual.place, help="weight of places")
    parser.add_argument("--change", type=float, default=usual.change, help="weight of changes")
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME", help="for ablations")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--workers", type=int, default=2, help="processes that make the pictures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
