"""Where limits come from: who set them, and the images whose scores they rest on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from inspector.core import audit

WHO = "INSPECTOR_WHO"
"""The variable of the environment that names who sets limits, where the account does not."""
_NAMED = 6
"""So many images are told by name; the file lists all."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An image whose score is among those that limits rest on.

    name: of its file, without the folder. sha256: of the file's content.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Who set a limit by hand, and when (ISO 8601 with time zone)."""

    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a calibration says of its own origin, beside its rules and its date.

    who: the person who calibrated; "" where nobody wrote it down.
    good, bad: the images whose scores it rests on, each content once; fewer than the scores where
        an earlier version did not write them down.
    fail_hand, unsure_hand: of a limit that was set by hand.
    """

    who: str = ""
    good: tuple[Evidence, ...] = ()
    bad: tuple[Evidence, ...] = ()
    fail_hand: Hand | None = None
    unsure_hand: Hand | None = None

    @property
    def hashes(self) -> frozenset[str]:
        """Of all images that the limits rest on."""
        return frozenset(each.sha256 for each in (*self.good, *self.bad))

    def signed(self, when: str, *, fail: bool, unsure: bool) -> Provenance:
        """With a name, and with a hand for exactly the limits that are set by hand.

        A hand that is known already stays: a limit by hand is no younger for a new fit.
        """
        who = self.who or os.environ.get(WHO, "").strip() or audit.who()
        hand = Hand(who, when)
        return replace(
            self,
            who=who,
            fail_hand=(self.fail_hand or hand) if fail else None,
            unsure_hand=(self.unsure_hand or hand) if unsure else None,
        )

    def to_json(self) -> dict[str, Any]:
        hands = {"fail": self.fail_hand, "unsure": self.unsure_hand}
        return {
            "who": self.who,
            "good": [{"name": each.name, "sha256": each.sha256} for each in self.good],
            "bad": [{"name": each.name, "sha256": each.sha256} for each in self.bad],
            "by_hand": {
                limit: {"who": hand.who, "when": hand.when}
                for limit, hand in hands.items()
                if hand is not None
            },
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Provenance:
        """The provenance whose `to_json` this is; what is missing is not known.

        Raises:
            KeyError, TypeError, AttributeError: it is of another shape.
        """
        hands = data.get("by_hand", {})
        return Provenance(
            who=str(data.get("who", "")),
            good=_evidence(data.get("good", ())),
            bad=_evidence(data.get("bad", ())),
            fail_hand=_hand(hands.get("fail")),
            unsure_hand=_hand(hands.get("unsure")),
        )


def told(origin: Provenance, made: str, *, good: int, bad: int) -> list[str]:
    """For people: by whom, when and from what the limits were set.

    made: ISO 8601. good, bad: how many scores there are.
    """
    on = _day(made)
    notes = [
        f"Set by {origin.who} on {on} from {good} good and {bad} bad images."
        if origin.who
        else f"Set on {on} from {good} good and {bad} bad images."
    ]
    if origin.fail_hand:
        hand = origin.fail_hand
        notes.append(f"The fail limit was set by hand by {hand.who} on {_day(hand.when)}.")
    if origin.unsure_hand:
        hand = origin.unsure_hand
        notes.append(f"The unsure limit was set by hand by {hand.who} on {_day(hand.when)}.")
    if origin.good:
        notes.append(f"The good images: {_names(origin.good)}.")
    if origin.bad:
        notes.append(f"The bad images: {_names(origin.bad)}.")
    return notes


def _names(images: Sequence[Evidence]) -> str:
    named = ", ".join(each.name or each.sha256[:12] for each in images[:_NAMED])
    more = len(images) - _NAMED
    return f"{named} and {more} more" if more > 0 else named


def _day(when: str) -> str:
    """Date and time to the minute, as they were written down; what is no date stays as it is."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzname() or ''}".rstrip()


def _evidence(found: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(str(each["name"]), str(each["sha256"])) for each in found)


def _hand(data: Mapping[str, Any] | None) -> Hand | None:
    return None if data is None else Hand(str(data["who"]), str(data["when"]))
