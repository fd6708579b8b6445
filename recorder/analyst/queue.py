"""The answers on their way to a report, whether or not a screen shows them.

Each has a task of its own: the analyst follows the recording from its first sound, so that little
is left when the person stops; what comes is kept in the store. Nothing of this holds up the next
recording. Where the program ends first, the answer stays "recorded" and is taken up at the next
start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.protocol import Job
from analysis.types import Analysis
from recorder.analyst.client import AnalysisCanceled, AnalysisFailed, Analyst
from recorder.analyst.status import AnalysisStatus
from recorder.recording.session import same_words
from sessions.errors import StoreError, UnknownAnswer
from sessions.store import Store
from sessions.types import Answer

StatusListener = Callable[[AnalysisStatus], None]
Work = Callable[[], Awaitable[Analysis]]

CANCELLED = "The analysis was cancelled."
FAULT = "The report could not be made: a fault of Viva's own ({name})."
UNSAVED = "This report could not be kept. {problem}"


@dataclass(eq=False)
class _QueuedAnswer:
    """One answer that is being seen through."""

    standing: AnalysisStatus
    job: Job
    complete: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    begun: bool = False
    task: asyncio.Task[None] | None = None


class AnalysisQueue:
    """Sees answers through to their reports; use from the event loop's thread.

    ``order`` says how an answer is to be analysed.
    """

    def __init__(self, store: Store, analyst: Analyst, order: Callable[[Answer], Job]) -> None:
        self._store = store
        self._analyst = analyst
        self._order = order
        self._matters: dict[int, _QueuedAnswer] = {}
        self._remarked: dict[int, AnalysisStatus] = {}
        self._listeners: list[StatusListener] = []
        self._one_by_one = asyncio.Lock()
        self._closed = False

    # What becomes of answers

    def follow(self, answer: Answer) -> None:
        """Begin with an answer that is being recorded."""
        if not self._closed:
            matter = _QueuedAnswer(AnalysisStatus(answer, "recording"), self._order(answer))
            self._begin(matter, lambda: self._followed(matter))

    def finish(self, answer: Answer) -> None:
        """Go on to the report of an answer whose recording is complete."""
        matter = self._matters.get(answer.id)
        if matter is None:
            self.analyse(answer)
        else:
            self._move(matter, answer=answer, state="listening", share=0.0, left=None)
            matter.complete.set()

    def analyse(self, answer: Answer, *, sound_alone: bool = False, patient: bool = False) -> None:
        """Analyse a complete recording, unless that is under way; a patient one waits its turn."""
        under_way = self._matters.get(answer.id)
        waits = under_way is not None and under_way.standing.patient and not under_way.begun
        if self._closed or (under_way is not None and (patient or not waits)):
            return
        self.discard(answer.id)
        job = replace(self._order(answer), patient=patient)
        matter = _QueuedAnswer(
            AnalysisStatus(answer, "listening", patient=patient),
            replace(job, model=None) if sound_alone else job,
        )
        work = self._analysed if not patient else self._analysed_in_turn
        self._begin(matter, lambda: work(matter))

    def judge_again(self, answer: Answer, analysis: Analysis) -> None:
        """Judge an answer anew by the words that are there, after a correction."""
        self.discard(answer.id)
        wanted = same_words(self._order(answer), analysis)
        matter = _QueuedAnswer(AnalysisStatus(answer, "listening"), wanted)
        self._begin(matter, lambda: self._analysed(matter))

    def resume(self) -> int:
        """Take up what was not analysed when the program ended; gives how many answers.

        Answers that a crash cut off are left alone: the person is asked about those.
        """
        found = [answer for answer in self._store.unanalysed() if not answer.recovered]
        for answer in found:
            self.analyse(answer, patient=True)
        return len(found)

    def cancel(self, answer_id: int) -> None:
        """Stop at the person's wish: what the sound gave is kept, and the recording is."""
        matter = self._matters.get(answer_id)
        if matter is None:
            return
        if matter.task is not None:
            matter.task.cancel()
        sound, answer = matter.standing.analysis, matter.standing.answer
        if sound is not None and answer.state != "analysed":
            self._keep(matter, sound)
        else:
            self._end(matter, state="cancelled", problem=self._note(matter, CANCELLED))

    def discard(self, answer_id: int) -> None:
        """Forget an answer that is no longer wanted."""
        self._remarked.pop(answer_id, None)
        matter = self._matters.get(answer_id)
        if matter is not None:
            if matter.task is not None:
                matter.task.cancel()
            self._end(matter, state="cancelled")

    async def close(self) -> None:
        """Leave everything as it is: the recordings are safe."""
        self._closed = True
        tasks = [matter.task for matter in self._matters.values() if matter.task is not None]
        self._matters.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # What is known of them

    def standing(self, answer_id: int) -> AnalysisStatus | None:
        """How far an answer is; ``None`` when nothing is under way and all is in the store."""
        matter = self._matters.get(answer_id)
        return matter.standing if matter else self._remarked.get(answer_id)

    def under_way(self) -> tuple[AnalysisStatus, ...]:
        """Every complete recording that waits for its report."""
        found = (matter.standing for matter in self._matters.values())
        return tuple(standing for standing in found if standing.state != "recording")

    async def heard(self, answer_id: int) -> None:
        """Wait until there is something to show of an answer."""
        matter = self._matters.get(answer_id)
        if matter is not None and matter.standing.answer.state != "analysed":
            await matter.heard.wait()

    def listen(self, listener: StatusListener) -> Callable[[], None]:
        """Tell each change of any answer from now on; gives what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Inside

    def _begin(self, matter: _QueuedAnswer, work: Work) -> None:
        self._matters[matter.standing.answer.id] = matter
        matter.task = asyncio.create_task(self._see_through(matter, work))
        self._move(matter)

    async def _see_through(self, matter: _QueuedAnswer, work: Work) -> None:
        try:
            analysis = await work()
        except AnalysisCanceled:
            self._end(matter, state="cancelled")
        except (AnalysisFailed, StoreError, OSError) as error:
            self._fail(matter, str(error))
        except Exception as error:
            self._fail(matter, FAULT.format(name=type(error).__name__))
        else:
            self._keep(matter, analysis)

    async def _followed(self, matter: _QueuedAnswer) -> Analysis:
        try:
            following = await self._analyst.follow(matter.job, *self._ears(matter))
        except OSError:
            await matter.complete.wait()
            return await self._analysed(matter)
        try:
            matter.begun = True
            await matter.complete.wait()
            if not following.failed:
                return await following.finish(matter.standing.answer.overflows)
        finally:
            following.discard()
        return await self._analysed(matter)  # the file is complete now, and perhaps memory is free

    async def _analysed(self, matter: _QueuedAnswer) -> Analysis:
        matter.begun = True
        job = replace(matter.job, overflows=matter.standing.answer.overflows)
        return await self._analyst.analyse(job, *self._ears(matter))

    async def _analysed_in_turn(self, matter: _QueuedAnswer) -> Analysis:
        async with self._one_by_one:
            if self._store.answer(matter.standing.answer.id).state != "recorded":
                raise AnalysisCanceled  # another program was faster
            return await self._analysed(matter)

    def _ears(
        self, matter: _QueuedAnswer
    ) -> tuple[Callable[[float, float | None], None], Callable[[Analysis], None]]:
        """What the analyst tells of a matter."""

        def progress(share: float, left: float | None) -> None:
            if self._has(matter):
                self._move(matter, share=share, left=left)

        def sound(analysis: Analysis) -> None:
            if self._has(matter) and matter.standing.state == "listening":
                matter.heard.set()
                self._move(matter, state="writing", analysis=analysis)

        return progress, sound

    def _keep(self, matter: _QueuedAnswer, analysis: Analysis, problem: str | None = None) -> None:
        """Store an analysis; one that cannot be stored is at least shown."""
        answer = matter.standing.answer
        try:
            answer = self._store.save_analysis(
                answer.id, analysis, own_fillers=matter.job.own_fillers
            )
        except UnknownAnswer:
            self._end(matter, state="cancelled")
            return
        except StoreError as error:
            problem = UNSAVED.format(problem=error)
        self._end(matter, answer=answer, state="reported", analysis=analysis, problem=problem)
        if problem is not None:
            self._remarked[answer.id] = matter.standing

    def _fail(self, matter: _QueuedAnswer, problem: str) -> None:
        """Store why there is no report, or what the sound alone gave."""
        sound = matter.standing.analysis
        if sound is not None and matter.standing.answer.state != "analysed":
            self._keep(matter, sound, f"The words could not be written down. {problem}")
        else:
            self._end(matter, state="failed", problem=self._note(matter, problem))

    def _note(self, matter: _QueuedAnswer, problem: str) -> str:
        """Store a problem with an answer that has no report; gives what to say."""
        answer = matter.standing.answer
        if answer.state != "analysed":
            try:
                answer = self._store.fail(answer.id, problem)
                matter.standing = replace(matter.standing, answer=answer)
            except StoreError as error:
                return f"{problem} {error}"
        return problem

    def _end(self, matter: _QueuedAnswer, **news: Any) -> None:
        if self._has(matter):
            del self._matters[matter.standing.answer.id]
            matter.heard.set()
            self._move(matter, **news)

    def _has(self, matter: _QueuedAnswer) -> bool:
        return self._matters.get(matter.standing.answer.id) is matter

    def _move(self, matter: _QueuedAnswer, **news: Any) -> None:
        matter.standing = replace(matter.standing, **news)
        if not self._closed:
            for listener in tuple(self._listeners):
                listener(matter.standing)
