"""Viva in a pseudo-terminal, so that every code it writes can be looked at."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 120.0

ON_AND_OFF = {
    "mouse": ("\x1b[?1003h", "\x1b[?1003l"),
    "alternate screen": ("\x1b[?1049h", "\x1b[?1049l"),
    "hidden cursor": ("\x1b[?25l", "\x1b[?25h"),
    "pasting": ("\x1b[?2004h", "\x1b[?2004l"),
}
"""What the screens change in a terminal: the code that does, and the one that undoes it."""

_CODES = re.compile(r"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b\][^\x07]*\x07")


def _begin_session() -> None:
    """Take the terminal, and react to signals that whatever started the tests ignores (nohup)."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for ended_by in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(ended_by, signal.SIG_DFL)


class PseudoTerminal:
    """A terminal of our own; ``run`` starts a command that leads a session in it."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        home.mkdir(exist_ok=True)
        (home / "profile.toml").touch()
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.settings = termios.tcgetattr(self._slave)
        self.environment = {
            **os.environ,
            "VIVA_HOME": str(home),
            "PYTHONPATH": str(REPOSITORY),
            "TERM": "xterm-256color",
            **environment,
        }
        self._output = bytearray()
        self._gone = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *command: str, before: str = "") -> None:
        """Start a command; ``before`` is shell that is done first, in the same process."""
        line = f'{before} exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", line, "bash", *command],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=self.environment,
            cwd=REPOSITORY,
            start_new_session=True,
            preexec_fn=_begin_session,
        )

    def viva(self, *arguments: str, before: str = "") -> None:
        """Start Viva."""
        self.run(sys.executable, "-m", "recorder.cli", *arguments, before=before)

    @property
    def written(self) -> str:
        """Everything that was written to the terminal."""
        return bytes(self._output).decode("utf-8", "replace")

    @property
    def text(self) -> str:
        """The same without the codes."""
        return _CODES.sub("", self.written)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def wait_for(self, *texts: str, after: int = 0) -> None:
        """Wait until one of these was written."""
        found = wait(lambda: any(text in self.text[after:] for text in texts))
        assert found, f"none of {texts} came; what was written last:\n{self.text[-800:]}"

    def wait_for_end(self, seconds: float = PATIENCE) -> int:
        """Wait until the command has ended; gives its exit code."""
        assert self.process is not None
        return self.process.wait(seconds)

    def vanish(self) -> None:
        """Close the terminal, as a window does that is closed."""
        self._gone.set()
        self._reader.join()
        os.close(self._master)
        self._master = -1

    @property
    def left_on(self) -> list[str]:
        """What the screens have changed in the terminal and not undone."""
        written = self.written
        return [
            name for name, (on, off) in ON_AND_OFF.items() if written.rfind(on) > written.rfind(off)
        ]

    @property
    def restored(self) -> bool:
        """Whether keys are echoed and read as they were before."""
        return bool(termios.tcgetattr(self._slave) == self.settings)

    def close(self) -> None:
        """End what runs, and the terminal."""
        if self.process is not None and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._gone.set()
        self._reader.join()
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)

    def _read(self) -> None:
        while not self._gone.is_set():
            with contextlib.suppress(OSError):
                if select.select([self._master], [], [], 0.1)[0]:
                    self._output += os.read(self._master, 65536)


def wait(look: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Look again and again until there is something; ``None`` when patience ends."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    return None
