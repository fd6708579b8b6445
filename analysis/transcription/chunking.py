"""Where a recording is cut into chunks for Whisper while it still grows: in its pauses.

A chunk ends in a silence; the longer it has become, the shorter a silence will do, so that little
is left to transcribe when the person stops, and Whisper still gets whole phrases. Without a pause
for 27 s it is cut at the quietest moment of its last seconds. Where a cut isn't surely in a
pause, the chunks on either side overlap by a second, to be joined by their words.

In a silence of half a second the cut has one place, however long the silence lasts and whether or
not the recording continues. So every pause shows what the last chunk will be if the person is done
(``Chunker.paused``), and that chunk can be transcribed before they stop.

Every decision rests on what came before it, on a grid of tenths of a second: the same recording is
cut at the same places whether it comes bit by bit or whole. Silence here is a level near the
quietest of the last half minute; a pause may be as loud as a breath. Neither need be exact, as
`analysis.hearing.speech` must be: what is taken for silence as a whole is looked at again by its
rules before it goes unwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import GrowingArray
from analysis.sound.audio import RATE, Samples
from analysis.sound.filters import moving_average

HOP = RATE // 100
"""Samples in a frame; all counts below are frames of 10 ms."""

STEP = 10
"""Frames that are decided on together."""

REACH = 2
"""Frames on either side over which the level is smoothed."""

MEMORY = 3000
"""Frames over which the level is compared."""

EMPHASIS = 0.95
RANGE_DB = 50.0
QUIET_SHARE = 0.25
QUIET_LEAST_DB = 3.0
"""Quiet is up to a quarter of the range above the 10th percentile of level, and 3 dB at least."""

PAUSE_SHARE = 0.35
"""The same for a pause in which the answer may be over: breaths and a noisy room are allowed."""

NEEDED = ((500, 300), (2000, 80), (2200, 60), (2500, 35), (2700, 25))
"""Length of a chunk so far, and the silence that then ends it; a shorter chunk continues."""

SURE = 35
"""Silence in which a cut can't split a word: the closure of a stop lasts a third of it."""

PAUSED, TRAILING = 50, 35
"""From half a second of silence on, the cut is 0.35 s after the speech; else in the middle."""

LONGEST = 2700
LAST = 600
"""Without a pause a chunk is cut after 27 s, at the quietest moment of its last six."""

OVERLAP = 100
"""Frames by which chunks on either side of an unsure cut overlap, each way."""

SPOKEN = 10
"""Frames above the quiet level that make a chunk worth transcribing at once; fewer above the level
of a pause, after one, are the click of a key that stops the recording."""

WAITED, KEPT = 300, 50
"""A chunk that begins with 3 s of silence drops all but the last half second."""

