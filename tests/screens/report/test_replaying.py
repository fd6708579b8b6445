"""The report's keys and clicks that play the answer, correct it and save it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from analysis.types import Correction
from recorder.app.app import VivaApp
from recorder.playback.sound_output import OutputError
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.report.correct import CorrectionDialog
from recorder.screens.report.edit_sentence import SentenceDialog
from recorder.screens.report.report import ReportScreen
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.report.transcript_view import TranscriptView
from tests.microphone import write_wav
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import RATE, World
from tests.screens.samples import full


async def opened(pilot: Pilot[None], world: World, *, sound: bool = True) -> ReportScreen:
    """Open a report whose answer has, or has not, two minutes of sound."""
    answer = world.store.answer(world.answered("tell-me-about-yourself", analysis=full()))
    if sound:
        write_wav(answer.path, [0] * (131 * RATE), RATE)
    else:
        answer.path.unlink()
    await pilot.press("a")
    await shown(pilot, AnswersScreen)
    await pilot.press("enter")
    return await shown(pilot, ReportScreen)


def piece(report: ReportScreen, text: str) -> int:
    """The number of the first piece with this text."""
    return next(n for n, p in enumerate(report.contents.pieces) if p.text == text)


async def test_space_plays_and_pauses(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        assert report.replay is not None and not report.replay.playing
        await pilot.press("space")
        await until(pilot, lambda: world.output.open == 1)
        world.output.play(3 * RATE)
        await until(pilot, lambda: report.replay is not None and report.replay.playing)
        assert report.transcript is not None
        await until(pilot, lambda: report.transcript.heard is not None)  # type: ignore[union-attr]
        await pilot.press("space")
        await until(pilot, lambda: world.output.open == 0)
        assert report.replay.position == pytest.approx(2.9, abs=0.01)


async def test_a_click_on_the_player_plays_and_ends_a_selection(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        assert report.replay is not None and report.transcript is not None
        report.transcript.chosen = 1
        await pilot.click(ReplayBar)
        await until(pilot, lambda: world.output.open == 1)
        assert report.transcript.chosen is None
        await pilot.click(ReplayBar)
        await until(pilot, lambda: world.output.open == 0)


async def test_a_mark_is_heard_with_the_two_seconds_before_it(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        await pilot.press("full_stop")
        view = report.transcript
        assert view is not None and view.chosen is not None
        marked = report.contents.pieces[view.chosen]
        assert marked.kind != "word"
        await pilot.press("enter")
        await until(pilot, lambda: world.output.open == 1)
        assert report.replay is not None
        await until(pilot, lambda: report.replay.position > 0)  # type: ignore[union-attr]
        assert report.replay.position == pytest.approx(marked.start - 2.0, abs=0.05)


async def test_arrows_go_by_sentence_and_shift_by_word(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        await pilot.press("right")
        await until(pilot, lambda: world.output.open == 1)
        assert report.transcript is not None
        await pilot.press("shift+right", "shift+right")
        first = report.transcript.chosen
        await pilot.press("shift+right")
        assert first is not None and report.transcript.chosen == first + 1


async def test_a_number_plays_what_is_most_worth_a_look(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        moment = report.contents.focus[0].moments[0]
        await pilot.press("1")
        await until(pilot, lambda: world.output.open == 1)
        assert report.replay is not None
        wanted = pytest.approx(max(0.0, moment.start - 2.0), abs=0.05)
        await until(pilot, lambda: report.replay.position == wanted)  # type: ignore[union-attr]


async def test_a_device_that_fails_is_one_sentence(app: VivaApp, world: World) -> None:
    world.output.refusal = OutputError("No speakers was found.")
    async with app.run_test() as pilot:
        await opened(pilot, world)
        await pilot.press("space")
        await until(pilot, lambda: any("No speakers" in n.message for n in notices(app)))


async def test_a_device_that_takes_long_to_open_holds_up_nothing(
    app: VivaApp, world: World
) -> None:
    world.output.opens.clear()
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        await pilot.press("space")
        await until(pilot, lambda: world.output.asked == 1)
        await until(pilot, lambda: report.replay is not None and report.replay.playing)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not report)
        world.output.opens.set()
        await until(pilot, lambda: not world.output.open)
        assert not notices(app)


async def test_without_its_sound_a_report_is_still_a_report(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world, sound=False)
        assert report.replay is None
        await pilot.press("space", "left", "full_stop", "enter", "plus", "1")
        assert app.screen is report


async def test_a_misheard_word_is_corrected_and_the_answer_judged_again(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        number = piece(report, "Lagos")
        at = report.contents.pieces[number]
        report.post_message(TranscriptView.Clicked(number, twice=True))
        ask = await shown(pilot, CorrectionDialog)
        assert ask.query_one(Input).value == "Lagos"
        ask.query_one(Input).value = "Lagos city"
        corrected = Correction(at.start, at.end, "word", "Lagos city")
        world.analyst.outcome = replace(full(), overall=42, corrections=(corrected,))
        await pilot.press("enter")
        await until(pilot, lambda: report.contents.overall == 42)
        asked = world.analyst.jobs[-1]
        assert asked.corrections == (corrected,)
        assert asked.model is None and asked.words_by == "base.en" and asked.words
        assert report.answer is not None
        assert world.store.corrections.of(report.answer.id) == (corrected,)


async def test_a_false_filler_is_rejected_and_that_taken_back(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        report.transcript.chosen = piece(report, "[um]")
        await pilot.press("w")
        await shown(pilot, CorrectionDialog)
        await pilot.click("#no_filler")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        (made,) = world.store.corrections.of(report.answer.id)
        assert made.kind == "no_filler"
        await until(pilot, lambda: app.screen is report and not report.under_way)
        await pilot.press("u")
        await until(pilot, lambda: len(world.analyst.jobs) == 2)
        assert world.analyst.jobs[-1].corrections == ()


async def test_a_missed_filler_is_marked_in_the_dialog(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        report.post_message(TranscriptView.Clicked(piece(report, "small"), twice=True))
        ask = await shown(pilot, CorrectionDialog)
        ask.query_one(Input).value = "uh"
        await pilot.click("#filler")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        (made,) = world.store.corrections.of(report.answer.id)
        assert (made.kind, made.text) == ("filler", "uh")


async def test_leaving_a_correction_changes_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        report.transcript.chosen = piece(report, "[um]")
        await pilot.press("w")
        await shown(pilot, CorrectionDialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)
        report.transcript.chosen = piece(report, "Lagos")
        await pilot.press("w")
        await shown(pilot, SentenceDialog)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)
        assert world.store.corrections.of(report.answer.id) == () and not world.analyst.jobs


@pytest.mark.slow
async def test_h_saves_a_page(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await opened(pilot, world)
        await pilot.press("h")
        await until(pilot, lambda: any(world.locations.reports.glob("*.html")))
        await until(pilot, lambda: any("Saved as" in n.message for n in notices(app)))
