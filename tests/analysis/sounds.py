"""Small sounds made with numpy: voiced syllables between silences whose times are known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy import signal

from analysis import demo
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE, Samples, load

FORMANTS = ((600.0, 80.0), (1200.0, 100.0), (2500.0, 150.0))


def hush(seconds: float, level: float = 1e-4, seed: int = 1) -> Floats:
    """A faint background of white noise."""
    noise = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return np.asarray(level * noise, np.float32)


def vowel(seconds: float, pitch: float = 120.0, glide: float = 0.0) -> Floats:
    """A voiced sound with three formants; ``glide`` semitones up or down over its length."""
    count = round(seconds * RATE)
    at = np.linspace(0, 1, count)
    phase = np.cumsum(pitch * 2 ** (glide * at / 12) / RATE)
    sound = np.diff(np.floor(phase), prepend=0.0)
    for hertz, width in FORMANTS:
        r = np.exp(-np.pi * width / RATE)
        around = [1, -2 * r * np.cos(2 * np.pi * hertz / RATE), r * r]
        sound = signal.lfilter([1 - r], around, sound)
    edge = np.minimum(1, np.minimum(at, 1 - at) * seconds / 0.01)
    return np.asarray(0.1 * edge * sound / np.std(sound), np.float32)


def phrase(syllables: int, length: float = 0.14, gap: float = 0.06) -> Floats:
    """Syllables at 1 ÷ (length + gap) a second, their pitch moving as in speech."""
    parts = []
    for i in range(syllables):
        parts.append(vowel(length, 110 + 25 * (i % 3), glide=(-4, 5, 3)[i % 3]))
        if i < syllables - 1:
            parts.append(hush(gap, seed=i))
    return np.concatenate(parts)


def answer(parts: Sequence[Floats]) -> Samples:
    """Parts in a row, over one background."""
    sound = np.concatenate(list(parts))
    return np.asarray(sound + hush(len(sound) / RATE, seed=99)[: len(sound)], np.float32)


def spoken(start: float, end: float) -> Samples:
    """Seconds of the shipped answer, with faded edges: a voice that says something."""
    piece = shipped()[round(start * RATE) : round(end * RATE)].copy()
    fade = np.linspace(0, 1, 80, dtype=np.float32)
    piece[:80] *= fade
    piece[-80:] *= fade[::-1]
    return piece


@cache
def shipped() -> Samples:
    """The shipped answer (n,) at 16 kHz, decoded once; it can't be written to."""
    samples = load(demo.ANSWER).samples
    samples.flags.writeable = False
    return samples


SPOKEN = ((0.9, 3.129), (5.791, 7.527), (9.912, 11.025))
"""Stretches of the shipped answer without a pause, by its truth."""

STILL = (0.5, 0.6, 0.3, 0.5)


def three_phrases() -> Samples:
    """Three spoken phrases between 0.5, 0.6, 0.3 and 0.5 s of faint noise; see ``PHRASES``."""
    still = [hush(s, seed=int(10 * s)) for s in STILL]
    said = [spoken(*span) for span in SPOKEN]
    return answer([still[0], said[0], still[1], said[1], still[2], said[2], still[3]])


PHRASES = ((0.5, 2.729), (3.329, 5.065), (5.365, 6.478))
"""Where the speech of ``three_phrases`` is, in seconds."""
