"""Exact zeros that a device made, apart from the zeros of a silence below one step of 16 bits.

A quiet recording is zero wherever its background stays below half a step. Its other silences then
move by a single step here and there, and its speech fades into the zeros. A device's zeros cut the
sound off, or last far longer than any others; or silence elsewhere is noise of many steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats, runs
from analysis.sound.levels import HOP, STEP, UNIT, Levels
from analysis.types import Span

LEAST_ZEROS = 0.05
LONG_ZEROS = 1.5
"""Seconds of exact zeros from which they are examined, and from which they are never a pause."""

ABRUPT_DB = 25.0
"""Zeros cut into speech if the level before them is within this of the level of speech."""

GATED = 3
"""This many stretches of zeros that begin quietly come from a noise gate, and are pauses."""

LEAST_SINGLE = 10
"""The background is below a step if the silence moves by a single step between zeros this often.

A background of many steps never does, nor does a lossy copy, whose sound dies down into zeros.
"""

LONGER = 4
"""Long zeros come from a device if they are this many times longer than any others."""

EDGE, NEAR_EDGE = 20, 320
"""Samples (1.25 and 20 ms) from the edge of zeros."""

FADED_STEPS, FADED_SHARE = 4, 0.15
"""At an edge, sound has faded if it is within this many steps or this share of the peak near it."""

FADED_BEFORE = 160
"""Samples (10 ms) that must be as small before zeros that speech follows: devices fade, too."""


def dropouts(heard: Levels, samples: Floats, regions: Sequence[Span]) -> list[Span]:
    """Find exact zeros that a device made, 50 ms or more; the others are the speaker's silence.

    ``samples`` (m,) at 16 kHz are those that were measured; ``regions`` are where there is speech.
    """
    zeros = [s for s in _spans(heard.still) if s.duration >= LEAST_ZEROS]
    below = _below_a_step(zeros, heard, regions)
    gated = _gated([s for s in zeros if not _abrupt(s, heard)], regions)

    def by_device(span: Span, quiet: bool) -> bool:
        if quiet and _usual(span, heard):
            return _abrupt(span, heard) and not _faded(span, heard, samples)
        return _abrupt(span, heard) or (span.duration >= LONG_ZEROS and not gated)

    return [span for span, quiet in zip(zeros, below, strict=True) if by_device(span, quiet)]


def _spans(flags: NDArray[np.bool_]) -> list[Span]:
    """Stretches of 5 ms with a flag."""
    return [Span(a * HOP, b * HOP) for a, b in runs(flags).tolist()]


def _frames(span: Span) -> slice:
    """Frames of levels in a span."""
    return slice(round(span.start / HOP), round(span.end / HOP))


def _gated(quiet: Sequence[Span], regions: Sequence[Span]) -> bool:
    """Whether zeros that begin quietly are a noise gate's: most of the silence is in them."""
    gaps = [Span(a.end, b.start) for a, b in pairwise(regions)]
    inner = [s for s in quiet if any(g.overlap(s) > 0 for g in gaps)]
    silence = sum(g.duration for g in gaps)
    covered = sum(g.overlap(s) for g in gaps for s in inner)
    return len(inner) >= GATED and covered > silence / 2


def _below_a_step(zeros: Sequence[Span], heard: Levels, regions: Sequence[Span]) -> list[bool]:
    """Whether the silence outside each stretch of zeros is of a background below a step."""
    single = np.zeros(len(heard.still), np.bool_)
    for move in map(_frames, _spans(heard.still & ~heard.constant)):
        around = heard.constant[max(0, move.start - 1) : move.stop + 1]
        single[move.start] = int(around.sum()) == 2
    for region in regions:
        single[_frames(region)] = False
    total = int(single.sum())
    return [total - int(single[_frames(s)].sum()) >= LEAST_SINGLE for s in zeros]


def _usual(span: Span, heard: Levels) -> bool:
    """Whether zeros are short, or not much longer than others in the recording."""
    if span.duration < LONG_ZEROS:
        return True
    constant = _spans(heard.constant)
    inner = max((s.duration for s in constant if s.overlap(span) > 0), default=0.0)
    others = max((s.duration for s in constant if s.overlap(span) <= 0), default=0.0)
    return inner < LONG_ZEROS or inner <= LONGER * others


def _abrupt(span: Span, heard: Levels) -> bool:
    """Whether zeros cut into speech, rather than follow its end."""
    first = _frames(span).start
    return _speaks(heard.decibels[max(0, first - 8) : max(0, first - 1)], heard)


def _resumes(span: Span, heard: Levels) -> bool:
    """Whether there is speech right after zeros."""
    last = _frames(span).stop
    return _speaks(heard.decibels[last + 2 : last + 9], heard)


def _speaks(level: Floats, heard: Levels) -> bool:
    """Whether levels (n,) reach those of speech."""
    return bool(len(level)) and float(level.max()) > heard.top - ABRUPT_DB


def _faded(span: Span, heard: Levels, samples: Floats) -> bool:
    """Whether the sound fades into zeros and out of them, so that nothing is cut off."""
    first, last = _frames(span).start * STEP, _frames(span).stop * STEP
    before = np.trim_zeros(samples[max(0, first - STEP - NEAR_EDGE) : first], "b")[::-1]
    after = np.trim_zeros(samples[last : last + STEP + NEAR_EDGE], "f")
    if _resumes(span, heard) and not _small(before[:FADED_BEFORE]):
        return False
    return _fades(before) and _fades(after)


def _fades(away: Floats) -> bool:
    """Whether samples (n,), in order away from an edge, are small there, or next to those near."""
    level = np.abs(away[:NEAR_EDGE])
    return _small(level[:EDGE]) or bool(level[:EDGE].max() <= FADED_SHARE * level.max())


def _small(samples: Floats) -> bool:
    """Whether all samples (n,) are within a few steps."""
    return bool((np.abs(samples) <= FADED_STEPS * UNIT).all())
