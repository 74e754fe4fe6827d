"""What the core tells people at a command line, as the window says it.

A sentence as it is in the core's source, with numbers in its holes, and the one that is shown
instead. Not every hole has to be used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

IN_THE_WINDOW: Final[Mapping[str, str]] = {
    "The weights of {0} ({1}) are not here. {2}": (
        "The weights of {0} ({1}) are not here. Choose this backbone again in the Fit panel: "
        "it offers to download them or to take a file."
    ),
    "Save them as {0}, or name your file with --weights FILE.": (
        "Save them as {0}, or choose your file when the window asks for the weights."
    ),
    "Fetch {0} ({1} MB) from the repository {2} ({3}) and save it as {4}, or keep it "
    "anywhere and name it with --weights FILE.": (
        "Fetch {0} ({1} MB) from the repository {2} ({3}) and save it as {4}, or keep it "
        "anywhere and choose it when the window asks for the weights."
    ),
    "The weights of {0} on this machine are not those that the detector was made with "
    "(sha256 {1}, not {2}). Name the right file with --weights.": (
        "The weights of {0} on this machine are not those that the detector was made with "
        "(sha256 {1}, not {2}). Choose the right weights file."
    ),
    "{0} does not decide here as it did where it was made: {1}, more than {2} of the "
    "limit. Fit the detector on this machine, or use the versions that `inspector info` "
    "names.": (
        "{0} does not decide here as it did where it was made: {1}, more than {2} of the "
        "limit. Fit the detector on this machine, or use the versions that it was made with."
    ),
    "The backbone {0} of this version computes other features than the one that the "
    "detector was made with. Fit the detector again, or use the version that `inspector "
    "info` names.": (
        "The backbone {0} of this version computes other features than the one that the "
        "detector was made with. Fit the detector again, or use the version that it was made "
        "with."
    ),
    "The rule {0} needs at least one good image with a score, and there is none. Add a "
    "good image, or set the limit by hand with manual:VALUE.": (
        "This rule needs at least one good image with a score, and there is none. Add a good "
        "image, or set the limit by hand."
    ),
    "The rule {0} needs at least one bad image with a score, and there is none. Add a bad"
    " image, or set the limit by hand with manual:VALUE.": (
        "This rule needs at least one bad image with a score, and there is none. Add a bad "
        "image, or set the limit by hand."
    ),
    "The rule {0} needs at least {1} good images to see the shape of the largest scores, and "
    "there are {2}. Add good images, or use another rule, such as conformal:0.05.": (
        "This rule needs at least {1} good images to see the shape of the largest scores, and "
        "there are {2}. Add good images, or use another rule."
    ),
    "A fraction is more than 0 and at most 1, not {0}: write top-fraction:0.01 for one "
    "patch in a hundred.": ("A fraction is more than 0 and at most 1, not {0}."),
    "A percentile lies between 0 and 100, not at {0}: write percentile:99.": (
        "A percentile lies between 0 and 100, not at {0}."
    ),
    "{0} has {1} good training images; --shots {2} needs as many.": (
        "{0} has {1} good training images, and {2} are asked for."
    ),
    "--painted {0} leaves no image to test. Paint fewer.": (
        "With {0} painted images none is left to test. Paint fewer."
    ),
}
