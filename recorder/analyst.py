"""Runs ``python -m analysis`` as a child, sends it recordings, yields progress and results.

A child, because pitch tracking and Whisper would stall the screen. asyncio throughout: one task
reads the child's lines and hands each to the job that waits for it. When the child dies, every
waiting job is sent once more to a new one; a job that was there at two deaths fails, so that a
recording that kills the child cannot do it for ever. The recording itself is never touched.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.interchange import from_json
from analysis.models import Model
from analysis.protocol import LIMIT, Job, decode, encode, job_to_message, model_to_message
from analysis.types import Analysis

Progress = Callable[[float], None]

ATTEMPTS = 2
"""Children that one job may cost."""

COMMAND = (sys.executable, "-m", "analysis")


class AnalysisFailed(Exception):
    """A recording that could not be analysed; the message is one plain sentence."""


class AnalysisCancelled(Exception):
    """The person cancelled."""


@dataclass
class _Waiting:
    """A job that has been sent."""

    job: Job
    progress: Progress
    done: asyncio.Future[Analysis]
    attempts: int = 1


class Analyst:
    """Client of one child process; use from one event loop.

    ``log`` receives what the child prints on standard error.
    """

    def __init__(self, log: Path | None = None, *, command: tuple[str, ...] = COMMAND) -> None:
        self._log = log
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = itertools.count(1)
        self._starting = asyncio.Lock()
        self._closed = False
        self.warmed: asyncio.Future[str | None] | None = None

    @property
    def alive(self) -> bool:
        """Whether the child runs."""
        return self._process is not None and self._process.returncode is None

    async def warm(self, model: Model | None) -> str | None:
        """Start the child and load the model; give the problem in one sentence, or ``None``."""
        await self._start()
        if self.warmed is None or self.warmed.done():
            self.warmed = asyncio.get_running_loop().create_future()
        self._send({"do": "warm", "model": model_to_message(model)})
        return await asyncio.shield(self.warmed)

    async def analyse(self, job: Job, progress: Progress = lambda share: None) -> Analysis:
        """Analyse one recording; ``job.id`` is given by the analyst.

        Cancelling the awaiting task cancels the job in the child too.

        Raises
        ------
        AnalysisFailed
            With what is wrong, in one sentence.
        """
        await self._start()
        job = replace(job, id=next(self._numbers))
        waiting = _Waiting(job, progress, asyncio.get_running_loop().create_future())
        self._waiting[job.id] = waiting
        self._send(job_to_message(job))
        try:
            return await waiting.done
        except asyncio.CancelledError:
            self._send({"do": "cancel", "id": job.id})
            raise
        finally:
            self._waiting.pop(job.id, None)

    async def close(self) -> None:
        """End the child; it is killed when it does not go by itself."""
        self._closed = True
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 1.0)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._reader is not None:
            self._reader.cancel()

    async def _start(self) -> None:
        async with self._starting:
            if self.alive or self._closed:
                return
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=self._log_file(),
                limit=LIMIT,
                env={**os.environ, **ENVIRONMENT},
                cwd=Path(__file__).parent.parent,
            )
            self._reader = asyncio.create_task(self._read(self._process))

    def _log_file(self) -> int:
        if self._log is None:
            return asyncio.subprocess.DEVNULL
        self._log.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def _send(self, message: dict[str, Any]) -> None:
        """Write to the child; a dead child is noticed by the reader, not here."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                self._process.stdin.write(encode(message))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        with contextlib.suppress(ValueError):
            while line := await process.stdout.readline():
                self._heed(decode(line))
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if not self._closed and process is self._process:
            await self._mourn()

    async def _mourn(self) -> None:
        """The child died: send its jobs to a new one, fail those that saw two deaths."""
        if self.warmed is not None and not self.warmed.done():
            self.warmed.set_result("The analysis program stopped while it was loading.")
        for waiting in list(self._waiting.values()):
            if waiting.attempts >= ATTEMPTS and not waiting.done.done():
                waiting.done.set_exception(AnalysisFailed(DIED))
                del self._waiting[waiting.job.id]
        if not self._waiting:
            return
        await self._start()
        for waiting in self._waiting.values():
            waiting.attempts += 1
            self._send(job_to_message(waiting.job))

    def _heed(self, message: dict[str, Any]) -> None:
        if message["event"] == "warm":
            if self.warmed is not None and not self.warmed.done():
                self.warmed.set_result(message["problem"])
            return
        waiting = self._waiting.get(message.get("id", 0))
        if waiting is None or waiting.done.done():
            return
        match message["event"]:
            case "progress":
                self._tell(waiting, message["share"])
            case "result":
                waiting.done.set_result(from_json(message["analysis"]))
            case "failed":
                waiting.done.set_exception(AnalysisFailed(message["problem"]))
            case "cancelled":
                waiting.done.set_exception(AnalysisCancelled())

    def _tell(self, waiting: _Waiting, share: float) -> None:
        """Tell the progress; a listener that fails ends its own job, not the reading."""
        try:
            waiting.progress(share)
        except Exception as error:
            waiting.done.set_exception(error)
            self._send({"do": "cancel", "id": waiting.job.id})


DIED = (
    "The analysis program stopped twice on this recording (perhaps memory ran out); the recording "
    "is safe. Close other programs or choose a smaller model, then analyse it again."
)

ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Analysis never goes to the network; only `viva model pull` does. Its matrices are small: more
threads cost more than they give."""
