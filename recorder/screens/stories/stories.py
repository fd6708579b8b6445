"""Stories: short cues for what the person can tell, how each was used, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList, Static

from recorder import messages
from recorder.display_text import plain
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.stories.fit import NARRATIVE, without_story
from recorder.stories.usage import StoryUsage, usage_of
from recorder.widgets.keys import Keys
from recorder.widgets.stories.story_detail import StoryDetail
from recorder.widgets.stories.story_list import BEGIN, StoryList
from sessions.errors import StoreError
from sessions.stories.types import RemovedStory, Story, StoryShape, Telling, blank

EMPTY = """\
A story is something that happened to you, saved as a few words for each part. You see these cues \
while you think, never while you speak, so you tell the story instead of reciting it. For example:

  Situation  night float, full census, 2 interns
  Task       safe dose before 6 am
  Action     stopped, called, checked with the nurse
  Result     no harm; new chart, 0 errors since
  Learned    read back every dose

Begin with your narrative: how you came to Med-Peds. It answers the first question in nearly every \
interview. Five to eight stories answer most of the others."""


class StoriesScreen(VivaScreen[None]):
    """The person's stories."""

    CSS_PATH = "stories.tcss"
    AUTO_FOCUS = "StoryList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new('star')", "New", tooltip="Write a new story", id="stories.new"),
        Binding("l", "link", "Questions", tooltip="Link it to questions", id="stories.link"),
        Binding(
            "w",
            "without",
            "No story",
            tooltip="Questions without a story",
            id="stories.without",
        ),
        Binding("x,delete", "delete", "Delete", tooltip="Delete (u to undo)", id="stories.delete"),
        Binding("u", "undo", "Undo", tooltip="Bring it back", id="stories.undo"),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="stories.back"),
    ]
    list = getters.query_one(StoryList)
    detail = getters.query_one(StoryDetail)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._store = services.store.stories
        self._stories: Mapping[str, Story] = {}
        self._tellings: tuple[Telling, ...] = ()
        self._usage: Mapping[int, StoryUsage] = {}
        self._removed: list[RemovedStory] = []

    def compose(self) -> ComposeResult:
        """Lay out a heading and the list with the highlighted story, or how to begin."""
        yield Static(id="title")
        with Vertical(id="empty"):
            with VerticalScroll(can_focus=False):
                yield Static(EMPTY)
            with Horizontal(id="buttons"):
                yield Button("Begin with your narrative (⏎)", id="narrative", variant="primary")
                yield Button("Write a story (n)", id="star")
        with Horizontal(id="stories"):
            yield StoryList()
            yield StoryDetail()
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: a story may be new or changed."""
        self._show()

    # What is shown

    def _show(self) -> None:
        try:
            stories = self._store.all()
            self._tellings = self._store.tellings()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._stories = {str(story.id): story for story in stories}
        self._usage = {
            story.id: usage_of(story, self._tellings, self._store.now) for story in stories
        }
        self.query_one("#empty").display = not stories
        self.query_one("#stories").display = bool(stories)
        self.query_one("#title", Static).update(self._title(stories))
        self.list.show(stories, self._usage)
        self.refresh_bindings()
        if not stories and not isinstance(self.focused, Button):
            self.query_one("#narrative").focus()
        elif stories and not self.list.has_focus:
            self.list.focus()

    def _title(self, stories: tuple[Story, ...]) -> Content:
        left = len(without_story(self._services.bank.questions, stories, self._tellings))
        note = f"  {left} questions have no story (w)" if stories and left else ""
        return Content.assemble(("Your stories", "bold"), (note, "$foreground-muted"))

    @on(OptionList.OptionHighlighted)
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        story = self._stories.get(event.option_id or "")
        if story is None:
            self.detail.begin()
        else:
            self.detail.show(story, self._usage[story.id], self._services.bank, self._tellings)
        self.refresh_bindings()

    @property
    def chosen(self) -> Story | None:
        """The highlighted story."""
        return self._stories.get(self.list.chosen or "")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions available now."""
        if not self.is_mounted:
            return True
        if action in ("link", "delete"):
            return self.chosen is not None
        return bool(self._removed) if action == "undo" else True

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        story = self._stories.get(event.option_id or "")
        if story is not None:
            self._open(story)
        elif event.option_id == BEGIN:
            self.action_new("narrative")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_new("narrative" if event.button.id == "narrative" else "star")

    def action_new(self, form: StoryShape) -> None:
        """Write a new story."""
        story = blank(form)
        if form == "narrative":
            there = {question.id for question in self._services.bank.questions}
            links = tuple(id for id in NARRATIVE if id in there)
            story = Story(form, "", story.cues, kinds=story.kinds, questions=links)
        self._open(story)

    def _open(self, story: Story) -> None:
        from recorder.screens.stories.story_form import StoryForm

        self.app.push_screen(StoryForm(self._store, story), self._written)

    def _written(self, story_id: int | None) -> None:
        """Highlight the story that was just written."""
        if story_id is not None:
            self._show()
            self.list.choose(story_id)

    def action_link(self) -> None:
        """Link the highlighted story to questions."""
        from recorder.screens.stories.story_links import StoryLinks

        if self.chosen is not None:
            self.app.push_screen(StoryLinks(self._store, self.chosen, self._services.bank))

    def action_without(self) -> None:
        """Show the questions that have no story."""
        from recorder.screens.stories.without_story import WithoutStory

        self.app.push_screen(WithoutStory(self._services))

    def action_delete(self) -> None:
        """Delete the highlighted story; it can be restored until this screen closes."""
        if (story := self.chosen) is None:
            return
        try:
            self._removed.append(self._store.remove(story.id))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.offer_undo(f"“{plain(story.title)}” was deleted.")
        self._show()

    def action_undo(self) -> None:
        """Restore the story deleted last."""
        if not self._removed:
            return
        removed = self._removed.pop()
        try:
            story = self._store.restore(removed)
        except StoreError as error:
            self._removed.append(removed)
            self.notify(str(error), severity="warning", markup=False)
            return
        self.withdraw_undo()
        self._show()
        self.list.choose(story.id)

    def action_back(self) -> None:
        """Go back."""
        self.post_message(messages.GoBack())
