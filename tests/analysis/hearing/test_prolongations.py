"""Held sounds: a drawn-out vowel is one, gliding and short ones are not."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.prolongations import held_sounds
from analysis.hearing.speech import hear
from analysis.measures.breakdown import mean_length_of_run, smooth_run
from analysis.measures.material import Material
from analysis.sound.audio import Samples
from analysis.sound.frames import Frames
from analysis.types import Pause, Span
from tests.analysis.sounds import answer, hush, phrase, vowel


def prolongations(samples: Samples) -> tuple[Span, ...]:
    frames = Frames.of(samples)
    return held_sounds(frames, hear(frames))


def with_a_hold(scale: float = 1.0) -> Samples:
    sound = answer([hush(0.5), phrase(5), vowel(0.5, 125), phrase(5), hush(0.5)])
    return np.asarray(scale * sound, np.float32)


def test_a_vowel_of_half_a_second_is_held() -> None:
    (span,) = prolongations(with_a_hold())
    assert span.start == pytest.approx(0.5 + 0.94 + 0.04, abs=0.05)
    assert span.end == pytest.approx(0.5 + 0.94 + 0.46, abs=0.05)


def test_short_and_gliding_syllables_are_not_held() -> None:
    assert prolongations(answer([hush(0.5), phrase(12), hush(0.5)])) == ()
    assert prolongations(answer([hush(0.5), phrase(3), vowel(0.4, 110, glide=14), hush(0.5)])) == ()


@pytest.mark.parametrize("samples", [np.zeros(16_000, np.float32), hush(2.0)])
def test_nothing_is_held_in_silence(samples: Samples) -> None:
    assert prolongations(samples) == ()


@pytest.mark.parametrize("scale", [0.05, 0.3])
def test_level_changes_nothing(scale: float) -> None:
    assert len(prolongations(with_a_hold(scale))) == 1


def test_a_held_sound_ends_a_smooth_run_and_not_twice_beside_a_pause() -> None:
    pause, alone, beside = Pause(4.0, 4.5), Span(2.0, 2.2), Span(3.8, 4.0)
    m = Material(answer=Span(0.0, 8.0), pauses=[pause], syllables=24, prolongations=[alone, beside])
    assert mean_length_of_run(m) == 24 / 2
    assert smooth_run(m) == 24 / 3
