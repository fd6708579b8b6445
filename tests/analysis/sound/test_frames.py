"""Frames: how many, at what level, and the pitch of sounds whose pitch is known."""

from __future__ import annotations

import sys
from subprocess import run

import numpy as np
import pytest

from analysis.sound.audio import RATE
from analysis.sound.frames import BANDS, HOP, Frames, Framing, mel_centres
from tests.analysis.sounds import hush, vowel


@pytest.mark.parametrize("count", [0, 1, 79, 80, 400, 8000, 8001, 163_840])
def test_one_frame_every_80_samples_and_one_at_the_start(count: int) -> None:
    frames = Frames.of(np.zeros(count, np.float32))
    assert len(frames) == 1 + count // 80
    assert frames.bands.shape == (len(frames), BANDS)
    assert frames.pitch.shape == frames.voicing.shape == (len(frames),)
    assert frames.duration == count / RATE


@pytest.mark.parametrize("hertz", [250.0, 1000.0, 3000.0])
def test_a_tone_is_loudest_in_its_own_band_at_its_own_level(hertz: float) -> None:
    tone = 0.5 * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
    bands = Frames.of(np.asarray(tone, np.float32)).bands[100]
    assert abs(np.log2(mel_centres()[np.argmax(bands)] / hertz)) < 0.25
    assert bands.max() == pytest.approx(-6, abs=4)


@pytest.mark.parametrize("pitch", [80.0, 125.0, 200.0, 320.0])
def test_pitch_of_a_voice(pitch: float) -> None:
    frames = Frames.of(vowel(0.6, pitch))
    inner = slice(int(0.1 / HOP), int(0.5 / HOP))
    assert np.median(frames.pitch[inner]) == pytest.approx(pitch, rel=0.02)
    assert frames.voicing[inner].min() > 0.7


def test_noise_is_not_voiced() -> None:
    assert np.median(Frames.of(hush(1.0, level=0.1)).voicing) < 0.4


def test_level_moves_all_bands_alike() -> None:
    sound = vowel(0.4)
    loud, soft = Frames.of(sound).bands, Frames.of(np.asarray(sound / 10, np.float32)).bands
    assert np.allclose((loud - soft)[20:60, :24], 20, atol=0.01)


def test_a_block_of_a_recording_has_the_recordings_own_frames() -> None:
    sound = np.concatenate([vowel(0.5), hush(0.3), vowel(0.7, 180)])
    whole, part = Frames.of(sound), Frames.of(sound[4000:])
    assert np.allclose(whole.bands[60:250], part.bands[10:200], atol=1e-2)


@pytest.mark.parametrize("block", [777, 16_000, 300_000])
def test_a_growing_sound_has_the_same_frames(block: int) -> None:
    sound = np.concatenate([vowel(9.0), hush(4.0), vowel(13.0, 180), hush(3.3)])
    whole, framing = Frames.of(sound), Framing()
    for at in range(0, len(sound), block):
        framing.feed(sound[at : at + block])
    grown = framing.end()
    for name in ("bands", "pitch", "voicing"):
        assert np.array_equal(getattr(grown, name), getattr(whole, name)), name
    assert np.array_equal(grown.cues.filled, whole.cues.filled)


def test_no_compiler_is_loaded() -> None:
    code = (
        "import analysis.hearing.filled_pauses, analysis.hearing.syllables, sys;"
        "sys.exit('numba' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
