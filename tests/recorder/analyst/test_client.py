"""The analyst against a scripted child: what is sent, what is reported, and what a death costs."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from analysis.interchange import to_json
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis
from recorder.analyst.client import AnalysisCanceled, AnalysisFailed, Analyst
from tests.patience import until
from tests.screens.samples import full

CHILD = Path(__file__).with_name("scripted_child.py")


class Fixture:
    """An analyst, the messages to its child, and the news about a job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / "told"
        self._log.touch()
        document = folder / "analysis.json"
        document.write_text(json.dumps(to_json(full())))
        self.analyst = Analyst(
            folder / "log", command=(sys.executable, str(CHILD), str(self._log), str(document))
        )
        self.progress: list[tuple[float, float | None]] = []
        self.sounds: list[Analysis] = []

    def job(self, name: str = "answer", *, overflows: int = 0) -> Job:
        model = Model("base.en", self.folder)
        return Job(0, self.folder / f"{name}.wav", model=model, overflows=overflows)

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._log.read_text().splitlines()]

    @property
    def kinds(self) -> list[str]:
        return [message["do"] for message in self.told]

    async def until_told(self, *kinds: str) -> None:
        await until(lambda: self.kinds == list(kinds), 0.01)

    def hear_progress(self, share: float, left: float | None) -> None:
        self.progress.append((share, left))

    def kill(self) -> None:
        assert self.analyst._child is not None
        os.kill(self.analyst._child.pid, signal.SIGKILL)


@pytest.fixture
async def child(tmp_path: Path) -> AsyncIterator[Fixture]:
    made = Fixture(tmp_path)
    yield made
    await made.analyst.close()


async def test_a_complete_recording(child: Fixture) -> None:
    analysis = await child.analyst.analyze(
        child.job(overflows=2), child.hear_progress, child.sounds.append
    )
    assert analysis.overall == 75 and analysis.recording.overflows == 2
    assert child.progress == [(0.5, 14.0), (1.0, 0.0)]
    (sound,) = child.sounds
    assert sound.waits_for_model
    assert child.kinds == ["analyse"]


async def test_a_recording_is_followed_and_finished(child: Fixture) -> None:
    following = await child.analyst.follow(child.job(), child.hear_progress, child.sounds.append)
    await child.until_told("follow")
    assert not following.failed
    analysis = await following.finish(3, 2)
    assert (analysis.recording.overflows, analysis.recording.interruptions) == (3, 2)
    assert child.progress == [(0.0, 1.5), (0.5, 14.0), (1.0, 0.0)]
    assert len(child.sounds) == 1
    assert child.kinds == ["follow", "finish"]


async def test_a_discarded_recording_is_canceled_once(child: Fixture) -> None:
    following = await child.analyst.follow(child.job())
    following.discard()
    following.discard()
    await child.until_told("follow", "cancel")
    await child.analyst.analyze(child.job())
    assert child.kinds == ["follow", "cancel", "analyse"]


async def test_giving_up_waiting_cancels(child: Fixture) -> None:
    following = await child.analyst.follow(child.job("silent"))
    task = asyncio.create_task(following.finish(0))
    await child.until_told("follow", "finish")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await child.until_told("follow", "finish", "cancel")


async def test_finished_jobs_are_not_canceled(child: Fixture) -> None:
    following = await child.analyst.follow(child.job())
    await following.finish(0)
    following.discard()
    await child.analyst.analyze(child.job())
    assert "cancel" not in child.kinds


async def test_a_child_killed_in_mid_recording_is_replaced_and_catches_up(child: Fixture) -> None:
    following = await child.analyst.follow(child.job())
    await child.until_told("follow")
    child.kill()
    await child.until_told("follow", "follow")
    assert (await following.finish(1)).recording.overflows == 1
    assert child.kinds == ["follow", "follow", "finish"]


async def test_a_child_killed_after_the_stop_gets_everything_again(child: Fixture) -> None:
    following = await child.analyst.follow(child.job("silent"))
    task = asyncio.create_task(following.finish(4))
    await child.until_told("follow", "finish")
    child.kill()
    await child.until_told("follow", "finish", "follow", "finish")
    assert child.told[-1]["overflows"] == 4
    task.cancel()


async def test_two_recordings_survive_a_child_together(child: Fixture) -> None:
    one = await child.analyst.follow(child.job("deadly-once"))
    other = asyncio.create_task(child.analyst.analyze(child.job("second")))
    first = await one.finish(1)
    assert first.recording.overflows == 1
    assert (await other).overall == 75
    assert child.kinds.count("analyse") <= 2


