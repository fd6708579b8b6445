"""A story's cues for the question, shown while the person thinks and never while they speak.

The screen calls `offer` before an answer and `recording` the moment it begins. The story in view at
that moment is saved as the one told; the person can correct it in the report.
"""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prompts.types import Question
from recorder.display_text import plain
from recorder.stories.fit import Fit, fitting
from sessions.errors import StoreError
from sessions.stories.stories import Stories
from sessions.stories.types import Story

COUNTS = "If you start now, your answer counts as this story."


class StoryCues(Vertical):
    """Hidden until there is something to show; while visible, its screen has the class ``-cues``.

    Calls its screen's actions ``cues`` (the next story) and ``hide_cues``.
    """

    DEFAULT_CSS = """
    StoryCues { height: auto; display: none; padding: 0 2; margin: 1 0 0 0; }
    StoryCues #cues { height: auto; border-left: thick $primary; padding: 0 1; }
    StoryCues #cue-title { link-style: none; link-color: $text-muted; }
    StoryCues #cue-counts { color: $text-muted; }
    StoryCues.-hint #cue-lines, StoryCues.-hint #cue-counts { display: none; }
    .-medium StoryCues { margin: 0; }
    .-short StoryCues { margin: 0; padding: 0 1; }
    .-short StoryCues #cue-counts { display: none; }
    .-short StoryCues #cue-title { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    SCOPED_CSS = False  # the screen's size decides

    def __init__(self, stories: Stories) -> None:
        super().__init__()
        self._stories = stories
        self._fits: tuple[Fit, ...] = ()
        self._place: int | None = None
        self._hints = False

    def compose(self) -> ComposeResult:
        """Lay out the story's title with the keys, its cues, and what will be saved."""
        with Vertical(id="cues"):
            yield Static(id="cue-title")
            yield Static(id="cue-lines")
            yield Static(COUNTS, id="cue-counts")

    # Called by the screen

    def offer(self, question: Question, *, show: bool) -> None:
        """Find stories for a question; ``show`` the first linked one, or suggest another."""
        self._place = None
        try:
            stories = self._stories.all()
            tellings = self._stories.tellings() if stories else ()
            self._fits = fitting(question, stories, tellings)
        except StoreError as error:  # the person can answer without stories
            self._fits = ()
            self.notify(str(error), severity="warning", markup=False)
        if show and self._fits and self._fits[0].linked:
            self._place = 0
        self._hints = show
        self._draw()

    def next(self) -> None:
        """Show the cues, or the cues of the next story."""
        if self._fits:
            self._place = 0 if self._place is None else (self._place + 1) % len(self._fits)
            self._draw()

    def hide(self) -> None:
        """Hide the cues; an answer that begins now counts as no story."""
        self._place = None
        self._hints = False
        self._draw()

    def recording(self, answer_id: int) -> None:
        """Hide the cues as this answer begins, and save the story that was in view."""
        story = self.story
        self.hide()
        if story is not None:
            try:
                self._stories.record_telling(answer_id, story.id)
            except StoreError as error:  # must not stop an answer
                self.notify(str(error), severity="warning", markup=False)

    # State

    @property
    def offer_count(self) -> int:
        """The number of stories for the question."""
        return len(self._fits)

    @property
    def story(self) -> Story | None:
        """The story whose cues are in view."""
        return None if self._place is None else self._fits[self._place].story

    # Drawing

    def on_resize(self) -> None:
        """Cut the lines short if there is little room."""
        self._draw()

    def _draw(self) -> None:
        hinted = self._hints and bool(self._fits) and self._place is None
        self.display = self._place is not None or hinted
        self.screen.set_class(self.display, "-cues")
        self.set_class(hinted, "-hint")
        if hinted:
            self.query_one("#cue-title", Static).update(_hint(self._fits[0]))
        elif self._place is not None:
            fit = self._fits[self._place]
            title = _title(fit, self._place, len(self._fits))
            self.query_one("#cue-title", Static).update(title)
            short = self.screen.has_class("-short")
            self.query_one("#cue-lines", Static).update(lines(fit.story, one_line=short))


def lines(story: Story, *, one_line: bool = False) -> Table:
    """Draw the written cues, each next to its part; ``one_line`` cuts each to one line."""
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(width=11, no_wrap=True)
    table.add_column(ratio=1, no_wrap=one_line, overflow="ellipsis" if one_line else "fold")
    for part, cue in story.parts:
        if cue:
            table.add_row(Text(part.label, style="dim"), Text(plain(cue)))
    return table


def _title(fit: Fit, place: int, count: int) -> Content:
    keys = "[@click=screen.hide_cues][b]h[/b] hide[/]"
    if count > 1:
        keys = f"[@click=screen.cues][b]c[/b] next {place + 1}/{count}[/]   {keys}"
    kind = "Your story" if fit.linked else "May fit"
    return Content.assemble(
        (f"{kind}: ", "$foreground-muted"),
        (plain(fit.story.title), "bold"),
        "   ",
        Content.from_markup(keys),
    )


def _hint(fit: Fit) -> Content:
    return Content.assemble(
        ("No linked story. May fit: ", "$foreground-muted"),
        plain(fit.story.title),
        "   ",
        Content.from_markup("[@click=screen.cues][b]c[/b] show[/]"),
    )
