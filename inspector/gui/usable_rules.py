"""Limits for the window, where images come and go while the rules stay: it never is without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inspector.core.calibrate import UNSURE_RULE, Calibration, calibrate
from inspector.core.errors import OptionError
from inspector.core.provenance import Provenance
from inspector.core.rules import BestF1, LargestGood, Rule

_PRELIMINARY: Final = "Not every image is measured yet: these limits will still move."


def calibrated(
    fail_rule: Rule | None,
    unsure_rule: Rule | None,
    good: Sequence[float],
    bad: Sequence[float],
    *,
    pixel_good: Sequence[float],
    independent: bool,
    remark: str,
    provenance: Provenance | None = None,
) -> Calibration:
    """As `calibrate`, but a rule whose images are missing gives way to the usual one; the notes
    say so.

    Raises:
        OptionError: there is no score at all.
    """
    reasons = {_missing(rule, good, bad): None for rule in (fail_rule, unsure_rule)}
    found = calibrate(
        good,
        bad,
        fail_rule=None if _missing(fail_rule, good, bad) else fail_rule,
        unsure_rule=None if _missing(unsure_rule, good, bad) else unsure_rule,
        pixel_good=pixel_good,
        independent=independent,
        remark=remark,
        provenance=provenance,
    )
    given_way = [f"{reason} The usual rule sets the limit." for reason in reasons if reason]
    return replace(found, notes=(*found.notes, *given_way))


def with_pixel_rule(found: Calibration, rule: str) -> Calibration:
    """With another pixel limit, unless no good image is known any more: then the notes say so."""
    try:
        return found.with_pixel_rule(rule)
    except OptionError as error:
        return replace(found, notes=(*found.notes, f"{error} The usual rule sets the limit."))


def preliminary(
    found: Calibration, fail_rule: Rule | None, unsure_rule: Rule | None, *, has_bad: bool
) -> Calibration:
    """Limits from the images measured so far, under the names of the rules that will set them.

    Without these names, who stops the fit would be left with rules that nobody chose.
    """
    usual = BestF1() if has_bad else LargestGood()
    return replace(
        found,
        fail_rule=(fail_rule or usual).text,
        unsure_rule=(unsure_rule or UNSURE_RULE).text,
        notes=(_PRELIMINARY, *found.notes),
    )


def _missing(rule: Rule | None, good: Sequence[float], bad: Sequence[float]) -> str:
    """Why a rule cannot be used with these scores; empty where it can."""
    try:
        if rule is not None:
            rule.require(good, bad)
    except OptionError as error:
        return str(error)
    return ""
