"""The questions under their categories, with how often and how well each was answered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.css.styles import RulesMap
from textual.visual import RichVisual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prompts.types import Question
from recorder.display_text import plain
from sessions.types import Tally

MARGINS = 4
"""Most cells in a row in addition to its text and its history."""


class QuestionList(OptionList):
    """One option per question, with the question's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Answer", tooltip="Answer this question aloud", id="home.answer")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[bool, list[tuple[Question, str]]] | None = None

    def show(
        self,
        questions: Iterable[Question],
        tallies: Mapping[str, Tally],
        under_way: Container[str | None] = (),
        *,
        grouped: bool,
    ) -> None:
        """Show these questions; highlight a search's best match, or else the same as before.

        Those ``under_way`` are waiting for a score.
        """
        previous, place = self.chosen, self.highlighted
        rows = [
            (question, history_text(tallies.get(question.id), under_way=question.id in under_way))
            for question in questions
        ]
        same = (grouped, rows) == self._shown
        if not same:
            self._shown = grouped, rows
            self.set_options(self._rows(rows, grouped=grouped))
        self.choose(previous if grouped else None)
        if same and place is not None and self.highlighted == place:
            # the details next to the list may have changed even so
            self.post_message(self.OptionHighlighted(self, self.options[place], place))

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted question."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def choose(self, id: str | None) -> None:
        """Highlight a question, or the first one."""
        ids = [option.id for option in self.options]
        if id is not None and id in ids:
            self.highlighted = ids.index(id)
        else:
            self.action_first()

    def _rows(self, rows: Iterable[tuple[Question, str]], *, grouped: bool) -> Iterator[Option]:
        """Make an option for each question, and a heading for each category if ``grouped``."""
        category = None
        for question, text in rows:
            if grouped and question.category != category:
                if category is not None:
                    yield Option("", disabled=True)
                category = question.category
                yield Option(Content.styled(plain(category), "bold $primary"), disabled=True)
            yield Option(QuestionRow(self, question, text), id=question.id)


def history_text(tally: Tally | None, *, under_way: bool = False) -> str:
    """Describe how often and how well: "3×  last 84"; "…" while the score is pending."""
    if tally is None:
        return ""
    if under_way:
        return f"{tally.answered}×  last   …"
    score = "–" if tally.last_overall is None else str(tally.last_overall)
    return f"{tally.answered}×  last {score:>3}"


class QuestionRow(RichVisual):
    """A question and its history; if it fits on one line, its height is known without drawing.

    The list asks every row for its height whenever its own width changes, and makes its rows again
    whenever a score comes.
    """

    _HEIGHTS: ClassVar[LRUCache[tuple[str, int, int], int]] = LRUCache(2000)
    """The lines of a text next to a history of so many cells, in a list of this width."""

    def __init__(self, widget: Widget, question: Question, history: str) -> None:
        text = plain(question.text)
        super().__init__(widget, _table(text, history))
        self._text, self._history = text, cell_len(history)
        one_line = "\n" not in text
        self._cells = cell_len(text) + self._history + MARGINS if one_line else None

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines at this width."""
        if self._cells is not None and self._cells <= width:
            return 1
        key = self._text, self._history, width
        height = self._HEIGHTS.get(key)
        if height is None:
            height = self._HEIGHTS[key] = super().get_height(rules, width)
        return height


def _table(text: str, history: str) -> Table:
    row = Table.grid(expand=True, padding=(0, 1, 0, 0))
    row.add_column(width=1)
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    row.add_row("", Text(text), Text(history, style="dim"))
    return row
