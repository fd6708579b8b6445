"""Two answers side by side: chosen from the list or a report, played, saved, and followed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.comparison.attempt_choice import AttemptChoice
from recorder.screens.comparison.comparison import GONE, AnswersComparison
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.report.report import NO_OTHER, ReportScreen
from recorder.widgets.report.replay_bar import ReplayBar
from tests.microphone import write_wav
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import RATE, World
from tests.screens.samples import full, hostile, sound_alone

QUESTION = "tell-me-about-yourself"


def attempts(world: World, count: int = 2, *, sound: bool = False) -> list[int]:
    """Answer the question on this many days, each time faster."""
    found = []
    for number in range(count):
        pace = {"words_per_minute": 100.0 + 20 * number}
        analysis = replace(full(), measures={**full().measures, **pace})
        found.append(world.answered(QUESTION, analysis=analysis))
        if sound:
            write_wav(world.store.answer(found[-1]).path, [number + 1] * (131 * RATE), RATE)
        world.time += timedelta(days=1)
    return found


async def listed(pilot: Pilot[None]) -> AnswersScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("a")
    return await shown(pilot, AnswersScreen)


async def compared(pilot: Pilot[None]) -> AnswersComparison:
    """Mark the two newest answers."""
    await listed(pilot)
    await pilot.press("m", "down", "m")
    return await shown(pilot, AnswersComparison)


def ids(screen: AnswersComparison) -> list[int]:
    return [answer.id for answer in screen.answers]


def row_of(screen: AnswersComparison, text: str) -> int:
    """Return the first row of the table with this text."""
    table = screen.table
    rows = range(table.row_count)
    return next(n for n in rows if any(text in cell.plain for cell in table.get_row_at(n)))


async def test_two_answers_are_marked_in_the_list(app: VivaApp, world: World) -> None:
    first, second, third = attempts(world, 3)
    async with app.run_test() as pilot:
        screen = await listed(pilot)
        await pilot.press("m")
        title = str(screen.query_one("#title", Static).render())
        assert title.startswith("Comparing “Tell me about yourself.”")
        await pilot.press("m")  # once more: no longer
        assert str(screen.query_one("#title", Static).render()).startswith("Your answers")
        await pilot.press("m", "end", "m")
        found = await shown(pilot, AnswersComparison)
        assert ids(found) == [first, third]  # the older one first, whichever was marked first
        assert found.contents.measures[0].shown == ("100 words/min", "140 words/min")
        await pilot.press("escape")
        again = await shown(pilot, AnswersScreen)
        assert str(again.query_one("#title", Static).render()).startswith("Your answers")
    assert second not in ids(found)


async def test_a_marked_answer_can_be_deleted(app: VivaApp, world: World) -> None:
    attempts(world, 3)
    async with app.run_test() as pilot:
        screen = await listed(pilot)
        await pilot.press("m", "x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: world.store.count() == 2)
        await pilot.press("m")
        assert "Comparing" in str(screen.query_one("#title", Static).render())


async def test_a_report_compares_with_another_attempt(app: VivaApp, world: World) -> None:
    first, second = attempts(world)
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.press("d")
        assert ids(await shown(pilot, AnswersComparison)) == [first, second]
        await pilot.press("escape")
        await shown(pilot, ReportScreen)


async def test_with_several_attempts_one_is_chosen(app: VivaApp, world: World) -> None:
    first, _, third = attempts(world, 3)
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("enter")
        report = await shown(pilot, ReportScreen)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, AttemptChoice))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, AttemptChoice))
        await pilot.press("down", "enter")
        assert ids(await shown(pilot, AnswersComparison)) == [first, third]


async def test_an_only_attempt_says_what_else_can_be_done(app: VivaApp, world: World) -> None:
    attempts(world, 1)
    async with app.run_test(notifications=True) as pilot:
        await listed(pilot)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.press("d")
        await until(pilot, lambda: bool(notices(app)))
        assert notices(app)[0].message == NO_OTHER


async def test_a_part_is_played_from_its_own_recording(app: VivaApp, world: World) -> None:
    attempts(world, sound=True)
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        row = row_of(screen, "I grew up")
        screen.table.move_cursor(row=row, column=2)
        await pilot.press("enter")
        await until(pilot, lambda: world.output.open == 1)
        left, right = screen.query(ReplayBar)
        assert (left.display, right.display) == (False, True)
        world.output.play(RATE // 10)
        assert set(world.output.heard) == {2}  # the second recording, not the first
        screen.table.move_cursor(row=row, column=1)
        await pilot.press("enter")
        await until(pilot, lambda: left.playing)
        assert left.display and not right.playing
        world.output.play(RATE // 10)
        assert 1 in world.output.heard
        await pilot.press("space")
        await until(pilot, lambda: not left.playing)


async def test_a_click_plays_the_answer_whose_player_is_shown(app: VivaApp, world: World) -> None:
    attempts(world, sound=True)
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        left, right = screen.query(ReplayBar)
        screen.table.move_cursor(row=0, column=2)
        await pilot.click(left)
        await until(pilot, lambda: left.playing)
        assert left.display and not right.playing
        await pilot.click(left)
        await until(pilot, lambda: not left.playing)


async def test_a_part_ends_where_it_ends(app: VivaApp, world: World) -> None:
    attempts(world, sound=True)
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        row = row_of(screen, "I grew up")
        part = screen.contents.said[0].parts[0]
        assert part is not None
        screen.table.move_cursor(row=row, column=1)
        await pilot.press("enter")
        await until(pilot, lambda: world.output.open == 1)
        world.output.play(131 * RATE)
        assert len(world.output.heard) == pytest.approx(part.duration * RATE, abs=RATE // 2)


async def test_without_recordings_it_says_so(app: VivaApp, world: World) -> None:
    for number in attempts(world):
        world.store.answer(number).path.unlink()
    async with app.run_test(notifications=True) as pilot:
        screen = await compared(pilot)
        assert not screen.query(ReplayBar)
        screen.table.move_cursor(row=row_of(screen, "I grew up"), column=1)
        await pilot.press("enter")
        await until(pilot, lambda: bool(notices(app)))
        assert notices(app)[0].message == GONE


async def test_it_opens_the_report_of_a_column(app: VivaApp, world: World) -> None:
    _, second = attempts(world)
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        screen.table.move_cursor(row=0, column=2)
        await pilot.press("o")
        report = await shown(pilot, ReportScreen)
        assert report.answer is not None and report.answer.id == second
        await pilot.press("escape")
        assert await shown(pilot, AnswersComparison) is screen


async def test_it_follows_the_analysis(app: VivaApp, world: World) -> None:
    first, _ = attempts(world)
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        world.services.queue.analyze(world.store.answer(first))
        await until(pilot, lambda: screen.contents.columns[0].remark != "")
        assert screen.contents.measures[0].shown[0] == "–"
        world.analyst.gate.set()
        await until(pilot, lambda: screen.contents.columns[0].remark == "")
        assert screen.contents.measures[0].shown[0] == "108 words/min"


async def test_it_is_saved_as_a_page(app: VivaApp, world: World) -> None:
    first, second = attempts(world)
    for number in (first, second):
        world.store.answer(number).path.unlink()
    async with app.run_test(notifications=True) as pilot:
        await compared(pilot)
        await pilot.press("h")
        await until(pilot, lambda: bool(notices(app)))
        page = world.locations.reports / f"compare-{first}-{second}.html"
        assert str(page) in notices(app)[0].message and page.is_file()


async def test_the_sound_alone_and_hostile_words_are_shown(app: VivaApp, world: World) -> None:
    world.answered(QUESTION, analysis=sound_alone())
    world.answered("a-mistake", analysis=hostile())
    async with app.run_test() as pilot:
        screen = await compared(pilot)
        assert screen.contents.said == ()
        assert "can't be compared" in str(screen.query_one("#cautions", Static).render())
        assert " / " in screen.contents.title


async def test_the_table_fits_every_width(app: VivaApp, world: World) -> None:
    attempts(world)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await compared(pilot)
        for width in (120, 80, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert screen.table.virtual_size.width <= screen.table.size.width
