"""An end of the screens that the person didn't ask for: a signal, or a terminal that is gone.

After someone closes the terminal, kills Viva, or logs out, the terminal is as it was and every
recording is saved: the app is asked to quit as by its own command. If it doesn't within seconds,
the terminal is restored and the process ends anyway; a recording's file is complete after every
block, and the next start finds it. Textual itself doesn't restore the terminal at any of these
signals, and keeps reading from a terminal that is gone.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
from types import FrameType
from typing import Any, Self

from textual.app import App

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")

LOOK_EVERY = 0.2
"""Seconds between two looks at the terminal."""

PATIENCE = 5.0
"""Seconds that the app has to end by itself; it stops a recording and ends its child."""

GONE = 129
"""Exit code of a program that its terminal left: 128 and the number of SIGHUP."""

MODES_OFF = (
    "\x1b[<u"  # the keyboard's own protocol
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # reports of the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # of pasting, of the size, of the focus
    "\x1b[?7h\x1b[?25h"  # lines wrap, the cursor shows
)
MAIN_SCREEN = "\x1b[?1049l"


class GuardedEnding:
    """Watches over an app while it runs; enter it around ``run``, on the main thread."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._code: int | None = None
        self._ended = threading.Event()
        self._before: dict[int, Any] = {}
        self._terminal = _terminal_settings()
        self._thread = threading.Thread(target=self._watch, name="terminal-watch", daemon=True)

    def __enter__(self) -> Self:
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and not _told_to_stay(number):
                self._before[number] = signal.signal(number, self._on_signal)
        self._thread.start()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._ended.set()
        self._thread.join()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if kind is not None:
            self._restore(MODES_OFF + MAIN_SCREEN)
        elif self._code is not None:
            self._restore(MODES_OFF)

    @property
    def code(self) -> int | None:
        """The exit code where something else than the app ended it."""
        return self._code

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._code = 128 + number  # the thread does the rest: a handler may interrupt anything

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            if self._code is None and _hung_up():
                self._code = GONE
            if self._code is not None:
                self._end(self._code)
                return

    def _end(self, code: int) -> None:
        """Ask the app to end, and end it where it does not."""
        waited = 0.0
        while waited < PATIENCE:
            with contextlib.suppress(Exception):  # it may only be starting, or ending already
                self._app.exit(return_code=code)
            if self._ended.wait(1.0):
                return
            waited += 1.0
        self._restore(MODES_OFF + MAIN_SCREEN)
        os._exit(code)

    def _restore(self, codes: str) -> None:
        """Put the terminal right, as far as there is one."""
        if sys.platform == "win32" or _hung_up():
            return
        import termios

        with contextlib.suppress(OSError, ValueError, AttributeError):
            if os.isatty(sys.__stderr__.fileno()):  # type: ignore[union-attr]
                os.write(sys.__stderr__.fileno(), codes.encode())  # type: ignore[union-attr]
        if self._terminal is not None:
            with contextlib.suppress(termios.error, OSError):
                termios.tcsetattr(0, termios.TCSANOW, self._terminal)


def _told_to_stay(number: int) -> bool:
    """Whether it was started to ignore SIGHUP, as by ``nohup``; the others are meant for it."""
    return number == getattr(signal, "SIGHUP", None) and signal.getsignal(number) is signal.SIG_IGN


def _terminal_settings() -> list[Any] | None:
    """Return the settings that the terminal has now, to go back to."""
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError):
        return None


def _hung_up() -> bool:
    """Whether the terminal that keys come from is gone."""
    if sys.platform == "win32":
        return False
    poll = select.poll()
    poll.register(0, 0)
    return any(
        events & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, events in poll.poll(0)
    )
