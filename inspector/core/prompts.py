"""Sentences that describe a part as it should be and as it should not, for a text tower.

Source: Jeong et al., WinCLIP (CVPR 2023), the compositional prompt ensemble: every state in every
template (METHODS 3.2; wording as listed there).
"""

from __future__ import annotations

from typing import Final

PART: Final = "object"
"""What a part is called where nobody has said it."""

GOOD_STATES: Final = (
    "{}",
    "flawless {}",
    "perfect {}",
    "unblemished {}",
    "{} without flaw",
    "{} without defect",
    "{} without damage",
)
BAD_STATES: Final = ("damaged {}", "{} with flaw", "{} with defect", "{} with damage")

TEMPLATES: Final = (
    "a cropped photo of the {}.",
    "a cropped photo of a {}.",
    "a close-up photo of a {}.",
    "a close-up photo of the {}.",
    "a bright photo of a {}.",
    "a bright photo of the {}.",
    "a dark photo of a {}.",
    "a dark photo of the {}.",
    "a jpeg corrupted photo of a {}.",
    "a jpeg corrupted photo of the {}.",
    "a blurry photo of a {}.",
    "a blurry photo of the {}.",
    "a photo of a {}.",
    "a photo of the {}.",
    "a photo of a small {}.",
    "a photo of the small {}.",
    "a photo of a large {}.",
    "a photo of the large {}.",
    "a photo of a {} for visual inspection.",
    "a photo of the {} for visual inspection.",
    "a photo of a {} for anomaly detection.",
    "a photo of the {} for anomaly detection.",
)

_FOLLOWS = frozenset({"with", "without", "that", "which", "on", "in", "at"})


def good(part: str) -> list[str]:
    """Sentences about a part without defects."""
    return _sentences(part, GOOD_STATES)


def bad(part: str, words: str = "") -> list[str]:
    """Sentences about a part with defects.

    words: further states, separated by commas, such as "scratched, with a missing screw"; "{}"
        marks the part's place where it is neither before nor behind them.
    """
    more = (_state(each) for each in words.split(",") if each.strip())
    return _sentences(part, (*BAD_STATES, *more))


def _sentences(part: str, states: tuple[str, ...]) -> list[str]:
    # Not str.format: a part or a word may hold braces of its own.
    named = [state.replace("{}", part.strip() or PART) for state in states]
    return [template.replace("{}", each) for each in named for template in TEMPLATES]


def _state(words: str) -> str:
    words = " ".join(words.split())
    if "{}" in words:
        return words
    return f"{{}} {words}" if words.split()[0].lower() in _FOLLOWS else f"{words} {{}}"
