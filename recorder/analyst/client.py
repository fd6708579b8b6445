"""Client of ``python -m analysis``: sends recordings, yields progress and results.

A child, because pitch tracking and Whisper would stall the screen. If it dies, everything that is
waiting goes to a new child, which catches up from the file. After two deaths a recording fails, so
that one that kills the child can't do so forever. The sound file itself is never touched.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from analysis.interchange import from_json
from analysis.models.known import Model
from analysis.protocol import Job, Message, job_to_message, model_to_message
from analysis.types import Analysis, Nudge
from analysis.version import VERSION
from recorder.analyst.child_process import ChildProcess
from recorder.analyst.environment import ANALYSIS

AnalysisProgressListener = Callable[[float, float | None], None]
"""Called with the share done, 0–1, and the seconds of speech left to transcribe, if known."""

AcousticListener = Callable[[Analysis], None]
"""Called once with the results from sound alone, before the words arrive."""

NudgeListener = Callable[[Nudge], None]
"""Called when fillers cluster or the pace runs away in a recording that is followed."""

ATTEMPTS = 2
"""Children that may die on one recording before it fails."""

PATIENCE = 120.0
"""Seconds without a word from a busy child before it counts as hung and is replaced. Loading the
largest model from a slow disk takes a quarter of that."""

COMMAND = (sys.executable, "-m", "analysis")


class AnalysisFailed(Exception):
    """A recording that couldn't be analyzed; the message is one plain sentence."""


class AnalysisCanceled(Exception):
    """The analysis was canceled, or Viva is closing."""


def ignore(*news: object) -> None:
    """Ignore the news."""


@dataclass(eq=False)
class _Sent:
    """A recording waiting for its analysis, and the child that has it."""

    job: Job
    do: Literal["analyse", "follow"]
    progress: AnalysisProgressListener
    sound: AcousticListener
    nudge: NudgeListener
    done: asyncio.Future[Analysis]
    losses: tuple[int, int] | None = None
    """Overflows and interruptions, once the recording is complete."""

    child: ChildProcess | None = None
    deaths: int = 0

    def messages(self) -> list[Message]:
        """Return all messages that a new child needs."""
        lines = [job_to_message(self.job, self.do)]
        if self.losses is not None:
            lines.append(_finish(self.job.id, *self.losses))
        return lines


@dataclass(eq=False)
class _Warming:
    """The newest model being loaded, and the child that loads it."""

    done: asyncio.Future[str | None]
    child: ChildProcess | None = None
    model: str | None = None

    def end(self, problem: str | None) -> None:
        if not self.done.done():
            self.done.set_result(problem)


class FollowedRecording:
    """A recording analyzed while it grows; ends with `finish` or `discard`."""

    def __init__(self, analyst: Analyst, sent: _Sent) -> None:
        self._analyst = analyst
        self._sent = sent

    @property
    def failed(self) -> bool:
        """Whether it failed before the recording was complete."""
        return self._sent.done.done()

    async def finish(self, overflows: int, interruptions: int = 0) -> Analysis:
        """Report that the recording is complete, and wait for its analysis.

        Raises
        ------
        AnalysisFailed
            With what is wrong, in one sentence.
        """
        sent = self._sent
        sent.losses = overflows, interruptions
        if sent.child is not None:
            sent.child.send(_finish(sent.job.id, *sent.losses))
        return await self._analyst._result(sent)

    def discard(self) -> None:
        """Stop following; there will be no result."""
        self._analyst._forget(self._sent)


