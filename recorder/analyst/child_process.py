"""A child process that speaks JSON lines: commands on its standard input, replies on its output.

One task reads its lines and hands each over; when they end, it kills the child and reports the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Self

from analysis.protocol import LIMIT, Message, decode, encode
from recorder.files.locations import CODE
from recorder.files.log import opened


class ChildProcess:
    """One running child; `start` creates it. Use from one event loop."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._reader: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls,
        command: tuple[str, ...],
        environment: Mapping[str, str],
        log: Path | None,
        on_message: Callable[[Message], None],
        on_end: Callable[[ChildProcess], Awaitable[None]],
    ) -> Self:
        """Start one, at a lower priority than the screen where the system supports that.

        ``on_message`` gets each message; ``on_end`` is called when there are no more. The child's
        standard error goes to ``log``.

        Raises
        ------
        OSError
            If it can't be started.
        """
        with _opened(log) as errors:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                limit=LIMIT,
                env={**os.environ, **environment},
                cwd=CODE,
                creationflags=_priority(),
            )
        child = cls(process)
        child._reader = asyncio.create_task(child._read(on_message, on_end))
        return child

    @property
    def alive(self) -> bool:
        """Whether it is running, as far as is known."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        """The process ID."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Write a message; the reader, not this method, notices a dead child."""
        if self._process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                self._process.stdin.write(encode(message))

    async def end(self) -> None:
        """Kill it and wait until it is gone: it holds nothing that could be lost."""
        self._kill()
        await self._process.wait()
        if self._reader is not None:
            await self._reader

    async def _read(
        self,
        on_message: Callable[[Message], None],
        on_end: Callable[[ChildProcess], Awaitable[None]],
    ) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError, KeyError, TypeError):
            while line := await self._process.stdout.readline():
                on_message(decode(line))
        self._kill()  # it may only have closed its output, or sent nonsense
        await self._process.wait()
        await on_end(self)

    def _kill(self) -> None:
        if not self.alive:
            return
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._process.kill()
            else:  # unlike Process.kill, this leaves the exit code to asyncio, which waits for it
                os.kill(self.pid, signal.SIGKILL)


@contextlib.contextmanager
def _opened(log: Path | None) -> Iterator[int]:
    """Yield the file for standard error; the child keeps its own copy."""
    if log is None:
        yield asyncio.subprocess.DEVNULL
        return
    descriptor = opened(log)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _priority() -> int:
    """Return a lower priority on Windows; elsewhere the child lowers its own."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
