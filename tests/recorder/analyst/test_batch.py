"""A batch of answers: which are selected, what is saved, and that it continues where it stopped."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis
from analysis.version import VERSION
from recorder.analyst.batch import (
    Batch,
    BatchRuns,
    BatchStatus,
    ModelUse,
    Selection,
    only_one,
    select,
)
from recorder.analyst.client import (
    AcousticListener,
    AnalysisFailed,
    AnalysisProgressListener,
    Analyst,
    ignore,
)
from sessions.store import Store, StoreError
from sessions.types import AnalysisOrigin, Answer
from tests.patience import until
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import analysed, begin, record

BASE = ModelUse(Model("base.en", Path("base.en")))


class OneByOne(Analyst):
    """Analyzes a job when the test lets it; ``failing`` names recordings that fail."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self.failing: set[str] = set()
        self.before: Callable[[Job], None] = lambda job: None
        self.stop_at: int | None = None
        self.shares: tuple[float, ...] = ()

    async def analyze(
        self,
        job: Job,
        progress: AnalysisProgressListener = ignore,
        sound: AcousticListener = ignore,
    ) -> Analysis:
        self.jobs.append(job)
        self.before(job)
        for share in self.shares:
            progress(share, None)
        if len(self.jobs) == self.stop_at:
            await asyncio.Event().wait()
        if job.path.name in self.failing:
            raise AnalysisFailed("It cannot be read.")
        return made(job.path, job.model)


def made(path: Path, model: Model | None = BASE.model, version: str = VERSION) -> Analysis:
    """Make a model's transcript."""
    words = None if model is None else ("well", "yes")
    analysis = analysed(path, model=model.name if model else None, words=words)
    return replace(analysis, version=version)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", Clock()) as store:
        yield store


@pytest.fixture
async def analyst() -> AsyncIterator[OneByOne]:
    one = OneByOne()
    yield one
    await one.close()


def silently(status: BatchStatus) -> None:
    """Ignore the progress."""


async def stopped(batch: Batch, analyst: OneByOne, at: int) -> None:
    """Cancel a batch during this job."""
    analyst.stop_at = jobs = len(analyst.jobs) + at
    task = asyncio.create_task(batch.run(analyst, silently))
    await until(lambda: len(analyst.jobs) >= jobs)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def numbers(selection: Selection) -> list[int]:
    return [answer.id for answer in selection.answers]


# Which answers


def test_which_analyses_are_up_to_date() -> None:
    way = AnalysisOrigin(VERSION, True, "base.en", None)
    own = replace(BASE, own_fillers=("matlab", "a"))
    assert BASE.is_current(way)
    assert BASE.is_current(replace(way, own_fillers=frozenset()))
    assert BASE.is_current(replace(way, model=None)), "nothing was said, by any model"
    assert not BASE.is_current(replace(way, version="0"))
    assert not BASE.is_current(replace(way, model="small.en"))
    assert not BASE.is_current(replace(way, transcribed=False, model=None))
    assert not BASE.is_current(replace(way, own_fillers=frozenset({"matlab"})))
    assert own.is_current(replace(way, own_fillers=frozenset({"a", "matlab"})))
    assert not own.is_current(way)
    assert BASE.is_current(replace(way, version="0", model="given")), "a person wrote these words"
    assert ModelUse(None).is_current(way) and ModelUse(None).is_current(
        replace(way, transcribed=False, model=None)
    )


def test_all_outdated_or_waiting(store: Store) -> None:
    current, older, other, waiting, failed, fresh, without_sound = (record(store) for _ in range(7))
    begin(store)
    store.save_analysis(current.id, made(current.path))
    store.save_analysis(older.id, made(older.path, version="0"))
    store.save_analysis(other.id, made(other.path, Model("tiny.en", Path())))
    store.save_analysis(waiting.id, made(waiting.path, None))
    store.save_analysis(failed.id, made(failed.path))
    store.fail(failed.id, "No.")
    without_sound.path.unlink()

    everything = select(store, "all", BASE)
    assert numbers(everything) == [fresh.id, failed.id, waiting.id, other.id, older.id]
    assert (everything.current, everything.without_sound) == (1, 1)
    outdated = select(store, "outdated", BASE)
    assert numbers(outdated) == [failed.id, waiting.id, other.id, older.id]
    assert (outdated.current, outdated.without_sound) == (1, 0)
    assert numbers(select(store, "waiting", BASE)) == [fresh.id, waiting.id]
    again = select(store, "all", BASE, again=True)
    assert len(again.answers) == 6 and again.current == 0


def test_only_the_latest_analysis_counts(store: Store) -> None:
    answer = record(store)
    store.save_analysis(answer.id, made(answer.path))
    store.save_analysis(answer.id, made(answer.path, Model("tiny.en", Path())))
    assert numbers(select(store, "outdated", BASE)) == [answer.id]


# Their outcome


async def test_every_answer_gets_one_more_analysis(store: Store, analyst: OneByOne) -> None:
    answers = [record(store) for _ in range(3)]
    for answer in answers:
        store.save_analysis(answer.id, made(answer.path, version="0"))
    use = replace(BASE, own_fillers=("matlab",))
    batch = Batch(store, select(store, "all", use).answers, use)
    await batch.run(analyst, silently)
    assert batch.analyzed == [a.id for a in answers][::-1] and not batch.failed
    assert all(job.patient and job.own_fillers == ("matlab",) for job in analyst.jobs)
    assert all(job.model == BASE.model and job.question is not None for job in analyst.jobs)
    for answer in answers:
        assert [a.version for a in store.analyses(answer.id)] == ["0", VERSION]
    assert select(store, "all", use) == Selection((), 3, 0)


