"""Speech regions and pauses: golden times on made sounds, and what must not change them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import signal

from analysis.hearing.analyzer import analyze
from analysis.hearing.speech import Speech, hear
from analysis.sound.audio import RATE, Samples
from analysis.sound.encoder import PERIOD
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.sound.levels import levels
from analysis.types import Span
from tests.analysis.sounds import PHRASES, answer, hush, spoken, three_phrases
from tests.examples import examples

CLOSE = 0.05
PAUSES = ((2.729, 3.329), (5.065, 5.365))


def heard(samples: Samples) -> Speech:
    return analyze(samples).speech


@cache
def undisturbed() -> Speech:
    """Speech of the three phrases themselves."""
    return heard(three_phrases())


def from_chances(parts: Sequence[tuple[Samples, float]]) -> Speech:
    """Return the speech in sounds in a row, given the chance that each is speech."""
    samples = np.concatenate([sound for sound, _ in parts])
    chances = [np.full(round(len(s) / RATE / PERIOD), c, np.float32) for s, c in parts]
    speech = np.concatenate(chances)
    none = np.zeros_like(speech)
    return hear(FrameProbabilities(speech, none, none, none, none), levels(samples), samples)


def times(spans: tuple[Span, ...], by: float = 0.0) -> list[float]:
    return [t - by for s in spans for t in (s.start, s.end)]


def test_regions_and_pauses_of_three_phrases() -> None:
    speech = undisturbed()
    assert times(speech.regions) == pytest.approx([t for p in PHRASES for t in p], abs=CLOSE)
    assert times(speech.pauses) == pytest.approx([t for p in PAUSES for t in p], abs=CLOSE)
    assert speech.start == speech.regions[0].start
    assert speech.end == speech.regions[-1].end
    assert all(p.position is None for p in speech.pauses)


def test_a_gap_shorter_than_a_quarter_second_is_no_pause() -> None:
    speech = heard(
        answer([hush(0.5), spoken(0.9, 3.129), hush(0.15), spoken(5.791, 7.527), hush(0.5)])
    )
    assert speech.pauses == ()
    assert len(speech.regions) == 1


def test_silence_next_to_zeros_is_a_pause_if_it_is_long_enough() -> None:
    before, after = spoken(0.9, 3.129), spoken(5.791, 7.527)
    zeros = np.zeros(3 * RATE, np.float32)
    parts = answer([hush(0.5), before, hush(0.6)]), zeros, answer([hush(0.1), after, hush(0.5)])
    speech = heard(np.concatenate(parts))
    begins = 0.5 + 2.229
    assert times(speech.dropouts) == pytest.approx([begins + 0.6, begins + 3.6], abs=CLOSE)
    assert times(speech.pauses) == pytest.approx([begins, begins + 0.6], abs=CLOSE)
    assert times(speech.lost) == pytest.approx([begins + 0.6, begins + 3.7], abs=2 * CLOSE)


def test_a_moment_of_zeros_does_not_split_a_pause() -> None:
    voice, room, zeros = fan(1.0), hush(0.4, level=0.01), np.zeros(RATE // 10, np.float32)
    speech = from_chances([(voice, 0.99), (room, 0.0), (zeros, 0.0), (room, 0.0), (voice, 0.99)])
    assert len(speech.dropouts) == len(speech.pauses) == 1
    assert speech.pauses[0].duration == pytest.approx(0.9, abs=2 * CLOSE)


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.float32), hush(2.0), np.zeros(9000, "f4")])
def test_silence_and_noise_alone_are_no_speech(samples: Samples) -> None:
    speech = heard(samples)
    assert speech.regions == () == speech.pauses
    assert speech.start is None and speech.end is None and speech.level_db is None


def test_a_click_in_a_pause_leaves_it_whole() -> None:
    samples = three_phrases()
    samples[int(2.3 * RATE) : int(2.3 * RATE) + 160] += 0.3
    assert times(heard(samples).pauses) == pytest.approx(times(undisturbed().pauses))


@pytest.mark.parametrize(
    ("seconds", "chance", "counts"),
    [(0.5, 0.6, False), (0.5, 0.8, True), (1.0, 0.6, True)],
)
def test_brief_sound_between_pauses_must_be_clearly_speech(
    seconds: float, chance: float, counts: bool
) -> None:
    silence, voice = (hush(0.5), 0.0), (fan(1.0), 0.99)
    speech = from_chances([silence, voice, silence, (fan(seconds), chance), silence, voice])
    assert len(speech.regions) == (3 if counts else 2)
    assert len(speech.pauses) == (2 if counts else 1)


def test_hum_leaves_the_pauses() -> None:
    samples = three_phrases()
    at = np.arange(len(samples)) / RATE
    hum = sum(np.sin(2 * np.pi * 60 * k * at) / k for k in range(1, 6))
    speech = heard(np.asarray(samples + 0.01 * hum, np.float32))
    assert times(speech.pauses) == pytest.approx([t for p in PAUSES for t in p], abs=2 * CLOSE)


def fan(seconds: float) -> Samples:
    """Noise that is as even as a fan's, half as loud as the voice and far louder than the room."""
    count = round(seconds * RATE)
    turns = 1 + 0.1 * np.sin(2 * np.pi * 0.8 * np.arange(count) / RATE)
    return np.asarray(hush(seconds, 0.03) * turns, np.float32)


