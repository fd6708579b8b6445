"""Any audio or video file → mono float32 at 16 kHz.

PyAV opens the file (it carries its own FFmpeg), takes the first sound track, mixes it down and
resamples it: whole, or as it comes where a recording still grows (``analysis.sound.growing``).
Samples are float32 in −1…1; times are seconds from the first sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from analysis.memory import ran_out

Samples = NDArray[np.float32]

RATE = 16_000
"""The sample rate, in hertz, at which everything is analysed."""

SHORTEST = 0.5
"""Seconds of sound below which there is nothing to analyse."""


class UnreadableSound(Exception):
    """A file that cannot be analysed; the message is one plain sentence for the person."""


@dataclass(frozen=True, slots=True)
class Audio:
    """A recording ready for analysis: samples (n,) at 16 kHz, and the file's own sample rate.

    ``promised`` is the length in seconds that a cut-off WAV's header speaks of, else ``None``.
    """

    samples: Samples
    sample_rate: int
    promised: float | None = None

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE


class Resampling:
    """Turns frames of sound into samples (n,) at 16 kHz, the same however they are cut.

    Frames may change their rate, layout or format on the way, as in files that were joined.
    """

    def __init__(self) -> None:
        self._resampler = _resampler()
        self._shape: tuple[int, str, str] | None = None

    def push(self, frame: av.AudioFrame | None) -> list[Samples]:
        """Give what is ready after this frame; after ``None``, which comes last, the rest."""
        shape = frame and (frame.sample_rate, frame.layout.name, frame.format.name)
        rest: list[Samples] = []
        if shape and self._shape and shape != self._shape:
            rest = [_clean(ready) for ready in self._resampler.resample(None)]
            self._resampler = _resampler()
        self._shape = shape or self._shape
        return rest + [_clean(ready) for ready in self._resampler.resample(frame)]


def _resampler() -> av.AudioResampler:
    return av.AudioResampler(format="flt", layout="mono", rate=RATE)


def load(path: Path) -> Audio:
    """Read the first sound track of a file.

    Raises
    ------
    UnreadableSound
        When the file is missing, is no sound or video, has no sound track, or is shorter than
        half a second.
    """
    if path.is_dir():
        raise UnreadableSound(f"{path} is a folder; name the recordings in it instead.")
    compressed = path.with_suffix(".flac")
    if not path.exists() and path.suffix == ".wav" and compressed.exists():
        path = compressed  # since this was asked for
    if not path.exists():
        raise UnreadableSound(f"{path} does not exist; check the name.")
    try:
        if path.stat().st_size == 0:
            raise UnreadableSound(f"{path} is empty (0 bytes); nothing was recorded in it.")
        sound = _decode(path)
    except PermissionError as error:
        raise UnreadableSound(f"{path} may not be read; check its permissions.") from error
    except av.FFmpegError as error:
        if ran_out(error):
            raise
        raise UnreadableSound(
            f"{path} is not a sound or video file that can be read; try wav, flac, mp3 or m4a."
        ) from error
    require_enough(path, sound.duration)
    return sound


def require_enough(path: Path, duration: float) -> None:
    """Refuse a recording of fewer seconds than can be analysed.

    Raises
    ------
    UnreadableSound
        When it is shorter than half a second.
    """
    if duration < SHORTEST:
        raise UnreadableSound(
            f"{path} holds only {duration:.1f} s of sound; "
            f"at least {SHORTEST} s is needed to analyse it."
        )


def _decode(path: Path) -> Audio:
    """Decode the first sound track; a damaged tail keeps what could be read before it."""
    with av.open(str(path), metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise UnreadableSound(f"{path} has no sound track.")
        stream = container.streams.audio[0]
        resampling = Resampling()
        blocks: list[Samples] = []
        try:
            for frame in container.decode(stream):
                blocks += resampling.push(frame)
        except av.FFmpegError:
            if not blocks:
                raise
        blocks += resampling.push(None)
        rate = stream.rate
    samples = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    return Audio(samples, int(rate), promised_length(path, len(samples) / RATE))


def promised_length(path: Path, there: float) -> float | None:
    """Length that a WAV's header promises, where the file ends more than 0.2 s before it."""
    with path.open("rb") as file:
        head = file.read(4096)
    data, form = head.find(b"data"), head.find(b"fmt ")
    if not head.startswith(b"RIFF") or data < 0 or form < 0 or len(head) < data + 8:
        return None
    size = int.from_bytes(head[data + 4 : data + 8], "little")
    a_second = int.from_bytes(head[form + 16 : form + 20], "little")
    if not a_second or size >= 2**32 - 2**16:  # a stream does not know its length
        return None
    return size / a_second if size / a_second > there + 0.2 else None


def _clean(frame: av.AudioFrame) -> Samples:
    samples = frame.to_ndarray().reshape(-1).astype(np.float32)
    return np.nan_to_num(samples, posinf=0.0, neginf=0.0)
