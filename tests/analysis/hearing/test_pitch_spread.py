"""Pitch: a flat tone does not vary, a siren does by its sweep, and short voice says nothing."""

import numpy as np
import pytest

from analysis.hearing.pitch_spread import pitch_spread
from analysis.hearing.speech import Speech
from analysis.sound.audio import RATE, Samples
from analysis.sound.frames import Frames
from analysis.types import Span


def voice(pitch: Samples) -> Samples:
    """A buzz with the given pitch in hertz for each sample."""
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    harmonics = np.arange(1, 8)[:, None]
    return np.asarray(0.1 * (np.sin(harmonics * phase) / harmonics).sum(axis=0), np.float32)


def spread(pitch: Samples) -> float | None:
    seconds = len(pitch) / RATE
    speech = Speech((Span(0.0, seconds),), (), (), (), -20.0, 40.0, 0.0)
    return pitch_spread(Frames.of(voice(pitch)), speech)


@pytest.mark.parametrize("hertz", [110.0, 220.0])
def test_a_monotone_does_not_vary(hertz: float) -> None:
    found = spread(np.full(8 * RATE, hertz, np.float32))
    assert found is not None and found < 0.2


@pytest.mark.parametrize("hertz", [110.0, 200.0])
def test_a_siren_varies_by_what_it_sweeps_in_any_voice(hertz: float) -> None:
    at = np.arange(12 * RATE) / RATE
    sweep = 3.0 * np.sin(2 * np.pi * 0.5 * at)  # ± 3 semitones: SD 3 / √2
    found = spread((hertz * 2 ** (sweep / 12)).astype(np.float32))
    assert found == pytest.approx(3 / np.sqrt(2), rel=0.15)


def test_too_little_voice_is_undefined() -> None:
    assert spread(np.full(2 * RATE, 150.0, np.float32)) is None
