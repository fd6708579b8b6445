"""Acoustic encoder: sound in, frames of Whisper tiny.en's encoder out, 50 a second.

The sound is cut into windows of ``WINDOW`` seconds on a fixed grid, ``HOP`` seconds apart; of each,
only frames with ``CONTEXT`` seconds of sound on both sides count. So a growing recording gives the
same frames as the finished file, to the bit. Frame ``i`` is centered at ``i * PERIOD`` seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from analysis.sound.arrays import Floats

RATE = 16000
PERIOD = 0.02
"""Seconds between frames."""

WINDOW, CONTEXT = 10, 2
HOP = WINDOW - 2 * CONTEXT

MEL_HOP, TRANSFORM, BANDS = 160, 400, 80
PER_SECOND = 50
MEL_PER_SECOND = RATE // MEL_HOP

BLOCK = 512
"""Frames of the spectrogram computed at a time, so that what is computed for them stays small."""

FLOOR = 1e-10
RANGE = 8.0
"""Decades below a window's loudest moment at which Whisper cuts its spectrogram off."""

LEAST_PEAK = 0.0
"""A window with no sound above this isn't searched for even fainter sound."""

LAYER = 384
"""Width of one layer's frames; the third layer's come first, then the last one's."""

MODEL = Path(__file__).parents[1] / "data" / "encoder.onnx"


@cache
def mel_filters() -> Floats:
    """Return Whisper's mel filters (201, 80): Slaney's scale, equal areas, 0 to 8 kHz."""
    high = 15 + 27 * np.log(RATE / 2 / 1000) / np.log(6.4)
    mels = np.linspace(0, high, BANDS + 2)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mels - 15)))
    at = np.linspace(0, RATE / 2, TRANSFORM // 2 + 1)[:, None]
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(triangles * 2 / (edges[2:] - edges[:-2]), np.float32)


def log_mel(samples: Floats) -> Floats:
    """Logarithmic mel spectrogram (80, n // 160) of samples (n,), as Whisper computes it.

    Sound beyond the ends is mirrored; the result is not yet cut off below.
    """
    if len(samples) <= TRANSFORM // 2:
        samples = np.pad(samples, (0, TRANSFORM))
    padded = np.pad(samples, TRANSFORM // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, TRANSFORM)[::MEL_HOP]
    power = np.zeros((len(samples) // MEL_HOP, TRANSFORM // 2 + 1), np.float32)
    for at in range(0, len(power), BLOCK):
        spectrum = np.fft.rfft(windows[at : at + BLOCK][: len(power) - at] * _hann())
        power[at : at + BLOCK] = spectrum.real**2 + spectrum.imag**2
    return np.asarray(np.log10(np.maximum(power @ mel_filters(), FLOOR)).T, np.float32)


@cache
def _hann() -> Floats:
    at = np.arange(TRANSFORM) / TRANSFORM
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * at), np.float32)


def scaled(mel: Floats) -> Floats:
    """Cut a window's spectrogram off below, and scale it as the encoder expects."""
    peak = max(float(mel.max()), LEAST_PEAK)
    return np.asarray((np.maximum(mel, peak - RANGE) + 4) / 4, np.float32)


@cache
def session(model: Path = MODEL) -> onnxruntime.InferenceSession:
    """Load the encoder, for one thread; without planning its memory ahead it takes 9 MB less.

    Some builds of onnxruntime report usage to their maker; that is switched off first. Builds that
    report all the same are ruled out in pyproject.toml; a test watches every socket.
    """
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


@cache
def returning_memory() -> onnxruntime.RunOptions:
    """Return the options of a run after which the encoder returns the 16 MB that it took."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def encode(samples: Floats) -> Floats:
    """Return the frames (500, 768) of a window of samples: by the third and the last layer."""
    mel = scaled(log_mel(samples))
    layers = session().run(None, {"mel": mel[None]}, returning_memory())
    return np.concatenate([layer[0] for layer in layers], axis=1)


class Encoding:
    """Encodes a sound that still grows, a window at a time.

    ``reduce`` is applied to each window's frames at once, so that they need not be kept whole.
    """

    def __init__(self, reduce: Callable[[Floats], Floats] = lambda frames: frames) -> None:
        self._reduce = reduce
        self._sound = np.zeros(0, np.float32)
        self._done = 0
        self._length = 0
        self._parts: list[Floats] = []

    def feed(self, samples: Floats) -> None:
        """Add samples (n,) at 16 kHz, and encode the windows that are whole."""
        self._sound = np.concatenate([self._sound, samples])
        self._length += len(samples)
        while len(self._sound) > WINDOW * RATE:
            self._add(encode(self._sound[: WINDOW * RATE]), WINDOW - CONTEXT)
            self._sound = self._sound[HOP * RATE :]

    @property
    def encoded(self) -> int:
        """Frames so far that no later sound changes."""
        return sum(map(len, self._parts))

    def latest(self, seconds: float) -> tuple[int, Floats]:
        """Return the newest frames so far (n, width), and the place of the first of them."""
        parts: list[Floats] = []
        wanted = round(seconds * PER_SECOND)
        while len(parts) < len(self._parts) and sum(map(len, parts)) < wanted:
            parts.insert(0, self._parts[-1 - len(parts)])
        frames = np.concatenate(parts)[-wanted:] if parts else np.zeros((0, 0), np.float32)
        return self.encoded - len(frames), frames

    def between(self, first: int, last: int) -> Floats:
        """Return the encoded frames (n, width) from ``first`` up to ``last``, exclusive."""
        parts: list[Floats] = []
        begin = 0
        for part in self._parts:
            parts.append(part[max(0, first - begin) : max(0, last - begin)])
            begin += len(part)
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def end(self) -> Floats:
        """Encode the rest; return all frames (⌈seconds × 50⌉, width)."""
        rest = np.pad(self._sound, (0, WINDOW * RATE - len(self._sound)))
        self._add(encode(rest), WINDOW)
        return np.concatenate(self._parts)[: -(-self._length * PER_SECOND // RATE)]

    def _add(self, frames: Floats, end: int) -> None:
        first = CONTEXT if self._done else 0
        self._parts.append(self._reduce(frames[first * PER_SECOND : end * PER_SECOND]))
        self._done += 1
