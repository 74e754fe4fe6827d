"""Drift in `inspect`: its flags, the field in the lines, the warning beside them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.core.calibrate import Calibration
    from inspector.core.drift import Drift
    from inspector.drift_monitor import DriftMonitor


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of drift."""
    group = parser.add_argument_group("drift: are the scores still those of the calibration?")
    group.add_argument(
        "--drift", action=argparse.BooleanOptionalAction, default=True, help="look for it"
    )
    group.add_argument(
        "--drift-window", metavar="N", type=int, help="parts that are compared; default 50"
    )
    group.add_argument(
        "--drift-state",
        metavar="FILE",
        type=Path,
        help="keeps what was seen from one call to the next; bound to the detector file",
    )


class Warner:
    """Says on standard error when drift begins and ends, once each; gives lines their field."""

    def __init__(self, args: argparse.Namespace, calibration: Calibration | None) -> None:
        """Raises InspectorError where a state cannot be used."""
        self.monitor = _monitor(args, calibration) if args.drift else None
        self._is_asked_for = args.drift_window is not None or args.drift_state is not None
        self._said: Drift | None = self.monitor.drift if self.monitor else None
        if self.monitor and self.monitor.reason and self._is_asked_for:
            print(self.monitor.reason, file=sys.stderr, flush=True)

    def field(self) -> dict[str, Any]:
        """What a line says of drift; a warning that is new is said aside, too."""
        drift = self.monitor.drift if self.monitor else None
        if drift is not None and self._said is None:
            print(f"Drift since {drift.since}: {drift.sentence}", file=sys.stderr, flush=True)
        elif drift is None and self._said is not None:
            print("Drift: the scores are as they were again.", file=sys.stderr, flush=True)
        self._said = drift
        return {"drift": drift.to_json() if drift else None}

    def save(self) -> None:
        """Keep the state, where one is kept."""
        if self.monitor:
            self.monitor.save()


def _monitor(args: argparse.Namespace, calibration: Calibration | None) -> DriftMonitor:
    from inspector.cli.flags import check_place
    from inspector.core.drift import DriftOptions
    from inspector.drift_monitor import DriftMonitor

    if args.drift_state:
        check_place(args.drift_state)
    options = DriftOptions(window=args.drift_window) if args.drift_window is not None else None
    return DriftMonitor(calibration, options, detector=args.detector, state=args.drift_state)
