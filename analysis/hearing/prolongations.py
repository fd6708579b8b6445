"""Prolongations: words drawn out while the speaker looks for what comes next.

Lengthening is the commonest hesitation of speakers who avoid um (Eklund 2001; Betz et al. 2017),
and no transcript shows it. Single prolongations are hard to detect (docs/accuracy.md); the share of
the speech that they take, summed over chances, tells hesitant from fluent speakers well.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.hearing.speech import Speech, spoken_frames
from analysis.sound.arrays import runs
from analysis.sound.encoder import PERIOD
from analysis.sound.filters import moving_average
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.types import Span

DRAWN_OUT = 0.2
"""Probability from which a sound is a prolongation."""

FAINT = 0.12
SHORTEST = 0.16


def prolongations(
    probabilities: FrameProbabilities, speech: Speech, filled_pauses: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Find the prolongations inside speech, in order; filled pauses are left out."""
    chance = moving_average(probabilities.prolonged, 3)
    found = []
    for a, b in runs(chance > FAINT).tolist():
        span = Span((a - 0.5) * PERIOD, (b - 0.5) * PERIOD)
        if span.duration < SHORTEST or chance[a:b].max() < DRAWN_OUT:
            continue
        spoken = sum(span.overlap(r) for r in speech.regions)
        hesitant = sum(span.overlap(f) for f in filled_pauses)
        if spoken > span.duration / 2 and hesitant < span.duration / 2:
            found.append(Span(max(0.0, span.start), span.end))
    return tuple(found)


def drawn_out(
    probabilities: FrameProbabilities, speech: Speech, filled_pauses: Sequence[Span] = ()
) -> float | None:
    """Share (0–1) of the speech outside filled pauses that is expected to be drawn out."""
    counts = spoken_frames(speech, filled_pauses, len(probabilities))
    return float(probabilities.prolonged[counts].mean()) if counts.any() else None
