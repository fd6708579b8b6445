"""Questions that need a story and have none, each with a story that may fit."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prompts.types import Question
from recorder import messages
from recorder.display_text import plain
from recorder.screens.base import VivaScreen
from recorder.screens.stories.story_choice import StoryChoice
from recorder.services import Services
from recorder.stories.fit import NEED_STORY, fitting, without_story
from recorder.stories.wording import KINDS_SAID
from recorder.widgets.keys import Keys
from sessions.errors import StoreError
from sessions.stories.types import Story, Telling, blank

TITLE = "Questions without a story"
NONE = "Every question that asks for a story has one. You're well prepared."


class NeedList(OptionList):
    """The questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", tooltip="Choose a story for it", id="without.choose")
    ]


class WithoutStory(VivaScreen[None]):
    """Questions without a linked story and without a telling."""

    CSS_PATH = "without_story.tcss"
    AUTO_FOCUS = "NeedList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "practice", "Answer it", tooltip="Answer it aloud", id="without.practice"),
        Binding("escape", "back", "Back", tooltip="Back to your stories", id="without.back"),
    ]
    list = getters.query_one(NeedList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._store = services.store.stories
        self._stories: tuple[Story, ...] = ()
        self._tellings: tuple[Telling, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list."""
        yield Static(id="title")
        yield Static(NONE, id="none")
        yield NeedList()
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: a story may be new."""
        self._show()

    def _show(self) -> None:
        try:
            self._stories, self._tellings = self._store.all(), self._store.tellings()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        bank, place = self._services.bank, self.list.highlighted
        left = without_story(bank.questions, self._stories, self._tellings)
        need = sum(question.kind in NEED_STORY for question in bank.questions)
        self.query_one("#title", Static).update(
            Content.assemble((TITLE, "bold"), (f"  {len(left)} of {need}", "$foreground-muted"))
        )
        self.query_one("#none").display = not left
        self.list.display = bool(left)
        self.list.clear_options()
        for kind in NEED_STORY:
            mine = [question for question in left if question.kind == kind]
            if mine:
                heading = f"{KINDS_SAID[kind]} ({len(mine)})"
                self.list.add_option(
                    Option(Content.styled(heading, "bold $primary"), disabled=True)
                )
            for question in mine:
                self.list.add_option(Option(self._row(question), id=question.id))
        if left:
            self.list.highlighted = min(place if place is not None else 1, self._last)

    @property
    def _last(self) -> int:
        return self.list.option_count - 1

    def _row(self, question: Question) -> Table:
        fits = fitting(question, self._stories, self._tellings)
        may = f"may fit: {plain(fits[0].story.title)}" if fits else ""
        row = Table.grid(expand=True, padding=(0, 1, 0, 0))
        row.add_column(ratio=1)
        row.add_column(justify="right", max_width=34, no_wrap=True, overflow="ellipsis")
        row.add_row(Text(plain(question.text)), Text(may, style="dim"))
        return row

    @property
    def _chosen(self) -> Question | None:
        place = self.list.highlighted
        id = None if place is None else self.list.get_option_at_index(place).id
        return None if id is None else self._services.bank.get(id)

    @on(OptionList.OptionSelected)
    @work(exclusive=True, group="asking")
    async def _choose(self) -> None:
        if (question := self._chosen) is None:
            return
        fits = fitting(question, self._stories, self._tellings)
        ask = StoryChoice("Which story answers it?", question.text, self._stories, fits, "new")
        match await self.app.push_screen_wait(ask):
            case Story() as story:
                self._link(story, question)
            case "new":
                self._write(question)

    def _link(self, story: Story, question: Question) -> None:
        try:
            self._store.keep(replace(story, questions=(*story.questions, question.id)))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(f"“{plain(story.title)}” is now linked to it.", markup=False)
        self._show()

    def _write(self, question: Question) -> None:
        from recorder.screens.stories.story_form import StoryForm

        story = replace(blank("star"), kinds=(question.kind,), questions=(question.id,))
        self.app.push_screen(StoryForm(self._store, story))

    def action_practice(self) -> None:
        """Answer the highlighted question."""
        if (question := self._chosen) is not None:
            self.post_message(messages.PracticeQuestion(question))

    def action_back(self) -> None:
        """Go back."""
        self.post_message(messages.GoBack())
