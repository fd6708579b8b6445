"""Choose what to practice for a program: questions about it, and questions to ask there."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prompts.types import Question
from recorder.display_text import plain
from recorder.programs.facts import ProgramBriefing
from recorder.screens.base import Dialog

NONE_TO_ASK = "Add questions to ask in the notebook, and they'll show up here."


class ProgramQuestions(Dialog[Question | None]):
    """Returns the question, or ``None`` if the person closed the list."""

    CSS_PATH = "program_questions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", key_display="esc", id="program_questions.close")
    ]

    def __init__(self, facts: ProgramBriefing) -> None:
        super().__init__()
        self._facts = facts

    def compose(self) -> ComposeResult:
        """Lay out the questions in two groups."""
        about = [q for q in self._facts.questions if q.kind != "asking"]
        asking = [q for q in self._facts.questions if q.kind == "asking"]
        with Vertical(id="box"):
            yield Static(Content(f"Practice for {plain(self._facts.program)}"), id="title")
            yield OptionList(
                _heading("They ask you"),
                *map(_option, about),
                _heading("You ask them" if asking else NONE_TO_ASK),
                *map(_option, asking),
            )

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._facts.question(event.option_id or ""))

    def action_leave(self) -> None:
        """Close without practicing."""
        self.dismiss(None)


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold $primary"), disabled=True)


def _option(question: Question) -> Option:
    return Option(Content(plain(question.text)), id=question.id)
