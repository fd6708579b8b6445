"""Link a story to questions: search, and mark those it answers; each mark is saved right away."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from prompts.bank import Bank
from prompts.types import Question
from recorder.display_text import plain
from recorder.screens.base import Dialog
from recorder.stories.fit import fit, suggested
from sessions.errors import StoreError
from sessions.stories.stories import Stories
from sessions.stories.types import Story

NONE = "No matching questions."


class QuestionMarks(OptionList):
    """Questions to mark with Enter or space."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Mark", show=False, id="links.mark")
    ]


class StoryLinks(Dialog[None]):
    """Lists linked questions first, then those the story may answer, then the rest."""

    CSS_PATH = "story_links.tcss"
    AUTO_FOCUS = "QuestionMarks"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="links.search", priority=True),
        Binding("escape", "close", "Done", id="links.close"),
    ]
    marks = getters.query_one(QuestionMarks)
    search = getters.query_one(Input)

    def __init__(self, stories: Stories, story: Story, bank: Bank) -> None:
        super().__init__()
        self._stories = stories
        self._story = story
        self._bank = bank
        self._suggested = {question.id for question in suggested(story, bank.questions)}

    def compose(self) -> ComposeResult:
        """Lay out the search and the list."""
        with Vertical(id="box"):
            yield Static(id="title")
            yield Input(placeholder="/ to search all questions", id="search")
            yield QuestionMarks()
            yield Static(NONE, id="none")
            yield Static("enter: mark · /: search · esc: done", id="keys")
            yield Button("Done (esc)", id="close")

    def on_mount(self) -> None:
        """Show all questions."""
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        text = self.search.value
        found = self._bank.search(text)
        if not text.strip():
            best = suggested(self._story, found)
            linked = tuple(q for q in found if q.id in self._story.questions)
            first = (*linked, *best)
            found = (*first, *(q for q in found if q not in first))
        self.marks.set_options(Option(self._row(q), id=q.id) for q in found)
        self.marks.display = bool(found)
        self.query_one("#none").display = not found
        if found:
            self.marks.highlighted = 0
        self._head()

    def _head(self) -> None:
        count = len(self._story.questions)
        questions = "1 question" if count == 1 else f"{count} questions"
        title = Content.assemble((plain(self._story.title), "bold"), f"  answers {questions}")
        self.query_one("#title", Static).update(title)

    def _row(self, question: Question) -> Table:
        marked = question.id in self._story.questions
        why = fit(self._story, question).why if question.id in self._suggested else ""
        row = Table.grid(expand=True, padding=(0, 1, 0, 0))
        row.add_column(width=1)
        row.add_column(ratio=1)
        row.add_column(justify="right", max_width=20, no_wrap=True, overflow="ellipsis")
        row.add_row(
            Text("✓" if marked else "·", style="bold" if marked else "dim"),
            Text(plain(question.text)),
            Text(plain(f"may fit: {why}") if why else "", style="dim"),
        )
        return row

    @on(OptionList.OptionSelected)
    def _mark(self, event: OptionList.OptionSelected) -> None:
        id = event.option_id or ""
        before = self._story.questions
        after = tuple(q for q in before if q != id) if id in before else (*before, id)
        try:
            self._story = self._stories.keep(replace(self._story, questions=after))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        row = self._row(self._bank.get(id))
        self.marks.replace_option_prompt_at_index(event.option_index, row)
        self._head()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.marks.focus()

    def on_key(self, event: Key) -> None:
        """Move from the search to the list with the down key."""
        if event.key == "down" and self.search.has_focus:
            event.stop()
            self.marks.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the slash key to the search line while typing in it."""
        return not (action == "search" and self.is_mounted and self.search.has_focus)

    def action_search(self) -> None:
        """Go to the search."""
        self.search.focus()

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Empty the search, or close."""
        if self.search.has_focus and self.search.value:
            self.search.value = ""
            self.marks.focus()
        else:
            self.dismiss()
