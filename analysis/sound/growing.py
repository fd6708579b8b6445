"""A recording that is still being written: what has been added to it, as samples at 16 kHz.

Reads the mono, 16-bit WAV that the recorder appends to. The samples are those that
``analysis.sound.audio.load`` gives of the finished file, to the bit; when the file turns out not to
be what was read from it (a full disk cuts off a half-written block), ``end`` says so.
"""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np

from analysis.sound.audio import Resampling, Samples
from analysis.sound.cleaning import Cleaning

HEADER = 44
"""Bytes before the samples; the recorder's header has one form only."""

SAMPLE = 2
BLOCK = 2**20
"""Bytes read at a time: ten seconds, so that a child that catches up stays interruptible."""


class FileChanged(Exception):
    """The finished file differs from what was read while it grew; it must be read again."""


class GrowingRecording:
    """Reads one growing WAV."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._resampling = Resampling()
        self._cleaning = Cleaning()
        self.sample_rate = 0
        """The file's sample rate in hertz; 0 until its header is there."""

    @property
    def duration(self) -> float:
        """Seconds read so far."""
        return self._at / SAMPLE / self.sample_rate if self.sample_rate else 0.0

    def read(self) -> tuple[Samples, ...]:
        """Return the samples added since the last call, at most some seconds; possibly none.

        Raises
        ------
        FileChanged
            When the file isn't a WAV as the recorder writes it, or is gone.
        """
        if not self.sample_rate and not self._open():
            return ()
        try:
            with self._path.open("rb") as file:
                file.seek(HEADER + self._at)
                block = file.read(BLOCK)
        except OSError as error:
            raise FileChanged from error
        block = block[: len(block) // SAMPLE * SAMPLE]
        if not block:
            return ()
        self._at += len(block)
        frame = av.AudioFrame.from_ndarray(
            np.frombuffer(block, "<i2")[np.newaxis], format="s16", layout="mono"
        )
        frame.sample_rate = self.sample_rate
        return tuple(map(self._cleaning.feed, self._resampling.push(frame)))

    def end(self) -> tuple[Samples, ...]:
        """Return what the resampler still holds; the file must be complete and read to its end.

        Raises
        ------
        FileChanged
            When the file's header gives another number of samples than were read.
        """
        if not self.sample_rate or _counted(self._path) != self._at:
            raise FileChanged
        rest = map(self._cleaning.feed, self._resampling.push(None))
        return (*rest, self._cleaning.end())

    def _open(self) -> bool:
        """Read the header once it is there."""
        if not self._path.exists():
            return False
        with self._path.open("rb") as file:
            head = file.read(HEADER)
        if len(head) < HEADER:
            return False
        form = struct.unpack("<HHI", head[20:28])
        if head[:4] != b"RIFF" or head[36:40] != b"data" or form[:2] != (1, 1) or not form[2]:
            raise FileChanged
        self.sample_rate = form[2]
        return True


def _counted(path: Path) -> int:
    """Return the bytes of sound that a WAV's header counts."""
    with path.open("rb") as file:
        file.seek(HEADER - 4)
        return int.from_bytes(file.read(4), "little")
