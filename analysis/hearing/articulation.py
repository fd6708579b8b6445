"""How much the sound changes while somebody speaks, which slow and unclear speech does little."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.hearing.speech import Speech, spoken_frames
from analysis.sound.acoustic_change import LATER
from analysis.sound.arrays import Floats
from analysis.types import Span


def mean_change(change: Floats, speech: Speech, filled_pauses: Sequence[Span] = ()) -> float | None:
    """Return the mean of change (n,) between two moments of speech outside filled pauses.

    ``None`` where there are no two such moments.
    """
    spoken = spoken_frames(speech, filled_pauses, len(change))
    both = spoken[LATER:] & spoken[:-LATER] & ~np.isnan(change[LATER:])
    return float(change[LATER:][both].mean()) if both.any() else None
