"""Closed screens, keys, and sound are released, so memory does not grow with each answer."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList
from textual.widgets._footer import FooterKey

from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from tests.screens.driving import shown, speaking, until
from tests.screens.fakes import World

pytestmark = pytest.mark.drawn


async def answer(pilot: Pilot[None], world: World) -> tuple[ref[PracticeScreen], ref[ReportScreen]]:
    """Answer the highlighted question, read the report, and go back; return both screens' refs."""
    practice = ref(await speaking(pilot, world, 3))
    await pilot.press("space")
    report = ref(await shown(pilot, ReportScreen))
    await pilot.press("escape")
    await shown(pilot, HomeScreen)
    await until(pilot, lambda: not world.queue.pending())
    return practice, report


def released(*screens: ref[PracticeScreen] | ref[ReportScreen]) -> bool:
    """Return whether none of these screens is in memory any more."""
    gc.collect()
    return all(screen() is None for screen in screens)


def orphans() -> int:
    """Return how many of a footer's keys are on no screen but still in memory."""
    gc.collect()
    return sum(isinstance(thing, FooterKey) and not thing.is_attached for thing in gc.get_objects())


async def test_closed_screens_are_released(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        first = await answer(pilot, world)
        await answer(pilot, world)  # whatever the newest keeps alive, it isn't the first
        for widget in app.screen.walk_children():
            widget.call_later(lambda: None)
        # a timer that was set while the first was shown keeps it for half a second
        await until(pilot, lambda: released(*first))
        assert [screen() for screen in first] == [None, None]
        assert all(world.queue.status(each.id) is None for each in world.store.answers())


@pytest.mark.slow
async def test_the_first_screen_releases_its_earlier_keys(app: VivaApp, world: World) -> None:
    before = orphans()
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: bool(app.screen.query(FooterKey)))
        for _ in range(4):
            await answer(pilot, world)
        keys = len(app.screen.query(FooterKey))
        assert keys > 3
        # Textual keeps the keys of the latest screen that was left, and no others
        await until(pilot, lambda: orphans() <= before + keys)


@pytest.mark.slow
async def test_the_answers_list_releases_reports_opened_from_it(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await answer(pilot, world)
        await pilot.press("a")
        answers = await shown(pilot, AnswersScreen)
        await until(pilot, lambda: answers.query_one(OptionList).option_count > 0)
        before = orphans()
        for _ in range(3):
            await pilot.press("enter")
            await shown(pilot, ReportScreen)
            await pilot.press("escape")
            await shown(pilot, AnswersScreen)
        await until(pilot, lambda: orphans() <= before)  # the last are still being taken away
