"""The report as plain data: all that the page says, without the pictures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from inspector.core import metrics
from inspector.core import report_text as text
from inspector.core.report_card import Card
from inspector.core.report_data import Report

FORMAT = "inspector-report"
VERSION = 1


def to_json(report: Report) -> dict[str, Any]:
    """Plain values, all finite."""
    found, new = report.outcome, report.new_outcome
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": report.title,
        "subject": report.subject,
        "made": report.made,
        "who": report.who,
        "verdicts": {name: report.verdicts[name] for name in ("pass", "unsure", "fail")},
        "remarks": list(text.remarks(report)),
        "failures": dict(report.failures),
        "outcome": found.to_json() if found else None,
        "outcome_of_new_images": new.to_json() if new else None,
        "curves": curves(report),
        "calibration": report.calibration.to_json() if report.calibration else None,
        "options": dict(report.facts),
        "taught": [
            {"name": each.name, "sha256": each.sha256, "kind": each.kind} for each in report.taught
        ],
        "hashes": dict(report.hashes),
        "versions": dict(report.versions),
        "images": [row(card) for card in report.cards],
    }


def row(card: Card) -> Mapping[str, Any]:
    """An image: as `Inspection.to_json`, with what was known of it."""
    return {
        **card.row,
        "label": card.said.label,
        "wrong": card.wrong or None,
        "known_as": card.said.seen or None,
        "sha256": card.said.sha256 or None,
    }


def curves(report: Report) -> dict[str, Any] | None:
    """ROC and precision-recall curves with their areas; None without both kinds of images."""
    is_bad, scores = report.truth()
    auroc = metrics.image_auroc(is_bad, scores)
    if math.isnan(auroc):
        return None
    roc, pr = metrics.roc_curve(is_bad, scores), metrics.pr_curve(is_bad, scores)
    return {
        "auroc": auroc,
        "auroc_interval": list(metrics.auroc_interval(is_bad, scores)),
        "average_precision": metrics.average_precision(is_bad, scores),
        "confidence": 0.95,
        "roc": {"false_alarm_rate": roc.x.tolist(), "detection_rate": roc.y.tolist()},
        "precision_recall": {"recall": pr.x.tolist(), "precision": pr.y.tolist()},
    }
