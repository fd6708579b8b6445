"""Final rises: where the voice goes up at the end of a statement, as it does in a question.

Neutral: many good speakers do it. A rise counts from three semitones, the least that plays a part
in how speech is understood ('t Hart 1981), if it ends above the middle of the speaker's voice. Only
ends with a clear voice, and silence after them, are judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.hearing.melody.contour import Contour
from analysis.hearing.speech import Speech
from analysis.sound.arrays import Floats
from analysis.sound.frames import HOP
from analysis.types import Span, Word
from analysis.words.markers.tokens import edge_after

LEAST = 3.0
"""Semitones of a rise."""

FINAL = 0.45
"""Seconds before the end of the speech in which a rise is searched."""

VOICELESS = 0.22
"""Seconds at the end that may be voiceless, such as the consonants of "asks"."""

CLEAR = 0.1
"""Seconds of unbroken voice needed at the end."""

BREATH = 0.03
"""Seconds without voice that don't break it."""

JUMP = 2.0
"""Semitones from one frame to the next that are an error, or a creak, rather than a melody."""

BESIDE = 0.25
"""Seconds by which the end of the last word and that of the speech may differ."""

SETTLE = 8
"""Frames (40 ms) of which a level is the median."""


@dataclass(frozen=True, slots=True)
class StatementEnd(Span):
    """The end of a statement: from where the voice was lowest to its end; ``rise`` in semitones.

    ``rises`` says whether that is a final rise.
    """

    rise: float
    rises: bool


def statement_ends(
    contour: Contour, speech: Speech, words: Sequence[Word]
) -> tuple[StatementEnd, ...]:
    """Measure the end of each statement that can be judged, in order."""
    found = []
    for word in words:
        if edge_after(word.text) != "sentence":
            continue
        near = [r.end for r in speech.regions if abs(r.end - word.end) <= BESIDE]
        measured = final_movement(contour, min(near)) if near else None
        if measured is not None:
            found.append(measured)
    return tuple(found)


def final_movement(contour: Contour, end: float) -> StatementEnd | None:
    """Measure the melody before the end of speech; ``None`` where the voice isn't clear."""
    first = max(0.0, end - FINAL)
    run, last = _last_run(contour.part(Span(first, end)))
    if not len(run) or end - first - last * HOP > VOICELESS:
        return None
    levels = [float(np.nanmedian(run[i : i + SETTLE])) for i in range(len(run) - SETTLE + 1)]
    lowest = int(np.argmin(levels))
    rise = levels[-1] - levels[lowest]
    finish = first + last * HOP
    start = finish - (len(run) - lowest) * HOP
    rises = rise >= LEAST and levels[-1] >= 0 and levels[-1] >= max(levels) - 1
    return StatementEnd(start, finish, rise, rises)


def _last_run(tones: Floats) -> tuple[Floats, int]:
    """Return the last clear stretch of unbroken voice, and the place of its end."""
    voiced = np.flatnonzero(~np.isnan(tones))
    if not len(voiced):
        return tones[:0], 0
    far = np.diff(voiced) * HOP > BREATH
    leaps = np.abs(np.diff(tones[voiced])) > JUMP
    for run in reversed(np.split(voiced, np.flatnonzero(far | leaps) + 1)):
        if (run[-1] + 1 - run[0]) * HOP >= CLEAR:
            return tones[run[0] : run[-1] + 1], int(run[-1]) + 1
    return tones[:0], 0
