"""Plays a WAV between any two moments, and knows which moment is being heard.

Times are seconds of the recording, whatever the speed of the copy being played. A thread opens the
device, which may take seconds. PortAudio's thread calls `_fill` for sound, which copies from memory
and counts; everything else is called by the screen, which polls `position` and `playing`.
"""

from __future__ import annotations

import asyncio
import threading
import wave
from functools import partial
from pathlib import Path

from recorder.playback.sound_output import OpenOutput, Output, OutputError, SoundDeviceOutput

SAMPLE = 2
"""Bytes in a sample."""


class Player:
    """Plays one sound at a time; opens nothing until something is played."""

    def __init__(self, open_output: OpenOutput = SoundDeviceOutput) -> None:
        self._open_output = open_output
        self._output: Output | None = None
        self._samples = b""
        self._sample_rate = 0
        self._speed = 1.0
        self._first = self._at = self._last = 0
        self._sounding = False
        self._turn: object = None
        self._one_opens = threading.Lock()

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
        return self._sounding

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return self._seconds(self._frames)

    @property
    def position(self) -> float:
        """The moment being heard now: what has been handed over, minus what is on its way."""
        if self._output is None or not self._sounding:
            return self._seconds(self._at)
        behind = self._output.latency * self._speed
        return max(self._seconds(self._first), self._seconds(self._at) - behind)

    async def play(self, start: float | None = None, end: float | None = None) -> None:
        """Play from ``start`` (default: where it is) to ``end`` (default: the last sample).

        Raises
        ------
        OutputError
            If there is no device to play on; ``RateRefused`` asks for a copy at another rate.
        """
        self._close()
        if start is not None:
            self._at = self._frame(start)
        if self._at >= self._frames:
            self._at = 0
        self._first = self._at
        self._last = self._frames if end is None else self._frame(end)
        self._sounding = True
        self._turn = turn = object()
        await asyncio.shield(asyncio.to_thread(self._open, turn, self._sample_rate))

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
        """Stop playing and forget the sound."""
        self._close()
        self._samples = b""

    def _close(self) -> None:
        self._turn = None
        output, self._output = self._output, None
        if output is not None:
            output.close()
        self._sounding = False

    # The thread that opens the device

    def _open(self, turn: object, sample_rate: int) -> None:
        """Open the device, unless the person has paused or left by now."""
        with self._one_opens:
            if turn is not self._turn:
                return
            try:
                output = self._open_output(
                    sample_rate, partial(self._fill, turn), partial(self._ended, turn)
                )
            except OutputError:
                self._ended(turn)
                raise
            if turn is self._turn:
                self._output = output
            else:
                output.close()

    # PortAudio's thread

    def _fill(self, turn: object, frames: int) -> bytes:
        if turn is not self._turn:
            return b""
        at = self._at
        end = min(at + frames, self._last)
        self._at = max(at, end)
        return self._samples[at * SAMPLE : end * SAMPLE]

    def _ended(self, turn: object) -> None:
        """Note that the stream has ended; it is closed when the next begins."""
        if turn is self._turn:
            self._sounding = False

    # Moments and frames

    @property
    def _frames(self) -> int:
        return len(self._samples) // SAMPLE

    def _seconds(self, frame: int) -> float:
        return frame / self._sample_rate * self._speed if self._sample_rate else 0.0

    def _frame(self, seconds: float) -> int:
        return max(0, min(self._frames, round(seconds / self._speed * self._sample_rate)))
