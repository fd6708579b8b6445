"""Melody: how far a voice moves, final rises on statements, and monotone stretches."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.melody.contour import Contour, contour
from analysis.hearing.melody.monotone import monotone_stretches
from analysis.hearing.melody.rises import statement_ends
from analysis.hearing.speech import Speech
from analysis.measures.pitch import FINAL_RISE, MONOTONE
from analysis.pipeline.melody import notes_on_melody
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE, Samples
from analysis.sound.frames import HOP, Frames
from analysis.types import Span, Word


def voice(pitch: Samples) -> Samples:
    """A buzz with the given pitch in hertz for each sample."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    harmonics = np.arange(1, 8)[:, None]
    return np.asarray(0.1 * (np.sin(harmonics * phase) / harmonics).sum(axis=0), np.float32)


def speech(*regions: Span, noise_db: float | None = 40.0) -> Speech:
    return Speech(regions, (), (), (), -20.0, noise_db, 0.0)


def melody(pitch: Samples) -> Contour | None:
    return contour(Frames.of(voice(pitch)), speech(Span(0.0, len(pitch) / RATE)))


@pytest.mark.parametrize("hertz", [110.0, 220.0])
def test_a_monotone_does_not_vary(hertz: float) -> None:
    found = melody(np.full(8 * RATE, hertz, np.float32))
    assert found is not None and found.spread < 0.2


@pytest.mark.parametrize("hertz", [110.0, 200.0])
def test_a_siren_varies_by_what_it_sweeps_in_any_voice(hertz: float) -> None:
    at = np.arange(12 * RATE) / RATE
    sweep = 3.0 * np.sin(2 * np.pi * 0.5 * at)  # ± 3 semitones: SD 3 / √2
    found = melody((hertz * 2 ** (sweep / 12)).astype(np.float32))
    assert found is not None and found.spread == pytest.approx(3 / np.sqrt(2), rel=0.15)


def test_too_little_voice_is_undefined() -> None:
    assert melody(np.full(4 * RATE, 110.0, np.float32)) is None


SENTENCE, SILENCE = 2.0, 0.5


def sentences(*moves: float, hertz: float = 120.0) -> tuple[Contour, Speech, list[Word]]:
    """Statements of 2 s whose last 0.3 s move by so many semitones, a silence after each."""
    parts, regions, words = [], [], []
    at = 0.0
    for move in moves:
        steps = np.zeros(round(SENTENCE * RATE))
        glide = round(0.3 * RATE)
        steps[-glide:] = np.linspace(0, move, glide)
        parts += [
            voice(np.asarray(hertz * 2 ** (steps / 12), np.float32)),
            np.zeros(round(SILENCE * RATE), np.float32),
        ]
        regions.append(Span(at, at + SENTENCE))
        words.append(Word(at, at + SENTENCE - 0.05, "friends."))
        at += SENTENCE + SILENCE
    heard = speech(*regions)
    found = contour(Frames.of(np.concatenate(parts).astype(np.float32)), heard)
    assert found is not None
    return found, heard, words


@pytest.mark.parametrize("hertz", [100.0, 160.0])
def test_a_rise_at_the_end_of_a_statement_is_found_with_its_size(hertz: float) -> None:
    ends = statement_ends(*sentences(-4, 6, 0, 1.5, hertz=hertz))
    assert [end.rises for end in ends] == [False, True, False, False]
    assert ends[1].rise == pytest.approx(5.5, abs=1)
    assert ends[1].end == pytest.approx(SENTENCE * 2 + SILENCE, abs=0.05)


def test_a_question_may_rise_and_a_whisper_is_not_judged() -> None:
    found, heard, words = sentences(6, 6, -2, -2)
    words[0] = Word(words[0].start, words[0].end, "friends?")
    assert len(statement_ends(found, heard, words)) == 3
    silent = Contour(np.full(len(found.semitones), np.nan, np.float32))
    assert statement_ends(silent, heard, words) == ()


def test_where_speech_goes_on_there_is_no_end() -> None:
    found, heard, words = sentences(6, 6, 6, 6)
    going_on = speech(Span(0.0, heard.regions[-1].end))
    assert len(statement_ends(found, going_on, words)) == 1


def test_rises_are_counted_in_one_note_and_each_has_its_moment() -> None:
    found, heard, words = sentences(6, -3, 6, -3, -3)
    whole, *each = notes_on_melody(found, heard, words)
    assert whole.text == "Your voice rose at the end of 2 of 5 statements"
    assert {note.kind for note in (whole, *each)} == {FINAL_RISE}
    assert [note.end for note in each] == [pytest.approx(2, abs=0.05), pytest.approx(7, abs=0.05)]


def test_a_single_rise_few_statements_or_noise_say_nothing() -> None:
    assert notes_on_melody(*sentences(6, -3, -3, -3)) == []
    assert notes_on_melody(*sentences(6, 6, -3)) == []
    found, heard, words = sentences(6, 6, -3, -3)
    assert notes_on_melody(found, speech(*heard.regions, noise_db=8.0), words) == []
    assert notes_on_melody(None, heard, words) == []


def moving(seconds: float, semitones: float, seed: int) -> Floats:
    """A melody that moves at random within plus or minus so many semitones."""
    steps = np.random.default_rng(seed).uniform(-semitones, semitones, round(seconds * 2) + 1)
    at = np.arange(round(seconds / HOP)) * HOP
    return np.asarray(np.interp(at, np.arange(len(steps)) / 2, steps), np.float32)


def test_a_stretch_far_flatter_than_the_rest_is_found() -> None:
    line = Contour(np.concatenate([moving(50, 4, 1), moving(20, 1, 2), moving(40, 4, 3)]))
    (flat,) = monotone_stretches(line)
    assert flat.start == pytest.approx(50, abs=5) and flat.end == pytest.approx(70, abs=5)
    assert flat.range < 0.55 * flat.usual
    (note,) = notes_on_melody(line, speech(Span(0, 110)), ())
    assert (note.kind, note.start) == (MONOTONE, flat.start)


def test_lost_time_makes_no_stretch_monotone_and_hides_none() -> None:
    flat = np.concatenate([moving(50, 4, 1), moving(20, 1, 2), moving(40, 4, 3)])
    (before,) = monotone_stretches(Contour(flat))
    hole, gone = Span(60, 90), np.full(round(30 / HOP), np.nan, np.float32)
    holed = np.insert(flat, round(60 / HOP), gone)
    (after,) = monotone_stretches(Contour(holed), [hole])
    assert (after.start, after.end) == (before.start, before.end + 30)
    assert (after.range, after.usual) == (before.range, before.usual)
    (note,) = notes_on_melody(Contour(holed), speech(Span(0, 60), Span(90, 140)), ())
    assert (note.start, note.end) == (after.start, after.end)
    lively = moving(50, 4, 1)
    assert monotone_stretches(Contour(np.concatenate([lively, gone])), [Span(50, 80)]) == ()


def test_a_calm_voice_a_short_dip_and_a_short_answer_are_not_monotone() -> None:
    assert monotone_stretches(Contour(moving(110, 1, 1))) == ()
    dip = np.concatenate([moving(50, 4, 1), moving(8, 1, 2), moving(50, 4, 3)])
    assert monotone_stretches(Contour(dip)) == ()
    short = np.concatenate([moving(30, 4, 1), moving(20, 1, 2)])
    assert monotone_stretches(Contour(short)) == ()


def test_an_answer_without_enough_voice_is_not_judged() -> None:
    line = moving(110, 4, 1)
    line[::2] = np.nan
    line[: round(90 / HOP)] = np.nan
    assert monotone_stretches(Contour(line)) == ()
