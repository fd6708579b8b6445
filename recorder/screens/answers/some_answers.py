"""Some of the answers, such as those from one week: open one to see its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from recorder import messages
from recorder.display_text import plain
from recorder.screens.answers.answers import row
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.answer_list import AnswerList
from recorder.widgets.keys import Keys
from sessions.errors import UnknownAnswer
from sessions.types import Answer


class SomeAnswers(VivaScreen[None]):
    """The answers with these ids, in this order, without those deleted since."""

    CSS_PATH = "some_answers.tcss"
    AUTO_FOCUS = "AnswerList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", tooltip="Back to the weeks", id="some_answers.back"),
    ]
    list = getters.query_one(AnswerList)

    def __init__(self, services: Services, ids: Sequence[int], title: str) -> None:
        super().__init__()
        self._services = services
        self._ids = tuple(ids)
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list."""
        yield Static(Content(plain(self._title)), id="title")
        yield AnswerList(self._row)
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: an answer may have been deleted or analyzed again."""
        found = tuple(filter(None, map(self._answer, self._ids)))
        self.list.show(
            len(found),
            lambda offset, limit: found[offset : offset + limit],
            self.list.highlighted or 0,
        )

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Show the report, or else the progress or the failure."""
        if (answer := self.list.chosen) is not None:
            self.post_message(messages.ShowAnswer(answer))

    def action_back(self) -> None:
        """Go back."""
        self.post_message(messages.GoBack())

    def _answer(self, id: int) -> Answer | None:
        try:
            return self._services.store.answer(id)
        except UnknownAnswer:
            return None

    def _row(self, answer: Answer) -> Table:
        status = self._services.queue.status(answer.id)
        return row(answer, under_way=status is not None and not status.ended)
