"""Watching a line for drift while it runs; what was seen can be kept in a file between runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from inspector.core import files
from inspector.core.calibrate import Calibration
from inspector.core.drift import Drift, DriftOptions, Watch, reason_against
from inspector.core.errors import DriftStateError
from inspector.core.image import file_hash
from inspector.core.inspection import Inspection

_FORMAT: Final = "inspector-drift"
_VERSION: Final = 1


class DriftMonitor:
    """Takes one inspection after the other and says whether the line has changed.

        inspector = load_detector("widget.detector")
        monitor = DriftMonitor(inspector.calibration)
        drift = monitor.add(inspector.inspect("part.png"))

    reason: why it can say nothing; empty where it can.
    """

    def __init__(
        self,
        calibration: Calibration | None,
        options: DriftOptions | None = None,
        *,
        detector: Path | None = None,
        state: Path | None = None,
    ) -> None:
        """state: a file that keeps what was seen; it is read if it is there, and `save` writes it.
        detector: the detector file, which the state is bound to by its sha256.

        Raises:
            DriftStateError: the state cannot be read, is of another detector file, or of a newer
                version.
            ValueError: a state without a detector.
        """
        if state is not None and detector is None:
            raise ValueError("the state of a drift monitor is bound to a detector file: name it")
        self.reason = reason_against(calibration)
        good = calibration.good if calibration and not self.reason else ()
        self._watch = Watch(tuple(sorted(good)), options or DriftOptions())
        self._state = state
        self._detector = file_hash(detector) if state is not None and detector else ""
        if state is not None and state.exists():
            self._watch = _resumed(self._watch, state, self._detector)

    @property
    def drift(self) -> Drift | None:
        """The warning as things stand; None where all is as it was, or nothing can be said."""
        return self._watch.drift

    @property
    def seen(self) -> int:
        """How many parts were taken in, with those of the state."""
        return self._watch.seen

    def add(self, inspection: Inspection) -> Drift | None:
        """Take in one inspection, in the order of the line; the warning as it is then."""
        if not self.reason:
            part = f"part {self.seen + 1}" if inspection.path is None else str(inspection.path)
            self._watch = self._watch.after(inspection.score, part)
        return self.drift

    def save(self) -> None:
        """Write the state, all or nothing; nothing happens where none is kept.

        Raises:
            InspectorError: the file cannot be written.
        """
        if self._state is None or self.reason:
            return
        watch = self._watch
        data = {
            "format": _FORMAT,
            "version": _VERSION,
            "detector": self._detector,
            "seen": watch.seen,
            "scores": list(watch.scores),
            "drift": watch.drift.to_json() if watch.drift else None,
        }
        files.write_text(self._state, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _resumed(watch: Watch, path: Path, detector: str) -> Watch:
    """The watch that goes on where a state ends."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DriftStateError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise DriftStateError(f"{path} is no state of a drift monitor. Name another file.")
    if data.get("version") != _VERSION:
        raise DriftStateError(
            f"{path} was written by another version of this program. Name another file."
        )
    if data.get("detector") != detector:
        raise DriftStateError(
            f"{path} belongs to another detector file, or to this one before it was changed: its "
            "scores cannot be compared. Name another file, or delete it to begin anew."
        )
    try:
        return _read(watch, data)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


def _read(watch: Watch, data: dict[str, Any]) -> Watch:
    scores = tuple(float(score) for score in data["scores"])
    drift = None if data["drift"] is None else Drift.from_json(data["drift"])
    return watch.resumed(scores, int(data["seen"]), drift)


def _damaged(path: Path, why: str) -> DriftStateError:
    return DriftStateError(f"{path} is damaged ({why}). Delete it to begin anew.")
