"""The person's stories, two lines each: the title with its use, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.stories.usage import StoryUsage
from recorder.stories.wording import FORMS_SAID, OVERUSED, about, used
from sessions.stories.types import Story

BEGIN = "begin"
"""Id of the option for a narrative that isn't written yet."""


class StoryList(OptionList):
    """One option per story, with the story's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Change", tooltip="Change this story", id="stories.change")
    ]

    def show(self, stories: Sequence[Story], usage: Mapping[int, StoryUsage]) -> None:
        """Show these stories; the same one stays highlighted."""
        previous, place = self.chosen, self.highlighted
        self.clear_options()
        if not any(story.is_narrative for story in stories):
            self.add_option(Option(_row(FORMS_SAID["narrative"], "", "not written yet"), id=BEGIN))
        for story in stories:
            self.add_option(Option(_story(story, usage[story.id]), id=str(story.id)))
        ids = [option.id for option in self.options]
        if previous in ids:
            self.highlighted = ids.index(previous)
        elif ids:
            self.highlighted = min(place or 0, len(ids) - 1)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted option."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def choose(self, story_id: int) -> None:
        """Highlight a story."""
        ids = [option.id for option in self.options]
        if str(story_id) in ids:
            self.highlighted = ids.index(str(story_id))


def _story(story: Story, usage: StoryUsage) -> Group:
    title = plain(story.title)
    usage_text = f"{used(usage)}" if usage.overused is None else f"{usage.times}×, {OVERUSED}"
    first = f"{FORMS_SAID['narrative']} · " if story.is_narrative else ""
    return _row(title, usage_text, first + about(story), warn=usage.overused is not None)


def _row(title: str, usage_text: str, below: str, *, warn: bool = False) -> Group:
    row = Table.grid(expand=True, padding=(0, 1, 0, 0))
    row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    row.add_column(justify="right", no_wrap=True)
    mark = "! " if warn else ""
    row.add_row(Text(title), Text(mark + usage_text, style="bold" if warn else "dim"))
    return Group(row, Text(below, style="dim", no_wrap=True, overflow="ellipsis"))
