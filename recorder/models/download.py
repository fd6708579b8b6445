"""Downloads a speech model in a child process, the only one that opens a socket.

``fetch`` runs ``python -m analysis.models.download`` and reports progress. `Downloads` holds the
one download of the screens, which continues whatever is shown; restarting an interrupted download
continues where it stopped.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from recorder.models import child
from sessions.files.locks import Lock

COMMAND = (sys.executable, "-m", "analysis.models.download")
ENVIRONMENT = {"HF_HUB_DISABLE_TELEMETRY": "1"}


STOPPED = "The download stopped; try again, and it continues where it stopped."

DownloadProgress = Callable[[int, int], None]
"""Called with the bytes received and the bytes in total."""

Fetch = Callable[[str, Path, DownloadProgress], Awaitable[None]]
"""Downloads a model by name into a folder of models, and reports progress."""

DownloadState = Literal["running", "done", "failed", "cancelled"]


class DownloadFailed(Exception):
    """The model couldn't be downloaded; the message is one plain sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Download:
    """The progress of a download in bytes; ``problem`` says why it failed."""

    name: str
    state: DownloadState = "running"
    done: int = 0
    total: int = 0
    problem: str | None = None

    @property
    def share(self) -> float:
        """The share received, 0–1, in hundredths."""
        return round(self.done / self.total, 2) if self.total else 0.0

    @property
    def arrived(self) -> str:
        """How much of the total has arrived, for people."""
        if not self.total:
            return "connecting …"
        return f"{self.done / 1e6:.0f} of {self.total / 1e6:.0f} MB"


DownloadListener = Callable[[Download], object]


class Downloads:
    """At most one download at a time; use from the event loop's thread."""

    def __init__(self, models: Path, fetch: Fetch) -> None:
        self.current: Download | None = None
        self._models = models
        self._fetch = fetch
        self._listeners: list[DownloadListener] = []
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being downloaded now."""
        return self.current is not None and self.current.state == "running"

    def listen(self, listener: DownloadListener) -> Callable[[], None]:
        """Report every step from now on; returns a function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def start(self, name: str) -> None:
        """Start downloading a model; do nothing while another is being downloaded."""
        if not self.running:
            self._notify(Download(name))
            self._task = asyncio.create_task(self._run(name))

    def cancel(self) -> None:
        """Stop the download; what has arrived stays for later."""
        if self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        """Cancel, and wait until the child is gone."""
        self._listeners.clear()
        self.cancel()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, name: str) -> None:
        try:
            await self._fetch(name, self._models, self._progress)
        except asyncio.CancelledError:
            self._end("cancelled")
        except DownloadFailed as error:
            self._end("failed", str(error))
        except OSError as error:
            self._end("failed", f"The download can't be started: {error.strerror or error}.")
        else:
            self._end("done")

    def _progress(self, done: int, total: int) -> None:
        if self.current is None:
            return
        next = replace(self.current, done=done, total=total)
        if next.share != self.current.share:  # it drops when a second source starts over
            self._notify(next)

    def _end(self, state: DownloadState, problem: str | None = None) -> None:
        if self.current is not None:
            self._notify(replace(self.current, state=state, problem=problem))

    def _notify(self, download: Download) -> None:
        self.current = download
        for listener in tuple(self._listeners):
            listener(download)


async def fetch(name: str, models: Path, progress: DownloadProgress) -> None:
    """Download a model; canceling the awaiting task ends the child.

    Raises
    ------
    DownloadFailed
        With what is wrong, in one sentence.
    OSError
        If the child can't be started.
    """
    models.mkdir(parents=True, exist_ok=True)
    lock = Lock.take(models / f".{name}.lock")
    if lock is None:
        raise DownloadFailed(f"Another Viva is already downloading {name}.")
    try:
        await _fetch(name, models, progress)
    finally:
        lock.release()


async def _fetch(name: str, models: Path, progress: DownloadProgress) -> None:
    last: dict[str, Any] = {}
    async with child.running((*COMMAND, name, str(models)), ENVIRONMENT) as messages:
        async for last in messages:
            if last["event"] == "progress":
                progress(last["done"], last["total"])
    if last.get("event") != "done":
        raise DownloadFailed(last.get("problem") or STOPPED)
