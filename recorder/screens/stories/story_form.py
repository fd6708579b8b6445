"""One story to write or change: its title, a cue for each part, tags, and what it can answer.

Nothing written is ever lost: the story is saved however the form is left, unless the person
discards the changes. Returns the story's id, or ``None`` if nothing was saved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Button, Input, SelectionList, Static
from textual.widgets.selection_list import Selection

from prompts.bank import fold
from prompts.themes import THEMES
from prompts.types import QuestionKind
from recorder.screens.base import VivaScreen
from recorder.stories.merge import merge
from recorder.stories.wording import KINDS_SAID, tags_of
from recorder.widgets.keys import Keys
from recorder.widgets.line_keys import LINE_KEYS, allows
from recorder.widgets.stories.cue_line import CueLine
from sessions.errors import StoreError
from sessions.stories.stories import Stories
from sessions.stories.types import Story, StoryShape

HEAD = {"narrative": "Your narrative", "star": "A story"}
ADVICE = "A few words for each part, not sentences. Everything is saved when you leave."
TITLES = {"narrative": "My narrative", "star": "A story"}
"""The title of a story that has neither a title nor a cue."""
TITLE_WORDS = 5

BOTH_SAVED = "This story was also changed in another window. Both changes are saved."


class StoryForm(VivaScreen[int | None]):
    """The form."""

    CSS_PATH = "story_form.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Save and leave", tooltip="Save it", id="story.done"),
        *LINE_KEYS,
        Binding("enter", "enter", "Next line", show=False, priority=True, id="story.next_line"),
        Binding("ctrl+r", "drop", "Discard changes", tooltip="Discard changes", id="story.drop"),
    ]

    def __init__(self, stories: Stories, story: Story) -> None:
        super().__init__()
        self._stories = stories
        self._story = story
        self._latest = story
        """The story at the last change; the lines are removed before their screen is."""
        self._settled = False

    def compose(self) -> ComposeResult:
        """Lay out the lines, one below the other."""
        story = self._story
        with VerticalScroll(can_focus=False):
            yield Static(HEAD[story.form], id="title")
            yield Static(ADVICE, id="advice")
            yield CueLine("title", "Title", "", _example(story.form), story.title, is_cue=False)
            for part, cue in story.parts:
                yield CueLine(part.name, part.label, part.hint, part.example, cue)
            tags = ", ".join(story.tags)
            yield CueLine("tags", "Tags", _themes(), "mistake, teamwork", tags, is_cue=False)
            yield Static(Content.styled("What it can answer", "bold"), classes="label")
            yield SelectionList[QuestionKind](
                *(Selection(label, k, k in story.kinds) for k, label in KINDS_SAID.items()),
                compact=True,
            )
            with Horizontal(id="buttons"):
                yield Button("Save (esc)", id="keep", variant="primary")
                yield Button("Discard changes (ctrl+r)", id="drop")
        yield Keys()

    # What is written

    def _line(self, name: str) -> CueLine:
        return self.query_one(f"#line-{name}", CueLine)

    @property
    def written(self) -> Story:
        """The story as written in the form."""
        story = self._story
        offered = self.query_one(SelectionList)
        others = tuple(kind for kind in story.kinds if kind not in KINDS_SAID)
        chosen = tuple(kind for kind in KINDS_SAID if kind in offered.selected)
        return replace(
            story,
            title=self._line("title").text,
            cues=tuple(self._line(part.name).text for part, _ in story.parts),
            tags=tags_of(self._line("tags").text),
            kinds=(*chosen, *others),
        )

    @on(Input.Changed)
    @on(SelectionList.SelectedChanged)
    def _note(self) -> None:
        self._latest = self.written

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Move only from line to line."""
        return allows(action, parameters, self.focused)

    def action_enter(self) -> None:
        """Go to the next line."""
        self.action_line(1)

    def action_line(self, direction: int) -> None:
        """Go to the next line, or the one before."""
        (self.focus_next if direction > 0 else self.focus_previous)()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Keep a line's label in view along with the line."""
        if isinstance(event.widget.parent, CueLine):
            event.widget.parent.scroll_visible(animate=False)

    # Leaving

    @on(Button.Pressed, "#keep")
    def action_done(self) -> None:
        """Save the story and leave."""
        try:
            self.dismiss(self._save(self.written))
        except StoreError as error:
            self.notify(f"{error} Nothing is lost. Try again.", severity="error", markup=False)

    @on(Button.Pressed, "#drop")
    def action_drop(self) -> None:
        """Leave without saving the changes."""
        self._settled = True
        if _changed(self._story, self.written):
            self.app.notify("Changes discarded.")
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Save what was written, however the form was left."""
        try:
            self._save(self._latest)
        except StoreError as error:
            self.app.notify(str(error), severity="error", markup=False)

    def _save(self, story: Story) -> int | None:
        if self._settled:
            return None
        changed = _changed(self._story, story)
        saved = self._keep(story).id if changed else self._story.id
        self._settled = True
        return saved or None

    def _keep(self, story: Story) -> Story:
        """Save the story; one that changed elsewhere while it was open here keeps both changes."""
        there = {other.id: other for other in self._stories.all()}
        theirs = there.get(story.id)
        if theirs is None:  # new, or deleted in another window
            return self._stories.keep(self._titled(replace(story, id=0)))
        if theirs == self._story:
            return self._stories.keep(self._titled(story))
        kept = self._stories.keep(self._titled(merge(self._story, story, theirs)))
        self.app.notify(BOTH_SAVED)
        return kept

    def _titled(self, story: Story) -> Story:
        """Return a story a unique title, taken from its first cue if none is written."""
        words = " ".join(next(filter(None, story.cues), "").split()[:TITLE_WORDS])
        title = next(filter(fold, (story.title, words)), TITLES[story.form])
        taken = {fold(other.title) for other in self._stories.all() if other.id != story.id}
        number, named = 1, title
        while fold(named) in taken:
            number += 1
            named = f"{title} {number}"
        return replace(story, title=named)


def _changed(before: Story, now: Story) -> bool:
    """Return whether there is anything to save; the order of kinds doesn't matter."""
    if not now.id:
        return bool(now.title or any(now.cues) or now.tags)
    return replace(now, kinds=before.kinds) != before or set(now.kinds) != set(before.kinds)


def _example(form: StoryShape) -> str:
    return "From Lagos to Med-Peds" if form == "narrative" else "The wrong dose"


def _themes() -> str:
    names = list(THEMES)
    return f"such as {', '.join(names[:7])}"