async def test_a_stopped_batch_continues(store: Store, analyst: OneByOne) -> None:
    answers = [record(store) for _ in range(5)]
    first = Batch(store, select(store, "all", BASE).answers, BASE)
    await stopped(first, analyst, at=3)
    assert first.done == len(first.analyzed) == 2
    rest = select(store, "all", BASE)
    assert (len(rest.answers), rest.current) == (3, 2)
    second = Batch(store, rest.answers, BASE)
    await second.run(analyst, silently)
    assert sorted(first.analyzed + second.analyzed) == [a.id for a in answers]
    assert [len(store.analyses(a.id)) for a in answers] == [1] * 5


async def test_a_failing_answer_does_not_stop_the_others(store: Store, analyst: OneByOne) -> None:
    answers = [record(store) for _ in range(3)]
    analyst.failing = {answers[1].path.name}
    batch = Batch(store, answers, BASE)
    await batch.run(analyst, silently)
    assert batch.failed == {answers[1].id: "It cannot be read."}
    assert batch.analyzed == [answers[0].id, answers[2].id]
    assert store.answer(answers[1].id).problem == "It cannot be read."
    assert numbers(select(store, "all", BASE)) == [answers[1].id], "it is tried again"


async def test_a_failure_does_not_hide_the_earlier_report(store: Store, analyst: OneByOne) -> None:
    answer = record(store)
    store.save_analysis(answer.id, made(answer.path, version="0"))
    analyst.failing = {answer.path.name}
    batch = Batch(store, [store.answer(answer.id)], BASE)
    await batch.run(analyst, silently)
    assert batch.failed and store.answer(answer.id).state == "analysed"


@pytest.mark.parametrize("fails", [False, True])
async def test_answers_deleted_in_the_meantime_are_skipped(
    store: Store, analyst: OneByOne, fails: bool
) -> None:
    first, second, third = answers = [record(store) for _ in range(3)]

    def delete(job: Job) -> None:
        for deleted in (first, second):
            with contextlib.suppress(StoreError):
                store.delete_answer(deleted.id)

    analyst.before = delete
    analyst.failing = {first.path.name} if fails else set()
    batch = Batch(store, answers, BASE)
    await batch.run(analyst, silently)
    assert batch.deleted == [first.id, second.id] and batch.analyzed == [third.id]
    assert [job.path for job in analyst.jobs] == [first.path, third.path], "not heard in vain"


async def test_a_full_disk_stops_the_batch(
    store: Store, analyst: OneByOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [record(store) for _ in range(4)]

    def full(*_: object, **__: object) -> Answer:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "save_analysis", full)
    batch = Batch(store, answers, BASE)
    with pytest.raises(StoreError, match="full"):
        await batch.run(analyst, silently)
    assert len(analyst.jobs) == 2 and list(batch.failed) == [answers[0].id, answers[1].id]


# Progress


async def test_progress_is_reported(store: Store, analyst: OneByOne) -> None:
    answers = [record(store, seconds=s) for s in (1.0, 3.0)]
    now = 100.0
    analyst.shares = (0.5,)

    def later(job: Job) -> None:
        nonlocal now
        now += 2.5

    analyst.before = later
    told: list[BatchStatus] = []
    await Batch(store, answers, BASE, clock=lambda: now).run(analyst, told.append)
    assert told == [
        BatchStatus(0, 2, 4.0, None),
        BatchStatus(0, 2, 3.5, None),  # too early for an estimate
        BatchStatus(1, 2, 3.0, 7.5),
        BatchStatus(1, 2, 1.5, 3.0),
        BatchStatus(2, 2, 0.0, 0.0),
    ]


async def test_a_long_first_answer_gives_a_time_estimate_early(
    store: Store, analyst: OneByOne
) -> None:
    answer = record(store, seconds=2.0)
    times = iter([0.0, 0.0, 4.9, 6.0, 9.0])
    analyst.shares = (0.25, 0.5)
    told: list[BatchStatus] = []
    await Batch(store, [answer], BASE, clock=lambda: next(times)).run(analyst, told.append)
    assert [status.time_left for status in told] == [None, None, 6.0, 0.0]


async def test_unknown_lengths_are_assumed_to_be_like_the_others(
    store: Store, analyst: OneByOne, tmp_path: Path
) -> None:
    (tmp_path / "a.m4a").write_bytes(b"sound")
    answers = [store.import_sound(tmp_path / "a.m4a"), record(store, seconds=3.0)]
    told: list[BatchStatus] = []
    await Batch(store, answers, BASE).run(analyst, told.append)
    assert told[0].sound_left == 6.0
    await Batch(store, answers[:1], BASE).run(analyst, told.append)
    assert told[3].sound_left == 120.0


# One at a time


def test_two_batches_cannot_run_at_once(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(BatchRuns, match="Another Viva is reanalyzing"),
        only_one(tmp_path),
    ):
        pass
    with only_one(tmp_path):
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
