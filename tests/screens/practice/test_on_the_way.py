"""Answers being analyzed: what is shown until the report, in whatever order results arrive."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Collapsible, Select, Static

from analysis.report.text import WORDS_TO_COME
from recorder.analyst.client import AnalysisFailed
from recorder.analyst.queue import CANCELED
from recorder.app.app import SOON, VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.analyzing import AnalyzingScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.settings.settings import SettingsScreen
from sessions.errors import StoreError
from tests.screens.driving import ended, notices, shown, speaking, until
from tests.screens.fakes import World
from tests.screens.report.test_report import text
from tests.screens.samples import full, sound_alone
from tests.screens.test_hostile_text import screen_text


def waits(world: World, *, sound: bool = True, left: float | None = 14.0) -> asyncio.Event:
    """Stop the next analyses before the transcript; return the event that lets them continue."""
    world.analyst.gate = gate = asyncio.Event()
    world.analyst.sound = sound_alone() if sound else None
    world.analyst.left = left
    return gate


async def answered(pilot: Pilot[None], world: World, seconds: float = 20) -> None:
    """Answer the highlighted question and stop."""
    await speaking(pilot, world, seconds)
    await pilot.press("space")


def foot(report: ReportScreen) -> str:
    return str(report.query_one("#status", Static).render())


def told(app: VivaApp) -> list[str]:
    return [f"{notice.title}: {notice.message}" for notice in notices(app)]


async def test_what_was_heard_comes_first_and_the_words_fill_in(app: VivaApp, world: World) -> None:
    gate = waits(world)
    async with app.run_test(size=(80, 16)) as pilot:
        await answered(pilot, world)
        report = await shown(pilot, ReportScreen)
        assert report.sheet.report.overall is None and WORDS_TO_COME in text(report)
        assert "Length   2:08 of speech" in text(report) and "fillers a minute" not in text(report)
        assert foot(report) == "Transcribing your answer: 14 s of speech left"
        assert "Press t" not in text(report)
        (status,) = world.queue.pending()
        assert status.state == "transcribing" and world.store.answers()[0].state == "recorded"
        await pilot.press("m")
        await pilot.press("home", "pagedown")
        await until(pilot, lambda: report.page.scroll_y > 0 and not report.page.is_scrolling)
        before = report.page.scroll_y
        gate.set()
        await until(pilot, lambda: "[um]" in text(report))
        await pilot.pause()
        assert pilot.app.screen is report and report.page.scroll_y == before
        assert not report.query_one(Collapsible).collapsed
        assert not report.query_one("#status").has_class("-shown")
        await pilot.press("t")
        await until(pilot, lambda: len(world.analyst.jobs) == 2)
    assert world.store.answers()[0].model == "base.en"


async def test_a_result_without_delay_shows_the_report_and_nothing_before(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError("this screen would only flash")

    monkeypatch.setattr(AnalyzingScreen, "__init__", never)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        assert "[um]" in text(await shown(pilot, ReportScreen))


async def test_a_slow_analysis_shows_its_progress(app: VivaApp, world: World) -> None:
    gate = waits(world, sound=False, left=None)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        waiting = await shown(pilot, AnalyzingScreen)
        doing = waiting.query_one("#doing", Static)
        assert "Analyzing" in str(doing.render())
        world.analyst.tell(0.2, 94.0)
        await until(pilot, lambda: "1 min 34 s of speech left" in str(doing.render()))
        gate.set()
        await shown(pilot, ReportScreen)


async def test_the_sound_scores_appear_while_waiting(app: VivaApp, world: World) -> None:
    gate = waits(world)
    world.analyst.sound_gate = asyncio.Event()
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        world.analyst.sound_gate.set()
        report = await shown(pilot, ReportScreen)
        assert report.under_way
        gate.set()
        await until(pilot, lambda: "[um]" in text(report))
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_the_next_answer_is_recorded_while_the_first_is_analyzed(
    app: VivaApp, world: World
) -> None:
    gate = waits(world, sound=False)
    async with app.run_test(notifications=True) as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        await pilot.press("n")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        gate.set()
        await until(pilot, lambda: world.store.count() == 1)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        await pilot.pause(SOON + 0.1)
        assert pilot.app.screen is practice and not told(app)  # nothing disturbs who speaks
        await pilot.press("space")
        second = await shown(pilot, ReportScreen)
        await until(pilot, lambda: bool(told(app)))
        found = "Report ready: Tell me about yourself.\nYou'll find it in Answers (a)."
        assert told(app) == [found]
        assert second.answer is not None
        assert second.answer.question_id == "why-medicine-pediatrics"
    assert {answer.state for answer in world.store.answers()} == {"analysed"}


async def test_keys_work_on_a_report_that_is_still_waiting(app: VivaApp, world: World) -> None:
    gate = waits(world)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, ReportScreen)
        await pilot.press("r")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == "tell-me-about-yourself"
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        report = await shown(pilot, ReportScreen)
        assert report.under_way and foot(report)
        gate.set()
        await until(pilot, lambda: "[um]" in text(report))


async def test_the_analysis_continues_in_the_background_with_a_toast(
    app: VivaApp, world: World
) -> None:
    gate = waits(world, sound=False)
    async with app.run_test(notifications=True) as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        await pilot.press("escape")
        home = await shown(pilot, HomeScreen)
        assert "1×  last   …" in drawn(pilot)
        detail = home.detail.query_one("#detail", Static)
        await until(pilot, lambda: "analyzing" in str(detail.render()))
        gate.set()
        await until(pilot, lambda: bool(told(app)))
        assert "analyzing" not in str(detail.render())


async def test_the_answers_list_shows_analyses_in_progress(app: VivaApp, world: World) -> None:
    gate = waits(world, sound=False)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        await pilot.press("escape", "a")
        answers = await shown(pilot, AnswersScreen)
        await until(pilot, lambda: "analyzing" in drawn(pilot))
        gate.set()
        await until(pilot, lambda: "analyzing" not in drawn(pilot))
        assert "75" in drawn(pilot) and pilot.app.screen is answers


def drawn(pilot: Pilot[None]) -> str:
    return screen_text(pilot.app)


async def test_an_answer_can_be_deleted_during_its_analysis(app: VivaApp, world: World) -> None:
    waits(world, sound=False)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        await pilot.press("escape", "a")
        await shown(pilot, AnswersScreen)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: world.analyst.canceled)
        await until(pilot, lambda: not world.store.count())
    assert not list(world.locations.recordings.rglob("*.wav"))


async def test_quitting_is_immediate_and_the_next_start_makes_the_report(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(world)
    left: list[str] = []
    leave = VivaApp.exit

    def leaving(self: VivaApp, *, message: str) -> None:
        left.append(message)
        leave(self, message=message)

    monkeypatch.setattr(VivaApp, "exit", leaving)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, ReportScreen)
        await pilot.press("ctrl+q")
        await ended(app)
    assert "1 answer is not analyzed yet" in left[0]
    assert world.store.answers()[0].state == "recorded"
    next_time = world.again()
    again = VivaApp(next_time.services)
    async with again.run_test() as pilot:
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        assert isinstance(again.screen, HomeScreen)
    assert next_time.analyst.jobs[0].patient


async def test_a_failure_after_the_sound_is_shown_below_the_report(
    app: VivaApp, world: World
) -> None:
    gate = waits(world)
    world.analyst.outcome = AnalysisFailed("Memory ran out.")
    async with app.run_test() as pilot:
        await answered(pilot, world)
        report = await shown(pilot, ReportScreen)
        gate.set()
        await until(pilot, lambda: "Memory ran out." in foot(report))
        assert "Press t to try again" in foot(report)
        world.analyst.outcome = full()
        await pilot.press("t")
        await until(pilot, lambda: "[um]" in text(report))
        assert not foot(report)


async def test_a_failure_before_the_sound_is_a_screen(app: VivaApp, world: World) -> None:
    gate = waits(world, sound=False)
    world.analyst.outcome = AnalysisFailed("Memory ran out.")
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        gate.set()
        assert "Memory ran out." in text(await shown(pilot, FailureScreen))


async def test_a_slow_transcription_can_be_stopped(app: VivaApp, world: World) -> None:
    waits(world)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        report = await shown(pilot, ReportScreen)
        await pilot.press("c")
        await until(pilot, lambda: "Press t to add the transcript" in text(report))
        assert not foot(report)
    (answer,) = world.store.answers()
    assert (answer.state, answer.overall, answer.model) == ("analysed", None, None)


async def test_a_canceled_answer_says_so_and_can_be_retried(app: VivaApp, world: World) -> None:
    waits(world, sound=False)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        await shown(pilot, AnalyzingScreen)
        await pilot.press("c")
        await shown(pilot, HomeScreen)
        world.analyst.gate = None
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        assert CANCELED in text(await shown(pilot, FailureScreen))
        await pilot.press("t")
        await shown(pilot, ReportScreen)


async def test_a_report_that_cannot_be_saved_is_shown_with_the_reason(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(world.store, "save_analysis", refuse)
    async with app.run_test() as pilot:
        await answered(pilot, world)
        report = await shown(pilot, ReportScreen)
        assert "couldn't be saved. The disk is full." in foot(report)
        assert "[um]" in text(report)
        monkeypatch.undo()
        await pilot.press("t")
        await until(pilot, lambda: not foot(report))
    assert world.store.answers()[0].state == "analysed"


async def test_a_report_is_shown_without_what_the_store_cannot_read(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The database is busy.")

    monkeypatch.setattr("recorder.reports.fetch.before", refuse)
    async with app.run_test(notifications=True) as pilot:
        await answered(pilot, world)
        report = await shown(pilot, ReportScreen)
        await until(pilot, lambda: "[um]" in text(report))
        await until(pilot, lambda: any("is busy" in line for line in told(app)))


async def test_a_recording_the_store_rejects_is_found_at_the_next_start(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The disk is full.")

    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        monkeypatch.setattr(world.store, "finish_recording", refuse)
        await pilot.press("space")
        warning = practice.query_one("#warning", Static)
        await until(pilot, lambda: "The disk is full." in str(warning.render()))
        assert len(world.analyst.discarded) == 1
        (notice,) = notices(app)
        assert "open Viva again: it will offer you this answer" in notice.message
    assert len(world.store.unfinished()) == 1


async def test_a_child_that_dies_during_a_recording_costs_nothing(
    app: VivaApp, world: World
) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        world.analyst.dies_while_following = True
        await pilot.press("space")
        await shown(pilot, ReportScreen)


async def test_a_recording_that_is_too_short_is_not_followed(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 0.4)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "ready")
        await until(pilot, lambda: len(world.analyst.discarded) == 1)
    assert len(world.analyst.followed) == 1 and not world.analyst.jobs


async def test_the_model_stays_loaded_as_long_as_set(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: world.analyst.idle_times == [600.0])
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        settings.query_one("#keep", Select).value = 0
        await until(pilot, lambda: world.analyst.idle_times == [600.0, None])
        await pilot.press("escape", "enter")
        await shown(pilot, PracticeScreen)
        await until(pilot, lambda: world.analyst.idle_times == [600.0, None, None])
    assert world.services.settings.keep_model == 0
