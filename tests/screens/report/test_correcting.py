"""Fast corrections: a sentence as text, ums with one key, one judging, and taking back."""

from __future__ import annotations

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import TextArea

from analysis.types import Correction
from recorder.app.app import VivaApp
from recorder.screens.report.correcting import NotedLine
from recorder.screens.report.edit_sentence import SentenceDialog
from recorder.screens.report.marking import FILLERS
from recorder.screens.report.report import ReportScreen
from recorder.widgets.report.timeline_view import TimelineView
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import RATE, World
from tests.screens.report.test_replaying import opened, piece


async def editing(pilot: Pilot[None], report: ReportScreen, word: str) -> SentenceDialog:
    assert report.transcript is not None
    report.transcript.chosen = piece(report, word)
    await pilot.press("w")
    return await shown(pilot, SentenceDialog)


def noted(report: ReportScreen) -> str:
    line = report.query_one(NotedLine)
    return str(line.render()) if line.display else ""


async def test_a_sentence_is_put_right_as_text_from_the_chosen_word(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        at = report.contents.pieces[piece(report, "Lagos")]
        ask = await editing(pilot, report, "Lagos")
        assert ask.query_one(TextArea).selected_text == "Lagos"
        await pilot.press(*"Accra")
        assert "Accra" in ask.text and "Lagos" not in ask.text
        await pilot.press("enter")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        (made,) = world.analyst.jobs[0].corrections
        assert (made.text, made.start, made.end) == ("Accra", at.start, at.end)


async def test_before_anything_is_played_it_says_what_to_do(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await opened(pilot, world)
        await pilot.press("w")
        await until(pilot, lambda: bool(notices(app)))
        (notice,) = notices(app)
        assert notice.message.startswith("Play the answer (space), or select a word first")


async def test_a_notice_fits_a_narrow_screen(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(40, 20), notifications=True) as pilot:
        report = await opened(pilot, world)
        await pilot.press("w")
        await until(pilot, lambda: bool(report.query("Toast")))
        await pilot.pause()
        assert report.query_one("Toast").region.right <= 40


async def test_enter_without_a_change_judges_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        await editing(pilot, report, "Lagos")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is report)
        assert not world.analyst.jobs


async def test_two_changes_in_a_sentence_are_one_judging_and_one_step_back(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        ask = await editing(pilot, report, "Lagos")
        first, *rest = ask.text.split()
        ask.query_one(TextArea).text = " ".join([f"{first}ly", *rest[:-1], "twice."])
        await pilot.press("enter")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        assert len(world.analyst.jobs[0].corrections) == 2
        await until(pilot, lambda: app.screen is report and not report.under_way)
        await pilot.press("u")
        await until(pilot, lambda: len(world.analyst.jobs) == 2)
        assert world.analyst.jobs[-1].corrections == ()


async def test_w_takes_the_word_that_is_being_heard(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        at = report.contents.pieces[piece(report, "Lagos")]
        assert report.transcript is not None and report.replay is not None
        report.transcript.chosen = 0
        report.replay.play(at.start + 0.15)
        await until(pilot, lambda: world.output.open == 1)
        world.output.play(RATE // 20)
        await until(pilot, lambda: report.replay is not None and report.replay.playing)
        await pilot.press("w")
        ask = await shown(pilot, SentenceDialog)
        assert ask.query_one(TextArea).selected_text == "Lagos"


async def test_an_enter_close_behind_the_last_letters_saves_them_too(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        await editing(pilot, report, "Lagos")
        for letter in "Addis":
            app.post_message(Key(letter, letter))
        app.post_message(Key("enter", None))
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        assert [made.text for made in world.analyst.jobs[0].corrections] == ["Addis"]


async def test_marks_made_with_a_key_wait_and_are_judged_once(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        report.transcript.chosen = piece(report, "[um]")
        await pilot.press("x")
        await until(pilot, lambda: "1 correction saved" in noted(report))
        report.transcript.chosen = piece(report, "small")
        await pilot.press("f")
        await until(pilot, lambda: "2 corrections saved" in noted(report))
        assert not world.analyst.jobs
        kept = world.store.corrections.of(report.answer.id)
        assert [c.kind for c in kept] == ["no_filler", "filler"]
        await pilot.press("j")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
        assert world.analyst.jobs[0].corrections == kept
        await until(pilot, lambda: noted(report) == "")


async def test_an_um_is_marked_and_rejected_while_it_plays(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.replay is not None and report.answer is not None
        marked = next(p for p in report.contents.pieces if p.kind in FILLERS)
        report.replay.play(marked.start + 0.3)
        await until(pilot, lambda: world.output.open == 1)
        world.output.play(RATE // 10)
        await until(pilot, lambda: report.replay is not None and report.replay.playing)
        await pilot.press("x", "f")
        await until(pilot, lambda: "2 corrections saved" in noted(report))
        rejected, um = world.store.corrections.of(report.answer.id)
        assert (rejected.kind, rejected.start) == ("no_filler", marked.start)
        assert um.kind == "filler" and um.text == "um" and um.end < report.replay.position


async def playing(pilot: Pilot[None], world: World, report: ReportScreen, text: str) -> None:
    """Play from the word with this text with the mouse, on the timeline, and hear it."""
    word = report.contents.pieces[piece(report, text)]
    report.post_message(TimelineView.Clicked(word.start))
    await until(pilot, lambda: world.output.open == 1)
    world.output.play(RATE // 4)
    await until(pilot, lambda: heard(report) == text)


def heard(report: ReportScreen) -> str:
    """The text of the piece that is highlighted as it plays."""
    view = report.transcript
    assert view is not None
    return "" if view.heard is None else report.contents.pieces[view.heard].text


async def paused(pilot: Pilot[None], report: ReportScreen) -> None:
    await pilot.press("space")
    await until(pilot, lambda: report.replay is not None and not report.replay.playing)


async def opened_and_paused(pilot: Pilot[None], world: World, text: str) -> ReportScreen:
    """Open a report, play it from the word with this text, and pause there."""
    report = await opened(pilot, world)
    await playing(pilot, world, report, text)
    await paused(pilot, report)
    return report


async def marked_um(pilot: Pilot[None], world: World, report: ReportScreen) -> Correction:
    await pilot.press("f")
    await until(pilot, lambda: "1 correction saved" in noted(report))
    assert report.answer is not None
    (um,) = world.store.corrections.of(report.answer.id)
    return um


async def test_after_a_pause_it_is_the_um_just_before_that_is_marked(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened_and_paused(pilot, world, "small")
        um = await marked_um(pilot, world, report)
        assert report.replay is not None
        assert um.kind == "filler" and um.text == "um" and um.end < report.replay.position


async def test_what_was_heard_since_then_counts_more_than_what_was_selected(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.replay is not None
        report.transcript.chosen = piece(report, "eighteen")
        await playing(pilot, world, report, "small")
        report.transcript.chosen = piece(report, "eighteen")
        await paused(pilot, report)
        at = report.replay.position
        await pilot.press("w")
        ask = await shown(pilot, SentenceDialog)
        assert ask.query_one(TextArea).selected_text == "small"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)
        um = await marked_um(pilot, world, report)
        assert um.text == "um" and at - 1 < um.start < um.end < at


async def test_what_was_selected_since_the_pause_counts_more_than_what_was_heard(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened_and_paused(pilot, world, "small")
        await pilot.press("shift+right")
        um = await marked_um(pilot, world, report)
        assert um.text == "town"


async def test_a_mark_that_was_played_to_its_end_is_still_selected(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        number = piece(report, "[um]")
        report.transcript.chosen = number
        await pilot.press("enter")
        await until(pilot, lambda: world.output.open == 1)
        world.output.play(60 * RATE)
        await until(pilot, lambda: report.replay is not None and report.replay.position > 0)
        await until(pilot, lambda: report.replay is not None and not report.replay.playing)
        await pilot.press("x")
        await until(pilot, lambda: "1 correction saved" in noted(report))
        (rejected,) = world.store.corrections.of(report.answer.id)
        assert rejected.start == report.contents.pieces[number].start


async def test_dots_continue_from_where_the_answer_was_paused(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened_and_paused(pilot, world, "eighteen")
        await pilot.press("full_stop")
        view = report.transcript
        assert view is not None and view.chosen is not None
        assert view.chosen > piece(report, "eighteen")


async def test_a_mark_that_is_taken_back_is_not_judged(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None and report.answer is not None
        report.transcript.chosen = piece(report, "[um]")
        await pilot.press("x", "u")
        await until(pilot, lambda: noted(report) == "")
        assert world.store.corrections.of(report.answer.id) == () and not world.analyst.jobs


async def test_leaving_the_report_judges_what_was_marked(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        assert report.transcript is not None
        report.transcript.chosen = piece(report, "[um]")
        await pilot.press("x")
        await until(pilot, lambda: "saved" in noted(report))
        await pilot.press("escape")
        await until(pilot, lambda: len(world.analyst.jobs) == 1)
