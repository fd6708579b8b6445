"""Any audio or video file → mono float32 at 16 kHz.

PyAV opens the file (it carries its own FFmpeg). One sound track is mixed down, resampled and freed
of offset and rumble: whole, or as it comes where a recording still grows
(``analysis.sound.growing``). Samples are float32 in −1…1; times are seconds from the first sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from analysis.memory import ran_out
from analysis.sound.channels import ChannelBalance, mixed, one_channel
from analysis.sound.cleaning import Cleaning
from analysis.sound.packets import Silence, TrackReader
from analysis.types import Span

Samples = NDArray[np.float32]

RATE = 16_000
"""The sample rate, in hertz, at which everything is analyzed."""

SHORTEST = 0.5
"""Seconds of sound below which there is nothing to analyze."""


CUT_OFF = 1.0
"""Seconds that a header may promise beyond the actual sound: encoders round up."""


class UnreadableSound(Exception):
    """A file that can't be analyzed; the message is one plain sentence for the person."""


@dataclass(frozen=True, slots=True)
class Audio:
    """A recording ready for analysis: samples (n,) at 16 kHz, and the file's own sample rate.

    ``promised`` is the length in seconds that the header of a cut-off file gives, else
    ``None``. ``missing`` are holes in a damaged file; the samples there are zeros.
    """

    samples: Samples
    sample_rate: int
    promised: float | None = None
    missing: tuple[Span, ...] = ()

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE


class Resampling:
    """Turns frames of sound into samples (n,) at 16 kHz, the same however they are cut.

    Frames may change their rate, layout or format partway, as in files that were joined. With a
    ``channel`` that one is taken instead of the mix.
    """

    def __init__(self, channel: int | None = None) -> None:
        self._channel = channel
        self._resampler = _resampler()
        self._shape: tuple[int, str, str] | None = None

    def push(self, frame: av.AudioFrame | None) -> list[Samples]:
        """Return the samples ready after this frame; after ``None``, the last, all others."""
        if frame is not None:
            alone = self._channel
            frame = mixed(frame) if alone is None else one_channel(frame, alone)
        shape = frame and (frame.sample_rate, frame.layout.name, frame.format.name)
        rest: list[Samples] = []
        if shape and self._shape and shape != self._shape:
            rest = [_clean(ready) for ready in self._resampler.resample(None)]
            self._resampler = _resampler()
        self._shape = shape or self._shape
        return rest + [_clean(ready) for ready in self._resampler.resample(frame)]

    def skip(self, seconds: float) -> list[Samples]:
        """Return the samples that are ready, and silence for the missing ones."""
        rest = [_clean(ready) for ready in self._resampler.resample(None)]
        self._resampler, self._shape = _resampler(), None
        return [*rest, np.zeros(round(seconds * RATE), np.float32)]


def _resampler() -> av.AudioResampler:
    return av.AudioResampler(format="flt", layout="mono", rate=RATE)


def load(path: Path, track: int = 1) -> Audio:
    """Read an audio track of a file; tracks are counted from 1.

    Raises
    ------
    UnreadableSound
        When the file is missing, isn't audio or video, lacks that audio track, or is shorter
        than half a second.
    """
    path = readable(path)
    try:
        sound = _decode(path, track)
    except (PermissionError, av.FFmpegError) as error:
        if ran_out(error):
            raise
        raise _unreadable(path, error) from error
    require_enough(path, sound.duration)
    return sound


def tracks(path: Path) -> int:
    """Count the audio tracks of a file.

    Raises
    ------
    UnreadableSound
        When the file is missing, or isn't audio or video.
    """
    path = readable(path)
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            return len(container.streams.audio)
    except (PermissionError, av.FFmpegError) as error:
        if ran_out(error):
            raise
        raise _unreadable(path, error) from error


