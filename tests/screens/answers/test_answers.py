"""A long list of answers is read as it comes into view, and can show one question's answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static

from recorder.app.app import VivaApp
from recorder.screens.answers.answers import TITLE, AnswersScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.widgets.answer_list import PAGE, AnswerList
from sessions.types import Answer
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import NOW, World
from tests.screens.samples import full

MANY = 10_000


def answer(id: int) -> Answer:
    """Return an answer as a store returns it."""
    return Answer(
        id=id,
        session_id=1,
        question_id="why",
        question_text=f"Question {id}",
        question_kind=None,
        target=(120.0, 180.0),
        recorded_at=NOW - timedelta(hours=id),
        state="analysed",
        path=Path("a.wav"),
        duration=130.0,
        sample_rate=1000,
        overflows=0,
        device=None,
        model="base.en",
        overall=80,
        recovered=False,
        problem=None,
    )


class Listing(App[None]):
    """Just the list, with many answers that are created when read."""

    def __init__(self, count: int = MANY) -> None:
        super().__init__()
        self.count = count
        self.read: list[int] = []
        self.opened: list[Answer | None] = []
        self.there = count

    def compose(self) -> ComposeResult:
        yield AnswerList(lambda answer: Text(f"{answer.question_text}\nsecond line"))

    @property
    def list(self) -> AnswerList:
        return self.query_one(AnswerList)

    def on_mount(self) -> None:
        self.list.show(self.count, self.give)
        self.list.focus()

    def give(self, offset: int, limit: int) -> tuple[Answer, ...]:
        self.read.append(offset)
        return tuple(map(answer, range(offset, min(offset + limit, self.there))))

    def on_option_list_option_selected(self) -> None:
        self.opened.append(self.list.chosen)

    def seen(self) -> str:
        """Return everything the list shows."""
        width, height = self.list.size
        return "\n".join(self.list.render_line(y).text for y in range(height) if width)


async def test_only_answers_in_view_are_read() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Question 0 " in app.seen() and "second line" in app.seen()
        assert app.list.option_count == MANY
        assert set(app.read) == {0}
        await pilot.press("end")
        await pilot.pause()
        assert "Question 9999 " in app.seen()
        assert set(app.read) == {0, MANY - PAGE}
        assert len(app.read) == 2, "each page is read once"


async def test_keys_and_mouse_work_as_in_any_list() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.press("end", "up", "enter", "down", "down", "enter", "pagedown", "home")
        await pilot.press("enter")
        await pilot.click(AnswerList, offset=(5, 7))
        await pilot.pause()
        assert [a.id for a in app.opened if a] == [2, MANY - 2, 0, 0, 3]
        app.list.scroll_to(y=2 * 5000, animate=False)
        await pilot.pause()
        assert "Question 5000 " in app.seen()


async def test_progress_of_an_answer_does_not_move_the_list() -> None:
    app = Listing()
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        app.list.scroll_to(y=2 * 500, animate=False)
        await pilot.pause()
        app.list.show(MANY - 1, app.give, app.list.highlighted or 0)
        await pilot.pause()
        assert app.list.highlighted == 2 and "Question 500 " in app.seen()


async def test_an_answer_that_another_program_deleted_is_an_empty_line() -> None:
    app = Listing(count=5)
    app.there = 3
    async with app.run_test() as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "Question 2 " in app.seen() and "Question 3" not in app.seen()
        assert app.opened == [None]


async def test_an_answer_always_takes_two_lines() -> None:
    class Odd(Listing):
        def compose(self) -> ComposeResult:
            yield AnswerList(lambda answer: Text("a\nb\nc" if answer.id else "one"))

    app = Odd(count=2)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [line.strip() for line in app.seen().split("\n")] == ["one", "", "a", "b"]


def title(screen: AnswersScreen) -> str:
    return str(screen.query_one("#title", Static).render())


async def test_the_list_can_show_one_questions_answers(app: VivaApp, world: World) -> None:
    for question in ("a-mistake", "team-conflict", "a-mistake", "tell-me-about-yourself"):
        world.answered(question, analysis=full())
        world.time += timedelta(hours=1)
    async with app.run_test() as pilot:
        await pilot.press("a")
        screen = await shown(pilot, AnswersScreen)
        assert title(screen) == TITLE
        await pilot.press("down", "f")
        await until(pilot, lambda: screen.list.option_count == 2)
        assert title(screen) == "2 × Tell me about a time you made a mistake."
        await pilot.press("down")
        assert screen.list.chosen is not None and screen.list.chosen.id == 1
        await pilot.press("f")
        await until(pilot, lambda: screen.list.option_count == 4)
        assert screen.list.highlighted == 1
        assert title(screen) == TITLE


async def test_all_answers_return_when_a_questions_last_is_deleted(
    app: VivaApp, world: World
) -> None:
    world.answered("a-mistake", analysis=full())
    world.answered("team-conflict", analysis=full())
    async with app.run_test() as pilot:
        await pilot.press("a")
        screen = await shown(pilot, AnswersScreen)
        await pilot.press("f", "x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await shown(pilot, AnswersScreen)
        await until(pilot, lambda: title(screen) == TITLE)
        assert screen.query_one(OptionList).option_count == 1


async def test_a_recording_without_a_question_cannot_be_filtered(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    (tmp_path / "phone.m4a").write_bytes(b"sound")
    world.store.import_sound(tmp_path / "phone.m4a")
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a")
        screen = await shown(pilot, AnswersScreen)
        await pilot.press("f")
        await until(pilot, lambda: bool(notices(app)))
        assert title(screen) == TITLE
