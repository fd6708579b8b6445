"""A take: one recording, from a microphone to a WAV file.

Three threads: the microphone's own, which calls `_on_block` to copy and count; the writer
thread, which takes the blocks from a queue, measures their level, and writes them; the screen's,
which polls `elapsed`, `level`, `warning`, and `problem`. Memory holds only what is on its way to
the disk.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import threading
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from recorder.microphone.types import Microphone, MicrophoneError, Stream
from recorder.recording.dropouts import DropoutWatch, StallCount, seconds_gone
from recorder.recording.level import Level, LevelWarning, LevelWatch, measure
from recorder.recording.resample import RateChange
from recorder.recording.wav_writer import SAMPLE, WavWriter

STALLED_AFTER = 1.0
"""Seconds without a block that mean an unplugged or hung device."""

FIRST_BLOCK_WITHIN = 4.0
"""Seconds a device may take to give its first block; Bluetooth headsets need up to two."""

LOST_AT_LEAST = 0.25
"""Missing seconds, compared with the clock, that are normal jitter of a busy computer."""

LOST_SHARE = 0.001
"""Share of the recording, on top of that, that two clocks may differ by."""

SPACE_NEEDED = 32_000_000
"""Free bytes on the disk below which no take begins; five minutes at 48 kHz."""

SPACE_WATCHED = 2.0
"""Seconds of sound between checks of the free disk space."""

LOW_ROOM = 150.0
"""Remaining seconds of sound on the disk below which the person is warned."""

SAVED = "Everything recorded so far is saved."
"""Added to a problem while the take still runs; afterward, its length says how much is saved."""

ROOM = "The disk is almost full: there is only room for about {left}. " + SAVED


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished recording.

    `interruptions` counts the times the device fell silent and came back without that sound;
    `overflows` the other times it reported lost samples. `lost` is the seconds missing compared
    with the clock, reported or not, 0 if within tolerance. `problem` doesn't say what is saved:
    what is shown next to it does.
    """

    path: Path
    duration: float
    sample_rate: int
    overflows: int
    lost: float = 0.0
    problem: str | None = None
    interruptions: int = 0


