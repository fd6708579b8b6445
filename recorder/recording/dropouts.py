"""Sound that a recording lacks against the clock: a computer that slept, a device that was away.

What is said about it while the person still speaks: they can say again what was lost.
"""

from __future__ import annotations

import sys
import time

AT_LEAST = 1.0
"""Seconds missing that are worth a sentence in mid-answer; less is only counted."""

SURE_AFTER = 1.0
"""Seconds after which what is missing will not come any more; a busy sound system may catch up."""

TOLD_FOR = 10.0
"""Seconds for which a gap is told."""

SLEPT = (
    "About {seconds:.0f} s of sound were lost a moment ago: the computer slept, or the microphone "
    "was away. Say that part again."
)


def seconds_gone() -> float:
    """Seconds that only grow, those included in which the computer slept.

    ``time.monotonic`` stands still then on Linux and macOS.
    """
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class DropoutWatch:
    """Says each gap once it is sure, and for a while."""

    def __init__(self) -> None:
        self._said = 0.0
        self._newest = 0.0
        self._since: float | None = None
        self._until: float | None = None

    def warning(self, missing: float, now: float) -> str | None:
        """Say what was lost lately, of so many seconds that are missing in all."""
        fresh = missing - self._said
        if fresh < AT_LEAST:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= SURE_AFTER:
            self._said, self._newest, self._since = missing, fresh, None
            self._until = now + TOLD_FOR
        if self._until is None or now >= self._until:
            return None
        return SLEPT.format(seconds=self._newest)
