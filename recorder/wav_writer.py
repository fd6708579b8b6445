"""A WAV file that survives: after a crash, a SIGKILL or a full disk it can still be read.

Every block reaches the system at once together with a header that counts it (`wave` patches the
header after each block); once a second it is forced to the disk. Mono, 16 bits.
"""

from __future__ import annotations

import contextlib
import os
import struct
import time
import wave
from pathlib import Path

FSYNC_EVERY = 1.0
"""Seconds of recording that a power cut may cost."""

HEADER = 44
"""Bytes before the samples in a file that `wave` wrote."""

SAMPLE = 2
"""Bytes in a sample."""


class WavWriter:
    """Writes one recording, readable by its owner only."""

    def __init__(self, path: Path, sample_rate: int) -> None:
        self._path = path
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        self._file = os.fdopen(handle, "wb")
        try:
            if hasattr(os, "fchmod"):  # a file that was there keeps its mode otherwise
                os.fchmod(handle, 0o600)
            self._wave = wave.open(self._file, "wb")  # noqa: SIM115 - closed in close()
            self._wave.setnchannels(1)
            self._wave.setsampwidth(SAMPLE)
            self._wave.setframerate(sample_rate)
            self._wave.writeframes(b"")
            self._file.flush()
        except BaseException:
            self._abandon()
            raise
        self._safe = 0
        self._synced = time.monotonic()

    @property
    def frames(self) -> int:
        """Frames that have reached the system."""
        return self._safe // SAMPLE

    def append(self, samples: bytes) -> None:
        """Add a block; OSError when the disk refuses it, and the blocks before it stay."""
        try:
            self._wave.writeframes(samples)
            self._file.flush()
        except struct.error as error:
            raise OSError("A WAV file holds at most 4 GB.") from error
        self._safe += len(samples)
        if time.monotonic() - self._synced >= FSYNC_EVERY:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def close(self) -> None:
        """Force everything to the disk and close the file."""
        try:
            self._wave.close()
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._abandon()

    def salvage(self) -> None:
        """Close after a failure: cut off a half-written block and count only what is whole."""
        self._abandon()
        with contextlib.suppress(OSError, ValueError):  # else `wave` complains when it is deleted
            self._wave.close()
        with open(self._path, "r+b") as file:
            file.truncate(HEADER + self._safe)
            file.seek(4)
            file.write(struct.pack("<L", HEADER - 8 + self._safe))
            file.seek(HEADER - 4)
            file.write(struct.pack("<L", self._safe))
            file.flush()
            os.fsync(file.fileno())

    def _abandon(self) -> None:
        """Close the file whatever it still holds; `wave` must not write to it afterwards."""
        with contextlib.suppress(OSError):
            self._file.close()


_BINARY = getattr(os, "O_BINARY", 0)
