"""Audio missing from a recording compared with the clock: a sleeping computer, a lost device.

Reported while the person is still speaking, so that they can repeat what was lost.
"""

from __future__ import annotations

import sys
import time

AT_LEAST = 1.0
"""Missing seconds worth a sentence during an answer; less is only counted as an overflow."""

SURE_AFTER = 1.0
"""Seconds after which missing audio won't arrive anymore; a busy sound system may catch up."""

SHOWN_FOR = 10.0
"""Seconds for which a gap is shown."""

SLEPT = (
    "About {seconds:.0f} seconds of audio were just lost because the computer went to sleep or the "
    "microphone disconnected. Please repeat that part."
)


def seconds_gone() -> float:
    """Return seconds that only increase, including time the computer slept.

    ``time.monotonic`` stops during sleep on Linux and macOS.
    """
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class DropoutWatch:
    """Reports each gap once it is certain, for a while."""

    def __init__(self) -> None:
        self._said = 0.0
        self._newest = 0.0
        self._since: float | None = None
        self._until: float | None = None

    def warning(self, missing: float, now: float) -> str | None:
        """Describe what was lost recently; ``missing`` is the total so far, in seconds."""
        fresh = missing - self._said
        if fresh < AT_LEAST:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= SURE_AFTER:
            self._said, self._newest, self._since = missing, fresh, None
            self._until = now + SHOWN_FOR
        if self._until is None or now >= self._until:
            return None
        return SLEPT.format(seconds=self._newest)


class StallCount:
    """Tells lost sound after a silence of the device from samples lost in between.

    A busy sound system may send what it held back, so a silence counts as an interruption only if
    more than ``AT_LEAST`` is still missing ``SURE_AFTER`` later, or by the next one. If it doesn't
    count, an overflow reported with it does.
    """

    def __init__(self) -> None:
        self.overflows = 0
        self.interruptions = 0
        self._explained = 0
        self._open: tuple[float, float, bool] | None = None

    def add(self, now: float, missing: float, *, stalled: bool, overflowed: bool) -> None:
        """Note a block that ends a silence or not; ``missing`` is the total seconds before it."""
        if self._open and (stalled or now - self._open[0] >= SURE_AFTER):
            self._close(missing)
        if stalled:
            self._open = now, missing, overflowed
        else:
            self.overflows += overflowed

    def end(self, missing: float) -> None:
        """Decide what is still undecided at the end of the recording."""
        self._close(missing)
        if missing <= AT_LEAST:  # two silences in a row, and all came late
            self.overflows += self._explained
            self.interruptions = self._explained = 0

    def _close(self, missing: float) -> None:
        if self._open is None:
            return
        _, before, overflowed = self._open
        self._open = None
        if missing - before > AT_LEAST:
            self.interruptions += 1
            self._explained += overflowed
        else:
            self.overflows += overflowed
