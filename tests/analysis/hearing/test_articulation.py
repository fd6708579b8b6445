"""The change of sound: between two moments of speech, and in nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.articulation import mean_change
from analysis.hearing.speech import Speech
from analysis.sound.acoustic_change import LATER, cosine_change
from analysis.sound.encoder import LAYER
from analysis.types import Span

SPEECH = Speech((Span(1.0, 2.0), Span(3.0, 4.0)), (), (), (), -20.0, 40.0, 0.0)
"""Frames 50 to 99 and 150 to 199."""


def test_a_held_sound_does_not_change_and_another_one_does() -> None:
    frames = np.zeros((40, 2 * LAYER), np.float32)
    frames[:20, 0] = 3.0
    frames[20:, 1] = 5.0  # at a right angle, whatever the loudness
    frames[:, LAYER:] = np.arange(40)[:, None]  # the last layer doesn't count
    change = cosine_change(frames)
    assert np.isnan(change[:LATER]).all()
    assert change[LATER:20] == pytest.approx(0, abs=1e-5)
    assert change[20 : 20 + LATER] == pytest.approx(1, abs=1e-5)
    assert change[20 + LATER :] == pytest.approx(0, abs=1e-5)


def test_the_mean_is_over_pairs_in_speech_and_outside_filled_pauses() -> None:
    change = np.full(250, 9.0, np.float32)
    change[50 + LATER : 100] = 0.25
    change[150 + LATER : 200] = 0.75
    assert mean_change(change, SPEECH) == pytest.approx(0.5)
    assert mean_change(change, SPEECH, [Span(3.0, 4.0)]) == pytest.approx(0.25)


def test_where_a_window_begins_nothing_is_known() -> None:
    change = np.full(250, 0.5, np.float32)
    change[160:170] = np.nan
    assert mean_change(change, SPEECH) == pytest.approx(0.5)
    assert mean_change(np.full(250, np.nan, np.float32), SPEECH) is None
    assert mean_change(change, Speech((), (), (), (), None, None, 0.0)) is None
