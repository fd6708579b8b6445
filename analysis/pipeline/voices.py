"""One of two voices: the other is found and left out of the analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.hearing.speech import SHORTEST_PAUSE
from analysis.hearing.voices import Voices
from analysis.pipeline.listen import AcousticResult
from analysis.sound.encoder import PERIOD
from analysis.types import Note, Span, Transcript

VOICES = "voices"
"""Kind of the note on a second voice."""

MOST = 0
"""As the wanted voice: the one that speaks more."""


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    """The voice to analyze: the turns of the ``other`` voice are left out."""

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
        """Leave out the words that the other voice says."""
        if transcript is None or not self.other:
            return transcript
        mine = tuple(
            w for w in transcript.words if not any(o.start <= w.middle < o.end for o in self.other)
        )
        return replace(transcript, words=mine)


def choose_voice(voices: Voices | None, wanted: int | None) -> ChosenVoice:
    """Choose voice 1 or 2, the one that speaks more (``MOST``), or, with ``None``, both."""
    if voices is None:
        text = f"Only one voice was found, so --voice {wanted} has no effect."
        return ChosenVoice(notes=(Note(VOICES, text),) if wanted else ())
    both = [sum(span.duration for span in voices.of(n)) for n in (1, 2)]
    said = (
        f"There are two voices: voice 1, which speaks first ({both[0]:.0f} s), "
        f"and voice 2 ({both[1]:.0f} s)."
    )
    if wanted is None:
        text = f"{said} Both count as yours. `viva analyze FILE --voice 1` analyzes one alone."
        return ChosenVoice(notes=(Note(VOICES, text),))
    number = wanted or voices.longer
    other = 3 - number
    text = f"{said} Only voice {number} was analyzed."
    if not wanted:
        text = (
            f"{said} Only voice {number}, which speaks more, was analyzed. "
            f"If you are voice {other}, add --voice {other}."
        )
    return ChosenVoice(voices.of(other), (Note(VOICES, text),))


def _beside(pause: Span, others: Sequence[Span]) -> bool:
    """Whether a silence is next to the other voice's speech."""
    near = SHORTEST_PAUSE / 2
    return any(o.start <= pause.end + near and o.end >= pause.start - near for o in others)
