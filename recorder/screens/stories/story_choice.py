"""Choose a story: one of the person's, none of them, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.screens.base import Dialog
from recorder.stories.fit import Fit
from sessions.stories.types import Story

NoStory = Literal["none", "new"]
LABELS: dict[NoStory, str] = {"none": "None of these", "new": "Write a new story for it"}


class StoryChoice(Dialog[Story | NoStory | None]):
    """Lists the best fits first; returns ``None`` for no change."""

    CSS_PATH = "story_choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="choice.leave")
    ]

    def __init__(
        self,
        title: str,
        text: str,
        stories: Sequence[Story],
        fits: Sequence[Fit],
        other: NoStory,
        now: int | None = None,
    ) -> None:
        super().__init__()
        self._title, self._text = title, text
        why = {each.story.id: "linked" if each.linked else each.why for each in fits}
        fitting = [each.story for each in fits]
        rest = [story for story in stories if story.id not in why]
        self._stories = (*fitting, *rest)
        self._why = why
        self._other: NoStory = other
        self._now = now

    def compose(self) -> ComposeResult:
        """Lay out one line per story."""
        with Vertical(id="box"):
            yield Static(Content(self._title), id="title")
            yield Static(Content(plain(self._text)), id="text")
            options = [Option(self._line(story)) for story in self._stories]
            yield OptionList(*options, Option(LABELS[self._other]))

    def on_mount(self) -> None:
        """Start on the current story, or on the best fit."""
        ids = [story.id for story in self._stories]
        place = ids.index(self._now) if self._now in ids else 0
        self.query_one(OptionList).highlighted = place
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        place = event.option_index
        self.dismiss(self._stories[place] if place < len(self._stories) else self._other)

    def _line(self, story: Story) -> Content:
        why = self._why.get(story.id)
        note = (
            "" if why is None else f"  {plain(why)}" if why == "linked" else f"  fits: {plain(why)}"
        )
        mark = "✓ " if story.id == self._now else ""
        return Content.assemble(mark, plain(story.title), (note, "$foreground-muted"))
