"""Today's list, the goal of an answer, and what the report says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from analysis.types import Analysis
from prompts.types import Question as Asked
from recorder.app.app import VivaApp
from recorder.person.placeholders import FilledBank
from recorder.screens.home.home import HomeScreen
from recorder.screens.home.today import TodayScreen
from recorder.screens.practice.goal import GoalScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.widgets.home.goal_bar import GoalBar
from recorder.widgets.home.next_lines import NextLines
from tests.screens.driving import shown, speaking, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE, full


def heard(overall: int = 75, **measures: float) -> Analysis:
    """Return an analysis with these measures instead of the sample's."""
    whole = full()
    return replace(whole, measures={**whole.measures, **measures}, overall=overall)


def history(world: World) -> None:
    """Save answers over weeks: one went badly with many fillers, one is due, the rest are new."""
    world.time -= timedelta(days=21)
    for question, overall, days, fillers in (
        ("failure", 84, 1, 7.0),
        ("failure", 86, 8, 7.0),
        ("team-conflict", 61, 1, 11.0),
        ("leadership", 64, 11, 9.0),
    ):
        analysis = heard(overall, filler_rate=fillers, filled_pause_rate=fillers)
        world.answered(question, analysis=analysis)
        world.time += timedelta(days=days)


async def opened(pilot: Pilot[None]) -> TodayScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("p")
    return await shown(pilot, TodayScreen)


def text(screen: object, selector: str | type[Static]) -> str:
    return str(screen.query_one(selector, Static).render())  # type: ignore[attr-defined]


def listed(screen: TodayScreen) -> list[str]:
    return [item.question.id for item in screen.items]


async def test_enter_asks_the_next_and_the_rest_follows(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        first, second, third = listed(screen)
        await speaking(pilot, world, 2)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.press("n")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == second
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not practice)
        assert (await shown(pilot, PracticeScreen)).question.id == third
        await pilot.press("escape")
        screen = await shown(pilot, TodayScreen)
        assert text(screen, "#left").startswith("1 of 3 done; 2 left")
        assert screen.list.highlighted == 1
        assert [item.done for item in screen.items] == [True, False, False]
        assert first == listed(screen)[0]


async def test_after_the_last_question_the_list_says_enough(app: VivaApp, world: World) -> None:
    world.services.change(today=1)
    async with app.run_test() as pilot:
        await opened(pilot)
        await speaking(pilot, world, 2)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.press("n")
        screen = await shown(pilot, TodayScreen)
        assert text(screen, "#left").startswith("1 question answered. That's enough for today.")
        await pilot.press("plus")
        assert len(listed(screen)) == 2
        assert world.services.settings.today == 2
        await pilot.press("minus", "minus", "minus")
        assert len(listed(screen)) == 1


