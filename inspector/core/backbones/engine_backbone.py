"""A network on the engine that runs it best here: the one way from images to features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.core.backbones import weights
from inspector.core.backbones.base import BackboneRow
from inspector.core.device import processor_name
from inspector.core.engines import choice as engine_choice
from inspector.core.engines import store
from inspector.core.engines.base import Engine, Precision, Program, Wanted
from inspector.core.engines.torch_engine import TorchEngine
from inspector.core.errors import OptionError
from inspector.core.features import Features
from inspector.core.progress import Tick, silent


class EngineBackbone:
    """A loaded network. When memory runs out it takes fewer images at once, then the processor.

    chosen: its engine; None is torch in float32.
    """

    def __init__(
        self,
        row: BackboneRow,
        program: Program,
        *,
        weights_hash: str,
        device: str,
        chosen: engine_choice.Choice | None = None,
    ) -> None:
        self._row = row
        self._program = program
        self._engine = chosen.engine if chosen else TorchEngine(program, device)
        self._weights_hash = weights_hash
        self._device = device
        self._at_once = _images_at_once(device)
        self._is_provisional = chosen.is_provisional if chosen else False
        self._notes: list[str] = [chosen.note] if chosen and chosen.note else []

    @property
    def row(self) -> BackboneRow:
        return self._row

    @property
    def weights_hash(self) -> str:
        return self._weights_hash

    @property
    def device(self) -> str:
        return self._device

    @property
    def precision(self) -> Precision:
        return self._engine.precision

    @property
    def engine(self) -> Engine:
        """What runs the network."""
        return self._engine

    @property
    def notes(self) -> tuple[str, ...]:
        """What happened that a person should know, such as memory that ran out."""
        return tuple(self._notes)

    def settle(self, tick: Tick = silent) -> None:
        """Try the engines, where that was put off; the best of the same precision runs from now on.

        Raises:
            Cancelled: tick asked to stop; all stays as it was.
        """
        if self._is_provisional:
            chosen = choose(self._program, device=self._device, precision=self.precision, tick=tick)
            self._engine, self._is_provisional = chosen.engine, False
            self._notes += [chosen.note] if chosen.note else []

    def features(self, batch: NDArray[np.float32]) -> list[Features]:
        """Features of each image of a batch (N, 3, h, w), already normalised.

        Raises:
            ValueError: h or w is no multiple of the patch.
            OptionError: not even one image fits into memory.
        """
        height, width = batch.shape[2:]
        if height % self.row.patch or width % self.row.patch:
            raise ValueError(f"{width} x {height} is no multiple of patch {self.row.patch}")
        found: list[Features] = []
        while len(found) < len(batch):
            found += self._computed_or_adapted(batch[len(found) :][: self._at_once])
        return found

    def _computed_or_adapted(self, batch: NDArray[np.float32]) -> list[Features]:
        """Nothing, and another way from now on, when it cannot be done like this."""
        try:
            return self._compute(batch)
        except NotImplementedError:
            if self._device == "cpu":
                raise
            adapt = self._use_processor
        except (RuntimeError, MemoryError) as error:
            if not _is_out_of_memory(error):
                raise
            adapt = self._make_room
        # Only here, outside the handlers, are the tensors of the failed pass free again.
        adapt(len(batch), batch.shape[3], batch.shape[2])
        return []

    def _compute(self, batch: NDArray[np.float32]) -> list[Features]:
        rows, cols = batch.shape[2] // self.row.patch, batch.shape[3] // self.row.patch
        vectors = self._engine.cells(batch)
        return [Features(each, rows, cols, self.row.metric) for each in vectors]

    def _make_room(self, count: int, width: int, height: int) -> None:
        import torch

        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if count > 1:
            self._at_once = count // 2
            self._notes.append(
                f"{count} images at once were too many for {self._device}: {self._at_once} now."
            )
        elif self._device != "cpu":
            self._use_processor(count, width, height)
        else:
            raise OptionError(
                f"One image of {width} x {height} pixels needs more memory with "
                f"{self.row.label} than there is here. Choose a smaller size or backbone."
            )

    def _use_processor(self, count: int, width: int, height: int) -> None:
        self._notes.append(
            f"{width} x {height} pixels cannot be computed on {self._device}: on cpu from now on."
        )
        self._device = "cpu"
        self._engine = TorchEngine(self._program, "cpu", self._engine.precision)
        self._at_once = _images_at_once("cpu")


def choose(
    program: Program,
    *,
    device: str,
    precision: Wanted = "auto",
    at_once: bool = False,
    tick: Tick = silent,
) -> engine_choice.Choice:
    """The engine that runs a program best on a device; tried once and remembered in the cache.

    at_once: as in `engines.choice.choose`.

    Raises:
        Cancelled: tick asked to stop.
    """
    return engine_choice.choose(
        program,
        device=device,
        processor=processor_name() if device == "cpu" else device,
        folder=weights.cache_folder() / store.FOLDER,
        precision=precision,
        at_once=at_once,
        tick=tick,
    )


def load(
    row: BackboneRow,
    program: Program,
    *,
    weights_hash: str,
    device: str,
    precision: Wanted = "auto",
    at_once: bool = False,
    tick: Tick = silent,
) -> EngineBackbone:
    """A program as a backbone, on the engine that `choose` finds.

    Raises:
        Cancelled: tick asked to stop.
    """
    chosen = choose(program, device=device, precision=precision, at_once=at_once, tick=tick)
    return EngineBackbone(row, program, weights_hash=weights_hash, device=device, chosen=chosen)


def _images_at_once(device: str) -> int:
    """A processor gains nothing from company, and alone an image's features never depend on it."""
    return 1 if device == "cpu" else 64


def _is_out_of_memory(error: Exception) -> bool:
    import torch

    text = str(error).lower()  # mps and the processor have no error type of their own for it
    known = isinstance(error, torch.OutOfMemoryError | MemoryError)
    return known or "out of memory" in text or "can't allocate memory" in text
