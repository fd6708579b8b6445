"""Turns a recording into a WAV that any sound card plays, slower or faster at the same pitch.

    python -m analysis.recordings.playable SOURCE TARGET --speed 0.75 --rate 48000

A separate process, because the screen process loads no decoder. The target is mono, 16 bits; it
appears under its name when it is complete, readable only by its owner. Exit 0 done, 1 with one
sentence on standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import av
from av.filter import Graph

SLOWEST, FASTEST = 0.5, 2.0


class Unplayable(Exception):
    """A file that can't be played; the message is one plain sentence."""


def write(source: Path, target: Path, speed: float, sample_rate: int) -> None:
    """Write the first audio track of a file, ``speed`` times as fast, at a sample rate in hertz.

    Raises
    ------
    Unplayable
        If the file is missing or isn't an audio file, or the target can't be written.
    """
    part = target.with_suffix(".part")
    try:
        with av.open(str(source), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise Unplayable(f"{source.name} has no audio track.")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file, wave.open(file, "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(sample_rate)
                for frame in _changed(container, speed, sample_rate):
                    sound.writeframesraw(frame.to_ndarray().tobytes())
        part.replace(target)
    except (av.FFmpegError, ValueError) as error:
        raise Unplayable(f"{source.name} can't be played: it isn't a readable audio file.") from (
            error
        )
    except OSError as error:
        raise Unplayable(
            f"{source.name} can't be played ({error.strerror or error}); check the disk."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _changed(
    container: av.container.InputContainer, speed: float, sample_rate: int
) -> Iterator[av.AudioFrame]:
    """Yield frames of mono 16-bit sound at another speed and the same pitch."""
    stream = container.streams.audio[0]
    graph = Graph()
    source = graph.add_abuffer(template=stream)
    tempo = graph.add("atempo", str(speed))
    form = f"sample_fmts=s16:channel_layouts=mono:sample_rates={sample_rate}"
    shape = graph.add("aformat", form)
    sink = graph.add("abuffersink")
    graph.link_nodes(source, tempo, shape, sink).configure()
    with contextlib.suppress(av.EOFError):
        for frame in container.decode(stream):
            graph.push(frame)
            yield from _ready(graph)
        graph.push(None)
        yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[av.AudioFrame]:
    with contextlib.suppress(av.BlockingIOError):
        while True:
            frame = graph.pull()
            assert isinstance(frame, av.AudioFrame)
            yield frame


def _speed(text: str) -> float:
    speed = float(text)
    if not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not between {SLOWEST} and {FASTEST}")
    return speed


def main() -> int:
    """Write one file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--speed", type=_speed, default=1.0)
    parser.add_argument("--rate", type=int, default=48_000)
    arguments = parser.parse_args()
    try:
        write(arguments.source, arguments.target, arguments.speed, arguments.rate)
    except Unplayable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
