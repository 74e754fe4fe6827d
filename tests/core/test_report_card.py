from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from inspector.core.report import write_html
from inspector.core.report_card import MOST_PICTURES, MOST_RIGHT, Said, collected, noted
from inspector.core.report_text import left_out
from tests.core.report_parts import carded, inspected, reported


@pytest.mark.parametrize(
    ("score", "label", "has_picture"),
    [
        (0.1, "good", False),
        (0.1, "unset", False),
        (0.1, "bad", True),
        (0.9, "good", True),
        (1.2, "bad", True),
        (1.2, "good", True),
    ],
)
def test_what_passes_rightly_is_not_even_read(score, label, has_picture):
    read = []

    def reads(path):
        read.append(path)
        return np.zeros((60, 90, 3), np.uint8)

    card = noted(inspected("a.png", score), Said(label), reads)
    assert bool(card.picture) == bool(card.heat) == bool(read) == has_picture


def test_what_is_wrong_or_unsure_keeps_its_picture_before_what_rightly_fails():
    right = [carded(f"r{i}.png", 5.0 + i, "bad") for i in range(100)]
    wrong = [carded(f"w{i}.png", 1.1, "good") for i in range(50)]
    unsure = [carded(f"u{i}.png", 0.9) for i in range(5)]
    shown = [card for card in collected([*right, *wrong, *unsure]) if card.picture]
    assert len(shown) == MOST_RIGHT
    assert {card.name[0] for card in shown[-55:]} == {"w", "u"}


def test_far_too_many_wrong_images_are_named_and_counted_without_a_picture():
    report = reported([carded(f"{i}.png", 0.9) for i in range(3 * MOST_PICTURES)])
    assert sum(card.picture is not None for card in report.cards) == MOST_PICTURES
    assert left_out(report) == 2 * MOST_PICTURES


def test_a_report_of_500_images_stays_small_on_disk_and_in_memory(tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (240, 360, 3), np.uint8)

    def cards():
        for number in range(500):
            found = inspected(f"{number}.png", 0.9, size=(240, 360))
            yield noted(found, Said("good", "", "ab" * 32), lambda _: noise)

    tracemalloc.start()
    try:
        report = reported(list(collected(cards())))
        write_html(tmp_path / "a.html", report)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    each = len(report.cards[0].picture or b"") + len(report.cards[0].heat or b"")
    assert (tmp_path / "a.html").stat().st_size < MOST_PICTURES * each * 1.4 + 500_000
    assert peak < 3 * MOST_PICTURES * each + 20e6
