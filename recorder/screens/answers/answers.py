"""The answers, newest first: open one, analyze it again, or delete it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from recorder import messages
from recorder.comparison.fetch import in_order
from recorder.display_text import day, minutes, plain
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.services import Services
from recorder.widgets.answer_list import AnswerList
from recorder.widgets.keys import Keys
from sessions.backup import backups
from sessions.errors import StoreError
from sessions.types import Answer

TITLE = "Your answers, newest first"
NO_QUESTION = "This recording isn't linked to a question."
MARK = "◆ "
MARKED = "Comparing “{}”. Choose another answer and press m, or m here to stop."
EMPTY = "No answers yet. Press Escape and choose a question to answer."


class AnswersScreen(VivaScreen[None]):
    """Every recorded answer."""

    CSS_PATH = "answers.tcss"
    AUTO_FOCUS = "AnswerList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", tooltip="Record it again", id="answers.again"),
        Binding("t", "analyze", "Analyze", tooltip="Analyze it again", id="answers.analyze"),
        Binding("x,delete", "delete", "Delete", tooltip="Delete (asks first)", id="answers.delete"),
        Binding(
            "f",
            "filter",
            "Question",
            tooltip="Show only this question, or all",
            id="answers.filter",
        ),
        Binding(
            "m",
            "mark",
            "Compare",
            tooltip="Mark it, then mark another to compare the two",
            id="answers.mark",
        ),
        Binding("escape", "home", "Back", tooltip="Back to the questions", id="answers.home"),
    ]
    list = getters.query_one(AnswerList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._only: Answer | None = None
        """If set, only answers to this answer's question are shown."""
        self._before = 0
        self._marked: Answer | None = None
        """The first of two answers to compare."""

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list."""
        yield Static(id="title")
        yield Static(EMPTY, id="empty")
        yield AnswerList(self._row)
        yield Keys()

    def on_mount(self) -> None:
        """Follow the analysis of answers while the list is open."""
        self.follow(self._services.queue, lambda status: status.ended)

    def on_screen_resume(self) -> None:
        """Refresh after another screen: an answer may be new or gone."""
        self._show()

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Show the score of an answer that now has one."""
        event.stop()
        if self.is_current:
            self._show()

    def _show(self, highlighted: int | None = None) -> None:
        store = self._services.store
        question = None if self._only is None else self._only.question_id
        count = store.count(question_id=question)
        if self._only is not None and not count:  # the last of them has been deleted
            self._only = None
            return self._show(self._before)
        self.list.show(
            count,
            lambda offset, limit: self._page(question, offset, limit),
            (self.list.highlighted or 0) if highlighted is None else highlighted,
        )
        self.query_one("#title", Static).update(self._title(count))
        self.query_one("#empty").display = not count
        self.list.display = bool(count)

    def _page(self, question: str | None, offset: int, limit: int) -> Sequence[Answer | None]:
        """Read some answers; one that can't be read doesn't hide the others."""
        store = self._services.store
        try:
            return store.answers(question_id=question, offset=offset, limit=limit)
        except StoreError as error:
            if limit == 1:
                return (None,)
            self.notify(str(error), severity="warning", markup=False)
            last = min(offset + limit, store.count(question_id=question))
            return [each for at in range(offset, last) for each in self._page(question, at, 1)]

    def _title(self, count: int) -> Content:
        if self._marked is not None:
            return Content(MARKED.format(plain(self._marked.question_text)))
        if self._only is None:
            return Content(TITLE)
        return Content(f"{count} × {plain(self._only.question_text)}")

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Show the report, or else the progress or the failure."""
        if (answer := self.list.chosen) is not None:
            self.post_message(messages.ShowAnswer(answer))

    def action_again(self) -> None:
        """Ask this question again."""
        if (answer := self.list.chosen) is not None:
            self.post_message(messages.PracticeAgain(answer))

    def action_analyze(self) -> None:
        """Analyze this answer again."""
        if (answer := self.list.chosen) is not None:
            self.post_message(messages.AnalyzeAnswer(answer))

    def action_mark(self) -> None:
        """Mark the first answer of a comparison, or compare it with the highlighted one."""
        answer, first = self.list.chosen, self._marked
        if answer is None:
            return
        self._marked = answer if first is None else None
        if first is not None and first.id != answer.id:
            self.post_message(messages.ShowComparison(in_order(first, answer)))
        self._show()

    def action_delete(self) -> None:
        """Ask, then delete."""
        if (answer := self.list.chosen) is not None:
            self._delete(answer)

    @work(exclusive=True, group="asking")
    async def _delete(self, answer: Answer) -> None:
        if not await self.app.push_screen_wait(confirmations.delete(answer)):
            return
        try:
            self._services.queue.discard(answer.id)
            self._services.store.delete_answer(answer.id)
            if self._marked is not None and self._marked.id == answer.id:
                self._marked = None
            self._remove_from_backups()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._show()

    @work(thread=True, group="forget")
    def _remove_from_backups(self) -> None:
        """Remove deleted answers from the backups too; the next start retries a failure."""
        with contextlib.suppress(StoreError):
            backups.forget_deleted(self._services.locations.database)

    def action_filter(self) -> None:
        """Show only answers to the highlighted answer's question, or all again."""
        answer = self.list.chosen
        if self._only is not None:
            self._only = None
            self._show(self._before)
        elif answer is not None and answer.question_id is None:
            self.notify(NO_QUESTION, markup=False)
        elif answer is not None:
            self._only, self._before = answer, self.list.highlighted or 0
            self._show(0)

    def action_home(self) -> None:
        """Go to the first screen."""
        self.post_message(messages.GoHome())

    def _row(self, answer: Answer) -> Table:
        status = self._services.queue.status(answer.id)
        marked = self._marked is not None and self._marked.id == answer.id
        under_way = status is not None and not status.ended
        return row(answer, under_way=under_way, sign=MARK if marked else "")


def state(answer: Answer, *, under_way: bool = False) -> tuple[str, str]:
    """Return an answer's score and a remark on its state."""
    if under_way:
        return "…", "analyzing"
    if answer.state == "failed":
        return "–", "no report"
    if answer.state == "recorded":
        return "–", "not analyzed"
    score = "–" if answer.overall is None else str(answer.overall)
    return score, "" if answer.model else "no words"


def row(answer: Answer, *, under_way: bool, sign: str = "") -> Table:
    """Draw an answer on two lines, with a sign before its question."""
    score, remark = state(answer, under_way=under_way)
    length = "" if answer.duration is None else f" · {minutes(answer.duration)}"
    drawn = Table.grid(expand=True, padding=(0, 1, 0, 0))
    drawn.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    drawn.add_column(justify="right", no_wrap=True)
    drawn.add_row(
        Text.assemble(
            (sign, "bold"),
            plain(answer.question_text),
            "\n",
            (day(answer.recorded_at) + length, "dim"),
        ),
        Text.assemble(score, "\n", (remark, "dim")),
    )
    return drawn
