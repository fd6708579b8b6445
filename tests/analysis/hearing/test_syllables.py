"""Syllable nuclei: counted right on made sounds, in order, whatever the level."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from analysis.hearing.analyzer import analyze
from analysis.sound.audio import RATE, Samples, load
from tests.analysis.sounds import answer, hush, spoken, three_phrases

espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng says the test sentences; it is missing"
)


def heard(samples: Samples) -> tuple[float, ...]:
    return analyze(samples).nuclei


@espeak
@pytest.mark.parametrize("voice", ["en-us", "en-us+f2", "en-gb"])
def test_two_sentences_of_33_syllables(tmp_path: Path, voice: str) -> None:
    text = (
        "We talked about the plan with the family before the patient went home. "
        "I asked her what she wanted, and we found a way together."
    )
    out = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", str(out), text], check=True)
    sound = answer([hush(0.5), 0.5 * load(out).samples, hush(0.5)])
    assert len(heard(sound)) == pytest.approx(33, abs=7)


def test_they_come_in_order_inside_speech() -> None:
    found = analyze(three_phrases())
    speech, times = found.speech, found.nuclei
    assert list(times) == sorted(times)
    assert all(any(r.start - 0.02 <= t <= r.end + 0.02 for r in speech.regions) for t in times)


@pytest.mark.parametrize("scale", [0.05, 0.3])
def test_level_changes_nothing(scale: float) -> None:
    sound = three_phrases()
    assert abs(len(heard(sound)) - len(heard(np.asarray(scale * sound, np.float32)))) <= 1


def test_twice_as_much_speech_has_twice_as_many() -> None:
    said = spoken(0.9, 3.129)
    once = len(heard(answer([hush(0.5), said, hush(0.5)])))
    twice = len(heard(answer([hush(0.5), said, hush(0.5), said, hush(0.5)])))
    assert twice == pytest.approx(2 * once, abs=2)


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.float32), hush(2.0)])
def test_silence_has_none(samples: Samples) -> None:
    assert heard(samples) == ()
