"""A story in full: its cues, how it was used, what it answers, and what it could answer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prompts.bank import Bank
from recorder.display_text import date, plain
from recorder.stories.fit import suggested
from recorder.stories.usage import StoryUsage
from recorder.stories.wording import kinds, used
from recorder.widgets.stories.story_cues import lines
from sessions.stories.types import Story, Telling

MOST = 6
"""Questions and answers listed; the rest are counted."""

NOT_WRITTEN = """\
How you came to Med-Peds, in four cues: background, trigger, exploration, decision.

It answers “Tell me about yourself,” “Why Med-Peds?” and “Walk me through your journey.”
Press Enter to start writing."""


class StoryDetail(VerticalScroll, can_focus=False):
    """Shown next to the list if there is room."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the cues, and the rest."""
        yield Static(id="story-title")
        yield Static(id="story-cues")
        yield Static(id="story-rest")

    def begin(self) -> None:
        """Explain what a narrative is, since there is none."""
        self._draw(Content.styled("Your narrative", "bold"), Content(NOT_WRITTEN))
        self.query_one("#story-cues").display = False

    def show(
        self, story: Story, usage: StoryUsage, bank: Bank, tellings: Sequence[Telling]
    ) -> None:
        """Show a story; ``tellings`` are those of all stories, newest first."""
        title = [Content.styled(plain(story.title), "bold")]
        if usage.overused:
            title.append(Content.styled(f"! {usage.overused}", "$text-warning"))
        mine = [telling for telling in tellings if telling.story_id == story.id]
        parts = [
            _missing(story),
            _answers(story, bank),
            _could(story, bank),
            _usage(usage, mine),
            _kept(story),
        ]
        rest = Content("\n\n").join(part for part in parts if part is not None)
        self._draw(Content("\n").join(title), rest)
        cues = self.query_one("#story-cues", Static)
        cues.display = any(story.cues)
        cues.update(lines(story))

    def _draw(self, title: Content, rest: Content) -> None:
        self.query_one("#story-title", Static).update(title)
        self.query_one("#story-rest", Static).update(rest)
        self.scroll_home(animate=False)


def _missing(story: Story) -> Content | None:
    if not story.missing:
        return None
    names = ", ".join(part.label.lower() for part in story.missing)
    return Content.styled(f"No cue yet: {names}.", "$text-warning")


def _answers(story: Story, bank: Bank) -> Content:
    texts = {question.id: question.text for question in bank.questions}
    there = [texts[id] for id in story.questions if id in texts]
    gone = len(story.questions) - len(there)
    if not there and not gone:
        return Content("Not linked to a question yet. Press l.")
    said = _named("Answers", there)
    if gone:
        said = Content.assemble(said, f"\nand {gone} no longer in the question bank")
    return said


def _could(story: Story, bank: Bank) -> Content | None:
    found = [question.text for question in suggested(story, bank.questions)]
    return _named("Could also answer (l links them)", found) if found else None


def _usage(usage: StoryUsage, mine: Sequence[Telling]) -> Content:
    head = Content.styled(f"Told: {used(usage)}" if mine else "Not told yet", "bold")
    rows = [
        Content.assemble((f"{date(t.told_at):>12}  ", "$foreground-muted"), plain(t.question_text))
        for t in mine[:MOST]
    ]
    return Content("\n").join([head, *rows])


def _kept(story: Story) -> Content | None:
    said = []
    if story.tags:
        said.append(f"Tags: {', '.join(map(plain, story.tags))}")
    if story.kinds:
        said.append(f"For: {kinds(story.kinds)}")
    return Content.styled("\n".join(said), "$foreground-muted") if said else None


def _named(head: str, texts: Sequence[str]) -> Content:
    rows = [Content(f"– {plain(text)}") for text in texts[:MOST]]
    if len(texts) > MOST:
        rows.append(Content.styled(f"and {len(texts) - MOST} more", "$foreground-muted"))
    return Content("\n").join([Content.styled(head, "bold"), *rows])
