"""A mentor's feedback on the report's screen: shared, imported, shown, played, and deleted."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from analysis.feedback.types import MentorFeedback, MentorMark
from recorder.app.app import VivaApp
from recorder.reports import save_page
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.report.import_feedback import ImportFeedbackScreen
from recorder.screens.report.report import ReportScreen
from recorder.widgets.report.mentor_view import MentorView
from sessions.answers.feedback import identifier
from sessions.types import Answer
from tests.analysis.feedback.files import file
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.report.test_replaying import opened
from tests.screens.samples import HOSTILE
from tests.screens.test_hostile_text import screen_text

MARKS = (MentorMark(12.0, "Slower here"), MentorMark(65.0, "Say the result first"))
LEE = MentorFeedback("Dr. Lee", {"clarity": 4, "delivery": 3}, "Good.\nShorter.", MARKS)


def saved(world: World, folder: Path, **values: object) -> Path:
    """A mentor's file about the newest answer."""
    answer = world.store.latest()
    assert answer is not None
    path = folder / "feedback.json"
    path.write_bytes(file(**{"answer": identifier(answer), **values}))
    return path


async def importing(pilot: Pilot[None]) -> ImportFeedbackScreen:
    await pilot.press("s")
    await shown(pilot, ChoiceDialog)
    await pilot.press("i")
    return await shown(pilot, ImportFeedbackScreen)


async def offered(pilot: Pilot[None], path: Path) -> ImportFeedbackScreen:
    """Choose a file, and wait until the dialog says what it is."""
    ask = await importing(pilot)
    ask.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until(pilot, lambda: bool(ask.query_one("#preview").display))
    return ask


def said(ask: ImportFeedbackScreen) -> str:
    return str(ask.query_one("#lines", Static).render())


async def test_imported_feedback_is_shown_next_to_vivas_report(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        report = await opened(pilot, world)
        ask = await offered(pilot, saved(world, tmp_path))
        assert "Dr. Lee on answer 1" in said(ask) and "Delivery: 3 of 5" in said(ask)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is report and bool(report.query(MentorView)))
        shown_there = str(report.query_one(MentorView).render())
    overall = report.contents.overall
    assert f"3 of 5  They distracted me sometimes  (Viva: {overall} of 100)" in shown_there
    assert "4 of 5  Clear  (not scored by Viva)" in shown_there
    assert "0:00 A good start" in shown_there and "Say the result first." in shown_there
    (stored,) = world.store.feedback.of(1)
    assert stored.feedback.mentor == "Dr. Lee"


async def test_the_same_mentor_is_asked_about_and_another_is_added(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot, world)
        world.store.feedback.save(1, LEE)
        ask = await offered(pilot, saved(world, tmp_path, mentor="dr. lee"))
        assert "has already given feedback" in said(ask)
        assert not ask.query_one("#import", Button).display
        await pilot.press("escape")
        assert world.store.feedback.of(1)[0].feedback == LEE
        ask = await offered(pilot, saved(world, tmp_path, mentor="dr. lee"))
        ask.query_one("#replace", Button).press()
        await shown(pilot, ReportScreen)
        ask = await offered(pilot, saved(world, tmp_path, mentor="dr. lee"))
        assert "already imported exactly this" in said(ask)
        assert not any(ask.query_one(f"#{n}", Button).display for n in ("import", "replace"))
        await pilot.press("escape")
        await offered(pilot, saved(world, tmp_path, mentor="Amara"))
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
    names = [each.feedback.mentor for each in world.store.feedback.of(1)]
    assert names == ["Amara", "dr. lee"]


@pytest.mark.slow
async def test_other_files_are_refused_in_a_sentence(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot, world)
        for path, expected in (
            (tmp_path / "none.json", "can't be read: No such file"),
            (tmp_path, "can't be read"),
            (saved(world, tmp_path, answer="f" * 32), "isn't on this computer"),
        ):
            ask = await offered(pilot, path)
            assert expected in said(ask) and not ask.query_one("#import", Button).display
            await pilot.press("escape")
            await shown(pilot, ReportScreen)
        ask = await offered(pilot, saved(world, tmp_path, marks=[{"at": 500, "comment": "x"}]))
        assert "answer 1 ends at 2:10" in said(ask)
        await pilot.press("escape")
        (broken := tmp_path / "broken.json").write_text("{")
        ask = await offered(pilot, broken)
        assert "isn't feedback saved from a shared page: it is damaged" in said(ask)
    assert world.store.feedback.of(1) == ()


