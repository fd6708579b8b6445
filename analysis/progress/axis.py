"""The axis of a chart: round marks, the goal in view, and no exaggeration.

Its height is at least four times the usual difference between one answer and the next, so that
ups and downs look like ups and downs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from analysis.progress.model import Axis, Mark

NOISE_HEIGHT = 4.0
"""The least height of an axis, in usual differences."""

MOST_MARKS = 6
LEAST_ROOM = 1e-3
"""The least room of an axis above and below the values."""

STEPS = (1.0, 2.0, 5.0, 10.0)


def axis(
    values: Iterable[float],
    *,
    usual: float = 0.0,
    good: tuple[float, float] | None = None,
    highest: float | None = None,
) -> Axis:
    """Make an axis for these values; the near edge of what is ``good`` is on it.

    Nothing measured is below 0 when no value is; ``highest`` bounds it above.
    """
    there = list(values)
    low, high = min(there), max(there)
    if good is not None:
        low, high = min(low, good[1]), max(high, good[0])
    floor = 0.0 if min(there) >= 0 else -math.inf
    room = max(NOISE_HEIGHT * usual - (high - low), 0.0) / 2
    room = max(room or (high - low) * 0.06 or abs(high) * 0.1 or 1.0, LEAST_ROOM)
    low, high = max(low - room, floor), high + room
    if highest is not None:
        low, high = (max(floor, low - max(high - highest, 0.0)), min(high, highest))
    step = _step(high - low)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = next(d for d in range(9) if math.isclose(round(step, d), step))
    marks = (Mark(i * step, f"{i * step:.{digits}f}".replace("-", "−"))
             for i in range(first, last + 1))  # fmt: skip
    return Axis(first * step, last * step, tuple(marks))


def _step(reach: float) -> float:
    """Return the smallest round step that makes few enough marks."""
    ten = 10.0 ** math.floor(math.log10(reach / (MOST_MARKS - 1)))
    return next(ten * step for step in STEPS if reach / (ten * step) <= MOST_MARKS - 1 + 1e-9)
