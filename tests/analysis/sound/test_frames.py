"""Frames: how many there are, and the pitch of sounds whose pitch is known."""

from __future__ import annotations

import sys
from subprocess import run

import numpy as np
import pytest

from analysis.sound.audio import RATE
from analysis.sound.frames import HOP, Frames, Framing
from tests.analysis.sounds import hush, vowel


@pytest.mark.parametrize("count", [0, 1, 79, 80, 400, 8000, 8001, 163_840])
def test_one_frame_every_80_samples_and_one_at_the_start(count: int) -> None:
    frames = Frames.of(np.zeros(count, np.float32))
    assert len(frames) == 1 + count // 80
    assert frames.pitch.shape == frames.voicing.shape == (len(frames),)
    assert frames.duration == count / RATE


@pytest.mark.parametrize("pitch", [80.0, 125.0, 200.0, 320.0])
def test_pitch_of_a_voice(pitch: float) -> None:
    frames = Frames.of(vowel(0.6, pitch))
    inner = slice(int(0.1 / HOP), int(0.5 / HOP))
    assert np.median(frames.pitch[inner]) == pytest.approx(pitch, rel=0.02)
    assert frames.voicing[inner].min() > 0.7


def test_noise_is_not_voiced() -> None:
    assert np.median(Frames.of(hush(1.0, level=0.1)).voicing) < 0.4


@pytest.mark.parametrize("block", [777, 16_000, 300_000])
def test_a_growing_sound_has_the_same_frames(block: int) -> None:
    sound = np.concatenate([vowel(9.0), hush(4.0), vowel(13.0, 180), hush(3.3)])
    whole, framing = Frames.of(sound), Framing()
    for at in range(0, len(sound), block):
        framing.feed(sound[at : at + block])
    grown = framing.end()
    for name in ("pitch", "voicing"):
        assert np.array_equal(getattr(grown, name), getattr(whole, name)), name


def test_no_compiler_is_loaded() -> None:
    code = (
        "import analysis.hearing.filled_pauses, analysis.hearing.syllables, sys;"
        "sys.exit('numba' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
