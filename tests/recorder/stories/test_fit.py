"""Which story for which question, computed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from prompts.loader import load
from prompts.types import Question
from recorder.stories.fit import NARRATIVE, fit, fitting, suggested, without_story
from sessions.stories.types import Story, Telling, blank

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BANK = load()
DOSE = Story(
    "star",
    "The wrong dose",
    ("night shift, full ward", "safe dose", "stopped, called the nurse", "no harm", "read back"),
    tags=("mistake",),
    kinds=("behavioural",),
    id=1,
)
SENIOR = replace(DOSE, title="Discharge too early", cues=("",) * 5, tags=("disagreement",), id=2)


def question(text: str, kind: str = "behavioural") -> Question:
    return Question("own-x", text, "Mine", kind, (60, 120), ())  # type: ignore[arg-type]


def told(story: int, question_id: str | None) -> Telling:
    return Telling(story, 1, question_id, "Why?", NOW)


def test_a_theme_and_the_kind() -> None:
    found = fit(DOSE, BANK.get("a-mistake"))
    # theme mistake 3, the word "mistake" (a tag) 1, kind 1
    assert (found.score, found.why, found.linked) == (5, "mistake", False)


def test_words_in_common_without_plural_and_endings() -> None:
    found = fit(DOSE, question("Did nurses on that ward stop you?", "knowledge"))
    assert (found.score, found.why) == (2, "nurse, ward")
    assert fit(DOSE, question("Nurses, wards, nights and shifts: which?", "knowledge")).score == 3


def test_a_kind_alone_or_common_words_are_not_enough() -> None:
    found = fit(DOSE, question("Describe a time when you would have had to help a patient."))
    assert (found.score, found.why) == (1, "")
    assert fitting(question("Describe a patient."), [DOSE, SENIOR]) == ()


def test_linked_stories_come_first_whatever_their_score() -> None:
    linked = replace(SENIOR, questions=("a-mistake",))
    found = fitting(BANK.get("a-mistake"), [DOSE, linked])
    assert [(each.story.id, each.linked) for each in found] == [(2, True), (1, False)]


def test_among_equals_the_least_told_comes_first() -> None:
    twin = replace(DOSE, id=3)
    found = fitting(BANK.get("a-mistake"), [DOSE, twin], [told(1, "failure")])
    assert [each.story.id for each in found] == [3, 1]


def test_questions_for_a_story_leave_out_the_linked_ones() -> None:
    found = [q.id for q in suggested(SENIOR, BANK.questions)]
    assert "team-conflict" in found and "disagreeing-with-an-attending" in found
    linked = replace(SENIOR, questions=("team-conflict",))
    assert "team-conflict" not in [q.id for q in suggested(linked, BANK.questions)]
    assert suggested(blank("star"), BANK.questions) == ()


def test_questions_of_the_persons_own_are_matched_too() -> None:
    own = question("When did you disagree with a senior?")
    assert [each.story.id for each in fitting(own, [DOSE, SENIOR])] == [2]


def test_which_questions_have_none() -> None:
    questions = [BANK.get(i) for i in ("a-mistake", "failure", "why-med-peds", "ethical-dilemma")]
    stories = [replace(DOSE, questions=("a-mistake",))]
    assert [q.id for q in without_story(questions, stories, [])] == ["failure", "ethical-dilemma"]
    left = without_story(questions, stories, [told(1, "failure"), told(1, None)])
    assert [q.id for q in left] == ["ethical-dilemma"]


def test_the_narrative_answers_questions_that_are_there() -> None:
    assert all(BANK.get(id).kind in ("background", "motivational") for id in NARRATIVE if id)
