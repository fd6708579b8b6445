"""A question as asked: category, target, text, and tips."""

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
        """Show another question, or the same one filled in differently."""
        self._question = question
        self.refresh(recompose=True)

    def compose(self) -> ComposeResult:
        """Lay out the heading, the question, and its tips."""
        question = self._question
        heading = " · ".join(part for part in (question.category, span(question.target)) if part)
        yield Static(Content(plain(heading)), classes="heading")
        yield Static(Content(plain(question.text)), classes="question")
        for tip in question.tips:
            yield Static(Content(f"– {plain(tip)}"), classes="tip")
