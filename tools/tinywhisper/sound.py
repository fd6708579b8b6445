"""Sound for training windows: pauses and speed, background noise, and Whisper's features."""

import itertools
import random

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor

from .bank import RATE, Clip, Sound, Timed

Phones = tuple[np.ndarray, np.ndarray, np.ndarray]
_MEL = torch.from_numpy(FeatureExtractor.get_mel_filters(RATE, 400, 80).astype(np.float32))
_HANN = torch.hann_window(400)


def log_mel(x: Sound, tilt: torch.Tensor | None = None, floor: float = 8.0) -> torch.Tensor:
    """faster-whisper's features (80, frames); `tilt` (80,) is a log10 equaliser curve."""
    spectrum = torch.stft(torch.as_tensor(x), 400, 160, window=_HANN, return_complex=True)
    m = torch.log10(torch.clamp(_MEL @ spectrum[:, :-1].abs().square(), min=1e-10))
    if tilt is not None:
        m = torch.clamp(m + tilt[:, None], min=-10)
    return (torch.maximum(m, m.max() - floor) + 4) / 4


def equaliser(rng: random.Random) -> torch.Tensor:
    """Draw a smooth microphone colour for `log_mel`."""
    k = torch.linspace(0, 1, 80)
    wave = torch.sin(2 * torch.pi * (k * rng.uniform(0.5, 2) + rng.random()))
    return rng.uniform(-0.4, 0.4) * k + rng.uniform(-0.15, 0.15) * wave


def _with_pauses(
    x: Sound, words: list[Timed], phones: Phones, rng: random.Random, chance: float
) -> tuple[Sound, list[Timed], Phones]:
    """Lengthen some of the silences that lie between words."""
    cuts = []
    for (_, end, _), (start, _, _) in itertools.pairwise(words):
        if start - end > 0.08 and rng.random() < chance:
            cuts.append(((start + end) / 2, int(min(2.5, rng.expovariate(2)) * RATE)))
    if not cuts:
        return x, words, phones
    parts, last = [], 0
    for at, extra in cuts:
        parts += [x[last : int(at * RATE)], np.zeros(extra, np.float32)]
        last = int(at * RATE)
    points, steps = np.array([c[0] for c in cuts]), np.cumsum([0] + [c[1] for c in cuts]) / RATE

    def shift(t: np.ndarray) -> np.ndarray:
        return t + steps[np.searchsorted(points, t, side="right")]

    start, end = (shift(np.array([w[i] for w in words])) for i in (0, 1))
    moved = [(float(a), float(b), w[2]) for a, b, w in zip(start, end, words, strict=True)]
    return (
        np.concatenate([*parts, x[last:]]),
        moved,
        (shift(phones[0]), shift(phones[1]), phones[2]),
    )


def varied(
    clip: Clip, rng: random.Random, pauses: float = 0.35, stretch: float = 0.6
) -> tuple[Sound, list[Timed], Phones]:
    """Return a clip with longer pauses and, often, another speed (and so another voice)."""
    x, words, phones = _with_pauses(clip.sound(), clip.words, clip.phones, rng, pauses)
    if rng.random() < stretch:
        f = rng.uniform(0.9, 1.12)
        at = np.arange(int(len(x) / f), dtype=np.float32) * np.float32(f)
        x = np.interp(at, np.arange(len(x), dtype=np.float32), x).astype(np.float32)
        words = [(a / f, b / f, w) for a, b, w in words]
        phones = (phones[0] / f, phones[1] / f, phones[2])
    return x, words, phones


def noise(n: int, rng: random.Random, gauss: np.random.Generator, alone: bool = False) -> Sound:
    """Background: nothing, hiss or coloured noise; `alone`, also loud noise and hum."""
    if rng.random() < 0.15:
        return np.zeros(n, np.float32)
    out = np.zeros(n, np.float32)
    if rng.random() < (0.4 if alone else 0.1):  # mains hum and other tones
        t = np.arange(n, dtype=np.float32) / RATE
        for _ in range(rng.randint(1, 3)):
            hz = rng.choice([50, 60, 100, 120, rng.uniform(30, 4000)])
            out += 10 ** (rng.uniform(-60, -20 if alone else -45) / 20) * np.sin(2 * np.pi * hz * t)
        if rng.random() < 0.5:
            return out
    fast = 1 << (n - 1).bit_length()  # a length that the transform is quick for
    x = gauss.standard_normal(fast, dtype=np.float32)
    if rng.random() < 0.6:  # coloured: one low-pass pole, in the frequency domain
        f = np.fft.rfftfreq(fast, 1 / RATE)
        shape = 1 / (1 + f / rng.uniform(100, 3000)) ** rng.uniform(0.5, 1.2)
        x = np.fft.irfft(np.fft.rfft(x) * shape, fast).astype(np.float32)
        x /= x.std() + 1e-9
    out += x[:n] * np.float32(10 ** (rng.uniform(-90, -12 if alone else -42) / 20))
    return out
