"""The part of a report's screen that shows, and changes, which story an answer told."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from prompts.bank import Bank
from recorder.display_text import plain
from recorder.recording.session import question_asked
from recorder.screens.report.correcting import CorrectionScreen
from recorder.screens.stories.story_choice import StoryChoice
from recorder.stories.fit import NEED_STORY, fitting
from sessions.errors import StoreError
from sessions.stories.types import Story
from sessions.types import Answer

NO_STORIES = "You have no stories yet. To write one, go to the first screen and press b."


class StoryLine(Static):
    """Which story an answer told; hidden if none was asked for. A click changes it."""

    DEFAULT_CSS = "StoryLine { height: auto; padding: 0 2; color: $text-muted; display: none; }"

    class Clicked(Message):
        """The person wants to change the story."""

    def show(self, answer: Answer, stories: tuple[Story, ...], told: Story | None) -> None:
        """Show the story, or ask for it if the question wants one and there are some."""
        asked = bool(stories) and answer.question_kind in NEED_STORY
        self.display = told is not None or asked
        if told is None:
            self.update(Content("Did you tell one of your stories? Press b to choose which one."))
        else:
            said = ("Story: ", (plain(told.title), "bold"), "  (press b to change)")
            self.update(Content.assemble(*said))

    def on_click(self, event: Click) -> None:
        """Ask to change the story."""
        event.stop()
        self.post_message(self.Clicked())


class StoryTellingScreen(CorrectionScreen):
    """A screen of an answer that may have told a story; composes a `StoryLine`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b", "story", "Story", show=False, tooltip="Choose the story you told", id="telling.ask"
        ),
    ]

    def show_told(self) -> None:
        """Show which story the answer told."""
        if self.answer is None:
            return
        stories = self.services.store.stories
        try:
            told = stories.story_told_in(self.answer.id)
            self.query_one(StoryLine).show(self.answer, stories.all(), told)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    @on(StoryLine.Clicked)
    @work(group="story", exclusive=True)
    async def action_story(self) -> None:
        """Ask which story it was, and save the choice."""
        if self.answer is None:
            return
        store = self.services.store.stories
        try:
            stories, told = store.all(), store.story_told_in(self.answer.id)
            if not stories:
                self.notify(NO_STORIES)
                return
            bank: Bank = self.services.bank
            fits = fitting(question_asked(self.answer, bank), stories, store.tellings())
            now = told.id if told is not None else None
            text = self.answer.question_text
            ask = StoryChoice("Which story did you tell?", text, stories, fits, "none", now)
            chosen = await self.app.push_screen_wait(ask)
            if chosen is not None:
                store.record_telling(
                    self.answer.id, chosen.id if isinstance(chosen, Story) else None
                )
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.show_told()
