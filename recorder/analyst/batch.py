"""Analyzes many saved answers one after another: which ones, the progress, and the outcome.

Knows no screen and no command line. Each result is saved as soon as it is there, so a batch can be
stopped or killed at any moment: finished answers are up to date, and the next batch skips them.
Its jobs are patient: a person practicing at the same time goes first. Times are seconds.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from analysis.models.known import Model
from analysis.types import GIVEN
from analysis.version import VERSION
from recorder.analyst.client import AnalysisFailed, Analyst
from recorder.recording.session import job
from sessions.files.locks import Lock
from sessions.store import Store, StoreError, UnknownAnswer
from sessions.types import AnalysisOrigin, Answer

Which = Literal["waiting", "outdated", "all"]
"""Answers that are waiting for a model; those whose analysis is of another kind than now; both,
and the failed ones."""

TYPICAL_DURATION = 120.0
"""Seconds an answer is assumed to last if none in the batch has a known length."""

RELIABLE_AFTER = 5.0
"""Seconds after which the time left is shown even if no answer is complete."""


class BatchRuns(Exception):
    """Another batch is running; the message is one plain sentence."""

    def __init__(self) -> None:
        super().__init__("Another Viva is reanalyzing answers; wait until it is done, or stop it.")


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What answers are analyzed with now."""

    model: Model | None
    own_fillers: tuple[str, ...] = ()
    version: str = VERSION

    def is_current(self, origin: AnalysisOrigin) -> bool:
        """Whether this kind of analysis would give the same result now.

        If the custom fillers counted at the time weren't recorded, there were none.
        """
        if self.model is not None and not origin.transcribed:
            return False
        if origin.model == GIVEN:
            return True
        name = None if self.model is None else self.model.name
        return (
            origin.version == self.version
            and (name is None or origin.model in (name, None))
            and (origin.own_fillers or frozenset()) == frozenset(self.own_fillers)
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The answers to analyze, and counts of those left out: up to date, or without a recording."""

    answers: tuple[Answer, ...]
    current: int = 0
    without_sound: int = 0


def select(store: Store, which: Which, use: ModelUse, *, again: bool = False) -> Selection:
    """Select answers, newest first; ``again`` includes those that are up to date."""
    if which == "waiting":
        return Selection(store.waiting_for_model())
    origins = store.origins()
    candidates = [a for a in store.answers() if which == "all" or a.id in origins]
    current = [
        a
        for a in candidates
        if not again and a.state != "failed" and _is_current(origins.get(a.id), use)
    ]
    passed = {a.id for a in current}
    wanted = [a for a in candidates if a.id not in passed]
    available = tuple(a for a in wanted if a.path.is_file())
    return Selection(available, len(current), len(wanted) - len(available))


def _is_current(origin: AnalysisOrigin | None, use: ModelUse) -> bool:
    return origin is not None and use.is_current(origin)


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep other batches away from the store in this folder; ``BatchRuns``: there is one.

    The lock is released when the program ends, however it ends.
    """
    lock = Lock.take(folder / "reanalyze.lock")
    if lock is None:
        raise BatchRuns
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """The progress of a batch; ``time_left`` is ``None`` until it is known."""

    done: int
    of: int
    sound_left: float
    time_left: float | None


class Batch:
    """Some answers being analyzed; reports their outcome at any time.

    ``analyzed`` lists the answers with a new analysis, ``failed`` those without one and the
    reason, ``deleted`` those that were deleted in the meantime.
    """

    def __init__(
        self,
        store: Store,
        answers: Sequence[Answer],
        use: ModelUse,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.analyzed: list[int] = []
        self.failed: dict[int, str] = {}
        self.deleted: list[int] = []
        self._store = store
        self._answers = tuple(answers)
        self._use = use
        self._clock = clock
        self._durations = _durations(self._answers)
        self._began = 0.0
        self._save_failures = 0

    @property
    def done(self) -> int:
        """Count the answers that need no more work."""
        return len(self.analyzed) + len(self.failed) + len(self.deleted)

    async def run(self, analyst: Analyst, notify: Callable[[BatchStatus], None]) -> None:
        """Analyze all answers; a failing one doesn't stop the others.

        Canceling the awaiting task stops the batch; finished work is saved.

        Raises
        ------
        StoreError
            If a result couldn't be saved twice in a row.
        AnalysisCanceled
            If the analyst is closed.
        """
        self._began = self._clock()
        notify(self._status(0.0))
        for answer in self._answers:
            try:
                await self._analyze(analyst, answer, notify)
            except UnknownAnswer:
                self.deleted.append(answer.id)
            notify(self._status(0.0))

    async def _analyze(
        self, analyst: Analyst, answer: Answer, notify: Callable[[BatchStatus], None]
    ) -> None:
        before = self._store.answer(answer.id)  # deleted in the meantime: not worth the work
        corrections = self._store.corrections.of(answer.id)
        wanted = job(before, self._use.model, self._use.own_fillers, corrections)
        try:
            analysis = await analyst.analyze(
                replace(wanted, patient=True), lambda share, *more: notify(self._status(share))
            )
        except AnalysisFailed as error:
            self._fail(answer.id, str(error))
            return
        try:
            self._store.save_analysis(answer.id, analysis, own_fillers=self._use.own_fillers)
        except UnknownAnswer:
            raise
        except StoreError as error:
            self._save_failed(answer.id, error)
            return
        self._save_failures = 0
        self.analyzed.append(answer.id)

    def _fail(self, answer_id: int, problem: str) -> None:
        """Record a failure; in the store only if it wouldn't hide an earlier report."""
        if self._store.answer(answer_id).state != "analysed":
            self._store.fail(answer_id, problem)
        self.failed[answer_id] = problem

    def _save_failed(self, answer_id: int, error: StoreError) -> None:
        """Record that a result couldn't be saved; a full disk would refuse the next one too."""
        self.failed[answer_id] = str(error)
        self._save_failures += 1
        if self._save_failures > 1:
            raise error

    def _status(self, share: float) -> BatchStatus:
        """Report the progress, with ``share`` of the current answer done."""
        analyzed = sum(self._durations[: self.done])
        if self.done < len(self._durations):
            analyzed += share * self._durations[self.done]
        left = sum(self._durations) - analyzed
        elapsed = self._clock() - self._began
        known = analyzed > 0 and (self.done > 0 or elapsed >= RELIABLE_AFTER)
        return BatchStatus(
            self.done, len(self._answers), left, elapsed / analyzed * left if known else None
        )


def _durations(answers: Sequence[Answer]) -> tuple[float, ...]:
    """Return the seconds of each answer; unknown ones are assumed to be like the others."""
    known = [a.duration for a in answers if a.duration]
    typical = sum(known) / len(known) if known else TYPICAL_DURATION
    return tuple(a.duration or typical for a in answers)
