"""First screen: questions by category, search while typing, answers cut off by a crash."""

from __future__ import annotations

import wave
from dataclasses import replace

from textual.widgets import Static

from analysis.types import QuestionContext
from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.help import HelpScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.widgets.home.question_list import history_text
from sessions.types import Tally
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import NOW, RATE, World
from tests.screens.samples import full


async def test_the_first_question_is_one_key_away(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.text == "Tell me about yourself."


async def test_search_while_typing_and_enter_asks(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        await pilot.press("slash", *"mistake")
        await until(pilot, lambda: home.questions.option_count == 1)
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == "a-mistake"


async def test_escape_ends_the_search(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        every = home.questions.option_count
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: home.questions.option_count == 0)
        assert home.query_one("#none").has_class("-shown")
        await pilot.press("escape")
        await until(pilot, lambda: home.questions.option_count == every)
        assert home.questions.has_focus


async def test_a_question_can_be_clicked(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        await pilot.click(home.questions, offset=(10, 2))
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == "why-medicine-pediatrics"


async def test_the_welcome_is_gone_after_the_first_answer(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        assert home.query_one("#welcome").has_class("-shown")
        world.answered("team-conflict", analysis=full())
        home.refresh_list()
        assert not home.query_one("#welcome").has_class("-shown")


def test_how_often_and_how_well() -> None:
    assert history_text(None) == ""
    assert history_text(Tally(3, 84, NOW)) == "3×  last  84"
    assert history_text(Tally(1, None, NOW)) == "1×  last   –"


async def test_a_missing_model_is_reported_with_where_to_get_one(
    app: VivaApp, world: World
) -> None:
    world.model = None
    async with app.run_test() as pilot:
        home = await shown(pilot, HomeScreen)
        line = home.query_one("#model", Static)
        assert line.has_class("-shown")
        assert "in the settings (s)" in str(line.render())


async def test_the_demo_saves_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("d")
        await shown(pilot, ReportScreen)
        await pilot.press("n")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.id == "tell-me-about-yourself"
    assert not world.store.answers()


async def test_keys_open_the_other_screens_and_escape_returns(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        for key, kind in (
            ("a", AnswersScreen),
            ("s", SettingsScreen),
            ("question_mark", HelpScreen),
            ("f1", HelpScreen),
        ):
            await shown(pilot, HomeScreen)
            await pilot.press(key)
            await shown(pilot, kind)
            await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_a_cut_off_answer_is_offered_and_analyzed(app: VivaApp, world: World) -> None:
    cut_off(world)
    async with app.run_test() as pilot:
        ask = await shown(pilot, ChoiceDialog)
        text = str(ask.query_one("#text", Static).render())
        assert "Nov 22, 2026, 6:40 pm" in text
        assert "The first 41 s is saved" in text
        await pilot.press("a")
        await shown(pilot, ReportScreen)
    (answer,) = world.store.answers()
    assert answer.recovered
    assert answer.state == "analysed"


async def test_a_cut_off_answer_can_wait_or_be_deleted(app: VivaApp, world: World) -> None:
    cut_off(world)
    cut_off(world)
    async with app.run_test() as pilot:
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: len(world.store.answers()) == 1)
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await shown(pilot, HomeScreen)
    assert world.store.answers()[0].state == "recorded"
    following = world.again()
    async with VivaApp(following.services).run_test() as pilot:
        await shown(pilot, ChoiceDialog)
        await pilot.press("a")
        await shown(pilot, ReportScreen)
    assert following.store.answers()[0].state == "analysed"


async def test_each_of_two_cut_off_answers_gets_a_dialog(app: VivaApp, world: World) -> None:
    cut_off(world)
    cut_off(world)
    async with app.run_test() as pilot:
        first = await shown(pilot, ChoiceDialog)
        await pilot.press("a")
        await until(pilot, lambda: app.screen is not first and isinstance(app.screen, ChoiceDialog))
        await pilot.press("a")
        await shown(pilot, ReportScreen)
        await until(pilot, lambda: {a.state for a in world.store.answers()} == {"analysed"})


def cut_off(world: World) -> None:
    """Leave what a killed Viva leaves: a row in state "recording" and a file."""
    session = world.store.begin_session("practice")
    answer = world.store.begin_answer(
        session.id,
        QuestionContext(
            "a-mistake", "Tell me about a time you made a mistake.", "behavioural", (120, 180)
        ),
    )
    with wave.open(str(answer.path), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 41 * RATE))
    world.store.release(answer.id)


async def test_problems_in_own_questions_are_reported_at_startup(world: World) -> None:
    services = replace(world.services, refused=("mine.toml:1: the question has no 'text'.",))
    app = VivaApp(services)
    async with app.run_test() as pilot:
        await until(pilot, lambda: any("has no 'text'" in n.message for n in notices(app)))
