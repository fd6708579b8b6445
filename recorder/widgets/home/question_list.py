"""The questions under their categories, with how often and how well each was answered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prompts.types import Question
from recorder.display_text import plain
from sessions.types import Tally


class QuestionList(OptionList):
    """An option for each question, its id the question's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Answer", tooltip="Answer this question aloud", id="home.answer")
    ]

    def show(
        self,
        questions: Iterable[Question],
        tallies: Mapping[str, Tally],
        under_way: Container[str | None] = (),
        *,
        grouped: bool,
    ) -> None:
        """Show these questions; highlights the best match of a search, else the same as before.

        Those that are ``under_way`` wait for a score.
        """
        kept = self.chosen
        self.clear_options()
        category = None
        for question in questions:
            if grouped and question.category != category:
                category = question.category
                self._heading(category)
            text = history_text(tallies.get(question.id), under_way=question.id in under_way)
            self.add_option(Option(_row(question, text), id=question.id))
        self.choose(kept if grouped else None)

    @property
    def chosen(self) -> str | None:
        """Id of the highlighted question."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def choose(self, id: str | None) -> None:
        """Highlight a question, or the first one."""
        ids = [option.id for option in self.options]
        if id is not None and id in ids:
            self.highlighted = ids.index(id)
        else:
            self.action_first()

    def _heading(self, category: str) -> None:
        if self.option_count:
            self.add_option(Option("", disabled=True))
        self.add_option(Option(Content.styled(plain(category), "bold $primary"), disabled=True))


def history_text(tally: Tally | None, *, under_way: bool = False) -> str:
    """Say how often and how well: "3×  last 84"; "…" where the score is on its way."""
    if tally is None:
        return ""
    if under_way:
        return f"{tally.answered}×  last   …"
    score = "–" if tally.last_overall is None else str(tally.last_overall)
    return f"{tally.answered}×  last {score:>3}"


def _row(question: Question, history: str) -> Table:
    row = Table.grid(expand=True, padding=(0, 1, 0, 0))
    row.add_column(width=1)
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    row.add_row("", Text(plain(question.text)), Text(history, style="dim"))
    return row