class Take:
    """One recording; start it once, stop or discard it from any thread."""

    def __init__(
        self,
        path: Path,
        microphone: Microphone,
        clock: Callable[[], float] = seconds_gone,
        *,
        resumes: bool = False,
    ) -> None:
        """Create a take; one that ``resumes`` appends to the recording at ``path``."""
        self.path = path
        self.microphone = microphone
        self.resumes = resumes
        self._clock = clock
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._watch = LevelWatch()
        self._level = Level()
        self._dropouts = DropoutWatch()
        self._stream: Stream | None = None
        self._wav: WavWriter | None = None
        self._writer: threading.Thread | None = None
        self._failure: str | None = None
        self._stopping = threading.Lock()
        self._recorded: Recorded | None = None
        self._closing = False
        self._finished = False
        self._bytes_heard = 0
        self._bytes_handled = 0
        self._stalls = StallCount()
        self._first_at = 0.0
        self._first_bytes = 0
        self._last_at = 0.0
        self._seconds_before = 0.0
        self._seconds_free: float | None = None

    # The screen's side

    def start(self) -> None:
        """Open the file, then the microphone, and record.

        Raises
        ------
        MicrophoneError
            If the microphone can't be opened or the file can't be written. No file is left,
            but an existing recording to continue stays as it is.
        """
        if self._stream is not None:
            raise RuntimeError("a take can only be started once")
        _require_space(self.path.parent)
        stream = self.microphone.open(self._on_block, self._on_end)
        try:
            self._wav = self._opened(stream.sample_rate)
        except OSError as error:
            stream.close()
            self._remove()
            raise MicrophoneError(_write_error(error, self.path)) from error
        self._seconds_before = self._wav.frames / self._wav.sample_rate
        self._stream = stream
        self._writer = threading.Thread(target=self._write, name="take-writer", daemon=True)
        self._writer.start()
        self._last_at = self._clock()
        try:
            stream.start()
        except MicrophoneError:
            self.discard()
            raise

    def stop(self) -> Recorded:
        """Write what has arrived, close the file, and return what was recorded; can be repeated."""
        with self._stopping:
            if self._recorded is None:
                self._recorded = self._finish()
            return self._recorded

    def discard(self) -> None:
        """Stop and remove the file; an existing recording to continue stays."""
        self.stop()
        self._remove()

    @property
    def elapsed(self) -> float:
        """Seconds of sound received, including the recording that this one continues."""
        return (
            self._seconds_before + self._frames / self._stream.sample_rate if self._stream else 0.0
        )

    @property
    def sample_rate(self) -> int:
        """Frames per second of the file; 0 before the start."""
        return self._stream.sample_rate if self._stream else 0

    @property
    def unwritten(self) -> float:
        """Seconds of sound that have arrived and have not yet been written, or refused."""
        waiting = self._bytes_heard - self._bytes_handled
        return waiting / (2 * self._stream.channels * self.sample_rate) if self._stream else 0.0

    @property
    def hearing(self) -> bool:
        """Whether sound has begun to arrive; a Bluetooth headset takes a moment."""
        return self._bytes_heard > 0

    @property
    def level(self) -> Level:
        """Loudness of the newest block."""
        return self._level

    @property
    def peak_hold_db(self) -> float:
        """The highest peak of the last moments, for the meter's mark."""
        return self._watch.peak_hold_db

    @property
    def warning(self) -> LevelWarning | None:
        """What is wrong with the level now, or None."""
        return self._watch.warning

    @property
    def caution(self) -> str | None:
        """What the person should know while they speak: a full disk, lost sound, or the level."""
        if self._seconds_free is not None and self._seconds_free < LOW_ROOM:
            return ROOM.format(left=_length(self._seconds_free))
        if self._stream and (dropout := self._dropouts.warning(self._lost(), self._clock())):
            return dropout
        return self.warning.text if self.warning else None

    @property
    def overflows(self) -> int:
        """How often the device reported lost samples, other than by falling silent."""
        return self._stalls.overflows

    @property
    def finished(self) -> bool:
        """Whether nothing more will be recorded, so that it is time to stop.

        A sound file has ended, the device is gone, or the disk refuses; `problem` says which. A
        device that has only gone silent has a `problem` too, but may come back.
        """
        return self._finished or self._failure is not None

    @property
    def problem(self) -> str | None:
        """Why nothing is being recorded now, or None; until the stop, also that all is saved."""
        if self._recorded is not None:
            return self._recorded.problem
        cause = self._cause
        return cause and f"{cause} {SAVED}"

    @property
    def _cause(self) -> str | None:
        """Why nothing is being recorded now, in one sentence, or None."""
        if self._failure or self._stream is None:
            return self._failure
        if self._finished and self._stream.endless:
            return f"The microphone “{self.microphone.name}” stopped; it may be unplugged."
        patience = STALLED_AFTER if self.hearing else FIRST_BLOCK_WITHIN
        if not self._finished and self._clock() - self._last_at > patience:
            return (
                f"No sound has come from “{self.microphone.name}” for a moment; "
                f"check its plug or connection."
            )
        return None

    # The microphone's thread: copy, count, leave

    def _on_block(self, block: bytes, overflowed: bool) -> None:
        if self._recorded is not None:
            return
        now = self._clock()
        stalled = self._bytes_heard > 0 and now - self._last_at > STALLED_AFTER
        self._stalls.add(now, self._missing(), stalled=stalled, overflowed=overflowed)
        self._last_at = now
        if not self._bytes_heard:
            self._first_at, self._first_bytes = self._last_at, len(block)
        self._bytes_heard += len(block)
        self._queue.put(block)

    def _on_end(self) -> None:
        self._finished = not self._closing

    # The writer thread

    def _write(self) -> None:
        assert self._stream is not None and self._wav is not None
        channels, sample_rate = self._stream.channels, self._stream.sample_rate
        change = RateChange(sample_rate, self._wav.sample_rate)
        checked = -SPACE_WATCHED
        while (block := self._queue.get()) is not None:
            samples = mono(array("h", block), channels)
            self._level = measure(samples)
            self._watch.add(self._level, len(samples) / sample_rate)
            if self._failure is None:
                try:
                    self._wav.append(change(samples).tobytes())
                except OSError as error:
                    self._failure = _write_error(error, self.path)
            written = self._wav.frames / self._wav.sample_rate
            if written - checked >= SPACE_WATCHED:
                checked = written
                self._seconds_free = _seconds_free(self.path.parent, self._wav.sample_rate)
            self._bytes_handled += len(block)

    def _opened(self, sample_rate: int) -> WavWriter:
        return WavWriter.resuming(self.path) if self.resumes else WavWriter(self.path, sample_rate)

    def _remove(self) -> None:
        if not self.resumes:
            self.path.unlink(missing_ok=True)

    # Finishing

    def _finish(self) -> Recorded:
        problem = self._cause
        self._closing = True
        if self._stream is None or self._wav is None or self._writer is None:
            return Recorded(self.path, 0.0, 0, 0, problem=problem)
        self._stream.close()
        self._queue.put(None)
        self._writer.join()
        try:
            if self._failure is None:
                self._wav.close()
        except OSError as error:
            self._failure = _write_error(error, self.path)
        if self._failure is not None:
            problem = self._failure
            with contextlib.suppress(OSError):
                self._wav.salvage()
        self._stalls.end(self._missing())
        return Recorded(
            path=self.path,
            duration=self._wav.frames / self._wav.sample_rate,
            sample_rate=self._wav.sample_rate,
            overflows=self._stalls.overflows,
            lost=self._lost(),
            problem=problem,
            interruptions=self._stalls.interruptions,
        )

    @property
    def _frames(self) -> int:
        channels = self._stream.channels if self._stream else 1
        return self._bytes_heard // (2 * channels)

    def _lost(self) -> float:
        """Return the missing seconds; 0 if clocks that differ explain them."""
        missing, clock = self._missing(), self._last_at - self._first_at
        return missing if missing > LOST_AT_LEAST + LOST_SHARE * clock else 0.0

    def _missing(self) -> float:
        """Return seconds between the first and last block that are missing from the sound."""
        if self._stream is None or not self._stream.real_time or not self._bytes_heard:
            return 0.0
        bytes_a_second = 2 * self._stream.channels * self._stream.sample_rate
        heard = (self._bytes_heard - self._first_bytes) / bytes_a_second
        return self._last_at - self._first_at - heard


def mono(samples: array[int], channels: int) -> array[int]:
    """Mix the first two interleaved channels: an audio interface may have the voice on either."""
    if channels == 1:
        return samples
    pairs = zip(samples[0::channels], samples[1::channels], strict=True)
    return array("h", ((left + right) >> 1 for left, right in pairs))


def _require_space(folder: Path) -> None:
    """Refuse to begin what the disk couldn't finish."""
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(folder).free
        if free < SPACE_NEEDED:
            raise MicrophoneError(
                f"Only {free // 1_000_000} MB are free in {folder}; "
                f"free up some space before you record."
            )


def _seconds_free(folder: Path, sample_rate: int) -> float | None:
    """Return the seconds of sound that still fit on the disk, if known."""
    try:
        return shutil.disk_usage(folder).free / (SAMPLE * sample_rate)
    except OSError:
        return None


def _length(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 60 else f"{seconds / 60:.0f} minutes"


def _write_error(error: OSError, path: Path) -> str:
    """Say why a recording can't be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full: there is no more room in {path.parent}. "
            f"Free up some space before the next answer."
        )
    reason = error.strerror or str(error)
    return f"The recording can't be written to {path} ({reason}); check the folder and the disk."
