"""Distortions of a recording: tempo, pitch, room, noise, phone line, noise gate, level.

Every function takes samples (n,) at 16 kHz; those that shift the sound in time shift its labels
too.
"""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

from tools.classifiers.recordings import Labels

Floats = NDArray[np.float32]
Dice = np.random.Generator

RATE = 16000
LABEL = 160
"""Samples per label."""

LINES: dict[str, tuple[str, int, str, int]] = {
    "pcm_mulaw": ("pcm_mulaw", 8000, "s16", 0),
    "libopencore_amrnb": ("amrnb", 8000, "s16", 7950),
    "g722": ("g722", 16000, "s16", 0),
    "sbc": ("sbc", 16000, "s16", 0),
    "libopus": ("opus", 16000, "s16", 16000),
    "libmp3lame": ("mp3", 16000, "s16p", 24000),
}
"""Encoder: decoder, sample rate, sample format, bits per second; phones, Bluetooth, calls."""


def tempo(samples: Floats, labels: Labels, factor: float) -> tuple[Floats, Labels]:
    """Speed up by this factor at the same pitch."""
    out = stretched(samples, factor)
    count = -(-len(out) // LABEL)
    moved = {}
    for name, track in labels.items():
        at = np.minimum((np.arange(count) + 0.5) * len(track) / count, len(track) - 1).astype(int)
        moved[name] = track[at] * (len(track) / count if name == "nuclei" else 1)
    return out, moved


def stretched(samples: Floats, factor: float) -> Floats:
    """Change tempo, not pitch, with FFmpeg's ``atempo``."""
    graph = av.filter.Graph()
    source = last = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="mono", time_base="1/16000"
    )
    factors = [factor]
    while factors[-1] < 0.5:
        factors[-1:] = [0.5, factors[-1] / 0.5]
    for part in factors:
        node = graph.add("atempo", f"{part:.4f}")
        last.link_to(node)
        last = node
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    source.push(_frame(samples.astype(np.float32), "flt", RATE))
    source.push(None)
    parts = []
    while True:
        try:
            parts.append(sink.pull().to_ndarray().ravel())
        except (av.error.BlockingIOError, av.error.EOFError):
            return np.concatenate(parts) if parts else samples


def pitch(samples: Floats, semitones: float) -> Floats:
    """Raise the pitch at the same tempo."""
    ratio = 2 ** (semitones / 12)
    higher = signal.resample_poly(samples, 1000, round(1000 * ratio)).astype(np.float32)
    out = stretched(higher, 1000 / round(1000 * ratio))
    return np.pad(out, (0, max(0, len(samples) - len(out))))[: len(samples)]


def room(samples: Floats, dice: Dice) -> Floats:
    """Add a room, near the microphone or far from it."""
    length = int(dice.uniform(0.15, 0.8) * RATE)
    tail = dice.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    tail = np.concatenate([np.zeros(int(dice.uniform(0.002, 0.015) * RATE)), tail])
    wet = signal.fftconvolve(samples, tail)[: len(samples)]
    wet *= np.sqrt((samples**2).mean() / ((wet**2).mean() + 1e-12))
    share = dice.uniform(0.2, 0.7)
    return np.asarray((1 - share) * samples + share * wet, np.float32)


def noise(samples: Floats, dice: Dice) -> Floats:
    """Add white, pink, or brown noise, or hum, 5 to 30 dB below the speech."""
    kind, count = dice.choice(["white", "pink", "brown", "hum"]), len(samples)
    if kind == "hum":
        t, hertz = np.arange(count) / RATE, dice.choice([50, 60])
        fall = dice.uniform(0.5, 1.5)
        waves = (
            np.sin(2 * np.pi * hertz * k * t + dice.uniform(0, 6)) / k**fall for k in range(1, 8)
        )
        sound = sum(waves)
    else:
        spectrum = np.fft.rfft(dice.standard_normal(count))
        slope = {"white": 0, "pink": 0.5, "brown": 1}[kind]
        sound = np.fft.irfft(spectrum / np.maximum(np.arange(len(spectrum)), 1) ** slope, count)
    loud = samples[np.abs(samples) > np.percentile(np.abs(samples), 60)]
    level = np.sqrt((loud**2).mean()) if len(loud) else 1e-3
    sound *= level * 10 ** (-dice.uniform(5, 30) / 20) / np.sqrt((sound**2).mean())
    return np.asarray(samples + sound, np.float32)


