"""Audio missing from a recording compared with the clock: a sleeping computer, a lost device.

Reported while the person is still speaking, so that they can repeat what was lost.
"""

from __future__ import annotations

import sys
import time

AT_LEAST = 1.0
"""Missing seconds worth a sentence during an answer; less is only counted."""

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
