"""Filled pauses: heard in sound, refused where a word accounts for it, taken from words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from analysis.hearing.analyzer import analyze
from analysis.hearing.filled_pauses import SPOKEN, filled_pauses
from analysis.sound.audio import RATE, Samples, load
from analysis.types import Filler, Word
from tests.analysis.sounds import answer, hush, vowel

espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng says the test sentences; it is missing"
)
BEFORE = "We talked about the plan with the family."
AFTER = "Before the patient went home, we asked him."


def found(samples: Samples, words: list[Word] | None = None) -> tuple[Filler, ...]:
    analysis = analyze(samples)
    return filled_pauses(analysis.probabilities, analysis.speech, words, samples)


def said(folder: Path, text: str, voice: str = "en-us") -> Samples:
    """A sentence without the silence around it."""
    out = folder / "said.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", str(out), text], check=True)
    sound = load(out).samples
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    return 0.5 * sound[loud[0] : loud[-1]]


def with_uh(folder: Path, voice: str = "en-us") -> tuple[Samples, float]:
    """Two sentences with 0.45 s of a plain vowel between them, and when it begins."""
    first, second = said(folder, BEFORE, voice), said(folder, AFTER, voice)
    parts = [hush(0.5), first, hush(0.2), vowel(0.45, 118, glide=-1), hush(0.3), second, hush(0.5)]
    return answer(parts), 0.7 + len(first) / RATE


@espeak
@pytest.mark.parametrize("voice", ["en-us", "en-us+f2", "en-gb"])
def test_an_uh_between_sentences_is_heard_once(tmp_path: Path, voice: str) -> None:
    sound, start = with_uh(tmp_path, voice)
    (filler,) = found(sound)
    assert filler.start == pytest.approx(start, abs=0.06)
    assert filler.end == pytest.approx(start + 0.45, abs=0.06)
    assert (filler.text, filler.kind, filler.evidence) == ("uh", "filled_pause", "sound")
    assert 0.3 <= filler.confidence <= 1


@espeak
@pytest.mark.parametrize("voice", ["en-us+f4", "en-us+f2"])
def test_one_in_the_speakers_own_voice_is_heard(tmp_path: Path, voice: str) -> None:
    parts = [said(tmp_path, text, voice) for text in (BEFORE, "um", AFTER)]
    sound = answer([hush(0.5), parts[0], hush(0.2), parts[1], hush(0.3), parts[2], hush(0.5)])
    start = 0.7 + len(parts[0]) / RATE
    (heard,) = found(sound)
    assert heard.start == pytest.approx(start, abs=0.1)
    assert heard.text == "um"


@espeak
def test_a_fluent_sentence_has_none(tmp_path: Path) -> None:
    assert found(answer([hush(0.5), said(tmp_path, AFTER), hush(0.5)])) == ()


@espeak
@pytest.mark.parametrize(("scale", "close"), [(0.05, 0.25), (0.4, 0.05)])
def test_level_changes_little(tmp_path: Path, scale: float, close: float) -> None:
    sound, _ = with_uh(tmp_path)
    (loud,), (soft,) = found(sound), found(np.asarray(scale * sound, np.float32))
    assert loud.start == pytest.approx(soft.start, abs=0.021)
    assert loud.confidence == pytest.approx(soft.confidence, abs=close)


@espeak
def test_silence_before_moves_it_as_far(tmp_path: Path) -> None:
    sound, _ = with_uh(tmp_path)
    (first,) = found(sound)
    (later,) = found(np.concatenate([hush(0.7, level=1.4e-4, seed=5), sound]))
    assert later.start - 0.7 == pytest.approx(first.start, abs=0.021)


@espeak
def test_one_that_is_written_too_is_both_and_named_as_written(tmp_path: Path) -> None:
    sound, start = with_uh(tmp_path)
    (filler,) = found(sound, [Word(start, start + 0.4, "Erm,")])
    assert (filler.evidence, filler.text) == ("both", "erm")


@espeak
def test_one_that_was_only_written_does_not_count(tmp_path: Path) -> None:
    sound = answer([hush(0.5), said(tmp_path, AFTER), hush(0.5)])
    assert found(sound, [Word(0.8, 1.1, "Um,"), Word(1.2, 1.5, "yes")]) == ()


@pytest.mark.parametrize(
    "text", ["um", "Uh,", "uhm", "er", "Erm...", "hmm", "mm", "ah", "eh", "mhm"]
)
def test_how_fillers_are_written(text: str) -> None:
    assert SPOKEN.fullmatch(text)


@pytest.mark.parametrize("text", ["a", "I", "are", "hum", "her", "umbrella", "him", "am", "m"])
def test_what_is_a_word(text: str) -> None:
    assert not SPOKEN.fullmatch(text)


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.float32), hush(2.0)])
def test_nothing_is_heard_in_silence(samples: Samples) -> None:
    assert found(samples) == found(samples, []) == ()