def line(samples: Floats, name: str) -> Floats:
    """Pass the sound through a codec, and remove its delay."""
    decoder, rate, form, bits = LINES[name]
    slow = signal.resample_poly(samples, rate, RATE)
    if name == "pcm_mulaw":
        band = signal.butter(3, [200, 3400], "band", fs=rate, output="sos")
        slow = signal.sosfilt(band, slow)
    out = _decoded(_encoded(slow, name, rate, form, bits), decoder, rate)
    some = min(len(samples), len(out), 20 * RATE)
    match = signal.correlate(out[:some], samples[:some], "full", "fft")[some - 1601 : some + 1599]
    late = int(np.argmax(match)) - 1600
    out = out[late:] if late >= 0 else np.pad(out, (-late, 0))
    return np.pad(out, (0, max(0, len(samples) - len(out))))[: len(samples)].astype(np.float32)


def _encoded(samples, name, rate, form, bits):
    whole = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
    codec = av.codec.CodecContext.create(name, "w")
    codec.sample_rate, codec.layout, codec.format = rate, "mono", form
    codec.time_base = Fraction(1, rate)
    if bits:
        codec.bit_rate = bits
    codec.open()
    packets, size = [], codec.frame_size or 640
    for at in range(0, len(whole), size):
        part = whole[at : at + size]
        frame = _frame(np.pad(part, (0, size - len(part))), form, rate)
        frame.pts, frame.time_base = at, codec.time_base
        packets += codec.encode(frame)
    return [*packets, *codec.encode(None)], codec.extradata


def _decoded(encoded, decoder, rate):
    packets, extra = encoded
    codec = av.codec.CodecContext.create(decoder, "r")
    codec.sample_rate, codec.layout = rate, "mono"
    if extra:
        codec.extradata = extra
    resampler, parts = av.AudioResampler("flt", "mono", RATE), []
    for packet in (*packets, None):
        for frame in codec.decode(packet):
            frame.pts = None
            parts += [f.to_ndarray().ravel() for f in resampler.resample(frame)]
    parts += [f.to_ndarray().ravel() for f in resampler.resample(None)]
    return np.concatenate(parts)


def _frame(samples, form, rate):
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(samples[None]), format=form, layout="mono"
    )
    frame.sample_rate, frame.pts = rate, 0
    return frame


def gate(samples: Floats, dice: Dice) -> Floats:
    """Apply a noise gate: exact zeros in the pauses."""
    level = ndimage.uniform_filter1d(samples**2, 800)[::80]
    opened = level > np.percentile(level, 95) * 10 ** (-dice.uniform(2.5, 3.8))
    opened = ndimage.binary_dilation(ndimage.binary_closing(opened, np.ones(21)), np.ones(9))
    return np.where(np.repeat(opened, 80)[: len(samples)], samples, 0).astype(np.float32)


def microphone(samples: Floats, dice: Dice) -> Floats:
    """Apply a random voice, room, line, and level."""
    kind = dice.integers(10)
    if dice.random() < 0.3:
        samples = pitch(samples, dice.uniform(-3, 3))
    if kind <= 2:
        samples = room(samples, dice)
    if 2 <= kind <= 4:
        samples = noise(samples, dice)
    if kind in (5, 6):
        samples = line(samples, dice.choice(list(LINES)))
    if kind == 7:
        samples = gate(samples, dice)
    if kind == 8:
        gains = 10 ** (dice.uniform(-10, 6, 5) / 20)
        taps = signal.firwin2(129, [0, 0.1, 0.3, 0.6, 1], gains)
        samples = signal.lfilter(taps, 1, np.pad(samples, (0, 64)))[64:]
    most = -20 * np.log10(np.abs(samples).max() + 1e-9) + 6
    gain = min(dice.uniform(-25, 12), most) if dice.random() < 0.6 else min(0, most)
    return np.clip(samples * 10 ** (gain / 20), -1, 1).astype(np.float32)
