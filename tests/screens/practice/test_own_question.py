"""The person's own question, added on the first screen."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Select, Static

from recorder.app.app import VivaApp
from recorder.person.own_questions import folder
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.own_question import OwnQuestionScreen
from recorder.screens.practice.practice import PracticeScreen
from tests.screens.driving import shown, until
from tests.screens.fakes import World

MINE = "Why did you choose a blue tie?"


def says(screen: OwnQuestionScreen) -> str:
    return str(screen.query_one("#says", Static).render())


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_searched_words_become_a_question(
    app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        home = await shown(pilot, HomeScreen)
        await pilot.press("slash", *"blue tie")
        await until(pilot, lambda: not home.questions.option_count)
        await pilot.press("f2")
        form = await shown(pilot, OwnQuestionScreen)
        field = form.query_one(Input)
        assert field.value == "blue tie"
        field.value = MINE
        form.query_one(Select).value = "gap"
        await until(pilot, lambda: "45" in says(form))
        assert form.query_one("#add").region.bottom < size[1]
        await pilot.press("f10")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: home.questions.option_count > 100)
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.text == MINE
        assert practice.question.is_own and practice.question.target == (45, 90)
    assert MINE in "".join(f.read_text("utf-8") for f in folder(world.locations).glob("*.toml"))


async def test_an_existing_question_is_not_added_again(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("f2")
        form = await shown(pilot, OwnQuestionScreen)
        form.query_one(Input).value = "tell me about YOURSELF."
        await until(pilot, lambda: "already have this one, under “General”" in says(form))
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is form
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
    assert not folder(world.locations).exists()


async def test_a_question_that_cannot_be_saved_says_why(app: VivaApp, world: World) -> None:
    folder(world.locations).write_text("in the way")
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("f2")
        form = await shown(pilot, OwnQuestionScreen)
        form.query_one(Input).value = MINE
        await pilot.press("enter")
        await until(pilot, lambda: says(form).startswith("!"))
        assert app.screen is form


async def test_an_unknown_placeholder_is_rejected(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("f2")
        form = await shown(pilot, OwnQuestionScreen)
        form.query_one(Input).value = "Why {nothing_known}?"
        await pilot.press("enter")
        await until(pilot, lambda: says(form).startswith("!"))
    assert not list(folder(world.locations).glob("*.toml"))
