"""The person's own question: its words and its kind, which sets the target length."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static

from prompts.loader import BankError
from prompts.types import KINDS, Question, QuestionKind
from recorder.display_text import plain, span
from recorder.mock.kind_names import NAMES
from recorder.person.own_questions import find_same, new_question
from recorder.screens.base import Dialog
from recorder.services import Services
from recorder.widgets.keys import Keys

LONGEST = 400
"""Maximum characters in a question."""


class OwnQuestionScreen(Dialog[Question | None]):
    """Returns the question once it is saved, or ``None`` if the person changed their mind."""

    CSS_PATH = "own_question.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "add", "Add", tooltip="Add it to your questions", id="own_question.add"),
        Binding("escape", "leave", "Cancel", tooltip="Don't add it", id="own_question.leave"),
    ]

    def __init__(self, services: Services, text: str = "") -> None:
        super().__init__()
        self._services = services
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the question's words, its kind, and the target length."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Your own question", id="title")
            yield Input(self._text, placeholder="Why …?", max_length=LONGEST)
            yield Label("Type of question")
            kinds = [(NAMES[kind], kind) for kind in KINDS]
            yield Select(kinds, value=KINDS[0], allow_blank=False, compact=True)
            yield Static(id="says")
            with Horizontal(id="choices"):
                yield Button("Add (F10)", id="add", variant="primary")
                yield Button("Cancel (esc)", id="cancel")
        yield Keys()

    @on(Input.Changed)
    @on(Select.Changed)
    def _written(self) -> None:
        """Show the target length, or that the question already exists."""
        there = find_same(self._words, self._services.bank)
        target = new_question("x", self._kind, ()).target
        note = f"Target: {span(target)}. You'll find it under “My questions”."
        self._show_note(
            f"! You already have this one, under “{there.category}”." if there else note
        )

    @property
    def _words(self) -> str:
        return " ".join(self.query_one(Input).value.split())

    @property
    def _kind(self) -> QuestionKind:
        chosen = self.query_one(Select).value
        return next(kind for kind in KINDS if kind == chosen)

    def _show_note(self, text: str) -> None:
        self.query_one("#says", Static).update(Content(plain(text)))

    @on(Input.Submitted)
    @on(Button.Pressed, "#add")
    def action_add(self) -> None:
        """Save the question, or show why it can't be saved."""
        if not self._words or find_same(self._words, self._services.bank):
            self.query_one(Input).focus()
            return
        try:
            added = self._services.add_question(self._words, self._kind)
        except BankError as error:
            self._show_note(f"! {'; '.join(refusal.problem for refusal in error.refusals)}")
        except OSError as error:
            self._show_note(f"! {error.filename} can't be saved: {error.strerror}.")
        else:
            self.dismiss(added)

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close without adding a question."""
        self.dismiss(None)
