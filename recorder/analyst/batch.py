"""Analyses many kept answers one after another: which ones, how far it is, and what became of them.

Knows no screen and no command line. Each result is kept as soon as it is there, so a batch may be
stopped or killed at any moment: those that are done are up to date, and the next batch passes them
over. Its jobs are patient: a person who practises meanwhile goes first. Times are seconds.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from analysis.models.known import Model
from analysis.version import VERSION
from recorder.analyst.client import AnalysisFailed, Analyst
from recorder.recording.session import job
from sessions.files.locks import Lock
from sessions.store import Store, StoreError, UnknownAnswer
from sessions.types import AnalysisOrigin, Answer

Which = Literal["waiting", "outdated", "all"]
"""Answers that wait for a model; those whose analysis is of another kind than now; both and the
failed ones."""

GIVEN = "given"
"""The model's name where a person gave the words: no model improves on them."""

TYPICAL_DURATION = 120.0
"""Seconds an answer is taken to last where none of the batch says how long it is."""

RELIABLE_AFTER = 5.0
"""Seconds after which the time left is told though no answer is complete."""


class BatchRuns(Exception):
    """Another batch is at work; the message is one plain sentence."""

    def __init__(self) -> None:
        super().__init__("Another Viva is analysing answers again; wait for it or stop it.")


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What answers are analysed with now."""

    model: Model | None
    own_fillers: tuple[str, ...] = ()
    version: str = VERSION

    def is_current(self, origin: AnalysisOrigin) -> bool:
        """Whether an analysis made in this way would come out the same now.

        Where it was not noted which of the person's own fillers were counted, it was none.
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
    """The answers to analyse, and how many are left out: up to date, or without their sound."""

    answers: tuple[Answer, ...]
    current: int = 0
    without_sound: int = 0


def select(store: Store, which: Which, use: ModelUse, *, again: bool = False) -> Selection:
    """Choose answers, the newest first; ``again`` takes those that are up to date too."""
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
    """Keep other batches of the store in this folder away; ``BatchRuns``: there is one.

    The lock goes with the program, however it ends.
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
    """How far a batch is; ``time_left`` is ``None`` until it can be told."""

    done: int
    of: int
    sound_left: float
    time_left: float | None


class Batch:
    """Some answers on their way; says at any time what became of them.

    ``analyzed`` are the numbers of the answers with a new analysis, ``failed`` those without one
    and why, ``deleted`` those that were deleted meanwhile.
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
        """How many answers need no more work."""
        return len(self.analyzed) + len(self.failed) + len(self.deleted)

    async def run(self, analyst: Analyst, notify: Callable[[BatchStatus], None]) -> None:
        """Analyse them all; an answer that fails does not keep the others from it.

        Cancelling the awaiting task stops it; what is finished has been kept.

        Raises
        ------
        StoreError
            When twice in succession a result could not be kept.
        AnalysisCancelled
            When the analyst is closed.
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
        before = self._store.answer(answer.id)  # deleted meanwhile: not worth the work
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
        """Note a failure; in the store only where no earlier report would be hidden by it."""
        if self._store.answer(answer_id).state != "analysed":
            self._store.fail(answer_id, problem)
        self.failed[answer_id] = problem

    def _save_failed(self, answer_id: int, error: StoreError) -> None:
        """Note that a result could not be kept; a full disk would not keep the next one either."""
        self.failed[answer_id] = str(error)
        self._save_failures += 1
        if self._save_failures > 1:
            raise error

    def _status(self, share: float) -> BatchStatus:
        """Tell how far it is, ``share`` of the present answer being done."""
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
    """Seconds of each answer; one that is not known is taken to be like the others."""
    known = [a.duration for a in answers if a.duration]
    typical = sum(known) / len(known) if known else TYPICAL_DURATION
    return tuple(a.duration or typical for a in answers)
