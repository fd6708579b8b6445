"""An audio file as a microphone: for trying Viva, for tests, and for answers recorded elsewhere.

It plays in real time like speech, or `speed` times faster; PyAV decodes it to mono 16-bit sound
at the file's own sample rate, without numpy.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.microphone.types import BLOCK, BlockListener, Ended, MicrophoneError

if TYPE_CHECKING:
    from av import AudioFrame


class FileMicrophone:
    """Plays an audio file into a recording; `speed=math.inf` delivers it all at once."""

    note: str | None = None

    def __init__(self, path: Path, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError(f"speed must be above 0, not {speed}")
        self._path = path
        self._speed = speed

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    def prepare(self) -> None:
        """Check that the file can be read."""
        _sample_rate(self._path)

    def open(self, on_block: BlockListener, on_end: Ended) -> FileStream:
        """Open the file at the beginning."""
        return FileStream(self._path, self._speed, on_block, on_end)


class FileStream:
    """A file being played into a recording, on its own thread."""

    channels = 1
    endless = False

    def __init__(self, path: Path, speed: float, on_block: BlockListener, on_end: Ended) -> None:
        self.sample_rate = _sample_rate(path)
        self.real_time = speed == 1.0
        self._path = path
        self._speed = speed
        self._on_block = on_block
        self._on_end = on_end
        self._closed = threading.Event()
        self._player = threading.Thread(target=self._play, name="file-microphone", daemon=True)

    def start(self) -> None:
        """Begin to play."""
        self._player.start()

    def close(self) -> None:
        """Stop playing."""
        self._closed.set()
        if self._player.is_alive():
            self._player.join()

    def _play(self) -> None:
        size = 2 * max(1, round(BLOCK * self.sample_rate))
        began = time.monotonic()
        given = 0
        for block in _blocks(_decode(self._path, self.sample_rate), size):
            given += len(block)
            due = began + given / (2 * self.sample_rate * self._speed)
            if math.isfinite(self._speed):
                self._closed.wait(max(0.0, due - time.monotonic()))
            if self._closed.is_set():
                break
            self._on_block(block, False)
        self._on_end()


def _sample_rate(path: Path) -> int:
    """Read the sample rate of the first audio track."""
    import av

    if not path.is_file():
        raise MicrophoneError(f"There is no audio file {path}; check the name after file:.")
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if container.streams.audio:
                return int(container.streams.audio[0].rate)
    except (av.FFmpegError, OSError) as error:
        raise MicrophoneError(
            f"{path} isn't an audio file Viva can read. Try a WAV file."
        ) from error
    raise MicrophoneError(f"{path} has no audio track; choose a file with sound.")


def _decode(path: Path, sample_rate: int) -> Iterator[bytes]:
    """Decode to mono int16; a damaged tail ends the sound like the file's end."""
    import av

    with av.open(str(path), metadata_errors="ignore") as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=sample_rate)
        try:
            for frame in container.decode(container.streams.audio[0]):
                yield from map(_samples, resampler.resample(frame))
        except av.FFmpegError:
            pass
        yield from map(_samples, resampler.resample(None))


def _samples(frame: AudioFrame) -> bytes:
    """Copy a frame's samples; the plane behind them may be padded."""
    return bytes(frame.planes[0])[: 2 * frame.samples]


def _blocks(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Cut a stream of bytes into blocks of one size; the last may be shorter."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    if held:
        yield bytes(held)
