"""Arrays of 32-bit floats, and their product in pieces that one thread does at once."""

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
