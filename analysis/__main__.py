"""The child process: JSON lines in, progress and results out (see ``analysis.protocol``).

Threads: one reads standard input into a queue and notes what is cancelled; the main thread works
off the queue, one recording after another. Standard output carries nothing but messages: whatever
else is printed goes to standard error. The end of standard input ends the child.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

from analysis.interchange import to_json
from analysis.models import Model
from analysis.protocol import Job, decode, encode, job_from_message, model_from_message

Message = dict[str, Any]


class Child:
    """Works off jobs; keeps the last model loaded."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._queue: SimpleQueue[Message] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._loaded: Any = None

    def run(self) -> None:
        """Serve until told to quit, or until standard input ends."""
        threading.Thread(target=self._read, name="viva-commands", daemon=True).start()
        self._say(event="ready")
        while (message := self._queue.get())["do"] != "quit":
            try:
                self._serve(message)
            except (KeyError, TypeError, ValueError) as error:
                self._say(event="failed", id=message.get("id"), problem=f"Bad request: {error!r}")

    def _read(self) -> None:
        for line in self._source:
            with contextlib.suppress(ValueError):
                message = decode(line)
                if message.get("do") == "cancel":
                    self._cancelled.add(message["id"])
                elif "do" in message:
                    self._queue.put(message)
        self._queue.put({"do": "quit"})

    def _serve(self, message: Message) -> None:
        if message["do"] == "warm":
            self._warm(model_from_message(message.get("model")))
        elif message["do"] == "analyse":
            self._analyse(job_from_message(message))

    def _warm(self, model: Model | None) -> None:
        """Import everything and load the model, so that the first answer does not wait for it."""
        from analysis import pipeline  # noqa: F401
        from analysis.transcribe import ModelProblem

        problem = None
        try:
            self._transcriber(model)
        except ModelProblem as error:
            problem = str(error)
        self._say(event="warm", model=model.name if model else None, problem=problem)

    def _transcriber(self, model: Model | None) -> Any:
        if model is None:
            return None
        from analysis.transcribe import Whisper

        if self._loaded is None or self._loaded.model != model:
            self._loaded = Whisper(model)
        return self._loaded

    def _analyse(self, job: Job) -> None:
        from analysis.audio import UnreadableSound
        from analysis.transcribe import Cancelled, ModelProblem

        try:
            self._say(event="result", id=job.id, analysis=self._result(job))
        except Cancelled:
            self._cancelled.discard(job.id)
            self._say(event="cancelled", id=job.id)
        except (UnreadableSound, ModelProblem) as error:
            self._say(event="failed", id=job.id, problem=str(error))
        except MemoryError:
            problem = "There is not enough memory; close other programs or use a smaller model."
            self._say(event="failed", id=job.id, problem=problem)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            problem = f"The analysis stopped on a fault of its own ({type(error).__name__})."
            self._say(event="failed", id=job.id, problem=problem)

    def _result(self, job: Job) -> Message:
        from analysis.pipeline import Request, analyse
        from analysis.transcribe import Cancelled

        def progress(share: float) -> None:
            if job.id in self._cancelled:
                raise Cancelled
            self._say(event="progress", id=job.id, share=round(share, 3))

        progress(0.0)
        transcriber = None if job.words is not None else self._transcriber(job.model)
        request = Request(job.path, job.question, job.words, None, job.overflows, job.own_fillers)
        return to_json(analyse(request, transcriber, progress))

    def _say(self, **message: Any) -> None:
        self._sink.write(encode(message))
        self._sink.flush()


def main() -> None:
    """Give standard output to messages alone, then serve."""
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        Child(sys.stdin.buffer, messages).run()


if __name__ == "__main__":
    main()
