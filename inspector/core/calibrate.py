"""Scores of good and bad images -> the limits that turn numbers into verdicts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from inspector.core import pixel_limit
from inspector.core.errors import OptionError
from inspector.core.pixel_limit import AUTO
from inspector.core.provenance import Provenance, told
from inspector.core.rules import BestF1, Conformal, LargestGood, Manual, Rule
from inspector.core.rules import parse as parse  # a rule from a flag
from inspector.core.rules import promise as promise

Verdict = Literal["pass", "unsure", "fail"]

UNSURE_RULE = Conformal(0.1)
"""One good part in ten goes to a person: few enough to be looked at, early enough to be warned."""

_ASSUMED = (
    "These rates hold for independent good parts that are made, lit and photographed like the "
    "measured ones. Calibrate again after a change of lamp, camera, lens, material or references."
)
_LOWERED = "The unsure limit would lie above the fail limit and was lowered to it."
_DEPENDENT = (
    "The good scores are of copies of one part, not of independent ones: no false-alarm rate "
    "follows from them."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The two scores between which an image is left to a person.

    Raises:
        OptionError: a limit is not finite, or unsure lies above fail.
    """

    unsure: float
    fail: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.unsure) and math.isfinite(self.fail)):
            raise OptionError(f"A limit must be a finite number: {self.unsure}, {self.fail}.")
        if self.unsure > self.fail:
            raise OptionError(
                f"The unsure limit {self.unsure} lies above the fail limit {self.fail}."
            )

    def verdict(self, score: float) -> Verdict:
        """fail above the fail limit, unsure above the unsure limit, pass up to it.

        A score that is not a number fails: what could not be measured must never pass.
        """
        if math.isnan(score) or score > self.fail:
            return "fail"
        return "unsure" if score > self.unsure else "pass"


