"""Notes on the melody of an answer, each with its moment; neutral, and never scored."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.hearing.melody.contour import Contour
from analysis.hearing.melody.monotone import monotone_stretches
from analysis.hearing.melody.rises import StatementEnd, statement_ends
from analysis.hearing.melody.stress import stressed, syllables_in
from analysis.hearing.speech import Speech
from analysis.measures.pitch import FINAL_RISE, MONOTONE
from analysis.pipeline.listen import AcousticResult
from analysis.pipeline.quality import NOISY_DB
from analysis.types import Note, Span, Word
from analysis.words.terms import STRESS, stress_sentence, syllables_of

FEWEST = 4
"""Statements whose end can be judged, below which nothing is said about them."""

FEWEST_RISES = 2
"""A single rise may be chance."""

LONGEST_TERM = 3.0
"""Seconds; longer speech is more than the term."""

LEAD = 1.5
"""Seconds to hear before a rise."""


def notes_on_melody(contour: Contour | None, speech: Speech, words: Sequence[Word]) -> list[Note]:
    """Note final rises on statements and monotone stretches, where the sound is clear enough."""
    if contour is None or speech.noise_db is None or speech.noise_db < NOISY_DB:
        return []
    flat = [
        Note(
            MONOTONE,
            f"Your voice moved within {s.range:.1f} semitones here; in this answer, "
            f"{s.usual:.1f} are usual.",
            s.start,
            s.end,
        )
        for s in monotone_stretches(contour, speech.lost)
    ]
    return _on_rises(statement_ends(contour, speech, words)) + flat


def notes_on_stress(say: str | None, acoustics: AcousticResult) -> list[Note]:
    """Note which syllable of a term was stressed, where that is clear; ``say`` is its respelling.

    The recording contains the term alone.
    """
    asked, regions = syllables_of(say) if say else None, acoustics.speech.regions
    if asked is None or not regions or regions[-1].end - regions[0].start > LONGEST_TERM:
        return []
    parts, right = asked
    span = Span(regions[0].start, regions[-1].end)
    nuclei = acoustics.analysis.probabilities.nuclei
    syllables = syllables_in(acoustics.frames, nuclei, span, len(parts))
    heard = stressed(syllables, right) if syllables else None
    if heard is None:
        return []
    there = syllables[heard]
    return [Note(STRESS, stress_sentence(parts, right, heard), there.start, there.end)]


def _on_rises(ends: Sequence[StatementEnd]) -> list[Note]:
    """Say how many statements end in a rise, then name each."""
    rises = [end for end in ends if end.rises]
    if len(ends) < FEWEST or len(rises) < FEWEST_RISES:
        return []
    whole = f"Your voice rose at the end of {len(rises)} of {len(ends)} statements"
    return [Note(FINAL_RISE, whole), *(_on_rise(rise) for rise in rises)]


def _on_rise(end: StatementEnd) -> Note:
    text = f"rose {end.rise:.0f} semitones"
    return Note(FINAL_RISE, text, max(0.0, end.end - LEAD), end.end)
