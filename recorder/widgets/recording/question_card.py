"""A question as it is asked: category, target, the words, and how to go about it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prompts.types import Question
from recorder.display_text import plain, span


class QuestionCard(Vertical):
    """Shows one question."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def ask(self, question: Question) -> None:
        """Show another question, or the same filled otherwise."""
        self._question = question
        self.refresh(recompose=True)

    def compose(self) -> ComposeResult:
        """Heading, question and tips."""
        question = self._question
        heading = " · ".join(part for part in (question.category, span(question.target)) if part)
        yield Static(Content(plain(heading)), classes="heading")
        yield Static(Content(plain(question.text)), classes="question")
        for tip in question.tips:
            yield Static(Content(f"– {plain(tip)}"), classes="tip")
