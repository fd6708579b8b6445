"""One of two voices: the other is found and left out of the analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.hearing.speech import SHORTEST_PAUSE
from analysis.hearing.voices import Voices
from analysis.pipeline.listen import AcousticResult
from analysis.sound.encoder import PERIOD
from analysis.types import VOICE, Note, Span, Transcript

VOICES = "voices"
"""Kind of the note on a second voice; a ``VOICE`` note on each voice follows it."""

MOST = 0
"""As the wanted voice: the one that speaks more, if it is clear who speaks when; else both."""


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    """The voice to analyze, with its turns (``mine``): the turns of the ``other`` are left out."""

    mine: tuple[Span, ...] = ()
    other: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()

    def sound(self, acoustics: AcousticResult) -> AcousticResult:
        """Leave the other voice out of the sound; silence next to it isn't a pause."""
        if not self.other:
            return acoustics
        rest = acoustics.without(self.other)
        speech = rest.speech
        pauses = tuple(p for p in speech.pauses if not _beside(p, self.other))
        analysis = replace(rest.analysis, speech=replace(speech, pauses=pauses))
        heard = analysis.probabilities
        mine = np.ones(len(heard), np.float32)
        for span in self.other:
            mine[int(span.start / PERIOD) : int(np.ceil(span.end / PERIOD))] = 0
        masked = replace(
            heard,
            speech=heard.speech * mine,
            filled=heard.filled * mine,
            prolonged=heard.prolonged * mine,
        )
        return replace(rest, analysis=replace(analysis, probabilities=masked))

    def words(self, transcript: Transcript | None) -> Transcript | None:
        """Leave out the words that the other voice says: those nearer to one of its turns."""
        if transcript is None or not self.other:
            return transcript
        mine = tuple(
            w
            for w in transcript.words
            if _distance(w.middle, self.mine) <= _distance(w.middle, self.other)
        )
        return replace(transcript, words=mine)


def choose_voice(voices: Voices | None, wanted: int | None) -> ChosenVoice:
    """Choose voice 1 or 2, the one that clearly speaks more (``MOST``), or, with ``None``, both."""
    if voices is None:
        text = f"Only one voice was found, so --voice {wanted} has no effect."
        return ChosenVoice(notes=(Note(VOICES, text),) if wanted else ())
    turns = (_longest_turn(voices, 1), _longest_turn(voices, 2))
    said = (
        f"There are two voices: voice 1, which speaks first ({turns[0].text}), "
        f"and voice 2 ({turns[1].text})."
    )
    if wanted is None:
        return ChosenVoice(notes=(Note(VOICES, f"{said} Both were analyzed as yours."), *turns))
    if wanted == MOST and not voices.is_clear:
        text = f"{said} They are hard to tell apart, so both were analyzed as yours."
        return ChosenVoice(notes=(Note(VOICES, text), *turns))
    number = wanted or voices.longer
    more = "" if wanted else ", which speaks more,"
    text = f"{said} Only voice {number}{more} was analyzed."
    return ChosenVoice(voices.of(number), voices.of(3 - number), (Note(VOICES, text), *turns))


def _longest_turn(voices: Voices, number: int) -> Note:
    turns = voices.of(number)
    longest = max(turns, key=lambda span: span.duration)
    seconds = sum(span.duration for span in turns)
    return Note(VOICE, f"{seconds:.0f} s", longest.start, longest.end)


def _distance(time: float, turns: Sequence[Span]) -> float:
    """Return the seconds from a time to the nearest turn; 0 within one."""
    return min(Span(time, time).distance(turn) for turn in turns)


def _beside(pause: Span, others: Sequence[Span]) -> bool:
    """Whether a silence is next to the other voice's speech."""
    near = SHORTEST_PAUSE / 2
    return any(o.start <= pause.end + near and o.end >= pause.start - near for o in others)
