"""When a short text has been read out loud: speech, then silence. Standard library only."""

from __future__ import annotations

import math

LOUDER = 12.0
"""Decibels above the quietest moment so far that count as speech."""

SPEECH_DB = -45.0
"""A peak below this isn't speech, however quiet the room."""

CERTAIN_DB = -18.0
"""A peak above this is speech, however loud the room."""

FIRST = 0.3
"""Seconds after which a level of nothing is true silence rather than sound yet to come."""

NOTHING_DB = -90.0
"""What true silence counts as: headsets with a noise gate give exact zeros between words."""


class EndOfSpeech:
    """Follows the peak level of one short recording; time is the recording's own, in seconds."""

    def __init__(self, silence: float = 1.2) -> None:
        self._silence = silence
        self._floor = math.inf
        self._spoke_at: float | None = None

    @property
    def spoken(self) -> bool:
        """Whether there was speech."""
        return self._spoke_at is not None

    def add_level(self, peak_db: float, now: float) -> bool:
        """Add the newest level; ``True`` if speech has been followed by enough silence."""
        if math.isfinite(peak_db) or now > FIRST:
            self._floor = min(self._floor, max(peak_db, NOTHING_DB))
        if peak_db >= min(CERTAIN_DB, max(SPEECH_DB, self._floor + LOUDER)):
            self._spoke_at = now
        return self._spoke_at is not None and now - self._spoke_at >= self._silence
