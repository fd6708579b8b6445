"""Repairs the header of a WAV whose writer was killed.

Such a file has every block that was written, but perhaps a header that counts fewer, or none. The
two sizes in the header are set from the length of the file; no complete sample is changed.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

LARGEST = 0xFFFFFFFF  # the largest size the header can hold


class WavInfo(NamedTuple):
    """What a WAV contains: seconds, and frames per second."""

    duration: float
    sample_rate: int


class _Layout(NamedTuple):
    """Where the sound begins, its declared size, and the sizes of a frame and of a second."""

    start: int
    declared: int
    sample_rate: int
    frame: int

    def sound(self, size: int) -> WavInfo:
        return WavInfo(size // self.frame / self.sample_rate, self.sample_rate)


def repair_wav(path: Path) -> float | None:
    """Make a WAV left by a killed writer valid and return its seconds of sound.

    ``None`` if there is no usable header or not one whole frame; then the file is left alone, as is
    one that is in order. An interrupted repair is completed by the next.
    """
    sound = repair(path)
    return None if sound is None else sound.duration


def repair(path: Path) -> WavInfo | None:
    """Do the work of ``repair_wav``, and return the sample rate too."""
    try:
        with path.open("r+b") as file:
            layout = _layout(file)
            return None if layout is None else _repair_open_file(file, layout)
    except FileNotFoundError:
        return None


def _repair_open_file(file: BinaryIO, layout: _Layout) -> WavInfo | None:
    length = file.seek(0, os.SEEK_END)
    riff_end = 8 + _read_size(file, 4)
    if 0 < layout.declared <= length - layout.start and riff_end in (length, length + 1):
        return layout.sound(layout.declared)
    size = min(length, LARGEST) - layout.start
    size -= size % layout.frame
    if size <= 0:
        return None
    _write_size(file, layout.start - 4, size)
    _write_size(file, 4, layout.start + size - 8)
    file.truncate(layout.start + size)
    file.flush()
    os.fsync(file.fileno())
    return layout.sound(size)


def _layout(file: BinaryIO) -> _Layout | None:
    """Walk the chunks to the sound; ``None`` if this isn't a WAV with a usable format."""
    head = file.read(12)
    if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    rate = frame = 0
    while len(chunk := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", chunk)
        body = file.tell()
        if name == b"data":
            return _Layout(body, size, rate, frame) if rate and frame else None
        if name == b"fmt " and len(format := file.read(16)) == 16:
            rate, frame = struct.unpack("<4xI4xH2x", format)
        file.seek(body + size + size % 2)
    return None


def _read_size(file: BinaryIO, at: int) -> int:
    file.seek(at)
    (size,) = struct.unpack("<I", file.read(4))
    return int(size)


def _write_size(file: BinaryIO, at: int, size: int) -> None:
    file.seek(at)
    file.write(struct.pack("<I", size))
