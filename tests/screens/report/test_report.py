"""Report, failure and answers: what a person reads, and where each key leads."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import get_args

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Collapsible, OptionList, Static
from textual.widgets._footer import FooterKey

from analysis.report.build import build
from analysis.report.model import PieceKind
from analysis.types import NO_QUESTION, QuestionContext, Word
from recorder import messages
from recorder.analyst.client import AnalysisFailed
from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.dialogs.explain import ExplainScreen
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import WAITING, ReportScreen
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.report.report_sheet import ReportSheet
from recorder.widgets.report.transcript_view import STYLES
from tests.microphone import write_wav
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import RATE, World
from tests.screens.samples import full, sound_alone


def text(screen: ReportScreen | FailureScreen) -> str:
    """Everything the screen says."""
    return "\n".join(str(widget.render()) for widget in screen.query("Static, TranscriptView"))


async def opened(pilot: Pilot[None]) -> ReportScreen:
    """Open the newest answer."""
    await pilot.press("a")
    await shown(pilot, AnswersScreen)
    await pilot.press("enter")
    return await shown(pilot, ReportScreen)


async def test_three_things_to_change_each_with_a_moment(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test() as pilot:
        said = text(await opened(pilot))
    for moment in ("0:11", "1.2 s pause", "“um”"):
        assert moment in said
    assert "[um]" in said and "‖1.2‖" in said


async def test_keys_lead_on(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("r")
        again = await shown(pilot, PracticeScreen)
        assert again.question.id == "tell-me-about-yourself"
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen is not again)
        following = await shown(pilot, PracticeScreen)
        assert following.question.id == "why-medicine-pediatrics"


async def test_escape_goes_back_to_the_answers(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await shown(pilot, AnswersScreen)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_measures_open_and_are_explained(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test() as pilot:
        report = await opened(pilot)
        assert report.query_one(Collapsible).collapsed
        await pilot.press("m")
        assert not report.query_one(Collapsible).collapsed
        await pilot.press("e")
        explain = await shown(pilot, ExplainScreen)
        await pilot.pause()
        assert explain.text.size.height >= 3  # the heading, the advice, and the source
        await pilot.press("end")
        await pilot.pause()
        assert "Source:" in str(explain.text.render())
        await pilot.press("escape")
        await shown(pilot, ReportScreen)


async def test_an_answer_waiting_for_a_model_is_completed(app: VivaApp, world: World) -> None:
    number = world.answered("tell-me-about-yourself", analysis=sound_alone())
    async with app.run_test() as pilot:
        report = await opened(pilot)
        assert "Press t to add the transcript and scores with base.en" in text(report)
        await pilot.press("t")
        await until(pilot, lambda: "[um]" in text(report))
        assert pilot.app.screen is report and "Press t" not in text(report)
    assert world.store.answer(number).model == "base.en"
    assert len(world.store.analyses(number)) == 2


@pytest.mark.parametrize(
    ("question", "again"), [("Tell me about yourself.", True), (NO_QUESTION, False)]
)
async def test_only_an_answer_to_a_question_can_be_given_again(question: str, again: bool) -> None:
    whole = full()
    short = replace(
        whole,
        question=QuestionContext(None, question),
        measures={**whole.measures, "answer_length": 7.0},
        scores=(),
        overall=None,
    )
    sheet = ReportSheet(build(short), ())
    async with App[None]().run_test() as pilot:
        await pilot.app.mount(sheet)
        said = str(sheet.query_one(".unjudged", Static).render())
    assert said.startswith("That was 7 s of speech")
    assert ("Press r to answer again." in said) == again


async def test_a_failure_says_what_happened_and_what_is_safe(app: VivaApp, world: World) -> None:
    number = world.answered("tell-me-about-yourself", analysis=None)
    answer = world.store.answer(number)
    world.analyst.outcome = AnalysisFailed("The sound file cannot be read: it is damaged.")
    async with app.run_test() as pilot:
        app.screen.post_message(messages.AnalyzeAnswer(answer))
        failure = await shown(pilot, FailureScreen)
        said = text(failure)
        assert "it is damaged" in said
        assert str(answer.path) in said.replace("\n", "")
        assert world.store.answer(number).state == "failed"
        world.analyst.outcome = sound_alone()
        await pilot.press("o")
        await shown(pilot, ReportScreen)
    assert world.analyst.jobs[-1].model is None
    assert world.store.answer(number).state == "analysed"


async def test_a_failed_answer_opens_on_its_failure(app: VivaApp, world: World) -> None:
    number = world.answered("tell-me-about-yourself", analysis=None)
    world.store.fail(number, "Memory ran out.")
    async with app.run_test() as pilot:
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        assert "Memory ran out." in text(await shown(pilot, FailureScreen))
        await pilot.press("t")
        await shown(pilot, ReportScreen)


async def test_a_failed_demo_is_a_screen_too(app: VivaApp, world: World) -> None:
    world.analyst.outcome = AnalysisFailed("The model is missing.")
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("d")
        assert "The model is missing." in text(await shown(pilot, FailureScreen))


async def test_the_sample_answer_offers_only_the_keys_that_work(app: VivaApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("d")
        report = await shown(pilot, ReportScreen)
        keys = str(report.query_one(ReplayBar).render())
        assert "space play" in keys and "-+ speed" in keys
        assert "w correct" not in keys and "f add um" not in keys


ENDING = (Word(10.0, 10.5, "Yes.", 0.9), Word(30.0, 30.5, "No.", 0.9))
"""Two sentences, the second of which begins at 30 s."""


def keys(report: ReportScreen) -> tuple[str, set[str]]:
    """Return what the line of the player says, and the keys in the footer."""
    line = str(report.query_one(ReplayBar).render())
    return line, {key.key for key in report.query(FooterKey)}


async def test_keys_are_named_only_while_they_work(app: VivaApp, world: World) -> None:
    model, world.model = world.model, None
    number = world.answered("tell-me-about-yourself", analysis=sound_alone())
    write_wav(world.store.answer(number).path, [0] * (131 * RATE), RATE)
    async with app.run_test(size=(120, 30)) as pilot:
        report = await opened(pilot)
        await until(pilot, lambda: "r" in keys(report)[1])
        line, footer = keys(report)
        assert "w correct" not in line and "w" not in footer
        assert "x not a filler" not in line, "none is marked"
        assert "f add um" in line and "-+ speed" in line
        world.model, world.analyst.gate = model, asyncio.Event()
        await pilot.press("t")
        await until(pilot, lambda: "-+ speed" in keys(report)[0] != line)
        assert not any(key in keys(report)[0] for key in ("w correct", "f add um", "x not"))
        world.analyst.gate.set()
        await until(pilot, lambda: "w correct  f add um" in keys(report)[0])
        await until(pilot, lambda: "w" in keys(report)[1])


async def test_without_a_model_t_says_what_to_do(app: VivaApp, world: World) -> None:
    world.model = None
    world.answered("tell-me-about-yourself", analysis=sound_alone())
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("t")
        await until(pilot, lambda: bool(notices(app)))
        assert notices(app)[0].message == WAITING and not world.analyst.jobs


async def test_arrows_go_by_the_sentences_that_have_arrived(app: VivaApp, world: World) -> None:
    whole = full()
    assert whole.transcript is not None
    words = replace(whole, transcript=replace(whole.transcript, words=ENDING))
    number = world.answered("tell-me-about-yourself", analysis=sound_alone())
    write_wav(world.store.answer(number).path, [0] * (131 * RATE), RATE)
    world.analyst.outcome = words
    async with app.run_test() as pilot:
        report = await opened(pilot)
        before = report.contents.sentences
        await pilot.press("t")
        await until(pilot, lambda: report.contents.sentences != before)
        for at in (10.0, 30.0):
            await pilot.press("right")
            await until(pilot, lambda at=at: report.query_one(ReplayBar).position == at)  # type: ignore[misc]


async def test_without_its_recording_no_key_that_needs_it_is_named(
    app: VivaApp, world: World
) -> None:
    number = world.answered("tell-me-about-yourself", analysis=full())
    world.store.answer(number).path.unlink()
    async with app.run_test(size=(100, 30)) as pilot:
        report = await opened(pilot)
        await until(pilot, lambda: bool(report.query(FooterKey)))
        assert not {"space", "w"} & {key.key for key in report.query(FooterKey)}


async def test_delete_asks_and_removes_the_sound(app: VivaApp, world: World) -> None:
    number = world.answered("tell-me-about-yourself", analysis=full())
    path = world.store.answer(number).path
    async with app.run_test() as pilot:
        await pilot.press("a")
        answers = await shown(pilot, AnswersScreen)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("enter")  # the harmless choice has the focus
        await shown(pilot, AnswersScreen)
        assert path.exists()
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await shown(pilot, AnswersScreen)
        await until(pilot, lambda: answers.query_one(OptionList).option_count == 0)
    assert not path.exists()


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40), (20, 5)])
async def test_every_size_can_be_used(app: VivaApp, world: World, size: tuple[int, int]) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("m", "end", "e")
        await shown(pilot, ExplainScreen)
        await pilot.press("escape", "r")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)


def test_every_kind_of_piece_has_its_style_on_the_screen() -> None:
    assert set(STYLES) == set(get_args(PieceKind))
