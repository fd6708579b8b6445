"""Notes on the recording and the transcript say where they apply."""

import numpy as np
import pytest

from analysis.demo import ANSWER
from analysis.models.known import GET_ONE
from analysis.pipeline.judge import judge
from analysis.pipeline.listen import AcousticAnalysis
from analysis.pipeline.quality import MOST_QUOTES, notes_on_languages, notes_on_words
from analysis.protocol import Job
from analysis.sound.audio import RATE, Audio, Samples, load
from analysis.types import OtherLanguage, Transcript, Word


def test_a_part_in_another_language_is_named_by_its_times() -> None:
    (note,) = notes_on_languages([OtherLanguage(85.2, 93.0, "ru")])
    assert note.text.startswith("From 1:25 to 1:33, this sounds like Russian, not English.")
    (note,) = notes_on_languages([OtherLanguage(0.0, 20.0, "xx")])
    assert "another language" in note.text


@pytest.mark.parametrize(("recorded", "languages"), [("speech", ["es"]), ("music", [])])
def test_only_speech_has_a_language(recorded: str, languages: list[str]) -> None:
    samples = load(ANSWER).samples[: 8 * RATE] if recorded == "speech" else tune(8.0)
    acoustics = AcousticAnalysis(words=False)
    acoustics.feed(samples)
    others = (OtherLanguage(0.0, 8.0, "es"),)
    transcript = Transcript((), 8.0, "en", "base", others)
    found = judge(Job(1, ANSWER), Audio(samples, RATE), acoustics.end(), transcript)
    assert found.transcript
    assert [other.language for other in found.transcript.other_languages] == languages
    assert any("sounds like Spanish" in note.text for note in found.notes) is bool(languages)


def tune(seconds: float) -> Samples:
    """A melody of pure tones, two a second."""
    at = np.arange(round(seconds * RATE)) / RATE
    hertz = 220 * 2 ** (np.array([0, 4, 7, 12, 7, 4])[(2 * at).astype(int) % 6] / 12)
    return (0.2 * np.sin(2 * np.pi * np.cumsum(hertz) / RATE)).astype(np.float32)


BUSY = (
    "Some sound was lost {} while recording, so the pace may be slightly off. "
    "Close other programs while you record."
)
AWAY = (
    "The microphone sent nothing {} while recording, so the pace may be slightly off. "
    "Check its plug or connection, and keep the computer awake."
)


@pytest.mark.parametrize(
    ("overflows", "interruptions", "said"),
    [
        (0, 0, []),
        (3, 0, [BUSY.format("3 times")]),
        (0, 1, [AWAY.format("once")]),
        (1, 2, [BUSY.format("once"), AWAY.format("2 times")]),
    ],
)
def test_advice_on_lost_sound_fits_its_cause(
    overflows: int, interruptions: int, said: list[str]
) -> None:
    audio = Audio(load(ANSWER).samples[: 8 * RATE], RATE)
    acoustics = AcousticAnalysis(words=False)
    acoustics.feed(audio.samples)
    job = Job(1, ANSWER, overflows=overflows, interruptions=interruptions)
    found = judge(job, audio, acoustics.end(), None)
    assert [n.text for n in found.notes if "while record" in n.text] == said
    assert found.recording.interruptions == interruptions


def not_counted(said: str) -> str:
    """Return the note on the words of a text that end in *, from what is quoted on."""
    words = [Word(i, i + 0.5, text) for i, text in enumerate(said.split())]
    doubtful = [word for word in words if word.text.endswith("*")]
    (note,) = notes_on_words(Transcript(tuple(words), 99.0, "en", "base"), doubtful)
    assert (note.start, note.end) == (doubtful[0].start, doubtful[-1].end)
    return note.text.removeprefix("Not counted, because you probably didn't say this: ")


def test_only_words_next_to_each_other_are_quoted_together() -> None:
    assert not_counted("we don't* know why the* patient") == "“don't*”, “the*”."
    assert not_counted("well thank* you* for* that bye*") == "“thank* you* for*”, “bye*”."


def test_a_quotation_ends_at_a_word_and_a_long_list_of_them_too() -> None:
    assert not_counted("so " + "again* " * 30) == f"“{' '.join(['again*'] * 8)} …”."
    assert not_counted("so " + "L" * 200 + "*") == f"“{'L' * 60} …”."
    assert not_counted("a* b " * 9) == ", ".join(["“a*”"] * MOST_QUOTES) + ", and 4 more."


def test_without_a_transcript_no_saved_answer_is_assumed() -> None:
    (note,) = notes_on_words(None, ())
    assert note.text.endswith(GET_ONE)
    assert "reanalyze" not in note.text, "neither the sample answer nor a file is saved"
