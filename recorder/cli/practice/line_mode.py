"""One answer in lines of text, for any terminal and a screen reader.

It asks, Enter starts and stops, and the report is text. Nothing is drawn, moved or overwritten. The
take, the store and the queue are those of the screens. However it ends, what was said is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import signal
import sys
import threading
from typing import TYPE_CHECKING

from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure
from recorder.cli.shared import bank, opened_store, prepared
from recorder.display_text import span

if TYPE_CHECKING:
    from prompts.types import Question
    from recorder.analyst.status import AnalysisStatus
    from recorder.microphone.types import Microphone
    from recorder.recording.session import ActiveRecording, PracticeSession
    from recorder.recording.take import Recorded
    from recorder.services import Services
    from sessions.types import Answer

LOOK_EVERY = 0.1
"""Seconds between two looks at a take."""

WIDTH = 78
DRAWN = re.compile(r"^scale: .*\n?|[─░●▒▓█○]{2,}[─░●▒▓█○ ]*", re.MULTILINE)
"""What a report draws, and a screen reader would spell out."""

NO_KEYS = "`viva record` waits for the Enter key, and standard input is closed or at its end."


def run(arguments: argparse.Namespace) -> int:
    """Ask, record, and report."""
    from recorder.microphone.portaudio import redirect_library_output
    from recorder.microphone.types import MicrophoneError
    from recorder.services import build

    locations = prepared()
    bank()  # says what is wrong with the person's own questions
    with opened_store(locations) as store, redirect_library_output(locations.log):
        services = build(locations, store, microphone=getattr(arguments, "microphone", None))
        _say_recovered(services)
        question = _question(services, " ".join(arguments.question))
        try:
            microphone = services.choose_microphone()
            microphone.prepare()
        except MicrophoneError as error:
            raise CommandFailure(str(error)) from error
        _introduce(question, microphone)
        if not sys.stdin.readline():
            raise CommandFailure(NO_KEYS, WRONG_USAGE)
        try:
            return asyncio.run(LineMode(services, question, microphone).run())
        except asyncio.CancelledError as end:
            raise KeyboardInterrupt from end  # by a signal; said as for Control-C


def _question(services: Services, wanted: str) -> Question:
    """Find the question that is meant: by its id, by its words, or the next of today."""
    from sessions.errors import StoreError

    questions = services.bank
    if not wanted.strip():
        with contextlib.suppress(StoreError):
            waiting = [item for item in services.today.items() if not item.done]
            if waiting:
                return waiting[0].question
        return questions.questions[0]
    with contextlib.suppress(KeyError):
        return questions.get(wanted)
    found = questions.search(wanted.replace("-", " "))
    if not found:
        raise CommandFailure(f"no question has “{wanted}” in it; see `viva questions`.")
    return found[0]


def _introduce(question: Question, microphone: Microphone) -> None:
    _say("Question:", question.text)
    _say(f"Aim for {span(question.target)}. Microphone: {microphone.name}.")
    if microphone.note:
        _say(microphone.note)
    _say("Press Enter to start, and Enter again when you are done.")


def _say_recovered(services: Services) -> None:
    """Save what an earlier run was recording when it was killed."""
    from sessions.recovery import recover

    for answer in recover(services.store):
        seconds = f"{answer.duration or 0:.0f} seconds"
        _say(f"An earlier recording was cut off; its {seconds} are saved as answer {answer.id}.")


def _say(*parts: str) -> None:
    from analysis.report.text import plain

    print(plain(" ".join(parts)), flush=True)


def stopped(recorded: Recorded) -> str:
    """Say how long an answer is; after a problem, that what there is of it is saved."""
    one = round(recorded.duration) == 1
    length = "1 second" if one else f"{recorded.duration:.0f} seconds"
    saved = f"The first {length} {'is' if one else 'are'} saved."
    return saved if recorded.problem else f"Stopped after {length}."


class LineMode:
    """One answer, from the first Enter to its report."""

    def __init__(self, services: Services, question: Question, microphone: Microphone) -> None:
        from recorder.recording.session import PracticeSession

        self._services = services
        self._question = question
        self._microphone = microphone
        self._session: PracticeSession = PracticeSession(services.store)
        self._enter = asyncio.Event()
        self._reported = asyncio.Event()
        self._last: AnalysisStatus | None = None

    async def run(self) -> int:
        """Record, analyze, and print; gives the exit code."""
        _end_on_signals()
        self._services.queue.listen(self._on_status)
        answer = None
        try:
            answer = await self._record()
            if answer is None:
                return FAILED
            await self._reported.wait()
            return self._print_report(answer)
        except asyncio.CancelledError:
            if answer is not None:
                _say("Stopped. Your recording is saved.")
                _say(f"To get the report, run `viva reanalyze {answer.id}`.")
            raise
        finally:
            await self._services.queue.close()
            await self._services.analyst.close()

    async def _record(self) -> Answer | None:
        """Record until Enter, the end of a file, or an error; save what there is."""
        from recorder.microphone.types import MicrophoneError

        attempt = self._session.begin(self._question, self._microphone)
        try:
            attempt.take.start()
        except MicrophoneError as error:
            self._session.forget(attempt)
            raise CommandFailure(str(error)) from error
        _say("Recording. Press Enter to stop.")
        self._services.queue.follow(attempt.answer)
        threading.Thread(
            target=self._wait_for_enter, args=(asyncio.get_running_loop(),), daemon=True
        ).start()
        try:
            await self._until_done(attempt)
        except asyncio.CancelledError:
            kept = self._keep(attempt, attempt.take.stop())
            if kept is not None:
                _say(f"Your recording is saved. To get the report, run `viva reanalyze {kept.id}`.")
            raise
        recorded = await asyncio.to_thread(attempt.take.stop)
        answer = self._keep(attempt, recorded)
        if answer is not None:
            self._services.queue.finish(answer)
            _say(stopped(recorded), "Analyzing. This takes a moment.")
        return answer

    async def _until_done(self, attempt: ActiveRecording) -> None:
        """Wait for the end; until then, say once each thing the person should know."""
        take, said = attempt.take, set()
        while not take.finished and not self._enter.is_set():
            for warning in (take.problem, take.caution):
                if warning and warning not in said:
                    said.add(warning)
                    _say(warning)
            await asyncio.sleep(LOOK_EVERY)

    def _wait_for_enter(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read one line, on a thread; without keys a sound file plays to its end."""
        from recorder.microphone.file_microphone import FileMicrophone

        line = sys.stdin.readline()
        if line or not isinstance(self._microphone, FileMicrophone):
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._enter.set)

    def _keep(self, attempt: ActiveRecording, recorded: Recorded) -> Answer | None:
        """Keep the answer, or remove one that is too short to hold any."""
        from recorder.recording.session import SHORTEST

        if recorded.problem:
            _say(recorded.problem)
        if recorded.duration >= SHORTEST:
            return self._session.keep(attempt, recorded)
        self._services.queue.discard(attempt.answer.id)
        self._session.discard(attempt)
        _say(f"That was {recorded.duration:.1f} seconds, too short to save. Please try again.")
        return None

    def _on_status(self, status: AnalysisStatus) -> None:
        if status.state in ("reported", "failed", "cancelled"):
            self._last = status
            self._reported.set()

    def _print_report(self, answer: Answer) -> int:
        from analysis.report.text import render
        from recorder.reports.fetch import report_of

        status = self._last
        if status is None or status.analysis is None:
            _say(f"No report: {status.problem if status else ''}")
            _say(f"Your recording is saved as answer {answer.id}.")
            return FAILED
        if status.problem:
            _say(status.problem)
        kept = self._services.store.answer(answer.id)
        chosen = self._services.settings
        report = report_of(
            self._services.store, kept, status.analysis, off=chosen.remarks_off, wanted=chosen.goal
        )
        print("\n" + undrawn(render(report, width=WIDTH)), flush=True)
        _say(f"Saved as answer {answer.id}. To see this again, run `viva report {answer.id}`.")
        return 0


def undrawn(text: str) -> str:
    """Return a report without what only eyes can read: bars and their scale."""
    return re.sub(r"\n{3,}", "\n\n", DRAWN.sub("", text))


def _end_on_signals() -> None:
    """Let a closed terminal and `kill` end it as Control-C does: what was said is kept."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        with contextlib.suppress(AttributeError, NotImplementedError, ValueError):
            loop.add_signal_handler(getattr(signal, name), task.cancel)
