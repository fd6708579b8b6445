"""Pitch in semitones."""

from __future__ import annotations

import numpy as np
from librosa import hz_to_midi

from analysis.sound.pitch import semitones


def test_semitones_are_those_of_librosa() -> None:
    hertz = np.linspace(65, 400, 10_001, dtype=np.float32)
    assert np.array_equal(semitones(hertz), hz_to_midi(hertz))
    assert np.allclose(semitones(np.array([440, 880], np.float32)), [69, 81])
