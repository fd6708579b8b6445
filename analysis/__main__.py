"""The child process: JSON lines in, progress and results out (see ``analysis.protocol``).

Threads: one reads standard input into a queue and notes cancellations; the main thread gives
the tasks their turns, the most urgent first; a third transcribes, piece by piece. Standard
output carries nothing but messages: whatever else is printed goes to standard error. The end of
standard input ends the child. Its priority is lowered, so that the screen and the recording always
go first.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.memory import ADVICE, ran_out, return_free_memory
from analysis.models.known import Model
from analysis.protocol import Message, decode, encode, job_from_message, model_from_message
from analysis.version import VERSION

if TYPE_CHECKING:
    from analysis.pipeline.tasks import Steps, Task


POLL = 0.1
"""Seconds between two checks of a growing recording."""

NICENESS = 10

NO_MEMORY = (
    "There isn't enough memory to analyze this answer. Your recording is safe. "
    f"{ADVICE.capitalize()}, then analyze it again."
)


class TranscriptionWorker:
    """The `TranscriptionThread` of a child: one thread, one piece at a time."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self._pool = ThreadPoolExecutor(1, "viva-words")
        self._work: Future[Any] | None = None
        self._give_way: Callable[[], None] | None = None

    @property
    def idle(self) -> bool:
        """Whether it can start now."""
        return self._work is None or self._work.done()

    def begin(
        self, work: Callable[[], Any], give_way: Callable[[], None] | None = None
    ) -> Future[Any]:
        """Start transcribing; wakes the main thread when that is done."""
        self._give_way = give_way
        self._work = self._pool.submit(_tidily, work)
        self._work.add_done_callback(lambda done: self.wake())
        return self._work

    def hurry(self) -> None:
        """Interrupt the transcription in progress, if possible."""
        if self._give_way is not None:
            self._give_way()


def _tidily(work: Callable[[], Any]) -> Any:
    """Do the work, then free the memory it used."""
    try:
        return work()
    finally:
        return_free_memory()


class Child:
    """Processes jobs, with the last model still loaded."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._queue: SimpleQueue[Message] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._tasks: dict[int, tuple[Task, Steps]] = {}
        self._loaded: Any = None
        self._release_after: float | None = None
        self._transcription = TranscriptionWorker(lambda: self._queue.put({"do": "wake"}))

    def run(self) -> None:
        """Serve until asked to quit, or until standard input ends."""
        threading.Thread(target=self._read, name="viva-commands", daemon=True).start()
        self._say(event="ready", version=VERSION)
        wait: float | None = 0.0
        while (message := self._next(wait)).get("do") != "quit":
            try:
                self._serve(message)
            except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
                self._say(event="failed", id=message.get("id"), problem=f"Bad request: {error!r}")
            wait = self._work() if self._queue.empty() else 0.0

    def _read(self) -> None:
        for line in self._source:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                message = decode(line)
                if message.get("do") == "cancel":
                    self._cancelled.add(message["id"])
                if "do" in message:
                    self._queue.put(message)
        self._queue.put({"do": "quit"})

    def _next(self, wait: float | None) -> Message:
        """Wait up to ``wait`` seconds for a request; an empty message when none came."""
        try:
            return self._queue.get(timeout=wait) if wait != 0 else self._queue.get_nowait()
        except Empty:
            if not self._tasks and wait and self._transcription.idle:
                self._release()
            return {}

    def _serve(self, message: Message) -> None:
        match message.get("do"):
            case "ping":
                self._say(event="pong")
            case "warm":
                self._release_after = message.get("release_after")
                self._warm(model_from_message(message.get("model")))
            case "analyse":
                self._begin(message, growing=False)
            case "follow":
                self._begin(message, growing=True)
            case "finish" if message["id"] in self._tasks:
                losses = (int(message.get(name, 0)) for name in ("overflows", "interruptions"))
                self._tasks[message["id"]][0].finish(*losses)
            case "cancel":
                if message["id"] in self._tasks:
                    self._end(message["id"], event="cancelled")

    # The model

    def _warm(self, model: Model | None) -> None:
        """Import everything and load the model, so that the first answer doesn't wait for it."""
        from analysis.pipeline import tasks  # noqa: F401
        from analysis.transcription.transcribe import ModelProblem

        problem = None
        try:
            self._transcriber(model)
        except ModelProblem as error:
            problem = str(error)
        self._say(event="warm", model=model.name if model else None, problem=problem)

    def _transcriber(self, model: Model | None) -> Any:
        if model is None:
            return None
        from analysis.transcription.transcribe import Whisper

        if self._loaded is None or self._loaded.model != model:
            self._loaded = None
            self._loaded = Whisper(model)
            return_free_memory()  # loading takes more than the loaded model
        return self._loaded

    def _release(self) -> None:
        """Release the model after an idle time; the next job or warming loads it again."""
        self._loaded = None
        gc.collect()
        return_free_memory()

    # Tasks

    def _begin(self, message: Message, *, growing: bool) -> None:
        """Add a task; its first step loads the model."""
        from analysis.pipeline.tasks import Task

        job = job_from_message(message)
        task = Task(
            job,
            growing=growing,
            thread=self._transcription,
            wanted=lambda: job.id not in self._cancelled,
        )

        def steps() -> Steps:
            yield from task.steps(None if job.words is not None else self._transcriber(job.model))

        self._tasks[job.id] = (task, steps())

    def _work(self) -> float | None:
        """Take a step of the most urgent task that can; return how long to wait then."""
        for number in sorted(self._tasks, key=lambda n: (self._tasks[n][0].urgency, n)):
            if self._step(number):
                return 0.0
        if self._tasks:
            return POLL
        return self._release_after if self._loaded is not None else None

    def _step(self, number: int) -> bool:
        """Take one step; ``False`` when the task must wait for more sound."""
        from analysis.sound.audio import UnreadableSound
        from analysis.transcription.transcribe import Canceled, ModelProblem

        try:
            message = next(self._tasks[number][1])
        except StopIteration:
            del self._tasks[number]
        except Canceled:
            self._end(number, event="cancelled")
        except (UnreadableSound, ModelProblem) as error:
            self._end(number, event="failed", problem=str(error))
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            problem = f"The analysis stopped because of an internal error ({type(error).__name__})."
            if ran_out(error):
                problem = NO_MEMORY
            self._end(number, event="failed", problem=problem)
        else:
            if message is None:
                return False
            self._say(**message)
        return True

    def _end(self, number: int, **outcome: Any) -> None:
        """Abandon a task and report it."""
        self._tasks.pop(number)[1].close()
        self._say(id=number, **outcome)

    def _say(self, **message: Any) -> None:
        self._sink.write(encode(message))
        self._sink.flush()


def main() -> None:
    """Reserve standard output for messages, lower the priority, then serve."""
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        Child(sys.stdin.buffer, messages).run()


if __name__ == "__main__":
    main()
