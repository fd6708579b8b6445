"""A row that Viva did not write is rejected where it is shown, and no screen crashes."""

from __future__ import annotations

import unicodedata

import pytest
from textual.pilot import Pilot

from recorder.app.app import VivaApp
from recorder.home.places import BY_NAME
from recorder.screens.home.home import HomeScreen
from tests.examples import one_more
from tests.screens.driving import shown
from tests.screens.fakes import World
from tests.screens.samples import HOSTILE
from tests.screens.test_hostile_text import screen_text
from tools.fuzz.full_store import fill
from tools.fuzz.shown import TEXTS
from tools.fuzz.stores import put

COLUMNS = ("answer.question_text", *one_more("story.cues", "mock.thinking", "goal.low"))
ROWS = ("today", "mock", "answers", "stories", "programs", "drill")
"""Places that show what is in the store."""


async def everywhere(pilot: Pilot[None], app: VivaApp) -> str:
    """Go to every place and into its first row; return everything drawn."""
    drawn = []
    for name in ROWS:
        for key in (BY_NAME[name].key, "enter"):
            await pilot.press(key)
            await pilot.pause()
            drawn.append(screen_text(app))
        while not isinstance(app.screen, HomeScreen):
            app.pop_screen()
            await pilot.pause()
    return "\n".join(drawn)


@pytest.mark.parametrize("column", COLUMNS)
async def test_no_screen_crashes_on_a_foreign_row(app: VivaApp, world: World, column: str) -> None:
    fill(world.store)
    put(world.locations.database, column, b"\xff\x00")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await shown(pilot, HomeScreen)
        await everywhere(pilot, app)
        assert app.is_running


@pytest.mark.slow
async def test_hostile_text_is_drawn_literally_everywhere(app: VivaApp, world: World) -> None:
    fill(world.store)
    for column in TEXTS:
        put(world.locations.database, column, f"{HOSTILE}\x9b2J")
    put(world.locations.database, "story.cues", '{"situation": "\\u001b[31m[bold red]x[/]\\u009b"}')
    put(world.locations.database, "story.tags", '["[bold red]x[/]\\u001b[31m"]')
    put(world.locations.database, "analysis.own_fillers", '["[bold red]x[/]\\u001b[31m"]')
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await shown(pilot, HomeScreen)
        drawn = await everywhere(pilot, app)
    assert "[bold red]x[/]" in drawn
    acting = {c for c in drawn if unicodedata.category(c) == "Cc"} - {"\n"}
    assert [line for line in drawn.splitlines() if acting & set(line)] == []
