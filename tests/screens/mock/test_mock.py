"""A mock interview: finished, left and continued, with no answer ever lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Select, Static

from recorder.app.app import VivaApp
from recorder.mock import begin
from recorder.mock.mix import Mix, MockPlan, PlannedStep
from recorder.mock.plan import make
from recorder.mock.presets import own, video
from recorder.playback import voice
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mix import MixForm
from recorder.screens.mock.mock import MockInterview
from recorder.screens.mock.mock_report import MockReportScreen
from recorder.screens.mock.mocks import MocksScreen
from recorder.screens.report.report import ReportScreen
from recorder.widgets.recording.recording_panel import ends_soon
from sessions.answers.mocks import Mock
from sessions.errors import StoreError
from tests.screens.driving import BRIEFLY, ended, notices, shown, until, world_is_written
from tests.screens.fakes import World
from tests.screens.samples import HOSTILE, full, sound_alone


@pytest.fixture(autouse=True)
def no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.playback.voice.find", lambda: None)


def planned(world: World, mix: Mix, *, voice: bool = False) -> Mock:
    return begin.begin(make(mix, world.services.bank, seed=1), world.store, voice=voice)


def text(screen: object, id: str) -> str:
    return str(screen.query_one(id, Static).render())  # type: ignore[attr-defined]


async def running(pilot: Pilot[None], mock: Mock) -> MockInterview:
    """Continue this mock from the first screen."""
    await shown(pilot, HomeScreen)
    await pilot.press("m")
    await shown(pilot, MocksScreen)
    await pilot.press("enter")
    return await ready(pilot)


async def ready(pilot: Pilot[None]) -> MockInterview:
    screen = await shown(pilot, MockInterview)
    await until(pilot, lambda: screen.panel.stage == "ready")
    return screen


async def start(pilot: Pilot[None], world: World, seconds: float) -> MockInterview:
    """Start answering the question shown, and speak for this long."""
    screen = await ready(pilot)
    await pilot.press("space")
    await until(pilot, lambda: screen.panel.stage == "recording")
    await say(pilot, world, screen, seconds)
    return screen


async def say(pilot: Pilot[None], world: World, screen: MockInterview, seconds: float) -> None:
    world.microphone.speak(seconds)
    await until(pilot, lambda: world_is_written(screen))  # type: ignore[arg-type]


async def answer(pilot: Pilot[None], world: World, seconds: float = 20) -> None:
    """Answer the question shown."""
    screen = await start(pilot, world, seconds)
    place = screen.step.place
    await pilot.press("space")
    await until(pilot, lambda: screen.step.place != place or not screen.in_progress)


def again(world: World) -> Mock:
    """Return the newest mock in the store."""
    return world.store.mocks.all()[0]


def states(mock: Mock) -> list[str]:
    return [step.state for step in mock.steps]


# To its end


async def test_three_questions_then_one_report(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.app.app.SOON", BRIEFLY)
    world.analyst.gate = asyncio.Event()
    mock = planned(world, own(questions=3))
    async with app.run_test(notifications=True) as pilot:
        screen = await running(pilot, mock)
        assert text(screen, "#place").startswith("Question 1 of 3")
        assert mock.steps[0].question.text in str(screen.query_one(".question", Static).render())
        assert not screen.query(".tip")  # as in the real interview
        await answer(pilot, world)
        assert text(screen, "#place").startswith("Question 2 of 3")
        await answer(pilot, world)  # the first is not analyzed yet: nothing waits for it
        await answer(pilot, world)
        report = await shown(pilot, MockReportScreen)
        assert report.contents.ready == 0
        assert "3 of 3 answers have no report yet" in text(report, "#cautions")
        world.analyst.gate.set()
        await until(pilot, lambda: report.contents.is_complete)
        assert report.contents.overall == 75
        await pilot.pause()
        assert not notices(app)  # the report has everything
    found = again(world)
    assert (found.state, found.answered) == ("over", 3)
    answers = world.store.answers(session_id=mock.session_id)
    assert [a.question_text for a in reversed(answers)] == [s.question.text for s in mock.steps]


async def test_there_is_no_feedback_until_the_end(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.app.app.SOON", BRIEFLY)
    mock = planned(world, own(questions=3))
    async with app.run_test(notifications=True) as pilot:
        await running(pilot, mock)
        await answer(pilot, world)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        await pilot.pause()
        assert not notices(app)


async def test_follow_ups_are_separate_answers(app: VivaApp, world: World) -> None:
    mix = own(questions=2, kinds=["behavioural"], follow_ups="listed")
    plans = (make(mix, world.services.bank, seed) for seed in range(20))
    plan = next(plan for plan in plans if len(plan.steps) == 3)
    (follow,) = [step for step in plan.steps if step.follows is not None]
    mock = begin.begin(plan, world.store, voice=False)
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        while screen.step.question.follows is None:
            await answer(pilot, world)
        assert "follow-up" in text(screen, "#cue")
        assert text(screen, "#place").startswith("Question 2 of 2")
        await pilot.press("escape")
        leaving = await shown(pilot, ChoiceDialog)
        assert "2 of 2 questions are answered" in text(leaving, "#text")
        await pilot.press("escape")
        screen = await ready(pilot)
        await answer(pilot, world)
    (kept,) = [a for a in world.store.answers() if a.question_id == follow.question.id]
    assert (kept.target, kept.question_text) == ((30, 60), follow.question.text)


async def test_your_questions_to_the_program_say_so(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=1, kinds=["asking"]))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        assert "your turn to ask" in text(screen, "#cue")


async def test_skipping_and_going_back(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await pilot.press("u")  # nothing to go back to
        await pilot.press("n")
        await until(pilot, lambda: screen.step.place == 1)
        await pilot.press("u")
        await until(pilot, lambda: screen.step.place == 0)
        await pilot.click("#skip")
        await until(pilot, lambda: screen.step.place == 1)
        await answer(pilot, world)
        await answer(pilot, world)
        report = await shown(pilot, MockReportScreen)
        assert report.contents.skipped == "question 1."
    assert states(again(world)) == ["skipped", "answered", "answered"]
    assert not again(world).is_full


async def test_a_discarded_answer_can_be_given_again(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=2))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        screen = await start(pilot, world, 20)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: screen.panel.stage == "ready")
        assert (screen.step.place, world.store.count()) == (0, 0)
        await answer(pilot, world)
        assert screen.step.place == 1


async def test_a_question_with_too_short_an_answer_is_asked_again(
    app: VivaApp, world: World
) -> None:
    mock = planned(world, own(questions=2))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        screen = await start(pilot, world, 0.4)
        await pilot.press("space")
        await until(pilot, lambda: "0.4 s" in text(screen, "#warning"))
        assert screen.step.place == 0


# The video interview


async def test_recording_starts_and_stops_automatically(app: VivaApp, world: World) -> None:
    mock = planned(world, video(2))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        assert "starts automatically in 0:" in str(screen.thinking.render())
        assert screen.thinking.left > 20 and not screen.query_one("#skip").display
        for _ in range(26):
            screen.thinking.count()
        assert screen.thinking.has_class("-soon")
        for _ in range(5):
            screen.thinking.count()
        await until(pilot, lambda: screen.panel.stage == "recording")
        await say(pilot, world, screen, 95)
        await until(
            pilot, lambda: "25 s left. Recording stops automatically" in text(screen, "#warning")
        )
        await say(pilot, world, screen, 26)
        await until(pilot, lambda: screen.step.place == 1)
        assert screen.thinking.left > 20  # no pause in between
        await pilot.press("n", "u", "x")
        assert screen.step.place == 1
    assert world.store.answers()[0].duration == pytest.approx(120, abs=1.5)


async def test_the_time_to_read_pauses_while_a_dialog_is_open(app: VivaApp, world: World) -> None:
    mock = planned(world, video(2))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        for _ in range(60):
            screen.thinking.count()
        assert screen.thinking.left > 20 and screen.panel.stage == "ready"
        await pilot.press("s")
        await shown(pilot, MockInterview)
        await until(pilot, lambda: not screen.thinking.held)


async def test_a_missing_microphone_waits_and_then_records(app: VivaApp, world: World) -> None:
    world.microphone.missing = "No microphone found. Plug one in."
    planned(world, video(3))
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("enter")
        screen = await shown(pilot, MockInterview)
        await until(pilot, lambda: screen.panel.stage == "missing")
        for _ in range(31):
            screen.thinking.count()
        await pilot.pause()
        assert screen.panel.stage == "missing" and "Plug one in" in text(screen, "#warning")
        world.microphone.missing = None
        await pilot.press("space")
        await until(pilot, lambda: screen.panel.stage == "recording")


def test_a_warning_comes_before_the_end() -> None:
    assert ends_soon(100, None) == "" == ends_soon(149, 180)
    assert ends_soon(150.5, 180).startswith("30 s left")
    assert ends_soon(179.9, 180).startswith("1 s left")
    assert ends_soon(181, 180).startswith("0 s left")
    assert "Finish" not in ends_soon(169, 180) and "Finish" in ends_soon(170, 180)
    assert ends_soon(44, 60) == "" and ends_soon(45, 60).startswith("15 s left")


# Left, cut off, continued


async def test_leaving_asks_and_the_first_screen_offers_to_continue(
    app: VivaApp, world: World
) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        await answer(pilot, world)
        await pilot.press("escape")
        asked = await shown(pilot, ChoiceDialog)
        assert "1 of 3 questions is answered" in text(asked, "#text")
        await pilot.press("l")
        home = await shown(pilot, HomeScreen)
        await until(pilot, lambda: bool(home.query("#unfinished")))
        assert text(home, "#unfinished") == "m  Unfinished mock interview: 1 of 3 answered"
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("enter")
        screen = await ready(pilot)
        assert screen.step.place == 1
    assert again(world).session_id == mock.session_id


async def test_leaving_in_the_middle_of_an_answer_saves_it(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        await start(pilot, world, 20)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("k")
        await shown(pilot, HomeScreen)
    assert states(again(world)) == ["answered", "waiting", "waiting"]


async def test_quitting_asks_and_ends_the_app(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        await pilot.press("ctrl+q")
        await shown(pilot, ChoiceDialog)
        await pilot.press("s")
        await shown(pilot, MockInterview)
        await pilot.press("ctrl+q")
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await ended(app)
    assert again(world).state == "open"


async def test_an_app_that_ends_in_the_middle_saves_answer_and_place(
    app: VivaApp, world: World
) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        await answer(pilot, world)
        await start(pilot, world, 20)
    assert states(again(world)) == ["answered", "answered", "waiting"]
    following = VivaApp(world.again().services)
    async with following.run_test() as pilot:
        await running(pilot, mock)
        screen = await ready(pilot)
        assert screen.step.place == 2
        await answer(pilot, world)
        await shown(pilot, MockReportScreen)
    assert again(world).state == "over"


async def test_a_mock_killed_after_its_last_answer_shows_its_report(
    app: VivaApp, world: World
) -> None:
    mock = planned(world, own(questions=1))
    number = world.answered("a-mistake", analysis=full())
    world.store.mocks.set_answer(mock.id, 0, number)
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("enter")
        await shown(pilot, MockReportScreen)
    assert again(world).state == "over"


async def test_ending_early_shows_the_report_so_far(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        await answer(pilot, world)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        report = await shown(pilot, MockReportScreen)
        await until(pilot, lambda: report.contents.is_complete)
        assert "doesn't count: it was ended before" in report.contents.counted
    assert again(world).state == "abandoned"


async def test_a_microphone_that_fails_keeps_the_recording(app: VivaApp, world: World) -> None:
    mock = planned(world, own(questions=3))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await start(pilot, world, 41)
        world.microphone.unplug()
        asked = await shown(pilot, ChoiceDialog)
        assert "unplugged" in text(asked, "#text")
        await pilot.press("a")
        await ready(pilot)
        assert (screen.step.place, world.store.count()) == (0, 1)
        await start(pilot, world, 30)
        world.microphone.unplug()
        await shown(pilot, ChoiceDialog)
        await pilot.press("n")
        await until(pilot, lambda: screen.step.place == 1)
    assert [a.duration for a in world.store.answers()] == [30, 41]
    assert again(world).steps[0].answer_id == world.store.answers()[0].id


async def test_a_store_error_is_reported_and_nothing_is_recorded(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise StoreError("The disk is full.")

    mock = planned(world, own(questions=2))
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        monkeypatch.setattr(world.store.mocks, "set_answer", refuse)
        await pilot.press("space")
        await until(pilot, lambda: "disk is full" in text(screen, "#warning"))
        assert screen.panel.stage == "ready" and not world.store.unfinished()


class Clock:
    """Runs ahead of the real clock by ``gone`` seconds."""

    gone = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.gone


async def test_time_used_excludes_breaks(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("recorder.screens.mock.mock.time", clock)
    mock = planned(world, own(questions=2))
    async with app.run_test() as pilot:
        await running(pilot, mock)
        clock.gone += 100
        await answer(pilot, world)
        clock.gone += 30
    first, second = again(world).steps
    assert 100 < first.used < 160 and 30 < second.used < 90


# The voice


async def test_a_computer_without_a_voice_uses_text(app: VivaApp, world: World) -> None:
    mock = planned(world, replace(own(questions=2), thinking=15), voice=True)
    async with app.run_test(notifications=True) as pilot:
        screen = await running(pilot, mock)
        assert any("no speech engine" in n.message for n in notices(app))
        assert "Time to think" in str(screen.thinking.render())
        await answer(pilot, world)


async def test_the_voice_asks_and_stops_for_the_answer(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    silenced = asyncio.Event()

    class Fake(voice.Voice):
        async def speak(self, text: str) -> bool:
            spoken.append(text)
            if len(spoken) > 1:
                try:
                    await asyncio.sleep(600)
                except asyncio.CancelledError:
                    silenced.set()
                    raise
            return True

    monkeypatch.setattr("recorder.playback.voice.find", lambda: voice.Engine("fake", ("false",)))
    monkeypatch.setattr("recorder.playback.voice.Voice", Fake)
    mock = planned(world, replace(own(questions=3), thinking=15), voice=True)
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await until(pilot, lambda: screen.thinking.display)  # once it has been asked
        await answer(pilot, world)
        assert not screen.thinking.display
        await answer(pilot, world)
        assert silenced.is_set()
    assert spoken[:2] == [step.question.text for step in mock.steps[:2]]


# Choosing one


async def test_a_preset_explains_itself_and_begins(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        mocks = await shown(pilot, MocksScreen)
        assert text(mocks, "#progress").startswith("0 full mock interviews so far; 3 to 5 are good")
        await pilot.press("enter")
        asked = await shown(pilot, ChoiceDialog)
        assert "minutes. You start and stop" in text(asked, "#text")
        assert begin.POINTED in text(asked, "#text")
        await pilot.press("n")
        await shown(pilot, MocksScreen)
        assert not world.store.mocks.all()
        await pilot.press("down", "enter")
        asked = await shown(pilot, ChoiceDialog)
        assert "5 questions, about" in text(asked, "#text")
        assert "30 s to read each question" in text(asked, "#text")
        await pilot.press("b")
        screen = await shown(pilot, MockInterview)
        assert (screen.mock.style, screen.mock.stop_at) == ("video", 120)


async def test_without_a_model_the_preset_says_where_follow_ups_come_from(
    app: VivaApp, world: World
) -> None:
    world.model = None
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("enter")
        asked = await shown(pilot, ChoiceDialog)
        assert begin.UNPOINTED in text(asked, "#text")


async def test_choosing_a_custom_mix(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("end", "enter")
        form = await shown(pilot, MixForm)
        await until(pilot, lambda: "6 questions, about" in text(form, "#sum"))
        form.query_one("#category", Select).value = "Med-Peds"
        form.query_one("#thinking", Select).value = 15
        for box in form.query(".kind"):
            box.value = box.name == "small_talk"  # type: ignore[attr-defined]
        await until(pilot, lambda: "No questions match" in text(form, "#sum"))
        assert form.query_one("#begin", Button).disabled
        assert text(form, "#sum").endswith("choose more kinds or another category.")
        form.query_one("#length", Select).value = ("minutes", 15)
        await until(pilot, lambda: text(form, "#sum").endswith(" or more minutes."))
        form.query_one("#length", Select).value = ("questions", 6)
        for box in form.query(".kind"):
            box.value = box.name in ("knowledge", "motivational")  # type: ignore[attr-defined]
        await until(pilot, lambda: "6 questions, about" in text(form, "#sum"))
        await pilot.press("f10")
        await shown(pilot, ChoiceDialog)
        await pilot.press("b")
        screen = await shown(pilot, MockInterview)
    assert screen.mock.thinking == 15 and screen.mock.pointed
    assert {step.question.category for step in screen.mock.steps} == {"Med-Peds"}


@pytest.mark.slow
async def test_a_custom_mix_opens_with_the_last_choices(app: VivaApp, world: World) -> None:
    async def opened(pilot: Pilot[None]) -> MixForm:
        await shown(pilot, MocksScreen)
        await pilot.press("end", "enter")
        return await shown(pilot, MixForm)

    async with app.run_test(size=(100, 50)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        form = await opened(pilot)
        form.query_one("#length", Select).value = ("minutes", 15)
        await pilot.press("escape")  # nothing begun, nothing remembered
        form = await opened(pilot)
        assert form.query_one("#length", Select).value == ("questions", 6)
        form.query_one("#length", Select).value = ("minutes", 15)
        form.query_one("#category", Select).value = "Med-Peds"
        form.query_one("#thinking", Select).value = 30
        form.query_one("#follow-ups", Select).value = "none"
        next(iter(form.query(".kind"))).value = False  # type: ignore[attr-defined]
        await pilot.press("f10")
        await shown(pilot, ChoiceDialog)
        await pilot.press("n")
        form = await opened(pilot)
        values = [select.value for select in form.query(Select)]
        assert values == [("minutes", 15), "Med-Peds", 30, "none"]
        boxes = [box.value for box in form.query(".kind")]  # type: ignore[attr-defined]
        assert boxes.count(False) == 1 and boxes[0] is False


async def test_another_mock_asks_about_the_unfinished_one(app: VivaApp, world: World) -> None:
    first = planned(world, own(questions=2))
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("down", "enter")
        await shown(pilot, ChoiceDialog)
        await pilot.press("escape")  # the harmless choice: continue it
        screen = await shown(pilot, MockInterview)
        assert screen.mock.id == first.id
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        await shown(pilot, MocksScreen)
        await pilot.press("down", "enter")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        asked = await shown(pilot, ChoiceDialog)
        await until(pilot, lambda: "minutes. You start" in text(asked, "#text"))
        await pilot.press("b")
        screen = await shown(pilot, MockInterview)
        assert screen.mock.id != first.id
    assert world.store.mocks.get(first.id).state == "abandoned"


async def test_an_unfinished_mock_can_be_ended_from_the_list(app: VivaApp, world: World) -> None:
    planned(world, own(questions=2))
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        mocks = await shown(pilot, MocksScreen)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        await shown(pilot, MocksScreen)
        await until(pilot, lambda: world.store.mocks.unfinished() is None)
        await pilot.press("v")
        await until(pilot, lambda: "no speech engine" in text(mocks, "#voice"))
        assert world.services.settings.interviewer


# The report


def over(world: World, analyses: Sequence[object], mix: Mix | None = None) -> Mock:
    """Return a finished mock with these analyses; ``None`` means not analyzed yet."""
    mock = planned(world, mix or own(questions=len(analyses)))
    for step, analysis in zip(mock.steps, analyses, strict=True):
        number = world.answered("a-mistake", analysis=analysis)  # type: ignore[arg-type]
        world.store.mocks.set_answer(mock.id, step.place, number)
        world.store.mocks.add_time(mock.id, step.place, 140)
    return world.store.mocks.end(mock.id)


async def report_of_newest(pilot: Pilot[None]) -> MockReportScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("m")
    await shown(pilot, MocksScreen)
    await pilot.press("end", "enter")
    return await shown(pilot, MockReportScreen)


async def test_a_moment_opens_its_answers_report(app: VivaApp, world: World) -> None:
    over(world, [full()] * 6)
    async with app.run_test(size=(100, 50)) as pilot:
        screen = await report_of_newest(pilot)
        assert (
            "This mock interview counts. 1 full mock interview so far; 2 more"
            in screen.contents.counted
        )
        place = screen.contents.priorities[0].places[0]
        await pilot.press("enter")
        report = await shown(pilot, ReportScreen)
        assert report.answer is not None and report.answer.id == place.answer
        await pilot.press("escape")
        await shown(pilot, MockReportScreen)
        await pilot.press("escape")
        await shown(pilot, MocksScreen)


async def test_a_deleted_answer_is_reported(app: VivaApp, world: World) -> None:
    mock = over(world, [full()] * 3)
    assert mock.steps[0].answer_id is not None
    world.store.delete_answer(mock.steps[0].answer_id)
    async with app.run_test(size=(100, 50)) as pilot:
        screen = await report_of_newest(pilot)
        assert screen.contents.rows[0].remark == "answer deleted"
        assert screen.contents.answered == 2


async def test_answers_without_a_transcript_say_so(app: VivaApp, world: World) -> None:
    over(world, [sound_alone()] * 3)
    async with app.run_test(size=(100, 50)) as pilot:
        screen = await report_of_newest(pilot)
        assert {row.remark for row in screen.contents.rows} == {"from sound alone"}


async def test_hostile_text_is_shown_literally(app: VivaApp, world: World) -> None:
    question = replace(world.services.bank.questions[0], text=HOSTILE, category=HOSTILE)
    plan = MockPlan(replace(own(questions=1), title=HOSTILE), (PlannedStep(question, 100.0),))
    mock = begin.begin(plan, world.store, voice=False)
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        assert "[bold red]x[/]" in text(screen, "#place")
        await answer(pilot, world)
        report = await shown(pilot, MockReportScreen)
        await until(pilot, lambda: report.contents.is_complete)
        assert "[bold red]x[/]" in text(report, "#head")


async def test_the_report_is_saved_as_a_page(app: VivaApp, world: World) -> None:
    world.analyst.gate = asyncio.Event()  # the second answer is not analyzed yet
    mock = over(world, [full(), None, full()])
    page = world.locations.reports / f"mock-{mock.id}.html"
    async with app.run_test(size=(100, 50), notifications=True) as pilot:
        await report_of_newest(pilot)
        await pilot.press("h")
        await until(pilot, lambda: any(str(page) in n.message for n in notices(app)))
        text = page.read_text("utf-8")
        assert text.count(">All measures<") == 2 and "being analyzed" in text
        page.unlink()
        page.mkdir()  # nothing can be written there
        await pilot.press("h")
        await until(pilot, lambda: any("is a folder" in n.message for n in notices(app)))