def test_a_fan_that_starts_in_the_middle_is_no_speech() -> None:
    before, after = spoken(0.9, 3.129), spoken(5.791, 7.527)
    found = analyze(answer([hush(0.5), before, hush(0.3), fan(6), hush(0.5), after, hush(0.5)]))
    begins, ends = 0.5 + 2.229 + 0.3, 0.5 + 2.229 + 0.3 + 6
    noise = Span(begins, ends)
    assert [region.overlap(noise) for region in found.speech.regions] == [0, 0]
    assert not any(begins < at < ends for at in found.nuclei)
    assert times(found.speech.foreign) == pytest.approx([begins, ends], abs=CLOSE)
    assert found.speech.pauses == ()


def test_a_pause_is_no_noise_and_a_fan_in_the_background_hides_none() -> None:
    quiet = answer([hush(0.5), spoken(0.9, 3.129), hush(3), spoken(5.791, 7.527), hush(0.5)])
    for samples in (quiet, quiet + 0.1 * fan(len(quiet) / RATE)):
        found = heard(samples)
        assert times(found.pauses) == pytest.approx([2.729, 5.729], abs=2 * CLOSE)
        assert found.foreign == ()


def test_level_noise_and_clipping() -> None:
    speech = undisturbed()
    assert speech.level_db == pytest.approx(-21.3, abs=1.5)
    assert speech.level_db is not None
    # The noise of the shipped answer, 77 dB below full scale without its rumble
    assert speech.noise_db == pytest.approx(speech.level_db + 77, abs=3)
    assert speech.clipped == 0
    loud = np.clip(20 * three_phrases(), -1, 1)
    assert 0.1 < heard(loud).clipped < 0.7


@examples(12)
@given(st.floats(0.05, 1.0))
def test_a_quiet_microphone_changes_nothing(scale: float) -> None:
    speech = heard(np.asarray(scale * three_phrases(), np.float32))
    assert times(speech.regions) == pytest.approx(times(undisturbed().regions), abs=0.006)


@examples(12)
@given(st.integers(1, 400))
def test_silence_before_moves_everything_as_far(hops: int) -> None:
    before = hush(hops * 0.005, level=1.4e-4, seed=3)
    speech = heard(np.concatenate([before, three_phrases()]))
    expected = times(undisturbed().regions)
    assert times(speech.regions, by=hops * 0.005) == pytest.approx(expected, abs=0.011)


@examples(12)
@given(st.floats(0.1, 3.0))
def test_silence_after_adds_no_pause(seconds: float) -> None:
    speech = heard(np.concatenate([three_phrases(), hush(seconds, level=1.4e-4, seed=4)]))
    assert times(speech.pauses) == pytest.approx(times(undisturbed().pauses), abs=0.011)


def test_another_sample_rate_changes_nothing() -> None:
    fine = signal.resample_poly(three_phrases(), 441, 160)
    back = np.asarray(signal.resample_poly(fine, 160, 441), np.float32)
    assert times(heard(back).pauses) == pytest.approx(times(undisturbed().pauses), abs=0.006)
