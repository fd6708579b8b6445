"""The real program in its own tmux, for the trials in this folder."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds to wait for anything; the machine may be busy."""


class Missed(Exception):
    """The expected text didn't appear; the message contains the screen."""


class Terminal:
    """A window running Viva past the first steps; ``viva`` is its process id."""

    def __init__(self, folder: Path, home: Path, *arguments: str) -> None:
        self._socket = str(folder / "tmux")
        home.mkdir(exist_ok=True)
        (home / "profile.toml").touch()
        viva = (sys.executable, "-m", "recorder.cli", *arguments)
        environment = ("env", f"VIVA_HOME={home}", f"PYTHONPATH={ROOT}")
        self._tmux("new-session", "-d", "-x", "100", "-y", "30", *environment, *viva)
        self.viva = int(self._tmux("display-message", "-p", "#{pane_pid}"))
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        """Return the text on the screen."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, *texts: str) -> str:
        """Wait until one of these is on the screen and return it, or raise ``Missed``."""
        found: str | None = wait(lambda: next((t for t in texts if t in self.screen()), None))
        if found is None:
            raise Missed(f"none of {texts} appeared; the screen is:\n{self.screen()}")
        return found

    def close(self) -> None:
        """End this tmux and everything running in it."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", os.devnull, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def wait(look: Callable[[], Any], patience: float = PATIENCE, every: float = 0.05) -> Any:
    """Poll until there is a result; return ``None`` after ``PATIENCE``."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(every)
    return None


def child_of(process: int) -> int | None:
    """Find the analysis process started by a process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(stat[1]) == process and command[1:3] == [b"-m", b"analysis"]:
            return int(folder.name)
    return None


def processes_of(home: Path) -> list[str]:
    """List the processes running for this home: Viva and everything it started."""
    mark, found = f"VIVA_HOME={home}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # gone, another person's, or a zombie
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
                found.append(f"{folder.name} {command}")
    return found
