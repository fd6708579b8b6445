"""Synthetic sounds that aren't speech: typing, coughs, laughter, tunes.

Music and effects from a folder of sound files can be added (the free game Hedgewars has some of
each: Debian's ``hedgewars-data``). All of it is used only to train the classifiers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy import signal

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Dice = np.random.Generator

RATE = 16000
SPOKEN = ("countdown", "hell_", "hogchant", "Yoohoo", "denied")
"""Effects of the game that contain a voice."""

COUGH = ((450, 900, 200), (1100, 1900, 300), (2300, 3300, 400))
LAUGH = ((550, 950, 120), (1100, 1700, 150), (2300, 3000, 250))
"""Resonances: lowest and highest frequency, width (hertz)."""


def made_up(dice: Dice, each: int, seconds: float = 12.0) -> Iterator[tuple[str, Floats]]:
    """Yield some of each kind."""
    for make in (typing, coughs, laughter, tune):
        for k in range(each):
            sound = make(dice, seconds)
            yield f"{make.__name__}-{k}", (sound / np.abs(sound).max() / 2).astype(np.float32)


def from_folder(folder: Path, seconds: float = 25.0) -> Iterator[tuple[str, Floats]]:
    """Read the sound files in a folder, up to a number of seconds of each.

    Of the game's voices, only laughs and coughs are read; the rest is speech.
    """
    for path in sorted(folder.rglob("*.ogg")):
        harmless = any(kind in path.stem for kind in ("Laugh", "Cough"))
        spoken = "voices" in path.parts or path.stem.startswith(SPOKEN)
        if spoken and not harmless:
            continue
        container, parts = av.open(str(path)), []
        resampler = av.AudioResampler("flt", "mono", RATE)
        for frame in container.decode(audio=0):
            parts += [f.to_ndarray().ravel() for f in resampler.resample(frame)]
            if sum(map(len, parts)) > seconds * RATE:
                break
        sound = np.concatenate(parts)
        if len(sound) > 0.3 * RATE and np.abs(sound).max() > 1e-3:
            yield (
                f"{path.parent.name}-{path.stem}",
                (sound / np.abs(sound).max() / 2).astype(np.float32),
            )


def typing(dice: Dice, seconds: float) -> Doubles:
    """Make keys that go down and come up again."""
    out, at = np.zeros(int(seconds * RATE)), 0.1
    while at < seconds - 0.3:
        for later, strength in ((0.0, 1.0), (dice.uniform(0.06, 0.12), 0.5)):
            n, i = int(dice.uniform(0.006, 0.03) * RATE), int((at + later) * RATE)
            middle = dice.uniform(1500, 5000) / 8000
            band = signal.butter(2, [middle * 0.6, min(0.99, middle * 1.4)], "band", output="sos")
            click = dice.standard_normal(n) * np.exp(-np.arange(n) / (n / 5))
            out[i : i + n] += strength * dice.uniform(0.5, 1) * signal.sosfilt(band, click)
            thump = np.exp(-np.arange(800) / 120) * _tone(dice.uniform(90, 300), 800)
            out[i : i + 800] += 0.3 * strength * dice.uniform(0.2, 1) * thump
        at += dice.uniform(0.08, 0.25) if dice.random() < 0.85 else dice.uniform(0.3, 1.2)
    return out


def coughs(dice: Dice, seconds: float) -> Doubles:
    """Make bursts of noise through a throat, some of them voiced."""

    def one() -> Doubles:
        n = int(dice.uniform(0.2, 0.45) * RATE)
        fall = np.exp(-np.arange(n) / (n * dice.uniform(0.15, 0.35)))
        fall[:128] *= np.linspace(0, 1, 128)
        burst = _through(dice.standard_normal(n), COUGH, 2, dice)
        if dice.random() < 0.6:
            pitch = dice.uniform(180, 350) * (1 - 0.3 * np.arange(n) / n)
            voice = signal.sawtooth(2 * np.pi * np.cumsum(pitch) / RATE) * (np.arange(n) > n * 0.35)
            burst += dice.uniform(0.3, 1.5) * burst.std() * voice
        return burst / np.abs(burst).max() * fall * dice.uniform(0.3, 0.9)

    return _bursts(dice, seconds, one, (1, 4), (0.05, 0.25), (0.4, 2.0))


def laughter(dice: Dice, seconds: float) -> Doubles:
    """Make short voiced breaths in a row, falling in pitch."""
    first = dice.uniform(150, 420)

    def one() -> Doubles:
        n, m = int(dice.uniform(0.07, 0.14) * RATE), int(dice.uniform(0.06, 0.12) * RATE)
        pitch = first * dice.uniform(0.8, 1) * (1 - 0.15 * np.arange(n) / n)
        voice = signal.sawtooth(2 * np.pi * np.cumsum(pitch) / RATE)
        voice = (voice + 0.15 * dice.standard_normal(n)) * np.hanning(n)
        breath = 0.15 * dice.standard_normal(m) * np.hanning(m)
        sound = _through(np.concatenate([voice, breath]), LAUGH, 3, dice)
        return sound / np.abs(sound).max() * dice.uniform(0.2, 0.5)

    return _bursts(dice, seconds, one, (4, 12), (0.0, 0.001), (0.3, 1.5))


def tune(dice: Dice, seconds: float) -> Doubles:
    """Make chords of one instrument in a scale, with an occasional drum."""
    out, beat, base = np.zeros(int(seconds * RATE)), dice.uniform(0.25, 0.6), dice.integers(40, 60)
    scale = np.array(((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10))[dice.integers(2)])
    wave = (np.sin, signal.sawtooth, signal.square)[dice.integers(3)]
    for at in np.arange(0, seconds - beat, beat):
        i = int(at * RATE)
        for step in dice.choice(scale, dice.integers(1, 4), replace=False):
            hertz = 440 * 2 ** ((base + step + 12 * dice.integers(3) - 69) / 12)
            n = int(min(seconds - at, beat * dice.uniform(0.8, 3)) * RATE)
            t = np.arange(n) / RATE
            edges = np.minimum(1, np.minimum(t / 0.01, (n / RATE - t) / 0.05))
            out[i : i + n] += 0.15 * edges * wave(2 * np.pi * hertz * t)
        if dice.random() < 0.4:
            n = min(1600, len(out) - i)
            out[i : i + n] += 0.2 * dice.standard_normal(n) * np.exp(-np.arange(n) / 500)
    return out


def _bursts(
    dice: Dice,
    seconds: float,
    one: Callable[[], Doubles],
    count: tuple[int, int],
    between: tuple[float, float],
    apart: tuple[float, float],
) -> Doubles:
    """Place groups of bursts in time."""
    out, at = np.zeros(int(seconds * RATE)), 0.2
    while at < seconds - 0.8:
        for _ in range(dice.integers(*count)):
            sound, i = one(), int(at * RATE)
            if at > seconds - 0.8:
                break
            out[i : i + len(sound)] += sound[: len(out) - i]
            at += len(sound) / RATE + dice.uniform(*between)
        at += dice.uniform(*apart)
    return out


def _through(
    sound: Doubles, resonances: tuple[tuple[int, int, int], ...], gain: float, dice: Dice
) -> Doubles:
    for least, highest, width in resonances:
        middle = dice.uniform(least, highest)
        sound = sound + gain * signal.lfilter(
            *signal.iirpeak(middle, middle / width, fs=RATE), sound
        )
    return sound


def _tone(hertz: float, n: int) -> Doubles:
    return np.sin(2 * np.pi * hertz * np.arange(n) / RATE)
