"""Dialogs with more text than fits: they open at its top, with every button in sight."""

from __future__ import annotations

from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button

from recorder.app.app import VivaApp
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.home import HomeScreen
from sessions.types import Answer
from tests.screens.driving import drawn, shown
from tests.screens.fakes import World
from tests.screens.pictures import named
from tests.screens.samples import full

LONG = " ".join(f"Sentence {number} explains more of this." for number in range(80))

SIZES = pytest.mark.parametrize("size", [(100, 30), (60, 20), (40, 12), (100, 12)], ids=named)


def dialogs(answer: Answer) -> list[Screen[Any]]:
    """Return dialogs with two, three, and four buttons, and the screen after a failure."""
    return [
        confirmations.begin_mock("Residency interview, 30 minutes", LONG),
        confirmations.telling_interrupted(answer, LONG),
        confirmations.interrupted(answer, LONG),
        FailureScreen(answer, LONG),
    ]


@SIZES
async def test_a_long_dialog_opens_at_its_top_with_its_buttons(
    app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    answer = world.store.answer(world.answered("tell-me-about-yourself", analysis=full()))
    async with app.run_test(size=size) as pilot:
        await shown(pilot, HomeScreen)
        for dialog in dialogs(answer):
            app.push_screen(dialog)
            await shown(pilot, type(dialog))
            box = dialog.query_one("#box", VerticalScroll)
            await pilot.press("tab", "tab")
            assert box.max_scroll_y and not box.scroll_offset.y, drawn(app)
            inside = box.region.shrink(box.gutter)
            assert all(inside.contains_region(button.region) for button in dialog.query(Button)), (
                drawn(app)
            )
            await pilot.press("pagedown")
            assert box.scroll_offset.y, "its text can be read to the end"
            app.pop_screen()
            await pilot.pause()
