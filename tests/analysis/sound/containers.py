"""The shipped answer in every container, whole and damaged."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import av

from analysis import demo

CONTAINERS = {
    "mp3": ("libmp3lame", 44_100),
    "m4a": ("aac", 44_100),
    "ogg": ("libopus", 48_000),
    "webm": ("libopus", 48_000),
    "mkv": ("aac", 44_100),
    "flac": ("flac", 44_100),
    "wav": ("pcm_s16le", 44_100),
    "aac": ("aac", 44_100),
}
"""Codec and sample rate (Hz) that each is written with."""


def write(path: Path, codec: str, rate: int, seconds: float = 60.0) -> Path:
    """Write the first ``seconds`` of the shipped answer."""
    with av.open(str(demo.ANSWER)) as source, av.open(str(path), "w") as target:
        stream: Any = target.add_stream(codec, rate=rate)
        stream.layout = "mono"
        shape = stream.codec_context.format
        resampler = av.AudioResampler(
            shape.name if shape else "s16", "mono", rate, stream.codec_context.frame_size or 1024
        )
        for frame in source.decode(audio=0):
            if frame.time is not None and frame.time >= seconds:
                break
            frame.pts = None
            for ready in resampler.resample(frame):
                target.mux(stream.encode(ready))
        for ready in resampler.resample(None):
            target.mux(stream.encode(ready))
        target.mux(stream.encode(None))
    return path


def damaged(path: Path, into: Path, count: int = 3000, at: float = 1 / 3) -> Path:
    """Copy a file with ``count`` bytes overwritten at a share of its length."""
    data = bytearray(path.read_bytes())
    first = round(len(data) * at)
    data[first : first + count] = random.Random(1).randbytes(count)
    into.write_bytes(data)
    return into
