"""Monotone stretches: at least 15 s in which the voice moves far less than this speaker's usually.

The range is that of the middle four fifths of the pitch in a window of 15 s. It is compared with
the median of the same answer's windows, so that a calm voice isn't called monotone. An answer that
is flat throughout has none: its pitch variation says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.hearing.melody.contour import Contour
from analysis.measures.own_time import OwnTime
from analysis.sound.arrays import Floats
from analysis.sound.frames import HOP
from analysis.types import Span

WINDOW = 15.0
STEP = 1.0

SHARE = 0.55
"""Share of the usual range below which a window is monotone."""

VOICE = 4.0
"""Seconds of voice needed in a window."""

LONG = 60.0
"""Seconds of an answer from which it shows what is usual."""

FLATTEST = 0.5
"""Share of the windows above which it isn't the exception."""


@dataclass(frozen=True, slots=True)
class MonotoneStretch(Span):
    """A stretch with its flattest ``range`` and the answer's ``usual`` one, in semitones."""

    range: float
    usual: float


def monotone_stretches(contour: Contour, lost: Sequence[Span] = ()) -> tuple[MonotoneStretch, ...]:
    """Return the monotone stretches in their order; windows that touch are joined.

    Windows are of the speaker's own time: ``lost`` is left out.
    """
    own = OwnTime(lost)
    found = _in_own_time(contour.without(lost))
    spans = (own.recorded(s.start, s.end) for s in found)
    return tuple(
        replace(s, start=span.start, end=span.end) for s, span in zip(found, spans, strict=True)
    )


def _in_own_time(contour: Contour) -> list[MonotoneStretch]:
    length = len(contour.semitones) * HOP
    if length < LONG:
        return []
    starts = np.arange(0.0, length - WINDOW + STEP / 2, STEP)
    ranges = np.array([_range(contour, Span(at, at + WINDOW)) for at in starts])
    known = ~np.isnan(ranges)
    if np.count_nonzero(known) * STEP < LONG - WINDOW:
        return []
    usual = float(np.median(ranges[known]))
    flat = known & (ranges < SHARE * usual)
    if np.count_nonzero(flat) > FLATTEST * np.count_nonzero(known):
        return []
    found: list[MonotoneStretch] = []
    for at, measured in zip(starts[flat].tolist(), ranges[flat].tolist(), strict=True):
        start, flattest = at, measured
        if found and at <= found[-1].end:
            before = found.pop()
            start, flattest = before.start, min(before.range, measured)
        found.append(MonotoneStretch(start, at + WINDOW, flattest, usual))
    return found


def _range(contour: Contour, span: Span) -> float:
    """Semitones between the tenth and the ninetieth percentile; not a number with little voice."""
    steps: Floats = contour.within(span)
    if len(steps) * HOP < VOICE:
        return float("nan")
    low, high = np.percentile(steps, (10, 90))
    return float(high - low)