async def test_feedback_on_another_answer_is_saved_there(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        first = world.answered("why-med-peds", analysis=None)
        path = saved(world, tmp_path)
        await opened(pilot, world)
        ask = await offered(pilot, path)
        assert "isn't the answer whose report is open" in said(ask)
        await pilot.press("enter")
        await until(pilot, lambda: bool(notices(app)))
        assert f"Saved with answer {first}" in notices(app)[0].message
    assert len(world.store.feedback.of(first)) == 1


async def test_moments_are_played_in_turn(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        world.store.begin_session("practice")
        report = await opened(pilot, world)
        await pilot.press("k")
        assert world.output.open == 0 and report.check_action("mentor_moment", ()) is False
        world.store.feedback.save(1, LEE)
        report.rebuild()
        await pilot.pause()
        assert report.replay is not None
        for at in (12.0, 65.0, 12.0):
            await pilot.press("k")
            await until(pilot, lambda: world.output.open == 1)
            assert report.replay.position == pytest.approx(at - 2, abs=0.2)


@pytest.mark.parametrize(
    ("key", "leave_out", "sound"),
    [
        ("v", ("notes", "history"), "embed"),
        ("w", ("sound", "notes", "history"), "none"),
        ("n", ("sound", "transcript", "notes", "history"), "none"),
    ],
)
async def test_a_page_for_a_mentor_contains_what_was_chosen(
    app: VivaApp,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    leave_out: tuple[str, ...],
    sound: str,
) -> None:
    made: list[tuple[Answer, save_page.Contents]] = []

    def save(report: object, answer: Answer, where: object, contents: save_page.Contents) -> Path:
        made.append((answer, contents))
        return Path("page.html")

    monkeypatch.setattr(save_page, "save", save)
    async with app.run_test() as pilot:
        await opened(pilot, world)
        await pilot.press("s")
        await shown(pilot, ChoiceDialog)
        await pilot.press("p")
        await until(pilot, lambda: "What should" in screen_text(app))
        await pilot.press(key)
        await until(pilot, lambda: any("Send this file" in n.message for n in notices(app)))
    ((answer, contents),) = made
    assert contents == save_page.Contents(sound, leave_out, identifier(answer))  # type: ignore[arg-type]


async def test_feedback_is_deleted_after_a_question(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        world.store.feedback.save(1, LEE)
        report.rebuild()
        for key, left in (("c", 1), ("1", 0)):
            await pilot.press("s")
            await shown(pilot, ChoiceDialog)
            await pilot.press("d")
            await until(pilot, lambda: "Delete feedback?" in screen_text(app))
            await pilot.press(key)
            await shown(pilot, ReportScreen)
            await until(pilot, lambda n=left: len(world.store.feedback.of(1)) == n)  # type: ignore[misc]
        await until(pilot, lambda: not report.query(MentorView))


async def test_hostile_text_is_shown_literally(app: VivaApp, world: World, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        report = await opened(pilot, world)
        path = saved(
            world, tmp_path, mentor=HOSTILE, comment=HOSTILE,
            marks=[{"at": 1, "comment": HOSTILE}],
        )  # fmt: skip
        await offered(pilot, path)
        assert "[bold red]x[/]" in screen_text(app) and "\x1b" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: bool(report.query(MentorView)))
        report.page.scroll_end(animate=False)
        await pilot.pause()
        assert "[bold red]x[/]" in screen_text(app) and "\x1b" not in screen_text(app)
    assert json.loads(path.read_text())["mentor"] == HOSTILE


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
@pytest.mark.parametrize("what", ["report", "offer", "contents", "import"])
def test_pictures(
    snap_compare: Snap,
    app: VivaApp,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    what: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    async def before(pilot: Pilot[None]) -> None:
        report = await opened(pilot, world)
        world.store.feedback.save(1, LEE)
        report.rebuild()
        await pilot.pause()
        report.page.scroll_end(animate=False)
        await steps[what](pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    async def offer(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await shown(pilot, ChoiceDialog)

    async def contents(pilot: Pilot[None]) -> None:
        await offer(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "What should" in screen_text(app))

    async def replace(pilot: Pilot[None]) -> None:
        await offered(pilot, saved(world, tmp_path).relative_to(tmp_path))

    async def nothing(pilot: Pilot[None]) -> None:
        await pilot.pause()

    steps: dict[str, Callable[[Pilot[None]], Awaitable[None]]] = {
        "report": nothing,
        "offer": offer,
        "contents": contents,
        "import": replace,
    }
    assert snap_compare(app, run_before=before, terminal_size=size)
