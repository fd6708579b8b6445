"""A recording as MP3, small enough to fit inside a page: 24 kHz, mono, 48 kbit/s.

``python -m analysis.recordings.mp3 FILE`` writes it to standard output, or one plain sentence to
standard error with exit code 1. It runs in a separate process: the screen process can't have PyAV.
Every browser plays MP3, and its patents have expired.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import av

RATE = 24_000
BIT_RATE = 48_000


class NoSound(Exception):
    """A recording that can't be turned into MP3; the message is one plain sentence."""


def mp3(path: Path) -> bytes:
    """Encode the first audio track of a file; for a damaged tail, keeps what comes before it.

    Raises
    ------
    NoSound
        If the file is missing, can't be read, or has no sound.
    """
    try:
        with av.open(str(path), metadata_errors="ignore") as source:
            if not source.streams.audio:
                raise NoSound(f"{path} has no audio track.")
            return _encoded(source)
    except (OSError, av.FFmpegError) as error:
        raise NoSound(f"The recording {path} can't be read: {error.strerror}.") from error


def _encoded(source: av.container.InputContainer) -> bytes:
    made = io.BytesIO()
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
    with av.open(made, "w", format="mp3") as target:
        stream = target.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        for frame in _frames(source, resampler):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return made.getvalue()


def _frames(
    source: av.container.InputContainer, resampler: av.AudioResampler
) -> Iterator[av.AudioFrame]:
    """Yield every frame, resampled; times count from the first sample, whatever the file says."""
    heard = False
    try:
        for frame in source.decode(audio=0):
            frame.pts = None
            yield from resampler.resample(frame)
            heard = True
    except av.FFmpegError:
        if not heard:
            raise
    yield from resampler.resample(None)


def main() -> int:
    """Encode the named file; return the exit code."""
    try:
        sys.stdout.buffer.write(mp3(Path(sys.argv[1])))
    except NoSound as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
