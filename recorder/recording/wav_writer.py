"""A WAV file that survives: readable after a crash, a SIGKILL, or a full disk.

Every block goes to the system at once, followed by a header that counts it; once a second both
are forced to disk. Mono, 16 bits. A file can be continued at its own sample rate.
"""

from __future__ import annotations

import contextlib
import os
import struct
import time
from pathlib import Path
from typing import Self

from sessions.files.wav import repair

FSYNC_EVERY = 1.0
"""Seconds of recording that a power cut may cost."""

HEADER = 44
"""Bytes before the samples."""

SAMPLE = 2
"""Bytes in a sample."""

LARGEST = 0xFFFFFFFF - HEADER
"""Bytes of sound that the header can count."""


class WavWriter:
    """Writes one recording, readable by its owner only."""

    def __init__(self, path: Path, sample_rate: int) -> None:
        self._path = path
        self.sample_rate = sample_rate
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        self._file = os.fdopen(handle, "r+b")
        self._safe = 0
        self._synced = time.monotonic()
        try:
            if hasattr(os, "fchmod"):  # an existing file would keep its mode otherwise
                os.fchmod(handle, 0o600)
            self._file.write(_header(sample_rate, 0))
            self._file.flush()
        except BaseException:
            self._abandon()
            raise

    @classmethod
    def resuming(cls, path: Path) -> Self:
        """Continue a recording written by this class, after its last whole sample.

        Raises
        ------
        OSError
            If the file can't be read or written, or isn't such a recording.
        """
        sound = repair(path)
        if sound is None:
            raise OSError(f"{path} contains no sound to continue.")
        writer = cls.__new__(cls)
        writer._path, writer.sample_rate = path, sound.sample_rate
        writer._file = path.open("r+b")
        writer._safe = max(0, writer._file.seek(0, os.SEEK_END) - HEADER)
        writer._synced = time.monotonic()
        writer._file.seek(0)
        if writer._file.read(HEADER) != _header(sound.sample_rate, writer._safe):
            writer._abandon()
            raise OSError(f"{path} isn't a Viva recording.")
        writer._file.seek(0, os.SEEK_END)
        return writer

    @property
    def frames(self) -> int:
        """Frames that have reached the system."""
        return self._safe // SAMPLE

    def append(self, samples: bytes) -> None:
        """Add a block; OSError if the disk refuses it, and earlier blocks stay."""
        if self._safe + len(samples) > LARGEST:
            raise OSError("A WAV file can't be larger than 4 GB.")
        self._file.write(samples)
        self._file.flush()
        self._count(self._safe + len(samples))
        self._safe += len(samples)
        if time.monotonic() - self._synced >= FSYNC_EVERY:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def close(self) -> None:
        """Force everything to disk and close the file."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._abandon()

    def salvage(self) -> None:
        """Close after a failure: cut off a half-written block and count only complete data."""
        self._abandon()
        with open(self._path, "r+b") as file:
            file.truncate(HEADER + self._safe)
            file.write(_header(self.sample_rate, self._safe))
            file.flush()
            os.fsync(file.fileno())

    def _count(self, size: int) -> None:
        """Write this byte count of sound to the header."""
        self._file.seek(0)
        self._file.write(_header(self.sample_rate, size))
        self._file.flush()
        self._file.seek(0, os.SEEK_END)

    def _abandon(self) -> None:
        """Close the file whatever state it is in."""
        with contextlib.suppress(OSError):
            self._file.close()


def _header(sample_rate: int, size: int) -> bytes:
    """Return the 44 bytes before this many bytes of mono int16 sound."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", HEADER - 8 + size, b"WAVE"),
        *(b"fmt ", 16, 1, 1, sample_rate, sample_rate * SAMPLE, SAMPLE, 8 * SAMPLE),
        *(b"data", size),
    )


_BINARY = getattr(os, "O_BINARY", 0)