SILENCE_DB = -120.0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a recording, from sample ``start`` to ``end``; chunks follow one another.

    Whisper gets ``heard_from`` to ``heard_to``, which is more at an unsure cut and may reach
    beyond the sound so far. ``silent``: no speech was noticed in it.
    """

    start: int
    end: int
    heard_from: int
    heard_to: int
    silent: bool


class Chunker:
    """Cuts one recording; feed it in order, then end."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, np.float32)
        self._before = np.float32(0)
        self._length = 0
        self._levels = GrowingArray()
        self._quiet: list[bool] = []
        self._pausing: list[bool] = []
        self._smooth: list[float] = []
        self._unsure = False
        self._begin(0)

    def feed(self, samples: Samples) -> list[Chunk]:
        """Add samples (n,) at 16 kHz; return the complete chunks, in order."""
        self._length += len(samples)
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) // HOP * HOP
        self._rest = sound[whole:].copy()
        if whole:
            self._levels.append(self._measure(sound[:whole]))
        while len(self._levels) >= len(self._quiet) + STEP + REACH:
            self._decide(STEP)
        return self._cut()

    def paused(self) -> Chunk | None:
        """Return the chunk that is complete if only silence follows.

        ``None`` while the person speaks, or if they said nothing since the last cut.
        """
        if self._pause is None or self._spoken_since >= SPOKEN:
            return None
        end = self._pause * HOP
        return Chunk(self._start * HOP, end, self._heard_from, end, silent=False)

    def end(self) -> list[Chunk]:
        """Return the chunks that are left; together all chunks cover the whole recording.

        A pause at the end is its own chunk.
        """
        if left := len(self._levels) - len(self._quiet):
            self._decide(left)
        chunks = self._cut()
        if (last := self.paused()) is not None:
            chunks.append(last)
            self._begin(last.end // HOP)  # what comes after it is silence, or the click of a key
        if self._length > self._start * HOP:
            chunks.append(self._chunk(self._length, self._length))
        return chunks

    # Levels

    def _measure(self, sound: Samples) -> NDArray[np.float32]:
        """Level of each frame in decibels, the low end weakened against hum."""
        sharp = np.empty_like(sound)
        sharp[0] = sound[0] - EMPHASIS * self._before
        sharp[1:] = sound[1:] - EMPHASIS * sound[:-1]
        self._before = sound[-1]
        power = np.square(sharp).reshape(-1, HOP).mean(axis=1)
        return np.asarray(10 * np.log10(power + 10 ** (SILENCE_DB / 10)), np.float32)

    def _decide(self, count: int) -> None:
        """Decide whether the next frames are quiet, and a pause, from them and those before."""
        first = len(self._quiet)
        levels = self._levels.view
        memory = levels[max(0, first + count - MEMORY) : first + count]
        low, high = np.percentile(memory, (10, 95))
        low = max(low, high - RANGE_DB)
        around = levels[max(0, first - REACH) : first + count + REACH]
        smooth = moving_average(around, 2 * REACH + 1)
        smooth = smooth[first - max(0, first - REACH) :][:count]
        for frames, share in ((self._quiet, QUIET_SHARE), (self._pausing, PAUSE_SHARE)):
            frames += (smooth < low + max(QUIET_LEAST_DB, share * (high - low))).tolist()
        self._smooth += smooth.tolist()

    # Cuts

    def _begin(self, start: int, *, unsure: bool = False) -> None:
        """Begin a chunk at a frame."""
        self._start = self._at = start
        self._unsure = unsure
        self._silence = self._pause_length = 0
        self._spoken = self._spoken_since = 0
        self._pause: int | None = None

    def _cut(self) -> list[Chunk]:
        chunks = []
        while self._at < len(self._quiet):
            self._count(quiet=self._quiet[self._at], pausing=self._pausing[self._at])
            if self._pause_length == PAUSED:
                self._note_pause()
            length = self._at - self._start
            if self._spoken < SPOKEN and self._silence >= WAITED:
                chunks.append(self._close(self._at - KEPT))
            elif self._silence >= _needed(length):
                unsure = self._silence < SURE
                chunks.append(self._close(self._in_silence(), unsure=unsure))
            elif length >= LONGEST:
                chunks.append(self._close(self._quietest(), unsure=True))
        return chunks

    def _count(self, *, quiet: bool, pausing: bool) -> None:
        """Take one more frame."""
        self._at += 1
        self._silence = self._silence + 1 if quiet else 0
        self._pause_length = self._pause_length + 1 if pausing else 0
        self._spoken += not quiet
        self._spoken_since += not pausing

    def _note_pause(self) -> None:
        """Store where the chunk ends if no more speech comes."""
        if self._spoken >= SPOKEN and self.paused() is None:
            silence = self._silence if self._silence > TRAILING else self._pause_length
            self._pause, self._spoken_since = self._at - silence + TRAILING, 0

    def _in_silence(self) -> int:
        """Where to cut in the silence that reaches up to now."""
        silence = self._silence
        return self._at - silence + (TRAILING if silence >= PAUSED else silence // 2)

    def _quietest(self) -> int:
        """The quietest of the last frames."""
        first = self._at - LAST
        return first + int(np.argmin(self._smooth[first : self._at]))

    def _close(self, at: int, *, unsure: bool = False) -> Chunk:
        """End the chunk at a frame and begin the next one there."""
        chunk = self._chunk(at * HOP, (at + OVERLAP if unsure else at) * HOP)
        self._begin(at, unsure=unsure)
        return chunk

    def _chunk(self, end: int, heard_to: int) -> Chunk:
        silent = self._spoken < SPOKEN
        return Chunk(self._start * HOP, end, self._heard_from, heard_to, silent)

    @property
    def _heard_from(self) -> int:
        return (self._start - OVERLAP if self._unsure else self._start) * HOP


def _needed(length: int) -> float:
    """Frames of silence that end a chunk of a length in frames."""
    if length < NEEDED[0][0]:
        return float("inf")
    for (short, long_silence), (long, short_silence) in pairwise(NEEDED):
        if length < long:
            share = (length - short) / (long - short)
            return long_silence + share * (short_silence - long_silence)
    return NEEDED[-1][1]
