from __future__ import annotations

import pytest

from inspector.core import prompts


def test_every_state_meets_every_template():
    assert len(prompts.good("nut")) == 7 * 22
    assert len(prompts.bad("nut")) == 4 * 22
    assert len(set(prompts.good("nut") + prompts.bad("nut"))) == 11 * 22
    assert "a cropped photo of the flawless nut." in prompts.good("nut")
    assert "a photo of a nut with damage for visual inspection." in prompts.bad("nut")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("scratched", "a photo of the scratched nut."),
        ("with a missing screw", "a photo of the nut with a missing screw."),
        (" bent ,  with   rust", "a photo of the nut with rust."),
        ("half a {} only", "a photo of the half a nut only."),
    ],
)
def test_more_words_find_their_place(words, said):
    assert said in prompts.bad("nut", words)


def test_empty_words_and_names_say_nothing_strange():
    assert prompts.bad("nut", " , ,") == prompts.bad("nut")
    assert "a photo of the object." in prompts.good("  ")
    assert "a photo of the {x}." in prompts.good("{x}")
