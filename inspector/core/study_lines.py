"""A repeatability study in lines of name, value and remark: what every way of showing it says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from inspector.core import agreement
from inspector.core.attribute import LabelStudy, rate_word
from inspector.core.comparison import Share
from inspector.core.gauge import Gauge
from inspector.core.study import Study

_GRR_BOUNDS = {
    "acceptable": "acceptable: below 10 %",
    "may be acceptable": "may be acceptable: 10 to 30 %",
    "not acceptable": "not acceptable: above 30 %",
}


class Line(NamedTuple):
    """One number with its name and what it means. remark: may be empty."""

    name: str
    value: str
    remark: str = ""


def about(study: Study) -> str:
    """What was studied, in one sentence."""
    said = f"{_count(len(study.images), 'image')} of {_count(len(study.parts), 'part')}"
    if study.conditions:
        said += f" under {len(study.conditions)} conditions"
    if study.failures:
        said += f"; {_count(len(study.failures), 'image')} could not be measured"
    return f"{said}."


def gauge_lines(study: Study) -> list[Line]:
    """The spread of the score; empty where repeatability cannot be told."""
    if study.gauge is None:
        return []
    lines = list(_of_gauge(study.gauge))
    if study.good_gap is not None:
        remark = "from the mean of the good parts, in GRR"
        lines.append(Line("Room up to the fail limit", f"{study.good_gap:.1f} sigmas", remark))
    return lines


def verdict_lines(study: Study) -> list[Line]:
    """Whether verdicts repeat; empty without verdicts."""
    found = study.attribute
    if found is None:
        return []
    lines = [
        Line(
            "Parts that change their verdict",
            share(Share(len(study.flipping), len(study.parts))),
        ),
        Line("Always the same verdict", share(found.everywhere), "of parts with several images"),
    ]
    if len(found.within) > 1:
        lines += [
            Line(f"Always the same under {name}", share(each))
            for name, each in found.within.items()
            if each.total
        ]
    lines.append(
        Line(
            "Kappa between repeats",
            kappa(found.repeats_kappa),
            _with(agreement.kappa_word(found.repeats_kappa), "Fleiss"),
        )
    )
    if found.conditions_kappa is not None:
        whose = "Cohen" if len(found.within) == 2 else "Fleiss"
        word = agreement.kappa_word(found.conditions_kappa)
        value = kappa(found.conditions_kappa)
        lines.append(Line("Kappa between conditions", value, _with(word, whose)))
    return lines


def label_lines(study: Study) -> list[Line]:
    """The verdicts against what a person says; empty where nobody has."""
    if study.attribute is None or study.attribute.labels is None:
        return []
    return list(_of_labels(study.attribute.labels))


def kappa(value: float) -> str:
    """A kappa with three decimals, or that there is none."""
    return "not defined" if math.isnan(value) else f"{value:.3f}"


def share(found: Share) -> str:
    """How many of how many, with the 95 % interval of the rate."""
    if not found.total:
        return "none to count"
    low, high = found.interval
    rate = 100 * found.count / found.total
    return f"{found.count} of {found.total}, {rate:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"


def _of_gauge(found: Gauge) -> Iterator[Line]:
    low, high = found.repeatability_interval()
    yield Line(
        "Repeatability (EV)",
        f"{found.repeatability:.4g} [{low:.4g}, {high:.4g}]",
        "sigma: the same part under the same condition",
    )
    if found.reproducibility is not None:
        yield Line(
            "Reproducibility (AV)", f"{found.reproducibility:.4g}", "sigma: between conditions"
        )
    if found.interaction_p is not None:
        p = found.interaction_p
        remark = f"sigma: a condition that moves some parts only; p = {p:.2g}"
        if found.interaction == 0:
            remark = f"pooled with repeatability; p = {p:.2g}"
        yield Line("Interaction (INT)", f"{found.interaction or 0.0:.4g}", remark)
    yield Line("Measurement (GRR)", f"{found.measurement:.4g}", "sigma: all that is not the part")
    if found.part is not None:
        yield Line("Part to part (PV)", f"{found.part:.4g}", "sigma: between parts")
    if found.percent is not None:
        yield Line(
            "%GRR",
            f"{found.percent:.1f} %",
            _GRR_BOUNDS[found.word],
        )
    if found.categories is not None:
        enough = "enough: at least 5" if found.has_enough_categories else "too few: below 5"
        yield Line("Distinct categories", str(found.categories), enough)


def _of_labels(found: LabelStudy) -> Iterator[Line]:
    yield Line("Images with the right verdict", share(found.right), "unsure is not right")
    word = rate_word(found.effective, agreement.EFFECTIVENESS)
    yield Line("Parts always right", share(found.effective), _with(word, "effectiveness"))
    unsure = found.unsure_good.count + found.unsure_bad.count
    word = agreement.kappa_word(found.kappa)
    yield Line("Kappa against the labels", kappa(found.kappa), _with(word, "Cohen"))
    if unsure:
        yield Line(
            "Kappa without unsure images",
            kappa(found.decided_kappa),
            _with(agreement.kappa_word(found.decided_kappa), f"{unsure} unsure left out"),
        )
    word = rate_word(found.misses, agreement.MISS_RATE)
    yield Line("Misses (escapes)", share(found.misses), _with(word, "by images"))
    yield Line("Bad parts missed at least once", share(found.missed_parts), "by parts")
    word = rate_word(found.false_alarms, agreement.FALSE_ALARM_RATE)
    yield Line("False alarms (overkill)", share(found.false_alarms), _with(word, "by images"))
    yield Line("Good parts stopped at least once", share(found.alarmed_parts), "by parts")
    if unsure:
        yield Line("Good images that are unsure", share(found.unsure_good), "go to a person")
        yield Line("Bad images that are unsure", share(found.unsure_bad), "go to a person")


def _with(word: str, remark: str) -> str:
    return f"{word}; {remark}" if word else remark


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
