"""Dialogs with more text than fits: they open at its top, with every button in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Button

from analysis.report.model import TranscriptPiece
from analysis.types import Word
from prompts.bank import Bank
from recorder.app.app import VivaApp
from recorder.mock.mix_choices import MixChoices
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mix import MixForm
from recorder.screens.report.correct import CorrectionDialog
from recorder.screens.report.edit_sentence import SentenceDialog
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


def forms(bank: Bank) -> list[Screen[Any]]:
    """Return dialogs with something to fill in; the last text is as long as a report has."""
    words = [Word(float(n), n + 0.5, "hospital", 0.9) for n in range(24)]
    pieces = [TranscriptPiece("word", f"word{n}", float(n), n + 0.5) for n in range(12)]
    filler = replace(pieces[6], kind="filled_pause", text="[um]")
    return [
        MixForm(bank, MixChoices()),
        SentenceDialog(words, 0),
        SentenceDialog(words, 23),
        CorrectionDialog.of(pieces, 6),
        CorrectionDialog.of([*pieces[:6], filler, *pieces[7:]], 6),
    ]


@SIZES
async def test_a_form_has_its_buttons_and_its_first_line_in_sight(
    app: VivaApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await shown(pilot, HomeScreen)
        for dialog in forms(app.services.bank):
            app.push_screen(dialog)
            await shown(pilot, type(dialog))
            await pilot.pause()
            box = dialog.query_one("#box", VerticalScroll)
            inside = box.region.shrink(box.gutter)
            for button in dialog.query(Button):
                assert inside.contains_region(button.region), drawn(app)
            choices = dialog.query_one("#choices").region
            assert dialog.focused is not None
            line = dialog.focused.region
            assert inside.contains_point(line.offset) and line.y < choices.y, drawn(app)
            app.pop_screen()
            await pilot.pause()