async def test_only_an_open_question_can_be_swapped(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        before = listed(screen)
        await pilot.press("down", "x")
        assert listed(screen)[0] == before[0] and listed(screen)[1] not in before
        assert screen.list.highlighted == 1
        world.answered(before[0], analysis=full())
        screen.reread()
        await pilot.press("up", "x")
        assert listed(screen)[0] == before[0]


async def test_after_another_question_comes_the_next_in_the_bank(
    app: VivaApp, world: World
) -> None:
    world.answered("hobby-chat", analysis=full())
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("slash", *"weather", "enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == "weather"
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not practice)
        assert (await shown(pilot, PracticeScreen)).question.id == "trip-here"


async def test_the_first_screen_names_the_next_question_if_it_fits(
    app: VivaApp, world: World
) -> None:
    history(world)
    async with app.run_test(size=(100, 30)) as pilot:
        home = await shown(pilot, HomeScreen)
        await until(pilot, lambda: bool(home.query("#today")))
        line = str(home.query_one("#today", Static).render())
        assert line.startswith("p  Today 1 of 3: Describe a time you had a conflict on the team")
        assert "Fillers: 11/min last time, 12 days ago" in line
        await pilot.pause()
        await pilot.click("#today")
        await shown(pilot, TodayScreen)


async def test_a_newcomer_sees_no_line_for_today(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        await pilot.pause()
        assert not home.query(".next") and not home.query_one(NextLines).display


async def test_the_goal_is_shown_saved_and_evaluated(app: VivaApp, world: World) -> None:
    history(world)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        goal = "Goal: at most 6.5 fillers a minute; last time 9."
        assert text(screen, GoalBar).startswith(goal)
        world.analyst.outcome = heard(filler_rate=5.6, filled_pause_rate=5.6)
        practice = await speaking(pilot, world, 2)
        assert text(practice, GoalBar) == goal
        assert practice.query_one(GoalBar).display
        await pilot.press("space")
        report = await shown(pilot, ReportScreen)
        line = report.query_one(".goal", Static)
        assert str(line.render()).startswith("Goal reached: 5.6 fillers a minute; the goal was at")
        assert line.has_class("-reached")
    ((_, kept),) = world.store.goals.last("fillers")
    assert (kept.high, kept.earlier) == (6.5, 9)


async def test_what_to_work_on_can_be_chosen(app: VivaApp, world: World) -> None:
    history(world)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("g")
        chooser = await shown(pilot, GoalScreen)
        assert chooser.query_one(OptionList).highlighted == 0
        await pilot.press("down", "down", "down")
        await until(pilot, lambda: "Slow speech in a second language" in text(chooser, "#tips"))
        await pilot.press("enter")
        await shown(pilot, TodayScreen)
        assert world.services.settings.goal == "pace"
        await until(pilot, lambda: "words a minute; last time 108" in text(screen, GoalBar))
        await pilot.press("g", "end", "enter")
        await until(pilot, lambda: not screen.query_one(GoalBar).display)
        assert world.services.settings.goal == "off"
        await pilot.press("g", "escape")
        await shown(pilot, TodayScreen)
        assert world.services.settings.goal == "off"


async def test_the_goal_dialog_stays_closed_while_recording(app: VivaApp, world: World) -> None:
    history(world)
    async with app.run_test() as pilot:
        await opened(pilot)
        practice = await speaking(pilot, world, 2)
        await pilot.press("g")
        await pilot.pause()
        assert app.screen is practice
        await pilot.press("space")
        await shown(pilot, ReportScreen)


async def test_a_discarded_answer_leaves_no_goal(app: VivaApp, world: World) -> None:
    history(world)
    async with app.run_test() as pilot:
        await opened(pilot)
        practice = await speaking(pilot, world, 2)
        await pilot.press("x", "d")
        await until(pilot, lambda: practice.panel.stage == "ready")
    assert world.store.goals.last("fillers") == ()


async def test_hostile_questions_are_shown_literally(app: VivaApp, world: World) -> None:
    bank = world.services.bank
    odd = Asked("own-x", HOSTILE, HOSTILE, "background", (60, 120), ())
    questions = FilledBank(replace(bank, questions=(odd,), templates=()), dict)
    app.services = replace(world.services, questions=questions)
    async with app.run_test() as pilot:
        app.screen_stack[0]._services = app.services  # type: ignore[attr-defined]
        screen = await opened(pilot)
        assert listed(screen) == ["own-x"]
        await pilot.pause()


# Pictures


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_today_with_one_done(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def one_done(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        world.answered(
            listed(screen)[0], analysis=heard(88, filler_rate=8.0, filled_pause_rate=8.0)
        )
        screen.reread()
        await pilot.pause()

    history(world)
    assert snap(one_done, size)


def test_all_done(snap: Snap, world: World) -> None:
    async def done(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        for id in listed(screen):
            world.answered(id, analysis=heard(84, filler_rate=4.0, filled_pause_rate=4.0))
        screen.reread()
        await pilot.pause()

    history(world)
    assert snap(done, (80, 24))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_choosing_what_to_work_on(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def choosing(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("g")
        await shown(pilot, GoalScreen)
        await pilot.press("down")
        await pilot.pause()

    history(world)
    assert snap(choosing, size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_practice_with_a_goal(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.pause()

    history(world)
    assert snap(ready, size)
