"""Pointed follow-ups: right when they are asked, never twice, never leading."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from analysis.follow_ups import because, missing_parts, pointed_follow_up
from analysis.follow_ups.alike import alike
from analysis.follow_ups.choose import OFTEN
from analysis.follow_ups.table import ROWS
from analysis.types import Analysis, Note, Recording, Transcript
from prompts.loader import load
from tests.analysis.content.test_remarks import question, spoken
from tests.analysis.follow_ups.labeled import SETS, answers, judge

PRECISION = 0.9
RECALL = {"development": 0.8, "held_out": 0.6, "fresh": 0.8, "latest": 0.8, "unseen": 0.65}

NO_RESULT = (
    "There was a girl with diabetes who came four times. I sat with the girl alone and I asked her "
    "about school. I called the school nurse and I made a plan with her for the insulin."
)


def analyzed(text: str, id: str = "challenging-patient-case", language: str = "en") -> Analysis:
    words = spoken(text)
    transcript = Transcript(words, words[-1].end, language, "base")
    return Analysis(
        "1", Recording("a.wav", words[-1].end, 16000), question(id), transcript=transcript
    )


@pytest.mark.parametrize("part", SETS)
def test_what_is_asked_for_is_missing(part: str) -> None:
    judged = judge(part)
    assert judged.precision >= PRECISION, "\n".join(judged.lines)


@pytest.mark.parametrize("part", SETS)
def test_most_answers_that_lack_something_are_followed_up(part: str) -> None:
    judged = judge(part)
    assert judged.recall >= RECALL[part], "\n".join(judged.lines)


def test_the_sets_are_large_and_a_third_of_them_lack_nothing() -> None:
    for part in ("held_out", "fresh", "unseen"):
        labeled = answers(part)
        assert len(labeled) >= 60
        assert 3 * sum(not each.missing for each in labeled) >= len(labeled)


@pytest.mark.parametrize("part", SETS)
def test_the_documents_give_these_figures(part: str) -> None:
    judged = judge(part)
    right, wrong, missed = (c.total() for c in (judged.right, judged.wrong, judged.missed))
    row = (
        f"| {part} | {len(answers(part))} | {right + wrong} | {right} | {judged.precision:.2f} | "
        f"{missed} |"
    )
    assert row in (Path(__file__).parents[3] / "docs" / "mock.md").read_text("utf-8")


def test_each_kind_is_asked_somewhere() -> None:
    asked = {name for part in SETS for name in judge(part).right}
    assert asked == {row.name for row in ROWS}


def test_the_next_wording_is_asked_the_second_time_and_nothing_the_third() -> None:
    first = pointed_follow_up(analyzed(NO_RESULT))
    assert first is not None and (first.name, first.text) == ("result", "How did it end?")
    second = pointed_follow_up(analyzed(NO_RESULT), [first.text], [first.name])
    assert second is not None and second.name == "result" and second.text != first.text
    texts, names = [first.text, second.text], [first.name, second.name]
    assert len(names) == OFTEN and pointed_follow_up(analyzed(NO_RESULT), texts, names) is None


def test_a_kind_that_was_not_asked_yet_comes_first() -> None:
    text = (
        "My registrar asked me to put a chest drain and I did it on the left side. I noticed "
        "because nothing came. I clamped it, I called him and I explained to the patient what "
        "I did."
    )
    found = pointed_follow_up(analyzed(text, "a-mistake"))
    assert found is not None and found.name == "result"
    found = pointed_follow_up(analyzed(text, "a-mistake"), [found.text], ["result"])
    assert found is not None and found.name == "learned"


def test_a_question_planned_in_the_interview_is_not_asked_in_other_words() -> None:
    found = pointed_follow_up(analyzed(NO_RESULT), ["And how did that end for you?"])
    assert found is not None and found.text != "How did it end?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What was your role?", "So what exactly was your role in that?"),
        ("What did you learn from that?", "What did you learn from it?"),
        ("What did you do?", "What did you do"),
    ],
)
def test_questions_that_ask_the_same_are_alike(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


def test_questions_that_ask_something_else_are_not_alike() -> None:
    assert not alike("How did it end?", "What was your role?")
    assert not alike("What did you do?", "Who are you?")


def test_no_two_wordings_of_the_table_are_alike() -> None:
    texts = [text for row in ROWS for text in row.wordings]
    assert not [(a, b) for a, b in combinations(texts, 2) if alike(a, b)]


def test_every_kind_can_be_asked_as_often_as_it_may_in_an_interview_about_anything() -> None:
    """Each kind has enough wordings that are like none of the question bank's."""
    others = [text for each in load().questions for text in (each.text, *each.follow_ups)]
    for row in ROWS:
        free = [text for text in row.wordings if not any(alike(text, o) for o in others)]
        assert len(free) >= OFTEN, row.name


def test_no_wording_suggests_an_answer() -> None:
    opening = ("what", "how", "which", "who", "can you", "could you", "if i remember")
    for row in ROWS:
        for text in row.wordings:
            assert text.lower().startswith(opening) and text.endswith("?") and len(text) <= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_report_can_say_why(row: object) -> None:
    assert because(getattr(row, "name", "")).startswith("asked because ")


def test_an_unknown_reason_and_none_say_nothing() -> None:
    assert because("from a later version") == because(None) == ""


def test_what_may_be_misheard_is_not_followed_up() -> None:
    unsure = analyzed(NO_RESULT)
    assert unsure.transcript is not None
    words = tuple(replace(word, probability=0.3) for word in unsure.transcript.words)
    transcript = replace(unsure.transcript, words=words)
    assert pointed_follow_up(replace(unsure, transcript=transcript)) is None


@pytest.mark.parametrize(("end", "asks"), [(20.9, True), (22.1, False)])
def test_what_may_be_among_words_that_are_missing_is_not_asked_for(end: float, asks: bool) -> None:
    notes = (Note("unheard", "Speech that isn't in the transcript.", 20.0, end),)
    found = pointed_follow_up(replace(analyzed(NO_RESULT), notes=notes))
    assert (found is not None) == asks


def test_other_languages_silence_and_no_question_are_not_followed_up() -> None:
    assert pointed_follow_up(analyzed(NO_RESULT, language="es")) is None
    assert pointed_follow_up(replace(analyzed(NO_RESULT), transcript=None)) is None
    assert missing_parts(spoken("Yes no"), question("a-mistake")) == ()
    assert missing_parts(spoken(NO_RESULT), None) == ()


def test_an_answer_to_another_question_is_not_followed_up() -> None:
    cooking = (
        "You mix the flour with warm water and a bit of salt and you leave it under a towel. The "
        "oven is very hot, and the bread is ready when it sounds hollow. It smells wonderful."
    )
    assert missing_parts(spoken(cooking), question("tell-me-about-yourself")) == ()


def test_an_ending_in_any_words_is_an_ending() -> None:
    for ending in ("The next day she smiled.", "She is a nurse now.", "It was okay.", "He died."):
        assert "result" not in missing_parts(
            spoken(f"{NO_RESULT} {ending}"), question("challenging-patient-case")
        )
