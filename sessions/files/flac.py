"""What a FLAC file's header says about its sound, without a decoder (RFC 9639, section 8.2)."""

from __future__ import annotations

from pathlib import Path

from sessions.files.wav import WavInfo

HEAD = 42
"""Bytes: the marker, and the block of stream information that always comes first."""


def read_flac(path: Path) -> WavInfo | None:
    """Return length and sample rate; ``None``: not a FLAC file, or it doesn't say."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    if len(head) < HEAD or head[:4] != b"fLaC" or head[4] & 0x7F:
        return None
    packed = int.from_bytes(head[18:26], "big")  # 20 bits rate, 3 channels, 5 depth, 36 samples
    sample_rate, samples = packed >> 44, packed & (1 << 36) - 1
    return WavInfo(samples / sample_rate, sample_rate) if sample_rate and samples else None
