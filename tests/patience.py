"""Waiting with a deadline, far beyond what a busy machine needs.

A test that would wait forever fails with what it waited for. Without this, only pytest-timeout or
the end of the whole process would end it, and neither says what didn't come.
"""

from __future__ import annotations

import asyncio
import inspect
import signal
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds."""


def wait_until(true: Callable[[], object], pause: float = 0.01, patience: float = PATIENCE) -> None:
    """Look again and again until a condition is true."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, waited(true, patience)
        time.sleep(pause)


async def until(true: Callable[[], object], pause: float = 0.0, patience: float = PATIENCE) -> None:
    """Let other tasks run until a condition is true."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, waited(true, patience)
        await asyncio.sleep(pause)


def waited(true: Callable[[], object], patience: float) -> str:
    """Return what was waited for, in the words of the code."""
    try:
        source = inspect.getsource(true).strip()
    except (OSError, TypeError):  # not written in Python, or not in a file
        source = repr(true)
    return f"waited {patience:g} s for: {source}"


def end_this_process_after(seconds: float = 2 * PATIENCE) -> None:
    """Let the system end a forked process that hangs, as a lock of another thread can make it.

    The fork has pytest-timeout's handler, which would only raise an exception in it.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