class Analyst:
    """Client of one child process; use from one event loop.

    ``log`` receives the child's standard error.
    """

    def __init__(
        self,
        log: Path | None = None,
        *,
        command: tuple[str, ...] = COMMAND,
        patience: float = PATIENCE,
    ) -> None:
        self._log = log
        self._command = command
        self._patience = patience
        self._messages_received = 0
        self._child: ChildProcess | None = None
        self._sent: dict[int, _Sent] = {}
        self._numbers = itertools.count(1)
        self._starting = asyncio.Lock()
        self._closed = False
        self._warm_message: Message | None = None
        self._warming: _Warming | None = None

    @property
    def alive(self) -> bool:
        """Whether the child is running."""
        return self._child is not None and self._child.alive

    async def warm(self, model: Model | None, release_after: float | None = None) -> str | None:
        """Start the child and load the model; return the problem in one sentence, or ``None``.

        The model is released after ``release_after`` idle seconds; ``None``: never.
        """
        child = await self._ready()
        self._warm_message = None  # a model that kills the child isn't loaded again unasked
        if self._warming is None or self._warming.done.done():
            self._warming = _Warming(asyncio.get_running_loop().create_future())
        self._warming.child = child
        self._warming.model = model.name if model else None
        message = {"do": "warm", "model": model_to_message(model), "release_after": release_after}
        child.send(message)
        problem = await asyncio.shield(self._warming.done)
        if problem is None:
            self._warm_message = message
        return problem

    async def analyze(
        self,
        job: Job,
        progress: AnalysisProgressListener = ignore,
        sound: AcousticListener = ignore,
    ) -> Analysis:
        """Analyze one complete recording; the analyst sets ``job.id``.

        Canceling the awaiting task cancels the job in the child too.

        Raises
        ------
        AnalysisFailed
            With what is wrong, in one sentence.
        """
        return await self._result(await self._begin("analyse", job, progress, sound, ignore))

    async def follow(
        self,
        job: Job,
        progress: AnalysisProgressListener = ignore,
        sound: AcousticListener = ignore,
        nudge: NudgeListener = ignore,
    ) -> FollowedRecording:
        """Begin to analyze a recording that is still growing; the analyst sets ``job.id``."""
        return FollowedRecording(self, await self._begin("follow", job, progress, sound, nudge))

    async def close(self) -> None:
        """End the child and everything that waits for it."""
        self._closed = True
        for sent in self._sent.values():
            _fail(sent, AnalysisCanceled())
        if self._warming is not None:
            self._warming.end(None)
        child, self._child = self._child, None
        if child is not None:
            await child.end()

    async def _begin(
        self,
        do: Literal["analyse", "follow"],
        job: Job,
        progress: AnalysisProgressListener,
        sound: AcousticListener,
        nudge: NudgeListener,
    ) -> _Sent:
        done = asyncio.get_running_loop().create_future()
        done.add_done_callback(lambda done: done.cancelled() or done.exception())
        job = replace(job, id=next(self._numbers))
        sent = self._sent[job.id] = _Sent(job, do, progress, sound, nudge, done)
        try:
            await self._ready()
        except BaseException:
            self._forget(sent)
            raise
        return sent

    async def _result(self, sent: _Sent) -> Analysis:
        try:
            while not sent.done.done():
                await self._wait_unless_hung(sent.done)
            return await sent.done
        finally:
            self._forget(sent)

    async def _wait_unless_hung(self, done: asyncio.Future[Analysis]) -> None:
        """Wait as long as the child keeps reporting; kill it if it hangs."""
        child, received = self._child, self._messages_received
        if child is not None:
            child.send({"do": "ping"})
        await asyncio.wait({done}, timeout=self._patience)
        hung = not done.done() and self._messages_received == received and self._child is child
        if hung and child is not None and child.alive:
            await child.end()  # its work goes to a new one, as after any death

    def _forget(self, sent: _Sent) -> None:
        """Drop a recording; tell the child if it is still working on it."""
        if self._sent.pop(sent.job.id, None) is None or sent.child is None:
            return
        if sent.done.cancelled() or not sent.done.done():
            sent.child.send({"do": "cancel", "id": sent.job.id})

    async def _ready(self) -> ChildProcess:
        """Return a running child that has received everything that waits."""
        async with self._starting:
            if self._closed:
                raise AnalysisCanceled
            if self._child is None or not self._child.alive:
                self._child = await self._start_child()
            for sent in self._sent.values():
                if sent.child is None:
                    sent.child = self._child
                    for message in sent.messages():
                        self._child.send(message)
            return self._child

    async def _start_child(self) -> ChildProcess:
        child = await ChildProcess.start(
            self._command, ANALYSIS, self._log, self._handle, self._child_ended
        )
        if self._closed:
            await child.end()
            raise AnalysisCanceled
        if self._warm_message is not None:
            child.send(self._warm_message)
        return child

    async def _child_ended(self, child: ChildProcess) -> None:
        """Handle a dead child: move its work to a new one, or fail it after two deaths."""
        if self._closed:
            return
        if self._warming is not None and self._warming.child is child:
            self._warming.end(NOT_LOADED)
        for sent in self._sent.values():
            if sent.child is child:
                sent.child = None
                sent.deaths += 1
                if sent.deaths >= ATTEMPTS:
                    _fail(sent, AnalysisFailed(DIED))
        self._sent = {id: sent for id, sent in self._sent.items() if not sent.done.done()}
        if any(sent.child is None for sent in self._sent.values()):
            try:
                await self._ready()
            except (OSError, AnalysisCanceled) as error:
                for sent in self._sent.values():
                    _fail(sent, AnalysisFailed(f"The analysis process can't be started: {error}."))

    def _handle(self, message: Message) -> None:
        self._messages_received += 1
        if message["event"] == "ready" and message.get("version", VERSION) != VERSION:
            self._fail_all(UPDATED)
        if message["event"] == "warm":
            if self._warming is not None and self._warming.model == message["model"]:
                self._warming.end(message["problem"])
            return
        sent = self._sent.get(message.get("id", 0))
        if sent is None or sent.done.done():
            return
        match message["event"]:
            case "progress":
                share, left = message["share"], message.get("left")
                _notify(sent, lambda: sent.progress(share, left))
            case "sound":
                analysis = from_json(message["analysis"])
                _notify(sent, lambda: sent.sound(analysis))
            case "nudge":
                nudge = Nudge(message["reason"], message["at"])
                _notify(sent, lambda: sent.nudge(nudge))
            case "result":
                sent.done.set_result(from_json(message["analysis"]))
            case "failed":
                _fail(sent, AnalysisFailed(message["problem"]))
            case "cancelled":
                _fail(sent, AnalysisCanceled())

    def _fail_all(self, problem: str) -> None:
        """Fail everything that waits, including the loading of a model."""
        if self._warming is not None:
            self._warming.end(problem)
        for sent in self._sent.values():
            _fail(sent, AnalysisFailed(problem))


def _finish(id: int, overflows: int, interruptions: int) -> Message:
    return {"do": "finish", "id": id, "overflows": overflows, "interruptions": interruptions}


def _fail(sent: _Sent, error: Exception) -> None:
    if not sent.done.done():
        sent.done.set_exception(error)


def _notify(sent: _Sent, listener: Callable[[], None]) -> None:
    """Call a listener; an error in it ends its own job, not the reading."""
    try:
        listener()
    except Exception as error:
        if sent.child is not None:
            sent.child.send({"do": "cancel", "id": sent.job.id})
        _fail(sent, error)


DIED = (
    "The analysis process stopped twice on this recording (it may have run out of memory). The "
    "recording is safe. Close other programs or choose a smaller model, then analyze it again."
)

NOT_LOADED = (
    "The analysis process stopped while loading (it may have run out of memory): close other "
    "programs or choose a smaller model."
)

UPDATED = (
    "Viva was updated while it was running. Quit and open it again. The recording is safe, and "
    "you'll get its report then."
)
