"""The analysis queue: every answer gets its report, whatever comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.types import Correction, QuestionContext
from recorder.analyst.client import AnalysisCanceled, AnalysisFailed
from recorder.analyst.queue import CANCELED, AnalysisQueue
from recorder.analyst.status import AnalysisStatus
from sessions.errors import StoreError
from sessions.types import Answer
from tests.microphone import write_wav
from tests.patience import until
from tests.screens.fakes import RATE, World
from tests.screens.samples import full, sound_alone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    with made.store:
        yield made


@pytest.fixture
def told(world: World) -> list[AnalysisStatus]:
    heard: list[AnalysisStatus] = []
    world.queue.listen(heard.append)
    return heard


def begun(world: World) -> Answer:
    """An answer that is being recorded."""
    session = world.store.begin_session("practice")
    return world.store.begin_answer(
        session.id, QuestionContext("a-mistake", "A mistake.", None, (120, 180))
    )


def stopped(world: World, answer: Answer, overflows: int = 0, interruptions: int = 0) -> Answer:
    """The same, with a complete recording."""
    return world.store.finish_recording(
        answer.id,
        duration=130,
        sample_rate=RATE,
        overflows=overflows,
        interruptions=interruptions,
    )


async def ended(queue: AnalysisQueue, answer: Answer) -> None:
    await until(lambda: (s := queue.status(answer.id)) is None or s.ended)


def states(told: list[AnalysisStatus]) -> list[str]:
    """The states in order, each once."""
    return list(dict.fromkeys(status.state for status in told))


async def test_an_answer_is_followed_and_its_report_saved(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.sound, world.analyst.left = sound_alone(), 14.0
    answer = begun(world)
    world.queue.follow(answer)
    await until(lambda: bool(world.analyst.followed))
    assert not world.queue.pending()
    world.queue.finish(stopped(world, answer, overflows=2, interruptions=1))
    await ended(world.queue, answer)
    kept = world.store.answer(answer.id)
    assert (kept.state, kept.overall) == ("analysed", 75)
    (job,) = world.analyst.jobs
    assert (job.overflows, job.interruptions) == (2, 1)
    assert states(told) == ["recording", "analyzing", "transcribing", "reported"]
    transcribing = next(s for s in told if s.state == "transcribing")
    assert (transcribing.left, transcribing.analysis) == (14.0, sound_alone())
    assert len(world.store.analyses(answer.id)) == 1  # the one from sound was only shown
    assert not world.analyst.discarded


async def test_a_discarded_recording_leaves_nothing(
    world: World, told: list[AnalysisStatus]
) -> None:
    answer = begun(world)
    world.queue.follow(answer)
    await until(lambda: bool(world.analyst.followed))
    world.queue.discard(answer.id)
    world.store.delete_answer(answer.id)
    await until(lambda: bool(world.analyst.discarded))
    assert states(told) == ["recording", "cancelled"]
    assert world.queue.status(answer.id) is None and not world.analyst.jobs


async def test_discarding_at_once_is_clean(world: World) -> None:
    answer = begun(world)
    world.queue.follow(answer)
    world.queue.discard(answer.id)
    await asyncio.sleep(0)
    assert len(world.analyst.followed) == len(world.analyst.discarded)


async def test_two_answers_queue_and_the_second_may_be_first(world: World) -> None:
    world.analyst.gate = first = asyncio.Event()
    one, two = begun(world), begun(world)
    world.queue.follow(one)
    world.queue.finish(stopped(world, one))
    await until(lambda: len(world.analyst.jobs) == 1)
    world.queue.follow(two)
    world.analyst.gate = None
    world.queue.finish(stopped(world, two))
    await ended(world.queue, two)
    assert world.store.answer(two.id).state == "analysed"
    assert world.store.answer(one.id).state == "recorded"
    first.set()
    await ended(world.queue, one)
    assert world.store.answer(one.id).state == "analysed"


async def test_a_failed_follow_is_recovered_from_the_file(world: World) -> None:
    world.analyst.dies_while_following = True
    answer = begun(world)
    world.queue.follow(answer)
    world.queue.finish(stopped(world, answer))
    await ended(world.queue, answer)
    assert world.store.answer(answer.id).state == "analysed"


async def test_a_child_that_cannot_be_started_is_tried_again_at_stop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*arguments: object, **named: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(world.analyst, "follow", refuse)
    answer = begun(world)
    world.queue.follow(answer)
    await asyncio.sleep(0)
    world.queue.finish(stopped(world, answer))
    await ended(world.queue, answer)
    assert world.store.answer(answer.id).state == "analysed"


async def test_a_failure_is_stored(world: World, told: list[AnalysisStatus]) -> None:
    world.analyst.outcome = AnalysisFailed("The sound is damaged.")
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    kept = world.store.answer(answer.id)
    assert (kept.state, kept.problem) == ("failed", "The sound is damaged.")
    assert told[-1].state == "failed" and told[-1].answer == kept


async def test_a_failure_after_the_sound_keeps_the_results_from_sound(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.sound = sound_alone()
    world.analyst.outcome = AnalysisFailed("Memory ran out.")
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert world.store.answer(answer.id).overall is None
    assert told[-1].state == "reported"
    assert told[-1].problem == "The answer couldn't be transcribed. Memory ran out."
    assert world.queue.status(answer.id) == told[-1]  # for anyone who opens the report later


async def test_a_failing_second_analysis_keeps_the_report(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.sound = sound_alone()
    world.analyst.outcome = AnalysisFailed("Memory ran out.")
    answer = world.store.answer(world.answered("a-mistake", analysis=full()))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert world.store.answer(answer.id).overall == 75
    assert len(world.store.analyses(answer.id)) == 1
    assert (told[-1].state, told[-1].problem) == ("failed", "Memory ran out.")


async def test_an_internal_error_gives_one_sentence(world: World) -> None:
    world.analyst.outcome = KeyError("x")
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert "KeyError" in (world.store.answer(answer.id).problem or "")


async def test_an_unsaved_report_is_shown_with_a_warning(
    world: World, told: list[AnalysisStatus], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The disk is full.")

    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    monkeypatch.setattr(world.store, "save_analysis", refuse)
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    status = world.queue.status(answer.id)
    assert status is not None and status.analysis == full()
    assert status.problem == "This report couldn't be saved. The disk is full."
    assert world.store.answer(answer.id).state == "recorded"
    monkeypatch.undo()
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert world.store.answer(answer.id).state == "analysed"
    assert world.queue.status(answer.id) is None


async def test_an_unsaved_failure_reports_both_problems(
    world: World, told: list[AnalysisStatus], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(world.store, "fail", refuse)
    world.analyst.outcome = AnalysisFailed("Memory ran out.")
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert told[-1].problem == "Memory ran out. The disk is full."


async def test_an_answer_that_was_deleted_elsewhere_is_forgotten(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.gate = asyncio.Event()
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await until(lambda: bool(world.analyst.jobs))
    world.store.delete_answer(answer.id)
    world.analyst.gate.set()
    await ended(world.queue, answer)
    assert told[-1].state == "cancelled"


async def test_canceling_keeps_the_recording_and_says_so(world: World) -> None:
    world.analyst.gate = asyncio.Event()
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await until(lambda: bool(world.analyst.jobs))
    world.queue.cancel(answer.id)
    await until(lambda: world.analyst.canceled)
    assert world.store.answer(answer.id).problem == CANCELED
    assert world.queue.resume() == 0


async def test_canceling_the_transcript_keeps_the_sound(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.gate, world.analyst.sound = asyncio.Event(), sound_alone()
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await world.queue.wait_until_presentable(answer.id)
    world.queue.cancel(answer.id)
    await until(lambda: world.analyst.canceled)
    assert world.store.answer(answer.id).overall is None
    assert told[-1].state == "reported"


async def test_closing_loses_nothing_and_the_next_start_continues(world: World) -> None:
    world.analyst.gate = asyncio.Event()
    numbers = [world.answered("a-mistake", analysis=None) for _ in range(3)]
    for number in numbers[:2]:
        world.queue.analyze(world.store.answer(number))
    await until(lambda: len(world.analyst.jobs) == 2)
    await world.queue.close()
    assert {world.store.answer(number).state for number in numbers} == {"recorded"}
    world.queue.analyze(world.store.answer(numbers[2]))  # too late: nothing happens
    assert len(world.analyst.jobs) == 2

    next_time = AnalysisQueue(world.store, world.analyst, world.queue._job_for)
    world.analyst.gate = None
    assert next_time.resume() == 3
    assert len(next_time.pending()) == 3
    await until(lambda: not next_time.pending())
    assert {world.store.answer(number).state for number in numbers} == {"analysed"}
    assert all(job.patient for job in world.analyst.jobs[2:])


async def test_a_correction_not_judged_before_closing_is_judged_at_the_next_start(
    world: World,
) -> None:
    number = world.answered("a-mistake", analysis=full())
    write_wav(world.store.answer(number).path, [0] * RATE, RATE)
    assert world.queue.resume() == 0
    world.time += timedelta(seconds=1)
    world.store.corrections.add(number, Correction(1.0, 1.3, "filler", "um"))
    world.time += timedelta(seconds=1)
    assert world.queue.resume() == 1
    await until(lambda: not world.queue.pending())
    (job,) = world.analyst.jobs
    assert job.words and [c.text for c in job.corrections] == ["um"]
    assert len(world.store.analyses(number)) == 2


async def test_a_corrected_answer_without_its_recording_stays_as_it_is(world: World) -> None:
    number = world.answered("a-mistake", analysis=full())
    world.store.answer(number).path.unlink()
    world.time += timedelta(seconds=1)
    world.store.corrections.add(number, Correction(1.0, 1.3, "filler", "um"))
    assert world.queue.resume() == 0


async def test_a_requested_answer_goes_first(world: World) -> None:
    world.analyst.gate = asyncio.Event()
    numbers = [world.answered("a-mistake", analysis=None) for _ in range(2)]
    world.queue.resume()
    await until(lambda: len(world.analyst.jobs) == 1)
    world.queue.analyze(world.store.answer(numbers[1]))
    await until(lambda: len(world.analyst.jobs) == 2)
    assert [job.patient for job in world.analyst.jobs] == [True, False]
    await world.queue.close()


async def test_answers_analyzed_by_another_program_are_not_done_twice(world: World) -> None:
    numbers = [world.answered("a-mistake", analysis=None) for _ in range(2)]
    world.analyst.gate = asyncio.Event()
    world.queue.resume()
    await until(lambda: len(world.analyst.jobs) == 1)
    world.store.save_analysis(numbers[1], full())
    world.analyst.gate.set()
    await until(lambda: not world.queue.pending())
    assert len(world.analyst.jobs) == 1


async def test_answers_from_a_crash_wait_for_the_person(world: World) -> None:
    answer = begun(world)
    world.store.finish_recording(
        answer.id, duration=41, sample_rate=RATE, overflows=0, recovered=True
    )
    assert world.queue.resume() == 0


async def test_an_analysis_abandoned_by_the_child_ends(
    world: World, told: list[AnalysisStatus]
) -> None:
    world.analyst.outcome = AnalysisCanceled()
    answer = world.store.answer(world.answered("a-mistake", analysis=None))
    world.queue.analyze(answer)
    await ended(world.queue, answer)
    assert told[-1].state == "cancelled"
    assert world.store.answer(answer.id).state == "recorded"
