"""Which story could answer a question: by the person's links, then by themes and words.

A suggestion scores `THEME` for each theme (`prompts.themes`) shared by the question and a tag of
the story, at most two; one for each word of the question that is also in the story, at most three;
and one more if the story is for questions of that kind. Below `ENOUGH` nothing is suggested: a
kind alone, or a word or two, would suggest every story for everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prompts import themes
from prompts.bank import fold
from prompts.types import Question, QuestionKind
from sessions.stories.types import Story, Telling

THEME, ENOUGH = 3, 3
MOST_THEMES, MOST_WORDS = 2, 3

NEED_STORY: tuple[QuestionKind, ...] = ("behavioural", "ethical")
"""Kinds that ask for something that happened; for ethical ones the guide wants 2–3 examples."""

NARRATIVE = (
    "tell-me-about-yourself",
    "why-medicine-pediatrics",
    "why-med-peds",
    "your-journey",
    "the-moment-you-knew",
    "how-you-explored",
)
"""Questions in the guide that the narrative answers; a new narrative is linked to them."""

COMMON = frozenset(
    fold(
        "about after again also anyone been before could describe doctor does done ever every "
        "find from give handle have help hospital interview into kind made make many more most "
        "much need never nobody patient people person question resident respond said same some "
        "someone something still tell than that their them then there they thing this time told "
        "very want well were what when where which while will with work would year your "
    ).split()
)
"""Words that say nothing about the topic of a question."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A story for a question: linked by the person, or suggested because of ``why``."""

    story: Story
    linked: bool
    score: int = 0
    why: str = ""


def fit(story: Story, question: Question) -> Fit:
    """Rate how well a story would answer a question, whatever is linked."""
    tagged: set[str] = set().union(*(themes.of_tag(tag) for tag in story.tags))
    shared = sorted(tagged & themes.of_question(question))[:MOST_THEMES]
    text = " ".join((story.title, *story.cues, *story.tags))
    words = sorted(_words(text) & _words(question.text))[:MOST_WORDS]
    score = THEME * len(shared) + len(words) + (question.kind in story.kinds)
    said = [*shared, *(word for word in words if not any(word in theme for theme in shared))]
    return Fit(story, question.id in story.questions, score, ", ".join(said))


def fitting(
    question: Question, stories: Iterable[Story], tellings: Iterable[Telling] = ()
) -> tuple[Fit, ...]:
    """Return stories for a question: linked ones, then suggestions; least told first if equal."""
    told = Counter(telling.story_id for telling in tellings)
    found = [fit(story, question) for story in stories]
    there = [each for each in found if each.linked or each.score >= ENOUGH]
    return tuple(
        sorted(there, key=lambda each: (not each.linked, -each.score, told[each.story.id]))
    )


def suggested(story: Story, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return questions a story isn't linked to but could answer, best first."""
    scored = [(fit(story, question), question) for question in questions]
    there = [(each.score, q) for each, q in scored if not each.linked and each.score >= ENOUGH]
    return tuple(q for _, q in sorted(there, key=lambda pair: -pair[0]))


def without_story(
    questions: Iterable[Question], stories: Sequence[Story], tellings: Iterable[Telling]
) -> tuple[Question, ...]:
    """Return questions that need a story but have none linked or told."""
    covered = {id for story in stories for id in story.questions}
    covered |= {telling.question_id for telling in tellings if telling.question_id is not None}
    return tuple(q for q in questions if q.kind in NEED_STORY and q.id not in covered)


def _words(text: str) -> set[str]:
    """Return the key words of a text: no common ones, no plurals, no long endings."""
    words = (word for word in fold(text).split() if len(word) > 3 and word not in COMMON)
    return {bare[:7] for word in words if (bare := word.removesuffix("s")) not in COMMON}
