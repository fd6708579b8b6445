"""A program's date, time, and name are saved when their field is left, and only if valid."""

from __future__ import annotations

from datetime import date

import pytest
from textual.events import AppBlur, AppFocus
from textual.widgets import Static

from recorder.app.app import VivaApp
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.programs.programs import ProgramsScreen
from tests.screens.driving import shown, until
from tests.screens.fakes import World
from tests.screens.programs.test_programs import field, fill, opened, text_of


@pytest.mark.parametrize("typed", ["2026-11-31", "Nov 31, 2026", "2026-02-30", "Dec 3, 1826"])
async def test_half_a_date_is_never_saved(app: VivaApp, world: World, typed: str) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        day, title = field(form, "day"), text_of(form, "#title")
        day.begin()
        await pilot.press("end", *["backspace"] * 10)
        for key in typed:
            await pilot.press("space" if key == " " else key)
            assert world.store.programs.get(program.id).day == date(2026, 12, 3)
        await pilot.press("tab")
        await until(pilot, lambda: day.query_one(".remark").has_class("-problem"))
        assert text_of(form, "#title") == title and "in 11 days" in title
        await pilot.press("escape")
        ask = await shown(pilot, ChoiceDialog)
        assert "What was saved there before stays" in str(ask.query_one("#text", Static).render())
        await pilot.press("l")
        await shown(pilot, ProgramsScreen)
    assert world.store.programs.get(program.id).day == date(2026, 12, 3)


async def test_a_date_is_not_a_time_and_both_problems_are_named(app: VivaApp, world: World) -> None:
    program = world.store.programs.add("Desert")
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        field(form, "day").begin()
        await pilot.press(*"2026-11-31", "tab", *"2026-12-31", "escape")
        ask = await shown(pilot, ChoiceDialog)
        title = str(ask.query_one("#title", Static).render())
        assert title == "Interview date and interview time are not saved."
        await pilot.press("l")
        await shown(pilot, ProgramsScreen)
    kept = world.store.programs.get(program.id)
    assert (kept.day, kept.time) == (None, None)


@pytest.mark.parametrize("way", ["tab", "escape", "f4", "close"])
async def test_a_date_is_saved_however_its_field_is_left(
    app: VivaApp, world: World, way: str
) -> None:
    program = world.store.programs.add("Desert")
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        field(form, "day").begin()
        await pilot.press(*"2026-12-03")
        if way == "close":
            app.exit()
        else:
            await pilot.press(way)
            await pilot.pause()
            assert world.store.programs.get(program.id).day == date(2026, 12, 3)
    assert world.store.programs.get(program.id).day == date(2026, 12, 3)


async def test_looking_at_another_window_does_not_save_half_a_date(
    app: VivaApp, world: World
) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        field(form, "day").begin()
        await pilot.press("end", *["backspace"] * 10, *"2026-12-1")
        app.post_message(AppBlur())
        await until(pilot, lambda: form.focused is None)
        app.post_message(AppFocus())
        await until(pilot, lambda: form.focused is not None)
        assert world.store.programs.get(program.id).day == program.day
        await pilot.press("5", "tab")
        await until(pilot, lambda: form.program.day == date(2026, 12, 15))


async def test_a_cleared_name_leaves_the_saved_one(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        await opened(pilot, program.name)
        await pilot.press("end", *["backspace"] * len(program.name), "tab", "escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await shown(pilot, ProgramsScreen)
    assert world.store.programs.get(program.id).name == program.name
