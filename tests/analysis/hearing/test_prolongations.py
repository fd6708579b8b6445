"""Prolongations: drawn-out words, by the classifier; short ones and filled pauses are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from analysis.hearing.analyzer import analyze
from analysis.hearing.prolongations import drawn_out, prolongations
from analysis.hearing.speech import Speech
from analysis.measures.breakdown import mean_length_of_run, smooth_run
from analysis.measures.material import Material
from analysis.sound.audio import Samples
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.types import Pause, Span
from tests.analysis.sounds import hush


def found(samples: Samples, filled_pauses: Sequence[Span] = ()) -> tuple[Span, ...]:
    analysis = analyze(samples)
    return prolongations(analysis.probabilities, analysis.speech, filled_pauses)


def probabilities(prolonged: Sequence[float]) -> FrameProbabilities:
    """Speech throughout, and the given probabilities of a prolongation, a frame of 20 ms each."""
    given = np.asarray(prolonged, np.float32)
    one, none = np.ones_like(given), np.zeros_like(given)
    return FrameProbabilities(one, none, given, none, none)


SPEECH = Speech((Span(0.0, 4.0),), (), (), (), -20.0, 40.0, 0.0)


def test_the_share_drawn_out_is_the_mean_chance_outside_filled_pauses() -> None:
    heard = probabilities([0.0] * 100 + [0.5] * 50 + [1.0] * 50 + [1.0] * 100)
    # speech ends at 4.0 s; the filled pause takes 3.0 to 4.0: 25 of 150 frames are left over
    assert drawn_out(heard, SPEECH, [Span(3.0, 4.0)]) == pytest.approx(25 / 150)
    assert drawn_out(heard, SPEECH) == pytest.approx(75 / 200)
    assert drawn_out(heard, replace(SPEECH, regions=())) is None


def test_a_drawn_out_sound_is_found_where_it_lies() -> None:
    (span,) = prolongations(probabilities([0.0] * 50 + [0.9] * 20 + [0.0] * 130), SPEECH)
    assert span.start == pytest.approx(1.0, abs=0.05)
    assert span.end == pytest.approx(1.4, abs=0.05)


def test_a_short_or_doubtful_one_is_none() -> None:
    assert prolongations(probabilities([0.0] * 50 + [0.9] * 4 + [0.0] * 146), SPEECH) == ()
    assert prolongations(probabilities([0.0] * 50 + [0.15] * 20 + [0.0] * 130), SPEECH) == ()


def test_a_filled_pause_is_no_prolongation() -> None:
    drawn = probabilities([0.0] * 50 + [0.9] * 20 + [0.0] * 130)
    assert prolongations(drawn, SPEECH, [Span(1.0, 1.4)]) == ()


@pytest.mark.parametrize("samples", [np.zeros(16_000, np.float32), hush(2.0)])
def test_nothing_is_prolonged_in_silence(samples: Samples) -> None:
    assert found(samples) == ()


def test_a_held_sound_ends_a_smooth_run_and_not_twice_beside_a_pause() -> None:
    pause, alone, beside = Pause(4.0, 4.5), Span(2.0, 2.2), Span(3.8, 4.0)
    m = Material(answer=Span(0.0, 8.0), pauses=[pause], syllables=24, prolongations=[alone, beside])
    assert mean_length_of_run(m) == 24 / 2
    assert smooth_run(m) == 24 / 3
