"""Zeros that a device made are found; those of a background below a step of 16 bits aren't."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy import signal

from analysis.hearing.analyzer import SpeechAnalyzer, analyze
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE, Samples, load
from analysis.sound.cleaning import Cleaning, cleaned
from analysis.sound.dropouts import LONG_ZEROS, dropouts
from analysis.sound.levels import UNIT, levels
from analysis.types import Span
from tests.analysis.sounds import hush, phrase, spoken

SILENCES = (0.7, 0.5, 0.9, 0.4, 1.1, 0.6)
SYLLABLES = 4
LOUD, QUIET = 0.1, 0.003
"""Root mean square of the voice; peaks at about -8 and -39 dB."""

NOISY, BELOW_A_STEP = 6.0, 0.17
"""Root mean square of the background, in steps of 16 bits."""


@dataclass(frozen=True)
class Answer:
    """Samples (n,) of 16 bits, and where they speak."""

    samples: Samples
    regions: tuple[Span, ...]


def made(voice: float, background: float) -> Answer:
    """Phrases between silences of different lengths."""
    parts: list[Floats] = [hush(SILENCES[0], 0.0)]
    regions, at = [], SILENCES[0]
    for silence in SILENCES[1:]:
        said = faded(phrase(SYLLABLES) * np.float32(voice / 0.1))
        regions.append(Span(at, at + len(said) / RATE))
        at = regions[-1].end + silence
        parts += [said, hush(silence, 0.0)]
    sound = np.concatenate(parts)
    return Answer(stored(sound + hush(len(sound) / RATE, background * UNIT)), tuple(regions))


def faded(said: Floats) -> Floats:
    """Let a voice begin and end within 0.12 s."""
    slope = np.linspace(0, 1, round(0.12 * RATE), dtype=np.float32) ** 2
    said[: len(slope)] *= slope
    said[-len(slope) :] *= slope[::-1]
    return said


def stored(sound: Floats) -> Samples:
    return np.asarray(np.rint(sound / UNIT) * UNIT, np.float32)


def lost(samples: Samples, regions: tuple[Span, ...]) -> list[Span]:
    ready = cleaned(samples)
    return dropouts(levels(ready), ready, regions)


def zeroed(answer: Answer, hole: Span, fade: float = 0.0) -> Samples:
    """Set part of an answer to zero, at once or within ``fade`` seconds."""
    samples = answer.samples.copy()
    first, last, count = (round(t * RATE) for t in (hole.start, hole.end, fade))
    samples[first:last] = 0
    slope = np.linspace(0, 1, count, dtype=np.float32)
    samples[first - count : first] *= slope[::-1]
    samples[last : last + count] *= slope
    return stored(samples)


def covers(found: list[Span], hole: Span) -> bool:
    return len(found) == 1 and found[0].overlap(hole) > hole.duration - 0.02


def gaps(regions: tuple[Span, ...]) -> list[Span]:
    return [Span(a.end, b.start) for a, b in pairwise(regions)]


def test_a_background_below_a_step_is_silence() -> None:
    answer = made(QUIET, BELOW_A_STEP)
    assert np.mean(answer.samples == 0) > 0.4
    assert lost(answer.samples, answer.regions) == []


def test_its_pauses_stay_at_another_sample_rate(tmp_path: Path) -> None:
    answer = made(QUIET, 0.0)
    fine = signal.resample_poly(answer.samples, 3, 1)
    faint = hush(len(fine) / RATE, BELOW_A_STEP * UNIT)
    soundfile.write(tmp_path / "a.wav", stored(fine + faint), 3 * RATE, subtype="PCM_16")
    samples = load(tmp_path / "a.wav").samples
    found = dropouts(levels(samples), samples, answer.regions)
    assert not any(d.overlap(gap) > 0 for d in found for gap in gaps(answer.regions))


@pytest.mark.parametrize("background", [NOISY, BELOW_A_STEP])
@pytest.mark.parametrize("seconds", [0.06, 0.3, 2.0])
def test_zeros_that_cut_into_speech_are_a_device_s(background: float, seconds: float) -> None:
    answer = made(LOUD if background == NOISY else QUIET, background)
    start = answer.regions[1].start + 0.27
    hole = Span(start, start + seconds)
    assert covers(lost(zeroed(answer, hole), answer.regions), hole)


@pytest.mark.parametrize("background", [NOISY, BELOW_A_STEP])
def test_so_are_zeros_into_which_the_sound_fades(background: float) -> None:
    answer = made(LOUD if background == NOISY else QUIET, background)
    hole = Span(answer.regions[1].start + 0.27, answer.regions[1].end - 0.1)
    assert covers(lost(zeroed(answer, hole, fade=0.01), answer.regions), hole)


@pytest.mark.parametrize("background", [1.5, NOISY])
def test_a_microphone_muted_from_pause_to_pause_sent_no_sound(background: float) -> None:
    answer = made(LOUD, background)
    first, *_, last = gaps(answer.regions)
    hole = Span(first.start + 0.2, last.start + 0.2)
    regions = (answer.regions[0], answer.regions[-1])
    assert hole.duration > LONG_ZEROS
    assert covers(lost(zeroed(answer, hole), regions), hole)


def test_far_longer_zeros_than_any_others_are_a_device_s() -> None:
    answer = made(QUIET, 0.25)
    middle = gaps(answer.regions)[2]
    at = round((middle.start + middle.end) / 2 * RATE)
    samples = np.concatenate([answer.samples[:at], hush(6.0, 0.0), answer.samples[at:]])
    regions = tuple(
        r if r.start * RATE < at else Span(r.start + 6.0, r.end + 6.0) for r in answer.regions
    )
    (found,) = lost(samples, regions)
    assert found.overlap(Span(at / RATE, at / RATE + 6.0)) > 5.9


def test_speech_joined_with_zeros_has_no_long_pause_there() -> None:
    parts = [made(LOUD, NOISY) for _ in range(2)]
    seconds = len(parts[0].samples) / RATE
    samples = np.concatenate([parts[0].samples, hush(2.0, 0.0), parts[1].samples])
    later = tuple(Span(r.start + seconds + 2, r.end + seconds + 2) for r in parts[1].regions)
    found = lost(samples, parts[0].regions + later)
    assert covers(found, Span(seconds, seconds + 2))


def test_the_zeros_of_a_noise_gate_are_pauses() -> None:
    answer = made(LOUD, NOISY)
    samples = answer.samples.copy()
    for gap in gaps(answer.regions):
        samples[round((gap.start + 0.08) * RATE) : round((gap.end - 0.02) * RATE)] = 0
    assert lost(samples, answer.regions) == []


@cache
def quiet_answer() -> Samples:
    """Sentences of a voice between silences of 0.6 to 1.8 s, with peaks near -40 dB."""
    first, second = spoken(0.9, 3.129), spoken(5.791, 7.527)
    said = [first, hush(1.0, 0.0), second, hush(0.6, 0.0), first, hush(1.8, 0.0), second]
    sound = np.concatenate([hush(0.5, 0.0), *said, hush(0.5, 0.0)])
    return stored(
        sound * np.float32(10**-2.5) + hush(len(sound) / RATE, BELOW_A_STEP * UNIT)[: len(sound)]
    )


def test_pauses_of_a_quiet_recording_count() -> None:
    speech = analyze(cleaned(quiet_answer())).speech
    assert speech.dropouts == ()
    assert [p.duration for p in speech.pauses] == pytest.approx([1.0, 0.6, 1.8], abs=0.1)


def test_a_growing_quiet_recording_has_the_same_pauses() -> None:
    cleaning, analyzer, parts = Cleaning(), SpeechAnalyzer(), []
    for at in range(0, len(quiet_answer()), 7001):
        parts.append(cleaning.feed(quiet_answer()[at : at + 7001]))
        analyzer.feed(parts[-1])
    parts.append(cleaning.end())
    analyzer.feed(parts[-1])
    grown = analyzer.end(np.concatenate(parts)).speech
    assert grown == analyze(cleaned(quiet_answer())).speech
