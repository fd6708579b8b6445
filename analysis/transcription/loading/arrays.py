"""Variables of a model file as arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.model_file import TYPES, Variable

NUMPY_TYPES = TYPES[:5]
"""Types of numbers that NumPy has, too."""


def stored(
    file: Path, variable: Variable, first: int = 0, last: int | None = None
) -> NDArray[np.generic]:
    """Read a variable, or its rows ``first`` up to ``last``, as it is stored, in its own shape.

    Raises
    ------
    OSError
        If the file can't be read.
    TypeError
        If NumPy doesn't have the type.
    ValueError
        If the file ends early, or the length doesn't fit the shape.
    """
    kind = np.dtype(variable.type)
    row = int(np.prod(variable.shape[1:]))
    rows = (variable.shape or (1,))[0] if last is None else last
    at, count = variable.at + first * row * kind.itemsize, (rows - first) * row
    values = np.fromfile(file, kind, count, offset=at)
    return values.reshape((rows - first, *variable.shape[1:]) if variable.shape else ())