async def test_a_recording_there_at_two_deaths_fails_and_the_other_does_not(child: Fixture) -> None:
    deadly = await child.analyst.follow(child.job("deadly"))
    await until(lambda: deadly.failed, 0.01)
    assert (await child.analyst.analyze(child.job())).overall == 75
    with pytest.raises(AnalysisFailed, match="recording is safe"):
        await deadly.finish(0)


async def test_nonsense_costs_a_child_but_not_the_program(child: Fixture) -> None:
    with pytest.raises(AnalysisFailed, match="stopped twice"):
        await child.analyst.analyze(child.job("nonsense"))
    assert (await child.analyst.analyze(child.job())).overall == 75


async def test_failures_are_reported_even_after_the_sound(child: Fixture) -> None:
    with pytest.raises(AnalysisFailed, match=r"It cannot be read\."):
        await child.analyst.analyze(child.job("failing"))
    with pytest.raises(AnalysisFailed, match=r"Memory ran out\."):
        await child.analyst.analyze(child.job("failing-after-sound"), sound=child.sounds.append)
    assert len(child.sounds) == 1


async def test_sound_after_the_result_is_not_reported(child: Fixture) -> None:
    job = child.job("sound-after")
    await child.analyst.analyze(job, child.hear_progress, child.sounds.append)
    await child.analyst.analyze(child.job())
    assert not child.sounds and not child.progress


async def test_a_listener_that_fails_ends_its_own_job_only(child: Fixture) -> None:
    def broken(analysis: Analysis) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await child.analyst.analyze(child.job(), sound=broken)
    assert (await child.analyst.analyze(child.job())).overall == 75


async def test_the_model_is_warmed_with_its_idle_time(child: Fixture) -> None:
    model = Model("base.en", child.folder)
    assert await child.analyst.warm(model, 600.0) is None
    assert await child.analyst.warm(Model("broken", child.folder)) == "It is broken."
    assert [m["release_after"] for m in child.told] == [600.0, None]


async def test_a_new_child_is_warmed_as_the_old_one_was(child: Fixture) -> None:
    await child.analyst.warm(Model("base.en", child.folder), 60.0)
    following = await child.analyst.follow(child.job())
    await child.until_told("warm", "follow")
    child.kill()
    await child.until_told("warm", "follow", "warm", "follow")
    await following.finish(0)


async def test_a_child_that_dies_while_loading_is_reported(tmp_path: Path) -> None:
    dying = Analyst(command=(sys.executable, "-c", "import sys; sys.stdin.readline()"))
    problem = await dying.warm(None)
    assert problem and problem.startswith("The analysis process stopped while loading")
    assert "choose a smaller model" in problem
    await dying.close()


async def test_a_child_that_cannot_be_started(tmp_path: Path) -> None:
    missing = Analyst(command=(str(tmp_path / "missing"),))
    with pytest.raises(OSError):
        await missing.follow(Job(0, tmp_path / "answer.wav"))
    assert not missing._sent
    await missing.close()


async def test_closing_stops_everything_at_once(child: Fixture) -> None:
    following = await child.analyst.follow(child.job("silent"))
    task = asyncio.create_task(following.finish(0))
    await child.until_told("follow", "finish")
    running = child.analyst._child
    await child.analyst.close()
    assert running is not None and not running.alive
    with pytest.raises(AnalysisCanceled):
        await task
    with pytest.raises(AnalysisCanceled):
        await child.analyst.analyze(child.job())


async def test_a_child_that_hangs_is_replaced_once(child: Fixture) -> None:
    child.analyst._patience = 0.3
    analysis = await child.analyst.analyze(child.job("hung-once"))
    assert analysis == full()
    assert child.kinds == ["analyse", "analyse"]


async def test_a_recording_on_which_every_child_hangs_fails_and_the_next_does_not(
    child: Fixture,
) -> None:
    child.analyst._patience = 0.3
    with pytest.raises(AnalysisFailed, match="recording is safe"):
        await child.analyst.analyze(child.job("hung"))
    assert await child.analyst.analyze(child.job()) == full()


@pytest.mark.slow
async def test_a_child_that_is_slow_and_answers_is_left_alone(child: Fixture) -> None:
    child.analyst._patience = 0.6
    slow = asyncio.create_task(child.analyst.analyze(child.job("silent")))
    await child.until_told("analyse")
    pid = child.analyst._child and child.analyst._child.pid
    await asyncio.sleep(2.0)
    assert not slow.done() and child.analyst._child and child.analyst._child.pid == pid
    slow.cancel()


async def test_a_child_of_another_version_says_so(child: Fixture) -> None:
    with pytest.raises(AnalysisFailed, match="was updated while it was running"):
        await child.analyst.analyze(child.job("updated"))
