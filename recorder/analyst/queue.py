"""The queue of answers on their way to a report, whether or not a screen shows them.

Each has its own task: the analyst follows the recording from its first sound, so that little is
left when the person stops; results are saved in the store. None of this holds up the next
recording. If Viva closes first, the answer stays "recorded" and is queued again at the next
start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from analysis.protocol import Job
from analysis.types import Analysis, Nudge
from recorder.analyst.client import (
    AcousticListener,
    AnalysisCanceled,
    AnalysisFailed,
    AnalysisProgressListener,
    Analyst,
)
from recorder.analyst.status import AnalysisStatus
from recorder.recording.session import same_words
from sessions.errors import StoreError, UnknownAnswer
from sessions.store import Store
from sessions.types import Answer

StatusListener = Callable[[AnalysisStatus], None]
StartAnalysis = Callable[[], Awaitable[Analysis]]

CANCELED = "The analysis was canceled."
INTERNAL_ERROR = "The report couldn't be created because of an internal error ({name})."
UNSAVED = "This report couldn't be saved. {problem}"


@dataclass(eq=False)
class _QueuedAnswer:
    """One answer in the queue; ``complete``: its recording is, ``presentable``: its analysis is."""

    status: AnalysisStatus
    job: Job
    complete: asyncio.Event = field(default_factory=asyncio.Event)
    presentable: asyncio.Event = field(default_factory=asyncio.Event)
    started: bool = False
    task: asyncio.Task[None] | None = None

    @property
    def answer(self) -> Answer:
        return self.status.answer


class AnalysisQueue:
    """Analyzes answers and saves their reports; use from the event loop's thread.

    ``job_for`` decides how an answer is analyzed.
    """

    def __init__(self, store: Store, analyst: Analyst, job_for: Callable[[Answer], Job]) -> None:
        self._store = store
        self._analyst = analyst
        self._job_for = job_for
        self._queued: dict[int, _QueuedAnswer] = {}
        self._unsaved: dict[int, AnalysisStatus] = {}
        self._listeners: list[StatusListener] = []
        self._patient_turn = asyncio.Lock()
        self._closed = False

    # Progress of answers

    def follow(self, answer: Answer, *, nudge: bool = False) -> None:
        """Begin with an answer that is being recorded; ``nudge`` the person if there is need."""
        if not self._closed:
            job = replace(self._job_for(answer), nudge=nudge)
            queued = _QueuedAnswer(AnalysisStatus(answer, "recording"), job)
            self._start(queued, lambda: self._analyze_growing(queued))

    def finish(self, answer: Answer) -> None:
        """Continue to the report of an answer whose recording is complete."""
        queued = self._queued.get(answer.id)
        if queued is None:
            self.analyze(answer)
        else:
            status = replace(queued.status, answer=answer, state="analyzing", share=0.0, left=None)
            self._update(queued, status)
            queued.complete.set()

    def analyze(self, answer: Answer, *, sound_alone: bool = False, patient: bool = False) -> None:
        """Analyze a complete recording unless that is in progress; a patient one waits its turn."""
        queued = self._queued.get(answer.id)
        waits = queued is not None and queued.status.patient and not queued.started
        if self._closed or (queued is not None and (patient or not waits)):
            return
        self.discard(answer.id)
        job = replace(self._job_for(answer), patient=patient)
        fresh = _QueuedAnswer(
            AnalysisStatus(answer, "analyzing", patient=patient),
            replace(job, model=None) if sound_alone else job,
        )
        work = self._analyze if not patient else self._analyze_in_turn
        self._start(fresh, lambda: work(fresh))

    def judge_again(self, answer: Answer, analysis: Analysis) -> None:
        """Score an answer again from its current words, after a correction."""
        self.discard(answer.id)
        job = same_words(self._job_for(answer), analysis)
        queued = _QueuedAnswer(AnalysisStatus(answer, "analyzing"), job)
        self._start(queued, lambda: self._analyze(queued))

    def resume(self) -> int:
        """Queue what wasn't analyzed or judged when Viva closed; returns how many answers.

        Answers cut off by a crash are left alone: the person is asked about those at each start.
        """
        waiting = [answer for answer in self._store.unanalyzed() if not answer.recovered]
        for answer in waiting:
            self.analyze(answer, patient=True)
        return len(waiting) + sum(map(self._judge_corrected, self._store.corrections.unjudged()))

    def _judge_corrected(self, answer_id: int) -> bool:
        """Judge an answer with its newest corrections, if its recording is still there."""
        answer, analysis = self._store.answer(answer_id), self._store.analysis(answer_id)
        if analysis is None or not answer.path.is_file():
            return False
        self.judge_again(answer, analysis)
        return True

    def cancel(self, answer_id: int) -> None:
        """Stop at the person's request; the recording and the results from its sound stay."""
        queued = self._queued.get(answer_id)
        if queued is None:
            return
        if queued.task is not None:
            queued.task.cancel()
        from_sound = queued.status.analysis
        if from_sound is not None and queued.answer.state != "analysed":
            self._save(queued, from_sound)
        else:
            problem = self._save_failure(queued, CANCELED)
            self._remove(queued, replace(queued.status, state="cancelled", problem=problem))

    def discard(self, answer_id: int) -> None:
        """Drop an answer that is no longer wanted."""
        self._unsaved.pop(answer_id, None)
        queued = self._queued.get(answer_id)
        if queued is not None:
            if queued.task is not None:
                queued.task.cancel()
            self._remove(queued, replace(queued.status, state="cancelled"))

    async def close(self) -> None:
        """Leave everything as it is: the recordings are safe."""
        self._closed = True
        tasks = [queued.task for queued in self._queued.values() if queued.task is not None]
        self._queued.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # What is known about them

    def status(self, answer_id: int) -> AnalysisStatus | None:
        """Return an answer's status; ``None`` if nothing is in progress and all is in the store."""
        queued = self._queued.get(answer_id)
        return queued.status if queued else self._unsaved.get(answer_id)

    def pending(self) -> tuple[AnalysisStatus, ...]:
        """List every complete recording that is waiting for its report."""
        statuses = (queued.status for queued in self._queued.values())
        return tuple(status for status in statuses if status.state != "recording")

    async def wait_until_presentable(self, answer_id: int) -> None:
        """Wait until there is something to show for an answer."""
        queued = self._queued.get(answer_id)
        if queued is not None and queued.answer.state != "analysed":
            await queued.presentable.wait()

    def listen(self, listener: StatusListener) -> Callable[[], None]:
        """Call a listener on each change of any answer; returns a function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Inside

    def _start(self, queued: _QueuedAnswer, work: StartAnalysis) -> None:
        self._queued[queued.answer.id] = queued
        queued.task = asyncio.create_task(self._run(queued, work))
        self._update(queued, queued.status)

    async def _run(self, queued: _QueuedAnswer, work: StartAnalysis) -> None:
        try:
            analysis = await work()
        except AnalysisCanceled:
            self._remove(queued, replace(queued.status, state="cancelled"))
        except (AnalysisFailed, StoreError, OSError) as error:
            self._fail(queued, str(error))
        except Exception as error:
            self._fail(queued, INTERNAL_ERROR.format(name=type(error).__name__))
        else:
            self._save(queued, analysis)

    async def _analyze_growing(self, queued: _QueuedAnswer) -> Analysis:
        def on_nudge(nudge: Nudge) -> None:
            if self._is_queued(queued):
                self._update(queued, replace(queued.status, nudge=nudge))

        listeners = self._analyst_listeners(queued)
        try:
            following = await self._analyst.follow(queued.job, *listeners, on_nudge)
        except OSError:
            await queued.complete.wait()
            return await self._analyze(queued)
        try:
            queued.started = True
            await queued.complete.wait()
            if not following.failed:
                return await following.finish(queued.answer.overflows, queued.answer.interruptions)
        finally:
            following.discard()
        return await self._analyze(queued)  # the file is complete now, and there may be memory

    async def _analyze(self, queued: _QueuedAnswer) -> Analysis:
        queued.started = True
        answer = queued.answer
        job = replace(queued.job, overflows=answer.overflows, interruptions=answer.interruptions)
        return await self._analyst.analyze(job, *self._analyst_listeners(queued))

    async def _analyze_in_turn(self, queued: _QueuedAnswer) -> Analysis:
        async with self._patient_turn:
            if self._store.answer(queued.answer.id).state != "recorded":
                raise AnalysisCanceled  # another program was faster
            return await self._analyze(queued)

    def _analyst_listeners(
        self, queued: _QueuedAnswer
    ) -> tuple[AnalysisProgressListener, AcousticListener]:
        """Return what the analyst calls while it analyzes an answer."""

        def on_progress(share: float, left: float | None) -> None:
            if self._is_queued(queued):
                self._update(queued, replace(queued.status, share=share, left=left))

        def on_sound(analysis: Analysis) -> None:
            if self._is_queued(queued) and queued.status.state == "analyzing":
                queued.presentable.set()
                self._update(
                    queued, replace(queued.status, state="transcribing", analysis=analysis)
                )

        return on_progress, on_sound

    def _save(self, queued: _QueuedAnswer, analysis: Analysis, problem: str | None = None) -> None:
        """Store an analysis; one that can't be stored is at least shown."""
        answer = queued.answer
        try:
            answer = self._store.save_analysis(
                answer.id, analysis, own_fillers=queued.job.own_fillers
            )
        except UnknownAnswer:
            self._remove(queued, replace(queued.status, state="cancelled"))
            return
        except StoreError as error:
            problem = UNSAVED.format(problem=error)
        status = replace(
            queued.status, answer=answer, state="reported", analysis=analysis, problem=problem
        )
        self._remove(queued, status)
        if problem is not None:
            self._unsaved[answer.id] = queued.status

    def _fail(self, queued: _QueuedAnswer, problem: str) -> None:
        """Store why there is no report, or the results from sound alone."""
        from_sound = queued.status.analysis
        if from_sound is not None and queued.answer.state != "analysed":
            self._save(queued, from_sound, f"The answer couldn't be transcribed. {problem}")
        else:
            problem = self._save_failure(queued, problem)
            self._remove(queued, replace(queued.status, state="failed", problem=problem))

    def _save_failure(self, queued: _QueuedAnswer, problem: str) -> str:
        """Store the problem of an answer without a report; returns the message to show."""
        if queued.answer.state != "analysed":
            try:
                answer = self._store.fail(queued.answer.id, problem)
                queued.status = replace(queued.status, answer=answer)
            except StoreError as error:
                return f"{problem} {error}"
        return problem

    def _remove(self, queued: _QueuedAnswer, status: AnalysisStatus) -> None:
        """Remove an answer from the queue, with its final status."""
        if self._is_queued(queued):
            del self._queued[queued.answer.id]
            queued.presentable.set()
            self._update(queued, status)

    def _is_queued(self, queued: _QueuedAnswer) -> bool:
        return self._queued.get(queued.answer.id) is queued

    def _update(self, queued: _QueuedAnswer, status: AnalysisStatus) -> None:
        queued.status = status
        if not self._closed:
            for listener in tuple(self._listeners):
                listener(status)
