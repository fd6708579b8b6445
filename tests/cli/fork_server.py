"""A process that has loaded Viva's command line, and forks once for each command.

Each command is a separate process, with its own folder, environment, and standard streams, but
without the third of a second in which Python and Viva start. ``tests/test_imports.py`` and
``tests/cli/test_odd_surroundings.py`` start Viva from nothing.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
LONGEST = 4 * PATIENCE
"""Seconds that a command may take."""

TOO_LARGE = ("app", "screens", "widgets", "microphone")
"""Rooms of ``recorder`` that load Textual or PortAudio, which few commands need."""


class ForkServer:
    """The tests' side of the process: runs one command at a time."""

    def __init__(self) -> None:
        self._connection, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", "tests.cli.fork_server", str(number)]
            self._process = subprocess.Popen(
                command, cwd=ROOT, pass_fds=[number], start_new_session=True
            )
        self._connection.settimeout(LONGEST)

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run ``viva`` with these arguments in a folder, with nothing to read."""
        request = {"arguments": arguments, "folder": str(folder), "environment": {**environment}}
        with (
            open(os.devnull, "rb") as nothing,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as errors,
        ):
            streams = [file.fileno() for file in (nothing, out, errors)]
            socket.send_fds(self._connection, [json.dumps(request).encode() + b"\n"], streams)
            try:
                code = int(_line(self._connection))
            except TimeoutError as error:
                said = f"viva {' '.join(arguments)} did not end in {LONGEST:g} s"
                raise AssertionError(f"{said}: {_text(errors.fileno())}") from error
            texts = [_text(file.fileno()) for file in (out, errors)]
        return subprocess.CompletedProcess(["viva", *arguments], code, *texts)

    def end(self) -> None:
        """End the process, even if it waits for a command."""
        self._connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # with the command that runs
        self._process.wait(PATIENCE)


class ForkServers:
    """The process that runs commands: another one after a test was interrupted in its command."""

    def __init__(self) -> None:
        self._server: ForkServer | None = None

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run ``viva``; see ``ForkServer.run``."""
        self._server = self._server or ForkServer()
        try:
            return self._server.run(arguments, folder, environment)
        except BaseException:  # such as the test's time limit
            self.end()
            raise

    def end(self) -> None:
        """End the process, if there is one."""
        if self._server is not None:
            self._server.end()
        self._server = None


def _text(number: int) -> str:
    """Return the text of a file, with the line ends that `subprocess` would return."""
    os.lseek(number, 0, os.SEEK_SET)
    with open(number, encoding="utf-8", closefd=False) as file:
        return file.read()


def _line(connection: socket.socket, begun: bytes = b"") -> bytes:
    """Return what comes up to the end of a line; nothing once the other side has ended."""
    while not begun.endswith(b"\n") and (more := connection.recv(1 << 16)):
        begun += more
    return begun


def serve(connection: socket.socket) -> None:
    """Fork for each request until there are no more."""
    while True:
        begun, streams, *_ = socket.recv_fds(connection, 1 << 16, 3)
        if not begun:
            return
        request = json.loads(_line(connection, begun))
        child = os.fork()
        if child == 0:
            connection.close()
            _end(_command(streams, **request))
        for number in streams:
            os.close(number)
        _, status = os.waitpid(child, 0)
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _command(
    streams: Sequence[int], arguments: Sequence[str], folder: str, environment: Mapping[str, str]
) -> int:
    """Run one command as if this process had been started for it."""
    from recorder.cli import main

    for ours, given in enumerate(streams):
        os.dup2(given, ours)
        os.close(given)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["viva", *arguments]
    try:
        return main(arguments)
    except Exception:
        traceback.print_exc()
        return 1


def _end(code: int) -> NoReturn:
    """End a forked process without taking apart all that was loaded, half of its time."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def load() -> None:
    """Import what the commands import, in memory that forked processes share."""
    for path in sorted((ROOT / "recorder").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[1] not in TOO_LARGE and parts[-1] not in ("__init__", "__main__"):
            importlib.import_module(".".join(parts))
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    load()
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        serve(requests)
