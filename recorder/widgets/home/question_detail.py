"""The highlighted question in full: its target, its tips, and how the last answers went."""

from __future__ import annotations

from collections.abc import Container, Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prompts.types import Question
from recorder.display_text import day, plain, span
from sessions.types import Answer


class QuestionDetail(VerticalScroll, can_focus=False):
    """Shown next to the list if there is room."""

    def compose(self) -> Iterable[Static]:
        """Lay out one text."""
        yield Static(id="detail")

    def show(
        self, question: Question, answers: Iterable[Answer], under_way: Container[int]
    ) -> None:
        """Show a question and its latest answers; those ``under_way`` are being analyzed."""
        parts = [
            Content.styled(plain(question.text), "bold"),
            Content.styled(f"Target: {span(question.target)}", "$foreground-muted"),
            *(Content(f"– {plain(tip)}") for tip in question.tips),
        ]
        history = [_line(answer, under_way=answer.id in under_way) for answer in answers]
        if history:
            parts.append(Content("\n").join([Content.styled("Your answers", "bold"), *history]))
        self.query_one("#detail", Static).update(Content("\n\n").join(parts))


def _line(answer: Answer, *, under_way: bool) -> Content:
    score = " –" if answer.overall is None else f"{answer.overall:>2}"
    score = "analyzing" if under_way else score
    return Content.assemble((f"{day(answer.recorded_at):>22}", "$foreground-muted"), f"  {score}")
