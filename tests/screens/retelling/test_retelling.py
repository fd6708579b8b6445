"""The retelling drill: told to its end, left and continued, with no telling ever lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recorder.app.app import VivaApp
from recorder.messages import ShowRetelling
from recorder.screens.comparison.retelling_report import RetellingReport
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.home.today import TodayScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.progress.progress import ProgressScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.retelling.retelling import GRACE, RetellingScreen
from recorder.today import retelling
from sessions.answers.retellings import Retelling
from tests.screens.driving import ended, notices, shown, until, world_is_written
from tests.screens.fakes import World
from tests.screens.samples import full

QUESTION = "tell-me-about-yourself"


def begun(world: World, told: int = 0) -> Retelling:
    """Begin a drill with this many tellings, which are analyzed."""
    drill = retelling.begin(world.store, world.services.bank.get(QUESTION))
    for each in drill.rounds[:told]:
        number = world.answered(QUESTION, analysis=full())
        world.store.retellings.set_answer(drill.id, each.place, number)
    return world.store.retellings.get(drill.id)


def newest(world: World) -> Retelling:
    return world.store.retellings.all()[0]


def text(screen: object, id: str) -> str:
    return str(screen.query_one(id, Static).render())  # type: ignore[attr-defined]


async def ready(pilot: Pilot[None]) -> RetellingScreen:
    screen = await shown(pilot, RetellingScreen)
    await until(pilot, lambda: screen.panel.stage == "ready")
    return screen


async def today(pilot: Pilot[None]) -> TodayScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("p")
    return await shown(pilot, TodayScreen)


async def continued(pilot: Pilot[None]) -> RetellingScreen:
    """Continue an unfinished drill from today."""
    await today(pilot)
    await pilot.press("r")
    await shown(pilot, ChoiceDialog)
    await pilot.press("g")
    return await ready(pilot)


async def start(pilot: Pilot[None], world: World, seconds: float) -> RetellingScreen:
    """Start the next telling, and speak for this long."""
    screen = await ready(pilot)
    await pilot.press("space")
    await until(pilot, lambda: screen.panel.stage == "recording")
    world.microphone.speak(seconds)
    await until(pilot, lambda: world_is_written(screen))  # type: ignore[arg-type]
    return screen


async def tell(pilot: Pilot[None], world: World, seconds: float = 20) -> None:
    """Record the next telling."""
    screen = await start(pilot, world, seconds)
    place = screen.telling.place
    await pilot.press("space")
    await until(pilot, lambda: screen.telling.place != place or not screen.in_progress)


# To its end


async def test_three_tellings_then_side_by_side(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.app.app.SOON", 0.001)
    world.analyst.gate = asyncio.Event()
    async with app.run_test(notifications=True) as pilot:
        offer = text(await today(pilot), "#retelling")
        assert "4:00, 3:00, and 2:00" in offer and "de Jong & Perfetti 2011" in offer
        await pilot.press("r")
        await shown(pilot, ChoiceDialog)
        await pilot.press("b")
        screen = await ready(pilot)
        for number, most in enumerate(("4:00", "3:00", "2:00"), 1):
            assert text(screen, "#place") == f"Telling {number} of 3 · up to {most}"
            assert screen.panel.limit == screen.telling.target[1] + GRACE
            assert not notices(app)  # no report in between
            await tell(pilot, world)
        report = await shown(pilot, RetellingReport)
        assert [c.label for c in report.contents.columns] == ["Telling 1", "Telling 2", "Telling 3"]
        assert "transcribing" in text(report, "#status").lower()
        world.analyst.gate.set()
        await until(pilot, lambda: all(not c.remark.count(",") for c in report.contents.columns))
        await until(pilot, lambda: bool(report.contents.said))
        assert report.contents.measures[0].shown == ("108 words/min",) * 3
        assert "from tomorrow on" in text(report, "#summary")
        await pilot.pause()
        assert not notices(app)  # the screen has everything
    drill = newest(world)
    assert (drill.state, len(drill.tellings)) == ("over", 3)
    answers = [world.store.answer(id) for id in drill.tellings]
    assert [a.target for a in answers] == [(160, 240), (120, 180), (80, 120)]
    assert {a.question_id for a in answers} == {world.services.bank.questions[0].id}


async def test_a_telling_stops_by_itself_after_its_time(app: VivaApp, world: World) -> None:
    begun(world, told=2)
    async with app.run_test() as pilot:
        screen = await continued(pilot)
        await pilot.press("space")
        await until(pilot, lambda: screen.panel.stage == "recording")
        world.microphone.speak(120 + GRACE + 0.1)
        await shown(pilot, RetellingReport)
    assert newest(world).state == "over"


async def test_a_question_that_is_too_short_is_refused(app: VivaApp, world: World) -> None:
    async with app.run_test(notifications=True) as pilot:
        screen = await shown(pilot, HomeScreen)
        screen.questions.choose("goodbye")
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)
        await pilot.press("r")
        await until(pilot, lambda: bool(notices(app)))
        assert notices(app)[0].message == retelling.TOO_SHORT
    assert world.store.retellings.all() == ()


# Interrupted


async def test_left_between_two_tellings_and_continued(app: VivaApp, world: World) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        await tell(pilot, world)
        await pilot.press("escape")
        dialog = await shown(pilot, ChoiceDialog)
        assert "2 of 3 tellings are saved" in text(dialog, "#text")
        await pilot.press("l")
        home = await shown(pilot, HomeScreen)
        assert "Unfinished retelling drill: 2 of 3 told" in text(home, "#retelling")
        await pilot.click("#retelling")
        screen = await ready(pilot)
        assert screen.telling.place == 2
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("s")
        assert await ready(pilot) is screen


async def test_ended_early_it_shows_what_was_told(app: VivaApp, world: World) -> None:
    begun(world, told=2)
    async with app.run_test() as pilot:
        await continued(pilot)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        report = await shown(pilot, RetellingReport)
        assert "ended after 2 of 3" in text(report, "#summary")
        assert report.check_action("go_on", ()) is False
    assert newest(world).state == "abandoned"


async def test_ended_before_the_first_telling_it_goes_home(app: VivaApp, world: World) -> None:
    begun(world)
    async with app.run_test() as pilot:
        await continued(pilot)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        await shown(pilot, HomeScreen)
    assert newest(world).state == "abandoned"


@pytest.mark.parametrize(
    ("seconds", "told"), [(30, 1), pytest.param(121, 2, marks=pytest.mark.slow)]
)
async def test_quitting_while_telling_keeps_it(
    app: VivaApp, world: World, seconds: float, told: int
) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        await start(pilot, world, seconds)
        await pilot.press("ctrl+q")
        await shown(pilot, ChoiceDialog)
        await pilot.press("k")
        await ended(app)
    assert len(newest(world).tellings) == told  # a short one is asked for again
    assert world.store.count() == 2


async def test_closing_the_terminal_while_telling_keeps_it(app: VivaApp, world: World) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        await start(pilot, world, 30)
        app.exit()
        await ended(app)
    assert len(newest(world).tellings) == 1 and world.store.count() == 2


async def test_a_discarded_telling_is_told_again(app: VivaApp, world: World) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        screen = await start(pilot, world, 30)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: screen.panel.stage == "ready")
        assert screen.telling.place == 1
    assert len(newest(world).tellings) == 1 and world.store.count() == 1


@pytest.mark.parametrize(("key", "told"), [("a", 1), ("n", 2)])
async def test_a_lost_microphone_keeps_what_was_told(
    app: VivaApp, world: World, key: str, told: int
) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        await start(pilot, world, 30)
        world.microphone.unplug()
        await shown(pilot, ChoiceDialog)
        await pilot.press(key)
        screen = await ready(pilot)
        await until(pilot, lambda: screen.telling.place == told)
    assert len(newest(world).tellings) == told and world.store.count() == 2


async def test_a_telling_continues_on_another_microphone(app: VivaApp, world: World) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await continued(pilot)
        screen = await start(pilot, world, 30)
        world.microphone.unplug()
        await shown(pilot, ChoiceDialog)
        await pilot.press("g")
        await until(pilot, lambda: screen.panel.stage == "recording")
        world.microphone.speak(10)
        await until(pilot, lambda: world_is_written(screen))  # type: ignore[arg-type]
        await pilot.press("space")
        await until(pilot, lambda: screen.telling.place == 2)
    assert world.store.answer(newest(world).tellings[1]).duration == pytest.approx(40, abs=0.1)


async def test_an_unfinished_drill_makes_room_for_another(app: VivaApp, world: World) -> None:
    begun(world, told=1)
    async with app.run_test() as pilot:
        await today(pilot)
        await pilot.press("down", "r")
        await shown(pilot, ChoiceDialog)
        await pilot.press("e")
        await until(pilot, lambda: "4:00" in text(app.screen, "#text"))
        await pilot.press("b")
        await ready(pilot)
    first, second = reversed(world.store.retellings.all())
    assert (first.state, second.state) == ("abandoned", "open")
    assert second.question.id != QUESTION


# Afterward


async def test_the_new_question_appears_next_to_the_tellings(app: VivaApp, world: World) -> None:
    drill = world.store.retellings.end(begun(world, told=3).id)
    world.time += timedelta(days=1)
    async with app.run_test() as pilot:
        screen = await today(pilot)
        asked = screen.items[0].question
        assert retelling.NEW_QUESTION in screen.items[0].why
        world.answered(asked.id, analysis=full())
        await pilot.press("escape", "g")
        progress = await shown(pilot, ProgressScreen)
        assert "1 finished, 1 tested later" in text(progress, "#drills")
        await pilot.press("r")
        report = await shown(pilot, RetellingReport)
        assert report.drill.id == drill.id
        assert report.contents.columns[-1].label == "New question"
        assert asked.text[:30] in report.contents.columns[-1].remark
        assert "another topic" in text(report, "#summary")


async def test_the_report_of_a_telling_opens_its_drill(app: VivaApp, world: World) -> None:
    drill = world.store.retellings.end(begun(world, told=3).id)
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("a", "enter")
        await shown(pilot, ReportScreen)
        await pilot.press("d")
        report = await shown(pilot, RetellingReport)
        assert report.drill.id == drill.id


@pytest.mark.slow
async def test_a_drill_with_deleted_tellings_is_still_shown(app: VivaApp, world: World) -> None:
    drill = world.store.retellings.end(begun(world, told=3).id)
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        app.screen.post_message(ShowRetelling(drill.id))
        report = await shown(pilot, RetellingReport)
        for number, left in zip(drill.tellings, (2, 1, 0), strict=True):
            world.store.delete_answer(number)
            report.on_screen_resume()
            await pilot.pause()
            assert len(report.contents.columns) == left
            await pilot.press("space", "o", "enter")
            await pilot.pause()
            await pilot.press(*(["escape"] if app.screen is not report else []))
            assert await shown(pilot, RetellingReport) is report
