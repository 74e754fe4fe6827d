"""The words of a report, shared by its page, its PDF and its JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from inspector.core import rules
from inspector.core.calibrate import Calibration
from inspector.core.decision import IMAGE_LIMIT
from inspector.core.errors import OptionError
from inspector.core.metrics import auroc_interval, average_precision, image_auroc
from inspector.core.pixel_limit import AUTO
from inspector.core.report_card import Card
from inspector.core.report_data import Report

SIGNERS: Final = ("Made by", "Released by")
SIGNATURE: Final = ("Name", "Function", "Date", "Signature")
SEEN: Final = {
    "": "new",
    "reference": "reference",
    "painted": "painted defect",
    "limits": "set the limits",
}

GROUPS: Final = {
    "wrong": "Judged wrongly",
    "unsure": "Unsure: to be looked at by a person",
    "fail": "Failed",
    "pass": "Passed",
    "none": "Not judged",
}
"""The groups in which images are shown, in order."""


def when(moment: str) -> str:
    """A moment in ISO 8601 as people write it; what is none stays as it is."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{found:%Y-%m-%d %H:%M} {found.tzname() or ''}".strip()


def count(number: int, noun: str) -> str:
    """Such as "1 image", "2 images"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(report: Report) -> str:
    """How many images were inspected, and how many could not be."""
    text = f"{count(len(report.cards), 'image')} inspected"
    if report.failures:
        text += f", {len(report.failures)} could not be inspected"
    return text


def heading(report: Report) -> dict[str, str]:
    """What, when, who."""
    rows = {
        "Inspected": report.subject,
        "Images": summary(report),
        "Report made": f"{when(report.made)} by {report.who}",
    }
    return {name: value for name, value in rows.items() if value}


def remarks(report: Report) -> Iterator[str]:
    """What must be known before a number of the report is used."""
    if report.failures:
        failed, total = len(report.failures), len(report.failures) + len(report.cards)
        yield f"{failed} of {total} images could not be inspected; they count nowhere below."
    if report.verdicts[None]:
        yield "Not calibrated yet: there are scores, but no verdicts."
    if report.calibration is not None and not report.calibration.independent:
        yield "The limits come from copies of one part: no false-alarm rate follows from them."
    yield from _overlap(report)


def _overlap(report: Report) -> Iterator[str]:
    if not report.seen:
        return
    text = (
        f"{len(report.seen)} of the {len(report.labelled)} labelled images are those that the "
        "detector learned from or that its limits were set on. Counted on them, false alarms and "
        "escapes look rarer than they will be on new parts."
    )
    new = report.new_outcome
    if new is None:
        yield f"{text} No labelled image is new to the detector."
        return
    yield (
        f"{text} On the {len(report.labelled) - len(report.seen)} images that are new to it: "
        f"false alarms {new.false_alarms.text}; escapes {new.escapes.text}."
    )


def limit_rows(calibration: Calibration) -> dict[str, str]:
    """The limits and where they come from."""
    limits = calibration.limits
    base = count(len(calibration.good), "good image")
    if calibration.bad:
        base += f" and {len(calibration.bad)} bad"
    return {
        "Fail above": f"{limits.fail:.4g} ({_rule(calibration.fail_rule)})",
        "Unsure above": f"{limits.unsure:.4g} ({_rule(calibration.unsure_rule)})",
        "Pixel stands out above": f"{calibration.pixel_limit:.4g} ({_pixel_rule(calibration)})",
        "Set on": base,
        "Set": when(calibration.made),
    }


def _pixel_rule(calibration: Calibration) -> str:
    follows = calibration.pixel_rule == AUTO
    return "follows the fail limit's rule" if follows else _rule(calibration.pixel_rule)


def _rule(text: str) -> str:
    """A rule in words, with how it is written in a flag."""
    try:
        label = rules.parse(text).label
    except OptionError:  # a newer program's rule
        return text
    return f"{label[0].lower()}{label[1:]}, {text}"


def separation(report: Report) -> dict[str, str]:
    """How well the scores alone tell good from bad; empty without both kinds."""
    is_bad, scores = report.truth()
    auroc = image_auroc(is_bad, scores)
    if math.isnan(auroc):
        return {}
    low, high = auroc_interval(is_bad, scores)
    return {
        "AUROC": f"{auroc:.3f}, 95 % interval {low:.3f} to {high:.3f}",
        "Average precision": f"{average_precision(is_bad, scores):.3f}",
        "Images": f"{int((~is_bad).sum())} good, {int(is_bad.sum())} bad",
    }


def groups(report: Report) -> dict[str, list[Card]]:
    """The images with a picture, by group; groups without an image are left out."""
    found: dict[str, list[Card]] = {name: [] for name in GROUPS}
    for card in report.cards:
        if card.picture is not None:
            found[group(card)].append(card)
    return {name: cards for name, cards in found.items() if cards}


def group(card: Card) -> str:
    """Which group an image belongs to."""
    return "wrong" if card.wrong else card.verdict or "none"


def others(report: Report) -> list[Card]:
    """The images without a picture."""
    return [card for card in report.cards if card.picture is None]


def left_out(report: Report) -> int:
    """How many wrong, unsure or failed images are in the table because too many are shown."""
    return sum(bool(card.wrong) or card.verdict in ("unsure", "fail") for card in others(report))


def times(card: Card) -> str:
    """A score in fail limits, for people."""
    return "" if card.relative is None else f"{card.relative:.2f}"


def regions(card: Card) -> str:
    """How many regions an image has, and how large and how long they are at most."""
    if card.limits is None:
        return ""
    found = card.row.get("regions") or ()
    parts = [count(card.regions, "region")]
    if found:
        largest = max(found, key=lambda each: each["area"])
        longest = max(found, key=lambda each: each["longest_side"])
        parts.append("up to " + _measure(largest, "area", "area_mm2", "mm²"))
        parts.append(_measure(longest, "longest_side", "longest_side_mm", "mm") + " long")
    return ", ".join(parts)


def _measure(region: Mapping[str, Any], pixels: str, millimetres: str, unit: str) -> str:
    scaled = region.get(millimetres)
    return f"{region[pixels]:.0f} px" if scaled is None else f"{scaled:.3g} {unit}"


def why(card: Card) -> list[str]:
    """What decided beside the score, and where verdict and regions contradict each other."""
    rules = [each for each in card.row.get("decided_by", ()) if each != IMAGE_LIMIT]
    said = ["decided by " + ", ".join(rules)] if rules else []
    if card.row.get("remarks"):
        said.append(f"although {'a' if card.regions else 'no'} region stands out")
    return said
