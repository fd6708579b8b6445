"""Plays a WAV between any two moments, and knows which moment is being heard.

Times are seconds of the recording, whatever the speed of the copy being played. The player's own
thread opens the device, which may take seconds. PortAudio's thread calls `_Turn.fill` for sound,
which copies from memory and counts; everything else is called by the screen, which polls `position`
and `playing`.
"""

from __future__ import annotations

import asyncio
import threading
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from recorder.playback.sound_output import OpenOutput, Output, OutputError, SoundDeviceOutput

SAMPLE = 2
"""Bytes in a sample."""


class _Turn:
    """One play: what its stream asks for. Only that stream's callback moves ``at``."""

    def __init__(self, samples: bytes, first: int, last: int) -> None:
        self._samples = samples
        self._last = last
        self.first = self.at = first
        self.sounding = True

    def fill(self, frames: int) -> bytes:
        """Return the next frames, none once it has ended."""
        if not self.sounding:
            return b""
        at = self.at
        end = min(at + frames, self._last)
        self.at = max(at, end)
        return self._samples[at * SAMPLE : end * SAMPLE]

    def end(self) -> None:
        """Fall silent; the stream is closed when the next turn begins."""
        self.sounding = False


class Player:
    """Plays one sound at a time; opens nothing until something is played."""

    def __init__(self, open_output: OpenOutput = SoundDeviceOutput) -> None:
        self._open_output = open_output
        self._output: Output | None = None
        self._samples = b""
        self._sample_rate = 0
        self._speed = 1.0
        self._at = 0
        """Where the next turn begins; while there is a turn, its own ``at`` counts."""
        self._turn: _Turn | None = None
        self._handover = threading.Lock()
        # Python waits for this thread when it ends: ending PortAudio while it opens may hang.
        self._opener = _one_thread()

    def load(self, sound: Path, speed: float = 1.0) -> None:
        """Load a mono 16-bit WAV that runs ``speed`` times as fast as the recording.

        Raises
        ------
        OutputError
            If it can't be read.
        """
        position = self.position
        self.pause()
        try:
            with wave.open(str(sound), "rb") as file:
                self._sample_rate = file.getframerate()
                self._samples = file.readframes(file.getnframes())
        except (OSError, EOFError, wave.Error) as error:
            raise OutputError("The recording of this answer can't be read.") from error
        self._speed = speed
        self._at = self._frame(position)

    @property
    def loaded(self) -> bool:
        """Whether there is something to play."""
        return bool(self._samples)

    @property
    def playing(self) -> bool:
        """Whether sound is being heard, or will be once the device is open."""
        return self._turn is not None and self._turn.sounding

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return self._seconds(self._frames)

    @property
    def position(self) -> float:
        """The moment being heard now: what has been handed over, minus what is on its way."""
        turn, output = self._turn, self._output
        if turn is None:
            return self._seconds(self._at)
        if output is None or not turn.sounding:
            return self._seconds(turn.at)
        behind = output.latency * self._speed
        return max(self._seconds(turn.first), self._seconds(turn.at) - behind)

    async def play(self, start: float | None = None, end: float | None = None) -> None:
        """Play from ``start`` (default: where it is) to ``end`` (default: the last sample).

        Raises
        ------
        OutputError
            If there is no device to play on; ``RateRefused`` asks for a copy at another rate.
            Not if it was paused or replaced while the device opened.
        """
        self._close()
        if start is not None:
            self._at = self._frame(start)
        if self._at >= self._frames:
            self._at = 0
        last = self._frames if end is None else self._frame(end)
        self._turn = turn = _Turn(self._samples, self._at, last)
        error = await asyncio.shield(self._opened(turn, self._sample_rate))
        if error is not None and turn is self._turn:
            raise error

    def pause(self) -> None:
        """Stop, staying at the moment that was heard last."""
        position = self.position
        self._close()
        self._at = self._frame(position)

    async def seek(self, position: float) -> None:
        """Go to a moment; continue playing from there if it was playing."""
        if self.playing:
            await self.play(position)
        else:
            self._close()
            self._at = self._frame(position)

    def close(self) -> None:
        """Stop playing, forget the sound, and let the thread end."""
        self._close()
        self._samples = b""
        self._opener.shutdown(wait=False)
        self._opener = _one_thread()

    def _close(self) -> None:
        with self._handover:
            turn, self._turn = self._turn, None
            output, self._output = self._output, None
        if turn is not None:
            turn.end()
            self._at = turn.at
        if output is not None:
            output.close()

    async def _opened(self, turn: _Turn, sample_rate: int) -> OutputError | None:
        """Open the device in the player's thread; a task, which ends with its event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._opener, self._open, turn, sample_rate)

    # The player's thread

    def _open(self, turn: _Turn, sample_rate: int) -> OutputError | None:
        """Open the device, unless the person has paused or left by now; return what is wrong."""
        if turn is not self._turn:
            return None
        try:
            output = self._open_output(sample_rate, turn.fill, turn.end)
        except OutputError as error:
            turn.end()
            return error
        with self._handover:
            current = turn is self._turn
            if current:
                self._output = output
        if not current:
            output.close()
        return None

    # Moments and frames

    @property
    def _frames(self) -> int:
        return len(self._samples) // SAMPLE

    def _seconds(self, frame: int) -> float:
        return frame / self._sample_rate * self._speed if self._sample_rate else 0.0

    def _frame(self, seconds: float) -> int:
        return max(0, min(self._frames, round(seconds / self._speed * self._sample_rate)))


def _one_thread() -> ThreadPoolExecutor:
    """Return what opens one device at a time; its thread only begins when it is needed."""
    return ThreadPoolExecutor(1, "player")