def readable(path: Path) -> Path:
    """Return the file to read: a recording may have been compressed since it was requested.

    Raises
    ------
    UnreadableSound
        When the file doesn't exist or is empty.
    """
    if path.is_dir():
        raise UnreadableSound(f"{path} is a folder. Give the recordings in it instead.")
    compressed = path.with_suffix(".flac")
    if not path.exists() and path.suffix == ".wav" and compressed.exists():
        path = compressed  # since it was requested
    if not path.exists():
        raise UnreadableSound(f"{path} doesn't exist. Check the name.")
    try:
        empty = path.stat().st_size == 0
    except OSError as error:
        raise _unreadable(path, error) from error
    if empty:
        raise UnreadableSound(f"{path} is empty (0 bytes). Nothing was recorded in it.")
    return path


def _unreadable(path: Path, error: Exception) -> UnreadableSound:
    if isinstance(error, PermissionError):
        return UnreadableSound(f"Viva isn't allowed to read {path}. Check its permissions.")
    return UnreadableSound(
        f"{path} isn't an audio or video file Viva can read. Try a WAV, FLAC, MP3, or M4A file."
    )


def require_enough(path: Path, duration: float) -> None:
    """Refuse a recording of fewer seconds than can be analyzed.

    Raises
    ------
    UnreadableSound
        When it is shorter than half a second.
    """
    if duration < SHORTEST:
        raise UnreadableSound(
            f"{path} has only {duration:.1f} s of sound. "
            f"Viva needs at least {SHORTEST} s to analyze it."
        )


def _decode(path: Path, track: int) -> Audio:
    """Decode an audio track past damage; where its channels cancel out, one of them alone."""
    balance = ChannelBalance()
    sound = _decode_channel(path, track, None, balance)
    if balance.best is not None:
        sound = _decode_channel(path, track, balance.best, ChannelBalance())
    return sound


def _decode_channel(path: Path, track: int, channel: int | None, balance: ChannelBalance) -> Audio:
    with av.open(str(path), metadata_errors="ignore") as container:
        stream = _track(path, container, track)
        reader = TrackReader(container, stream, path.stat().st_size)
        resampling, cleaning = Resampling(channel), Cleaning()
        blocks: list[Samples] = []
        for part in reader.parts():
            if isinstance(part, Silence):
                ready = resampling.skip(part.seconds)
            else:
                balance.add(part)
                ready = resampling.push(part)
            blocks += map(cleaning.feed, ready)
        blocks += map(cleaning.feed, resampling.push(None))
        if reader.hopeless and reader.damage.first_error is not None:
            raise reader.damage.first_error
        promised = reader.promised
    samples = np.concatenate([*blocks, cleaning.end()])
    there = len(samples) / RATE
    if promised is None or promised <= there + CUT_OFF:
        promised = promised_length(path, there)
    return Audio(samples, int(stream.rate), promised, tuple(reader.damage.holes))


def _track(path: Path, container: av.container.InputContainer, track: int) -> av.AudioStream:
    streams = container.streams.audio
    if not streams:
        raise UnreadableSound(f"{path} has no audio track.")
    if not 1 <= track <= len(streams):
        there = "only 1 audio track" if len(streams) == 1 else f"{len(streams)} audio tracks"
        raise UnreadableSound(f"{path} has {there}, so there is no track {track}.")
    return streams[track - 1]


def promised_length(path: Path, there: float) -> float | None:
    """Length that a WAV's header promises, where the file ends more than 0.2 s before it."""
    with path.open("rb") as file:
        head = file.read(4096)
    data, form = head.find(b"data"), head.find(b"fmt ")
    if not head.startswith(b"RIFF") or data < 0 or form < 0 or len(head) < data + 8:
        return None
    size = int.from_bytes(head[data + 4 : data + 8], "little")
    a_second = int.from_bytes(head[form + 16 : form + 20], "little")
    if not a_second or size >= 2**32 - 2**16:  # a stream doesn't know its length
        return None
    return size / a_second if size / a_second > there + 0.2 else None


def _clean(frame: av.AudioFrame) -> Samples:
    samples = frame.to_ndarray().reshape(-1).astype(np.float32)
    return np.nan_to_num(samples, posinf=0.0, neginf=0.0)
