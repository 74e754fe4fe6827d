"""What a backbone finds in an image and a detector compares."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from inspector.core.tensor import as_tensor

Metric = Literal["cosine", "euclidean", "whitened", "standardised"]
"""How features are best compared, as their backbone says.

cosine: unit vectors, cosine distance (networks with a final norm).
euclidean: the vectors as they are, Euclidean distance (PatchCore).
whitened: principal components of the references scaled to unit variance, then Euclidean.
standardised: each dimension scaled to unit variance on the references, then Euclidean.
"""

Rounding = Literal["float16", "none"]
"""What patch vectors are rounded to where they are computed. Both are kept as float32."""

ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)

_LEAST = float(np.finfo(np.float16).tiny)
_MOST = float(np.finfo(np.float16).max)


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """What a network that also reads text saw of an image, in the space that both share.

    vectors: (1 + N, J) float32: the whole image, then for each side all square windows of side x
        side patches, row by row from the top left. Side 1: the patches of the whole image,
        projected; larger: what the network saw of the window alone.
    tower: which text tower speaks of the same space.
    """

    vectors: NDArray[np.float32]
    sides: tuple[int, ...]
    tower: str

    @property
    def image(self) -> NDArray[np.float32]:
        """(J,), the whole image."""
        return self.vectors[0]

    def windows(self, side: int, rows: int, cols: int) -> NDArray[np.float32]:
        """All windows of one side on a grid: (rows - side + 1, cols - side + 1, J)."""
        places = [((rows - each + 1), (cols - each + 1)) for each in self.sides]
        at = self.sides.index(side)
        start = 1 + sum(down * across for down, across in places[:at])
        down, across = places[at]
        return self.vectors[start : start + down * across].reshape(down, across, -1)


@dataclass(frozen=True, eq=False)
class Features:
    """Patch features of one image.

    vectors: (rows * cols, D) float32, row by row from the top left.
    metric: how they are best compared.
    joint: the same image where it can be compared with words; None where nobody asked for it, or
        the backbone has no text tower.
    device: where the network computes, and so where they are best compared with many others.
    """

    vectors: NDArray[np.float32]
    rows: int
    cols: int
    metric: Metric = "cosine"
    joint: Joint | None = None
    device: str = "cpu"

    def __post_init__(self) -> None:
        if len(self.vectors) != self.rows * self.cols:
            raise ValueError(f"{len(self.vectors)} vectors on a {self.rows} x {self.cols} grid")

    @property
    def nbytes(self) -> int:
        """Memory that it takes, in bytes."""
        return self.vectors.nbytes + (self.joint.vectors.nbytes if self.joint else 0)

    @cached_property
    def digest(self) -> bytes:
        """Of the vectors, 16 bytes: equal for features that every search answers alike."""
        return digest_of(self.vectors)

    def know_digest(self, digest: bytes) -> None:
        """Take the digest from who has computed it for the same vectors before."""
        self.__dict__["digest"] = digest

    @property
    def dimension(self) -> int:
        return self.vectors.shape[1]

    @property
    def grid(self) -> NDArray[np.float32]:
        """(rows, cols, D), a view."""
        return self.vectors.reshape(self.rows, self.cols, -1)


def rounded(features: Features) -> Features:
    """Features with patch vectors that float16 holds exactly, in half the room.

    No number moves by more than 2^-11 of the image's largest one. Where float16 is too narrow for
    that, the vectors stay as they are: with a value above 65504, or none above 6e-5. So do those
    that are compared with words, because a softmax at temperature 0.01 would show their rounding.
    """
    vectors = features.vectors
    largest = max(float(vectors.max()), -float(vectors.min()))
    if not _LEAST <= largest <= _MOST:  # neither if it is NaN
        return features
    # Torch rounds as numpy does, to the nearest, in a fifth of the time.
    return replace(features, vectors=as_tensor(vectors).half().float().numpy())


def digest_of(vectors: NDArray[np.float32]) -> bytes:
    """16 bytes that are equal for equal vectors (N, D)."""
    return hashlib.blake2b(np.ascontiguousarray(vectors).data, digest_size=16).digest()
