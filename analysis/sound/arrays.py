"""Arrays of 32-bit floats: a product in pieces that one thread does at once, growing ones, runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def product(x: Floats, weights: Floats, rows: int) -> Floats:
    """Multiply x (n, k) by weights (k, m), ``rows`` of x at a time.

    In pieces of under 2**18 multiplications OpenBLAS starts no threads, which would wait for one
    another (and for the transcription) longer than the product takes.
    """
    whole = len(x) // rows * rows
    out = np.empty((len(x), weights.shape[1]), np.float32)
    if whole:
        pieces = np.matmul(x[:whole].reshape(-1, rows, x.shape[1]), weights)
        out[:whole] = pieces.reshape(whole, -1)
    if whole < len(x):
        out[whole:] = x[whole:] @ weights
    return out


def runs(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the first place of each run of true flags (n,), and the one after its last: (k, 2)."""
    return np.flatnonzero(np.diff(np.pad(flags, 1).astype(np.int8))).reshape(-1, 2)


class GrowingArray:
    """Samples that come a block at a time, as one array.

    A first block is taken as it is, without a copy, so that a whole recording costs no more.
    """

    def __init__(self) -> None:
        self._held = np.zeros(0, np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, block: Floats) -> None:
        """Add a block (n,) at the end; views that were given before still show what they showed."""
        if not self._count:
            self._held, self._count = np.ascontiguousarray(block, np.float32), len(block)
            return
        wanted = self._count + len(block)
        if wanted > len(self._held):
            larger = np.empty(wanted + wanted // 2, np.float32)
            larger[: self._count] = self.view
            self._held = larger
        self._held[self._count : wanted] = block
        self._count = wanted

    @property
    def view(self) -> Floats:
        """All samples so far (n,); no copy."""
        return self._held[: self._count]
