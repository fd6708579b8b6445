"""Filled pauses in a recorded speaker's own voice: a steady vowel of theirs, held.

A steady vowel's pitch periods are laid one after another at a nearly flat pitch (PSOLA, Moulines &
Charpentier 1990); for um the end is turned into a hum through resonances of a closed mouth. The
same makes hard negatives: vowels inside words drawn out, which are no fillers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, signal

from analysis.hearing.prolongations import _change
from analysis.sound.audio import RATE
from analysis.sound.frames import HOP, Frames
from tools.fillers.voices import resonate

ORDER = 18
STEADY_DB = 9.0
SHORTEST = 0.03
CENTRAL = ((380, 850), (900, 1850))
"""First and second formants, hertz, of vowels that people hesitate with."""


@dataclass(frozen=True)
class Vowel:
    """A steady vowel: where it is (samples), its period (samples), whether it is like uh."""

    start: int
    end: int
    period: float
    central: bool


def listen(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bands, pitch and voicing of a sound, at an ordinary level."""
    frames = Frames.of((x / (np.abs(x).max() + 1e-9) * 0.7).astype(np.float32))
    return frames.bands, frames.pitch, frames.voicing


def vowels(x: np.ndarray) -> list[Vowel]:
    """Find the steady vowels of a recording."""
    bands, pitch, voicing = listen(x)
    level = bands[:, 2:24].max(axis=1)
    open_mouth = bands[:, 6:24].max(axis=1) - bands[:, :4].max(axis=1)
    still = (_change(bands) < STEADY_DB) & (voicing > 0.7) & (open_mouth > -8)
    still &= level > np.percentile(level, 95) - 18
    out = []
    for a, b in np.flatnonzero(np.diff(np.pad(still, 1).astype(np.int8))).reshape(-1, 2):
        if (b - a) * HOP < SHORTEST:
            continue
        start, end = int((a - 3) * HOP * RATE), int((b + 3) * HOP * RATE)
        if start < 0 or end > len(x):
            continue
        period = RATE / float(np.median(pitch[a:b]))
        out.append(Vowel(start, end, period, _central(x[start:end])))
    return out


def predictor(x: np.ndarray) -> np.ndarray:
    """Coefficients of linear prediction, the leading 1 included."""
    x = x * np.hanning(len(x))
    lags = np.correlate(x, x, "full")[len(x) - 1 : len(x) + ORDER]
    lags[0] *= 1.0001
    return np.append(1.0, -linalg.solve_toeplitz(lags[:-1], lags[1:]))


def _central(x: np.ndarray) -> bool:
    roots = np.roots(predictor(signal.lfilter([1, -0.95], [1], x) + 1e-9))
    hertz = np.angle(roots) * RATE / (2 * np.pi)
    width = -np.log(np.abs(roots) + 1e-12) * RATE / np.pi
    formants = sorted(hertz[(hertz > 200) & (hertz < 4500) & (width < 500)])
    return len(formants) > 1 and all(
        low < f < high for f, (low, high) in zip(formants, CENTRAL, strict=False)
    )


def _periods(x: np.ndarray, vowel: Vowel) -> list[np.ndarray]:
    """Windowed pieces of two pitch periods each, aligned by correlation."""
    t = round(vowel.period)
    middle = (vowel.start + vowel.end) // 2
    near = x[middle - t // 2 : middle + t // 2]
    marks = [middle - t // 2 + int(np.argmax(np.abs(near)))]
    for step in (-1, 1):
        at = marks[0]
        while vowel.start < at + step * t < vowel.end:
            shifts = range(-t // 6, t // 6 + 1)
            here = x[at - t // 2 : at + t // 2]
            centres = [at + step * t + s for s in shifts]
            fits = [float(here @ x[c - t // 2 : c - t // 2 + len(here)]) for c in centres]
            at = centres[int(np.argmax(fits))]
            marks.append(at)
    shape = signal.get_window("hann", 2 * t)
    cuts = [x[m - t : m + t] for m in sorted(marks) if m >= t and m + t <= len(x)]
    return [c * shape for c in cuts]


def draw_out(
    x: np.ndarray, vowel: Vowel, seconds: float, fall: tuple[float, float], rng: np.random.Generator
) -> np.ndarray | None:
    """The vowel held for some seconds, its pitch from ``fall[0]`` to ``fall[1]`` semitones off."""
    grains = _periods(x, vowel)
    if len(grains) < 3:
        return None
    n, half = int(seconds * RATE), len(grains[0]) // 2
    y = np.zeros(n + 2 * half)
    at, k, step = 0.0, int(rng.integers(len(grains))), 1
    while at < n:
        y[int(at) : int(at) + 2 * half] += grains[k]
        bend = fall[0] + (fall[1] - fall[0]) * at / n
        at += vowel.period * 2 ** (-bend / 12) * (1 + 0.008 * rng.standard_normal())
        step = -step if rng.random() < 0.15 else step
        k = int(np.clip(k + step * (rng.random() < 0.7), 0, len(grains) - 1))
        step = 1 if k == 0 else -1 if k == len(grains) - 1 else step
    return y[half : half + n]


def filler(x: np.ndarray, found: list[Vowel], rng: np.random.Generator) -> np.ndarray | None:
    """One um, uh or mm made of a speaker's own vowel."""
    choice = [v for v in found if v.central] or found
    if not choice:
        return None
    kind = rng.choice(["uh", "um", "mm"], p=[0.48, 0.42, 0.10])
    seconds = rng.uniform(0.17, 0.6) if kind == "uh" else rng.uniform(0.28, 0.85)
    start = rng.uniform(-3, 1)
    ends = (start, start + rng.uniform(-3.0, 0.5))
    y = draw_out(x, choice[rng.integers(len(choice))], seconds, ends, rng)
    if y is None or not np.std(y):
        return None
    at = np.linspace(0, 1, len(y))
    if kind != "uh":
        source = signal.lfilter([1], [1, -0.9], signal.lfilter(predictor(y), [1], y))
        hum = [(rng.uniform(220, 320), 80), (rng.uniform(950, 1250), 250), (2300, 300)]
        nasal = resonate(source, hum)
        nasal *= rng.uniform(0.3, 0.7) * np.std(y) / (np.std(nasal) + 1e-9)
        turn = rng.uniform(0.3, 0.7) if kind == "um" else -0.1
        mix = 1 / (1 + np.exp((at - turn) * seconds / 0.02))
        y = mix * y + (1 - mix) * nasal
    rise, decay = rng.uniform(0.01, 0.05), rng.uniform(0.03, 0.12)
    y = y * np.minimum(1, at * seconds / rise) * np.minimum(1, (1 - at) * seconds / decay)
    return y * 10 ** (rng.uniform(-6, 2) * at / 20)
