"""Compresses recordings without loss: WAV as Viva writes it → FLAC, verified sample by sample.

    python -m analysis.recordings.lossless

A separate process, because the screen process loads no encoder. Standard input has one JSON
object per line, ``{"source": …, "target": …}``; standard output answers each with ``{"samples": n,
"bytes": n}`` or ``{"problem": …}``. By then the target is on disk, and private. The source is
never changed. Runs at low priority.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

HEADER = 44
"""Bytes before the samples; the recorder's header has only one form."""

SAMPLE = 2
BLOCK = 1 << 16
"""Samples encoded at a time."""

NICENESS = 10


class NotCompressed(Exception):
    """A recording that stays as it is; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class CompressedFile:
    """What was verified: the number of samples in both files, and the bytes of the new one."""

    samples: int
    bytes: int


def compress(source: Path, target: Path) -> CompressedFile:
    """Write a FLAC file with exactly the samples of a WAV file.

    Raises
    ------
    NotCompressed
        If the WAV isn't in the recorder's format (mono, 16 bits, nothing but sound), if the new
        file decodes to anything else, or if a file can't be read or written.
    """
    try:
        with source.open("rb") as file:
            sample_rate = _sample_rate(file, source)
            _encode(file, target, sample_rate)
            samples = _compare(file, target, source)
        size = _to_disk(target)
    except (OSError, av.FFmpegError, ValueError) as error:
        _discard(target)
        raise NotCompressed(f"{source.name} couldn't be compressed: {error}.") from error
    except BaseException:
        _discard(target)
        raise
    return CompressedFile(samples, size)


def _sample_rate(file: BinaryIO, source: Path) -> int:
    head = file.read(HEADER)
    size = file.seek(0, os.SEEK_END) - HEADER
    if len(head) == HEADER and head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt ":
        form = struct.unpack("<HHIIHH", head[20:36])
        fits = head[36:40] == b"data" and int.from_bytes(head[40:44], "little") == size
        if fits and form[:2] == (1, 1) and form[5] == 16 and form[2] and size > 0 and not size % 2:
            return int(form[2])
    raise NotCompressed(f"{source.name} isn't in Viva's recording format, so it stays as it is.")


def _encode(file: BinaryIO, target: Path, sample_rate: int) -> None:
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as sink, av.open(sink, "w", format="flac") as made:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)
        stream = made.add_stream("flac", rate=sample_rate)
        stream.format = "s16"
        stream.layout = "mono"
        stream.time_base = Fraction(1, sample_rate)
        done = 0
        for block in _blocks(file):
            frame = av.AudioFrame.from_ndarray(block[np.newaxis], format="s16", layout="mono")
            frame.sample_rate, frame.pts = sample_rate, done
            frame.time_base = stream.time_base
            done += len(block)
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def _blocks(file: BinaryIO) -> Iterator[np.ndarray]:
    file.seek(HEADER)
    while block := file.read(BLOCK * SAMPLE):
        yield np.frombuffer(block, "<i2")


def _compare(file: BinaryIO, target: Path, source: Path) -> int:
    """Decode the new file and read the source again; returns the samples, all the same."""
    file.seek(HEADER)
    samples = 0
    with av.open(str(target)) as container:
        for frame in container.decode(audio=0):
            heard = frame.to_ndarray()
            fits = frame.format.name in ("s16", "s16p") and len(heard) == 1
            there = heard.astype("<i2", copy=False).tobytes()
            if not fits or there != file.read(len(there)):
                raise NotCompressed(f"{source.name} would change, so it stays as it is.")
            samples += heard.shape[1]
    if not samples or file.read(1):
        raise NotCompressed(f"{source.name} would lose its end, so it stays as it is.")
    return samples


def _to_disk(target: Path) -> int:
    with target.open("rb+") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


def _discard(target: Path) -> None:
    with contextlib.suppress(OSError):
        target.unlink()


def main() -> int:
    """Process the requests on standard input."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    for line in sys.stdin:
        try:
            asked = json.loads(line)
            said: dict[str, object] = asdict(compress(Path(asked["source"]), Path(asked["target"])))
        except NotCompressed as problem:
            said = {"problem": str(problem)}
        print(json.dumps(said), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