@dataclass(frozen=True, slots=True)
class Calibration:
    """How numbers become decisions, and what that rests on.

    pixel_limit: the heatmap value above which a pixel stands out.
    fail_rule, unsure_rule: as written in flags.
    good, bad: scores of the images that the limits come from.
    pixel_good: per good image, the largest value of its heatmap.
    notes: what the limits promise, and warnings, for people.
    made: when, ISO 8601 with time zone.
    independent: False when the good scores are of copies of one part.
    remark: how the references were measured, where that is worth a note.
    provenance: who set the limits, and the images whose scores these are.
    pixel_rule: as written in flags; AUTO where the pixel limit follows the fail rule.
    """

    limits: Limits
    pixel_limit: float
    fail_rule: str
    unsure_rule: str
    good: tuple[float, ...]
    bad: tuple[float, ...]
    pixel_good: tuple[float, ...]
    notes: tuple[str, ...]
    made: str
    independent: bool = True
    remark: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    pixel_rule: str = AUTO

    @property
    def chosen(self) -> tuple[object, ...]:
        """All of it that a person can choose."""
        return self.limits, self.fail_rule, self.unsure_rule, self.pixel_limit, self.pixel_rule

    def verdict(self, score: float) -> Verdict:
        return self.limits.verdict(score)

    def p_value(self, score: float) -> float | None:
        """How rare such a score or a larger one is among good parts: 1/(n+1) to 1.

        (1 + number of good images at or above it) / (n + 1): of new good parts, at most a share p
        gets a value of p or less, whatever their distribution. None where no good image is known,
        or all are copies of one part.

        Source: split conformal prediction (METHODS 5.3).
        """
        if not self.good or not self.independent:
            return None
        above = sum(each >= score for each in self.good)
        return (1 + above) / (len(self.good) + 1)

    def relative(self, score: float) -> float | None:
        """A score on the scale on which the fail limit is 1; None where that is not above 0."""
        return score / self.limits.fail if self.limits.fail > 0 else None

    def told(self) -> list[str]:
        """By whom, when and from which images the limits were set, for people."""
        return told(self.provenance, self.made, good=len(self.good), bad=len(self.bad))

    def with_rules(
        self, fail_rule: Rule, unsure_rule: Rule | None = None, pixel_rule: str = ""
    ) -> Calibration:
        """The calibration that other rules make of the same scores; no image is needed.

        unsure_rule, pixel_rule: None and "" keep those of this calibration.

        Raises:
            OptionError: a rule needs images of a kind that is missing.
        """
        unsure_rule = unsure_rule or parse(self.unsure_rule)
        made = calibrate(
            self.good,
            self.bad,
            fail_rule=fail_rule,
            unsure_rule=unsure_rule,
            pixel_good=self.pixel_good,
            independent=self.independent,
            remark=self.remark,
            provenance=self.provenance_under(fail_rule, unsure_rule),
        )
        return made.with_pixel_rule(pixel_rule or self.pixel_rule)

    def provenance_under(self, fail_rule: Rule | None, unsure_rule: Rule | None) -> Provenance:
        """Its provenance for limits set anew: a limit by hand that stays keeps its hand."""
        known = self.provenance
        return replace(
            known,
            who="",
            fail_hand=known.fail_hand if _is(fail_rule, self.fail_rule) else None,
            unsure_hand=known.unsure_hand if _is(unsure_rule, self.unsure_rule) else None,
        )

    def with_pixel_rule(self, rule: str) -> Calibration:
        """The calibration with another pixel limit; its image limits stay as they are.

        rule: as written in flags (see `pixel_limit.parse`).

        Raises:
            OptionError: there is no such rule, or it needs good images that are missing.
        """
        limits = self.limits.unsure, self.limits.fail
        parsed, fail_rule = pixel_limit.parse(rule), parse(self.fail_rule)
        found = pixel_limit.pixel_limit(parsed, fail_rule, limits, self.good, self.pixel_good)
        made = replace(self, pixel_limit=found, pixel_rule=rule)
        before = self._pixel_notes()
        kept = [note for note in self.notes if note not in before]
        place = kept.index(_ASSUMED) if _ASSUMED in kept else len(kept)
        return replace(made, notes=(*kept[:place], *made._pixel_notes(), *kept[place:]))

    def _pixel_notes(self) -> list[str]:
        if not self.independent:
            return []
        rule, unsure = pixel_limit.parse(self.pixel_rule), self.limits.unsure
        return pixel_limit.notes(rule, self.pixel_limit, unsure, self.good, self.pixel_good)

    def to_json(self) -> dict[str, Any]:
        """Plain values, all finite; every float comes back exactly."""
        return {
            "limits": {"unsure": self.limits.unsure, "fail": self.limits.fail},
            "pixel_limit": self.pixel_limit,
            "rules": {"unsure": self.unsure_rule, "fail": self.fail_rule, "pixel": self.pixel_rule},
            "good": list(self.good),
            "bad": list(self.bad),
            "pixel_good": list(self.pixel_good),
            "notes": list(self.notes),
            "made": self.made,
            "independent": self.independent,
            "remark": self.remark,
            "provenance": self.provenance.to_json(),
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Calibration:
        """The calibration whose `to_json` this is; unknown keys are passed over.

        Raises:
            OptionError: something is missing, of the wrong kind or not finite.
        """
        try:
            return _read(data)
        except KeyError as error:
            raise OptionError(f"The calibration cannot be read: {error} is missing.") from None
        except (TypeError, ValueError, AttributeError) as error:
            raise OptionError(f"The calibration cannot be read: {error}.") from None


def calibrate(
    good: Sequence[float],
    bad: Sequence[float],
    *,
    fail_rule: Rule | None = None,
    unsure_rule: Rule | None = None,
    pixel_good: Sequence[float] = (),
    independent: bool = True,
    remark: str = "",
    provenance: Provenance | None = None,
) -> Calibration:
    """Limits from the scores of good and of bad images, each measured without itself.

    fail_rule: None takes best F1 where there are bad images, else the largest good score.
    unsure_rule: None takes the conformal limit for one good part in ten, or the fail rule where no
        good image is known. An unsure limit above the fail limit is lowered to it, so that what is
        to fail does fail.
    pixel_good: per good image, the largest value of its smoothed heatmap; the pixel limit follows
        from them and the fail rule (see `with_pixel_rule` for another).
    independent: False when the good scores are of copies of one part; then nothing is promised.
    remark: joins the notes, with any rule.
    provenance: whose limits these are, from which images, and hands that are known already; without
        a name in it they are those of whoever works here.

    Raises:
        OptionError: a rule needs images of a kind that is missing, or a score is not finite.
    """
    good, bad = _finite(good, "good score"), _finite(bad, "bad score")
    peaks = _finite(pixel_good, "good peak")
    fail_rule = fail_rule or (BestF1() if bad else LargestGood())
    unsure_rule = unsure_rule or (UNSURE_RULE if good else fail_rule)
    fail, unsure = fail_rule.limit(good, bad), unsure_rule.limit(good, bad)
    limits = Limits(min(unsure, fail), fail)
    pixel = pixel_limit.pixel_limit(None, fail_rule, (limits.unsure, fail), good, peaks)
    notes = _promises(fail_rule, unsure_rule, good, bad)
    notes += pixel_limit.notes(None, pixel, limits.unsure, good, peaks)
    notes += [_LOWERED] * (unsure > fail) + [remark] * bool(remark)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    by_hand = {"fail": isinstance(fail_rule, Manual), "unsure": isinstance(unsure_rule, Manual)}
    return Calibration(
        limits,
        pixel,
        fail_rule.text,
        unsure_rule.text,
        good,
        bad,
        peaks,
        (*notes, _ASSUMED) if independent else (_DEPENDENT,),
        made,
        independent,
        remark,
        (provenance or Provenance()).signed(made, **by_hand),
    )


def _promises(
    fail_rule: Rule, unsure_rule: Rule, good: Sequence[float], bad: Sequence[float]
) -> list[str]:
    """What each rule says about these scores; once where both are the same."""
    notes = [f"Fail limit, {_said(fail_rule)}: {fail_rule.note(good, bad)}"]
    if unsure_rule != fail_rule:
        notes.append(f"Unsure limit, {_said(unsure_rule)}: {unsure_rule.note(good, bad)}")
    return notes


def _is(rule: Rule | None, text: str) -> bool:
    return rule is not None and rule.text == text


def _said(rule: Rule) -> str:
    return rule.label[0].lower() + rule.label[1:]


def _finite(numbers: Iterable[Any], what: str) -> tuple[float, ...]:
    found = tuple(float(number) for number in numbers)
    for index, number in enumerate(found, start=1):
        if not math.isfinite(number):
            raise OptionError(f"The {what} number {index} of {len(found)} is {number}.")
    return found


def _pixel_rule(rules: Mapping[str, Any]) -> str:
    text = str(rules.get("pixel", AUTO))
    pixel_limit.parse(text)
    return text


def _read(data: Mapping[str, Any]) -> Calibration:
    limits, rules = data["limits"], data["rules"]
    calibration = Calibration(
        limits=Limits(float(limits["unsure"]), float(limits["fail"])),
        pixel_limit=_finite([data["pixel_limit"]], "pixel limit")[0],
        fail_rule=str(rules["fail"]),
        unsure_rule=str(rules["unsure"]),
        good=_finite(data["good"], "good score"),
        bad=_finite(data["bad"], "bad score"),
        pixel_good=_finite(data["pixel_good"], "good peak"),
        notes=tuple(str(note) for note in data["notes"]),
        made=str(data["made"]),
    )
    return replace(
        calibration,
        independent=bool(data.get("independent", True)),
        remark=str(data.get("remark", "")),
        provenance=Provenance.from_json(data.get("provenance", {})),
        pixel_rule=_pixel_rule(rules),
    )
