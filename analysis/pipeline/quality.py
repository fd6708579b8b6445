"""How good the recording and the transcript are: notes that never count in a score."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from analysis.bands import bands
from analysis.hearing.speech import Speech
from analysis.models.known import GET_ONE
from analysis.report.transcript.moments import timestamp
from analysis.types import Note, OtherLanguage, Span, Transcript, Word
from analysis.words.untranscribed import UNHEARD

CUT_OFF = "cut_off"
"""Kind of the note on a file that ends early."""

NOISY_DB = 12.0
"""Signal-to-noise ratio below which short pauses get lost."""

CLIPPED = 0.001
"""Share of clipped samples that is audible."""


LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "es": "Spanish", "fa": "Persian",
    "fr": "French", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "ml": "Malayalam", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "ta": "Tamil",
    "te": "Telugu", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""The names of languages that applicants speak, by Whisper's code."""

TOO_BUSY = (
    "Some sound was lost {times} while recording, so the pace may be slightly off. "
    "Close other programs while you record."
)
INTERRUPTED = (
    "The microphone sent nothing {times} while recording, so the pace may be slightly off. "
    "Check its plug or connection, and keep the computer awake."
)

TELLING = 1.0
"""Seconds of other sounds, or of none from the device, that are worth a note."""

UNUSABLE_DB = 3.0
"""Signal-to-noise ratio at which pauses and filled pauses are lost in the noise."""


LONGEST_QUOTE, MOST_QUOTES = 60, 5
"""Characters of a quotation of doubtful words, and how many of them a note has."""


def withheld_scores(speech: Speech) -> dict[str, str]:
    """Name the scores that this recording is too poor for, each with the reason."""
    if speech.noise_db is None or speech.noise_db >= UNUSABLE_DB:
        return {}
    reason = (
        "Pauses and fillers aren't scored because the background is as loud as your voice. "
        "Record again in a quieter room or closer to the microphone."
    )
    return {"pauses": reason, "fillers": reason}


def notes_on_recording(speech: Speech) -> list[Note]:
    """Return the problems of the sound, each with what to do about it."""
    notes = []

    def say(text: str) -> None:
        notes.append(Note("recording", text))

    if speech.regions and (other := _seconds(speech.foreign)) >= TELLING:
        say(f"{other:.0f} s were left out: music or other sounds that don't sound like speech.")
    if speech.regions and (zeros := _seconds(speech.dropouts)) >= TELLING:
        say(
            f"The microphone sent no sound for {zeros:.0f} s. That time counts as neither speech "
            "nor a pause."
        )
    if speech.noise_db is not None and speech.noise_db < NOISY_DB:
        say(
            f"The background is loud (only {speech.noise_db:.0f} dB below your voice), so short "
            "pauses may be missed. Move closer to the microphone or to a quieter room."
        )
    if speech.clipped > CLIPPED:
        say("The loudest parts are distorted. Turn down the microphone's level.")
    if speech.level_db is not None and speech.level_db < bands().evidence.quiet:
        say("Your voice is very quiet. Move closer to the microphone or turn up its level.")
    return notes


def notes_on_lost_sound(overflows: int, interruptions: int) -> list[Note]:
    """Say what the recording lost, and what to do about its cause: each has its own."""
    return [
        Note("recording", text.format(times="once" if count == 1 else f"{count} times"))
        for text, count in ((TOO_BUSY, overflows), (INTERRUPTED, interruptions))
        if count
    ]


def _seconds(spans: Sequence[Span]) -> float:
    return sum(span.duration for span in spans)


def notes_on_words(transcript: Transcript | None, doubtful: Sequence[Word]) -> list[Note]:
    """Say how far the words can be trusted."""
    if transcript is None:
        return [
            Note(
                "transcript",
                "These results come from the sound alone. A transcript, and its scores, need a "
                f"speech model. {GET_ONE}",
            )
        ]
    notes = []
    if doubtful:
        said = _quoted(transcript.words, doubtful)
        notes.append(
            Note(
                "transcript",
                f"Not counted, because you probably didn't say this: {said}.",
                doubtful[0].start,
                doubtful[-1].end,
            )
        )
    return notes


def _quoted(words: Sequence[Word], doubtful: Sequence[Word]) -> str:
    """Quote the doubtful words: those next to each other together, the others apart."""
    wanted = set(doubtful)
    parts = [
        _shortened(" ".join(word.text for word in part))
        for is_doubtful, part in groupby(words, wanted.__contains__)
        if is_doubtful
    ]
    more = len(parts) - MOST_QUOTES
    left_out = f", and {more} more" if more > 0 else ""
    return ", ".join(f"“{part}”" for part in parts[:MOST_QUOTES]) + left_out


def _shortened(text: str) -> str:
    """Cut a long text between words; a loop of letters is one word, so within it."""
    first, *more = textwrap.wrap(text, LONGEST_QUOTE) or [""]
    return f"{first} …" if more else first


def notes_on_languages(others: Sequence[OtherLanguage]) -> list[Note]:
    """Say which stretches aren't English, and that they don't count."""
    return [
        Note(
            "transcript",
            f"From {timestamp(o.start)} to {timestamp(o.end)}, this sounds like "
            f"{LANGUAGES.get(o.language, 'another language')}, not English. That part is left out "
            "of the transcript and all numbers.",
            o.start,
            o.end,
        )
        for o in others
    ]


def notes_on_untranscribed(left_over: Sequence[Span]) -> list[Note]:
    """Flag each stretch of speech that isn't in the transcript, without guessing its words."""
    text = "Speech that isn't in the transcript, perhaps a repeat or a restart."
    return [Note(UNHEARD, text, span.start, span.end) for span in left_over]


def notes_on_cut(there: float, promised: float | None) -> list[Note]:
    """Say that a file ends before its header says it does."""
    if promised is None:
        return []
    text = f"The file is cut off: only {there:.0f} of its {promised:.0f} s could be analyzed."
    return [Note(CUT_OFF, text)]
