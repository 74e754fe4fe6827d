"""All that a report says, as one frozen value: page, PDF and JSON are made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from inspector.core import audit_record
from inspector.core.calibrate import Calibration
from inspector.core.report_card import Card
from inspector.core.report_outcome import Outcome, outcome
from inspector.core.versions import versions


@dataclass(frozen=True, slots=True)
class Taught:
    """An image that the detector learned from.

    kind: "reference" or "painted defect". picture: JPEG; None where the file is not here.
    """

    name: str
    sha256: str
    kind: str = "reference"
    picture: bytes | None = None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Report:
    """What was inspected by what, and what was found.

    subject: the folder, files or project that the images come from.
    cards: one per inspected image, in order (`report_card.collected`).
    failures: images that could not be inspected: name to reason.
    facts: how it was inspected, for people: option to value.
    taught: what the detector learned from.
    hashes: of the detector file, the weights, the audit trail: name to sha256 or the like.
    made, who: of the report; UTC, ISO 8601, and as the operating system calls the person.
    """

    title: str
    cards: tuple[Card, ...]
    subject: str = ""
    failures: Mapping[str, str] = field(default_factory=dict)
    calibration: Calibration | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    taught: tuple[Taught, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=versions)
    made: str = field(default_factory=_now)
    who: str = field(default_factory=audit_record.who)

    @property
    def verdicts(self) -> Counter[str | None]:
        """How many images got each verdict; None counts those without."""
        return Counter(card.verdict for card in self.cards)

    @property
    def outcome(self) -> Outcome | None:
        """Right and wrong among all images with a label; None without any."""
        return outcome(self.cards)

    @property
    def labelled(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.said.label != "unset")

    @property
    def seen(self) -> tuple[Card, ...]:
        """Labelled images that the detector or its limits come from."""
        return tuple(card for card in self.labelled if card.said.seen)

    @property
    def new_outcome(self) -> Outcome | None:
        """As `outcome`, of the images that are new to the detector; None where all are the same."""
        if not self.seen:
            return None
        return outcome(card for card in self.labelled if not card.said.seen)

    def truth(self) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Of the labelled images with a finite score: is bad (N,), score (N,)."""
        known = [card for card in self.labelled if np.isfinite(card.score)]
        is_bad = np.array([card.said.label == "bad" for card in known], bool)
        return is_bad, np.array([card.score for card in known], np.float64)
