"""How loud the microphone is, and what is wrong with it, said while it can still be fixed.

Levels are decibels re full scale (0 dB is a sample of 32,768); digital silence is −inf. Sound
comes as int16 samples of one channel. Standard library only: this runs in the screen process.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections import deque
from dataclasses import dataclass
from operator import mul
from typing import Literal

FULL_SCALE = 32_768

FIRST_CHECK = 0.4
"""Seconds from the start after which missing sound is reported: within half a second."""

LOST_AFTER = 5.0
"""Seconds of digital silence, after some sound, that mean a muted microphone.

Headsets with a noise gate give exact zeros in a speaker's pauses, so this is longer than a pause.
"""

QUIET_AFTER = 4.0
"""Seconds from the start without a peak above `QUIET_DB` that mean a voice far too quiet."""

QUIETENED_AFTER = 15.0
"""The same, once the voice was loud enough; a pause to think is shorter."""

FAINT_DB = -72.0
"""A peak below this is less than any room's noise: the microphone's volume is near zero."""

QUIET_DB = -40.0
"""Speech at a usable level peaks well above this; ordinary speech peaks at −20 to −6 dB."""

CLIPPED_SAMPLES = 8
"""Samples at full scale within `CLIPPING_SHOWN` that are audible as distortion."""

CLIPPING_SHOWN = 2.0
"""Seconds for which clipping is remembered."""

PEAK_HELD = 1.5
"""Seconds for which the meter's peak mark stays."""

LevelProblem = Literal["silent", "faint", "quiet", "clipping"]


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a block of sound is: peak and root mean square in dB, samples at full scale."""

    peak_db: float = -math.inf
    rms_db: float = -math.inf
    clipped: int = 0
    all_zero: bool = True


@dataclass(frozen=True, slots=True)
class LevelWarning:
    """Something to fix now: its kind, and one plain sentence with what to do."""

    kind: LevelProblem
    text: str


def measure(samples: array[int]) -> Level:
    """Measure one block of int16 samples."""
    if not samples:
        return Level()
    peak = max(max(samples), -min(samples))
    if peak == 0:
        return Level()
    mean_square = sum(map(mul, samples, samples)) / len(samples)
    return Level(
        peak_db=decibels(peak),
        rms_db=decibels(math.sqrt(mean_square)),
        clipped=samples.count(FULL_SCALE - 1) + samples.count(-FULL_SCALE),
        all_zero=False,
    )


def decibels(amplitude: float) -> float:
    """Express an amplitude in sample steps as dB re full scale: 20·log10(a ÷ 32768)."""
    return 20 * math.log10(amplitude / FULL_SCALE) if amplitude > 0 else -math.inf


class LevelWatch:
    """Follows the levels of one recording; reports the one warning that matters most now.

    Time is that of the recorded sound: `add` gets the duration of each block.
    """

    def __init__(self, platform: str = sys.platform) -> None:
        self._platform = platform
        self._now = 0.0
        self._sounded = False
        self._silent_since = 0.0
        self._loud_at = 0.0
        self._loudest = -math.inf
        self._clips: deque[tuple[float, int]] = deque()
        self._held = -math.inf
        self._held_at = 0.0

    def add(self, level: Level, duration: float) -> None:
        """Add the level of the next block, which lasts `duration` seconds."""
        self._now += duration
        if not level.all_zero:
            self._sounded = True
            self._silent_since = self._now
        if level.peak_db >= QUIET_DB:
            self._loud_at = self._now
        self._loudest = max(self._loudest, level.peak_db)
        if level.clipped:
            self._clips.append((self._now, level.clipped))
        while self._clips and self._clips[0][0] < self._now - CLIPPING_SHOWN:
            self._clips.popleft()
        if level.peak_db >= self._held or self._now - self._held_at > PEAK_HELD:
            self._held, self._held_at = level.peak_db, self._now

    @property
    def peak_hold_db(self) -> float:
        """The highest peak of the last second and a half, for the meter's mark."""
        return self._held

    @property
    def all_zero(self) -> bool:
        """Whether every sample since the start was exactly zero."""
        return not self._sounded

    @property
    def warning(self) -> LevelWarning | None:
        """What is wrong now, or None; clears on its own once the sound is right."""
        kind = self._kind()
        return LevelWarning(kind, sentence(kind, self._platform)) if kind else None

    def _kind(self) -> LevelProblem | None:
        patience = LOST_AFTER if self._sounded else FIRST_CHECK
        if self._now - self._silent_since >= patience:
            return "silent"
        if sum(count for _, count in self._clips) >= CLIPPED_SAMPLES:
            return "clipping"
        if self._now >= FIRST_CHECK and self._loudest < FAINT_DB:
            return "faint"
        if self._now - self._loud_at >= (QUIETENED_AFTER if self._loud_at else QUIET_AFTER):
            return "quiet"
        return None


_WHERE_TO_ALLOW = {
    "darwin": "Allow your terminal under System Settings › Privacy & Security › Microphone, "
    "then quit the terminal and open it again.",
    "win32": "Allow desktop apps under Settings › Privacy & security › Microphone, "
    "and check for a mute key.",
}
_ELSEWHERE = "Check for a mute key, and choose the right input in the system's sound settings."


def sentence(kind: LevelProblem, platform: str = sys.platform) -> str:
    """Return a warning in plain words, with this system's settings."""
    if kind == "silent":
        where = _WHERE_TO_ALLOW.get(platform, _ELSEWHERE)
        return f"No sound at all: the microphone is muted or doesn't have permission. {where}"
    if kind == "clipping":
        return "Too loud: the sound is distorted. Move back or turn the microphone down."
    if kind == "faint":
        return "Almost no sound. Turn the microphone up in the system's sound settings."
    return "Very quiet. Speak up, move closer, or turn the microphone up."
