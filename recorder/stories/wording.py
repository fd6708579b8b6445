"""The words for stories: kinds of questions in plain language, and how much one was used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prompts.types import QuestionKind
from recorder.display_text import date, plain
from recorder.stories.usage import StoryUsage
from sessions.stories.types import CUE_LENGTH, Story, StoryShape

KINDS_SAID: Mapping[QuestionKind, str] = {
    "behavioural": "Something that happened",
    "ethical": "A hard decision",
    "background": "About you",
    "motivational": "Your motivation and goals",
    "knowledge": "How you work and learn",
    "gap": "A gap or an attempt",
    "program": "Why this program",
}
"""The kinds a story can be for, in the order they are offered."""

FORMS_SAID: Mapping[StoryShape, str] = {"narrative": "Your narrative", "star": "Story"}
OVERUSED = "overused"


def used(usage: StoryUsage) -> str:
    """Describe how often and when last: "3×, last Nov 22, 2026"; "not told yet"."""
    if usage.last is None:
        return "not told yet"
    return f"{usage.times}×, last {date(usage.last)}"


def too_long(cue: str) -> str | None:
    """Warn that a cue is closer to a sentence; the limit isn't enforced."""
    if len(cue) <= CUE_LENGTH:
        return None
    return (
        f"{len(cue)} characters. Full sentences make you recite: "
        f"a few words are enough (up to {CUE_LENGTH})."
    )


def about(story: Story) -> str:
    """Describe in one line what a story is about and how many questions it is for."""
    tags = ", ".join(map(plain, story.tags))
    count = len(story.questions)
    questions = (
        "1 question" if count == 1 else f"{count} questions" if count else "no questions yet"
    )
    return f"{tags} · {questions}" if tags else questions


def kinds(of: Iterable[QuestionKind]) -> str:
    """Name kinds of questions: "something that happened, a hard decision"."""
    return ", ".join(KINDS_SAID.get(kind, kind).lower() for kind in of)


def tags_of(text: str) -> tuple[str, ...]:
    """Parse tags separated by commas; each once."""
    found = (" ".join(plain(part).split()) for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in found if tag))
