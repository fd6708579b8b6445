"""Two voices are noticed and told apart; one voice stays one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy import signal

from analysis.hearing.analyzer import analyze as hear
from analysis.hearing.voices import Timbre, Voices, parted, spread, two_voices, voice_frames
from analysis.pipeline.follow import analyze
from analysis.pipeline.voices import MOST, ChosenVoice, choose_voice
from analysis.protocol import Job
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE
from analysis.sound.encoder import PERIOD
from analysis.sound.frames import Frames
from analysis.types import Analysis, Span, Transcript, Word
from tests.analysis.sounds import shipped


def another(start: float, end: float) -> Floats:
    """Another speaker: the shipped answer from a smaller mouth, a fifth higher."""
    said = shipped()[round(start * RATE) : round(end * RATE)]
    return np.asarray(signal.resample_poly(said, 2, 3), np.float32)


def part(start: float, end: float) -> Floats:
    return shipped()[round(start * RATE) : round(end * RATE)]


@cache
def interview() -> Floats:
    """Two questions and two answers: 0–12.0 s and 42.0–52.0 s are the interviewer's."""
    return np.concatenate([another(60, 78), part(0, 30), another(80, 95), part(30, 59.5)])


def voices_in(samples: Floats) -> Voices | None:
    return two_voices(Frames.of(samples), hear(samples))


def judged(tmp_path: Path, samples: Floats, voice: int | None) -> Analysis:
    path = tmp_path / "a.wav"
    soundfile.write(path, samples, RATE)
    return analyze(Job(1, path, voice=voice), None, lambda share: None)


def test_two_voices_are_told_apart() -> None:
    voices = voices_in(interview())
    assert voices is not None and voices.longer == 2 and not voices.is_clear
    for number, (start, end) in ((1, (0.0, 12.0)), (1, (42.0, 52.0)), (2, (12.0, 42.0))):
        said = Span(start, end)
        right, wrong = (sum(s.overlap(said) for s in voices.of(n)) for n in (number, 3 - number))
        assert right > 0.6 * said.duration
        assert wrong < 1.5


def test_one_voice_is_one() -> None:
    assert voices_in(shipped()) is None
    assert voices_in(np.concatenate([shipped()[: 20 * RATE], 0.2 * shipped()[: 20 * RATE]])) is None
    assert voices_in(shipped()[: 5 * RATE]) is None
    assert voices_in(np.zeros(RATE, np.float32)) is None


def test_an_um_is_no_second_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.hearing.voices.CLEAR", 2.5)
    samples, found = interview(), hear(interview())
    filled = found.probabilities.filled.copy()
    for start, end in ((0, 12), (42, 52)):
        filled[round(start / PERIOD) : round(end / PERIOD)] = 1
    hesitant = replace(found, probabilities=replace(found.probabilities, filled=filled))
    voices = two_voices(Frames.of(samples), found)
    assert voices is not None and voices.is_clear
    assert two_voices(Frames.of(samples), hesitant) is None


@pytest.mark.parametrize(("below_db", "told"), [(25, True), (8, False)])
def test_a_hum_is_no_voice(below_db: float, told: bool) -> None:
    said, pauses = part(0, 30), hear(part(0, 30)).speech.pauses
    at = np.arange(len(said)) / RATE
    hum = np.sum([np.sin(2 * np.pi * 100 * k * at) / k for k in range(1, 8)], axis=0)
    loud = said[np.abs(said) > np.percentile(np.abs(said), 60)]
    hum *= np.sqrt(np.mean(loud**2) / np.mean(hum**2)) * 10 ** (-below_db / 20)
    _, voiced = voice_frames(Frames.of((said + hum).astype(np.float32)))
    inside = [voiced[round(100 * p.start) + 5 : round(100 * p.end) - 5].mean() for p in pauses]
    assert np.mean(inside) < 0.1
    assert voiced.any() == told


@pytest.mark.slow
def test_the_other_voice_is_never_judged(tmp_path: Path) -> None:
    alone = judged(tmp_path, part(0, 59.5), MOST)
    assert not any(note.kind == "voices" for note in alone.notes)
    mine = judged(tmp_path, interview(), 2)
    assert mine.measures["answer_length"] == pytest.approx(alone.measures["answer_length"], abs=1.0)
    assert len(mine.fillers) == len(alone.fillers) == 4
    assert abs(len(mine.pauses) - len(alone.pauses)) <= 1
    (said,) = (note.text for note in mine.notes if note.kind == "voices")
    assert "Only voice 2 was analyzed." in said
    theirs = judged(tmp_path, interview(), 1)
    assert (theirs.measures["answer_length"] or 0) < 25
    assert all(f.start < 12 or 42 < f.start < 52 for f in theirs.fillers)
    both = judged(tmp_path, interview(), None)
    assert (both.measures["answer_length"] or 0) > 75


def test_the_note_on_the_choice() -> None:
    voices = Voices((Span(0, 10),), (Span(12, 50),), is_clear=True)
    assert choose_voice(voices, 1).other == voices.second
    mine = choose_voice(voices, MOST)
    assert mine.other == voices.first
    assert mine.notes[0].text.endswith("Only voice 2, which speaks more, was analyzed.")
    assert choose_voice(voices, None).other == ()
    said, first, second = choose_voice(voices, None).notes
    assert said.text.endswith("Both were analyzed as yours.")
    assert (first.text, first.start, first.end) == ("10 s", 0, 10)
    assert (second.text, second.start, second.end) == ("38 s", 12, 50)
    assert choose_voice(None, 2).notes[0].text.startswith("Only one voice was found")
    assert choose_voice(None, MOST).notes == choose_voice(None, None).notes == ()


def test_speech_is_only_left_out_unasked_where_the_voices_are_clear() -> None:
    unclear = Voices((Span(0, 10),), (Span(12, 50),))
    assert choose_voice(unclear, MOST).other == ()
    assert "hard to tell apart, so both" in choose_voice(unclear, MOST).notes[0].text
    assert choose_voice(unclear, 2).other == unclear.first


def test_a_word_beside_the_other_voices_turn_is_left_out_with_it() -> None:
    chosen = ChosenVoice(mine=(Span(10, 20),), other=(Span(2, 8),))
    words = (
        Word(1.2, 1.8, "So,"),
        Word(7.9, 8.5, "you?"),
        Word(9.5, 10.1, "I"),
        Word(20, 21, "am"),
    )
    left = chosen.words(Transcript(words, 22.0, "en", "base"))
    assert left is not None and [w.text for w in left.words] == ["I", "am"]


def test_the_spread_is_within_each_voice() -> None:
    near, far = np.array([[0, 1], [0, -1]], np.float32), np.array([[50, 3], [50, -3]], np.float32)
    assert spread([near, far]) == pytest.approx(np.sqrt((1 + 9) / 2))


def test_points_are_parted_by_what_is_close_together() -> None:
    points = np.array([[0, 0], [0, 1], [9, 9], [1, 0], [9, 8]], np.float32)
    assert sorted(map(sorted, parted(points))) == [[0, 1, 3], [2, 4]]


def test_what_is_computed_while_it_grows_is_the_same() -> None:
    whole, grows = interview(), Timbre()
    for end in (0, 7_000, 31 * RATE, 31 * RATE + 5, len(whole) - 1):
        grows.feed(whole[:end])
    for one, other in zip(grows.end(whole), Timbre().end(whole), strict=True):
        assert np.array_equal(one, other)
