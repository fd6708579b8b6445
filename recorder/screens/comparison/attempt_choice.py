"""Choose the other attempt at a question to compare an answer with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from recorder.screens.answers.answers import row
from recorder.screens.base import Dialog
from recorder.widgets.answer_list import AnswerList
from sessions.types import Answer

TITLE = "Compare with which attempt?"


class AttemptChoice(Dialog[Answer | None]):
    """Lists the attempts, newest first; returns ``None`` for no choice."""

    CSS_PATH = "attempt_choice.tcss"
    AUTO_FOCUS = "AnswerList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="attempt.leave")
    ]
    list = getters.query_one(AnswerList)

    def __init__(self, attempts: Sequence[Answer]) -> None:
        super().__init__()
        self._attempts = tuple(attempts)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="box"):
            yield Static(TITLE, id="title")
            yield AnswerList(_row)

    def on_mount(self) -> None:
        """Show the attempts."""
        found = self._attempts
        self.list.show(len(found), lambda offset, limit: found[offset : offset + limit])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.list.chosen)


def _row(answer: Answer) -> Table:
    return row(answer, under_way=False)
