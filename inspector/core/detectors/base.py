"""What a detector is: options that `fit` turns into something that measures images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from inspector.core.augment import PLAIN, View
from inspector.core.features import Features
from inspector.core.option import option as option  # for the detectors beside this file
from inspector.core.progress import Tick, silent

if TYPE_CHECKING:
    from inspector.core.detectors.searches import Searches

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One view of one image that a detector learns from.

    source: the image's id; all views of an image share it, so that they can be left out together.
    view: which copy of the image it is.
    counts: (rows, cols) bool, patches inside the region of interest and not ignored.
    defect: (rows, cols) float32, the share of each patch that is painted as defect; all zero on a
        good image.
    """

    features: Features
    source: str
    counts: NDArray[np.bool_]
    defect: NDArray[np.float32]
    view: View = PLAIN


class Fitted(Protocol):
    """A detector that has seen its references. Immutable, so threads can share it."""

    def distances(self, features: Features) -> NDArray[np.float32]:
        """How unlike the references each patch is: (rows, cols) float32, 0 or more."""
        ...

    def arrays(self) -> Arrays:
        """All that `load` needs, for the detector file."""
        ...


@runtime_checkable
class ScoresImages(Protocol):
    """A fitted detector whose paper scores the whole image by more than the map of distances."""

    def image_score(self, features: Features, counts: NDArray[np.bool_]) -> float:
        """counts: (rows, cols), the patches that are looked at. Higher is more anomalous."""
        ...


@runtime_checkable
class Trained(Protocol):
    """A fitted detector that was trained step by step."""

    @property
    def losses(self) -> NDArray[np.float32]:
        """(steps,), the training's loss at each step."""
        ...


@runtime_checkable
class KnowsSearches(Protocol):
    """A detector that need not compute again what earlier fits of it have."""

    def fit_with(
        self, searches: Searches | None, examples: Sequence[Example], tick: Tick = silent
    ) -> Fitted:
        """As `Detector.fit`; the fitted one shares the searches, in one thread at a time."""
        ...


@runtime_checkable
class ReadsWords(Protocol):
    """A detector that wants images where they can be compared with words (`Features.joint`)."""

    @property
    def sides(self) -> tuple[int, ...]:
        """Of which windows, as in `features.Joint`; empty wants none."""
        ...


class Detector(Protocol):
    """The options of one method: a frozen dataclass whose fields make its form and its flags.

    learns_defects: whether painted defects change what it learns; if not, images that have some
        are not handed to `fit`.
    remembers: whether each patch that it learned is less anomalous than any other; a method that
        keeps only how the references vary, not their patches, does not promise that.
    learns_references: whether good images change what it learns; if not, one is enough to fit.
    learns_slowly: whether a fit takes so long that nobody waits for one per reference. Then the
        references are scored without themselves in halves, each by what the other half teaches, and
        the window fits only where a person can see it and stop it.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    summary: ClassVar[str]
    learns_defects: ClassVar[bool]
    remembers: ClassVar[bool]
    learns_references: ClassVar[bool]
    learns_slowly: ClassVar[bool]

    @property
    def views(self) -> tuple[View, ...]:
        """The copies of each reference that `fit` wants, the plain one first."""
        ...

    @property
    def measures_mirrored(self) -> bool:
        """Whether an image is measured mirrored too, and the mean of both maps taken.

        If so, MIRRORED is among the views, so that a reference can be measured without itself.
        """
        ...

    @property
    def reach(self) -> int | None:
        """How many patches around one have a say in its distance; None where all of them may.

        With a number, an image can be measured tile by tile, and with 0 learned from patches that
        lie nowhere near each other.
        """
        ...

    def fit(self, examples: Sequence[Example], tick: Tick = silent) -> Fitted:
        """Learn from examples of one grid dimension D.

        Raises:
            FitError: the examples hold nothing to learn from.
            Cancelled: tick asked to stop.
        """
        ...

    def load(self, arrays: Arrays) -> Fitted:
        """The fitted detector whose `arrays()` these are."""
        ...
