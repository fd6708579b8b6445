"""A program's facts and questions for practice."""

from __future__ import annotations

from prompts.bank import Bank
from prompts.loader import load
from prompts.types import Question
from recorder.programs.facts import facts_of, own_questions
from sessions.notebook.program import Program

PROGRAM = Program(
    id=7,
    name="Riverside {city}",
    city="Cleveland",
    likes="Transition clinic\n\nAdvocacy",
    childrens_hospital="Rainbow",
    ask_director="- How is time balanced?\nWho mentors?",
    ask_residents="how is time balanced?",
)


def test_questions_about_it_with_its_names() -> None:
    facts = facts_of(PROGRAM, load())
    first, *rest = facts.questions
    assert first.id == "why-our-program"
    texts = [question.text for question in facts.questions]
    assert "What do you know about Riverside {city}?" in texts
    assert "Why would you like to live in Cleveland?" in texts
    assert "What would you like to learn at this hospital and at Rainbow?" in texts
    assert {question.kind for question in rest} == {"program", "asking"}


def test_own_questions_stay_as_written_and_keep_their_id() -> None:
    found = own_questions(PROGRAM)
    assert [(q.text, q.kind, q.tips) for q in found] == [
        ("How is time balanced?", "asking", ("For the director.",)),
        ("Who mentors?", "asking", ("For the director.",)),
    ]
    assert found == own_questions(PROGRAM)
    assert all(question.is_own for question in found)


def test_facts_are_only_what_is_written() -> None:
    facts = facts_of(PROGRAM, load()).facts
    assert [(fact.about, fact.lines) for fact in facts] == [
        ("You like", ("Transition clinic", "Advocacy")),
        ("Hospitals", ("Rainbow",)),
    ]
    assert facts_of(Program(id=1, name="R"), load()).facts == ()


def test_questions_wrap_around() -> None:
    facts = facts_of(PROGRAM, load())
    last = facts.questions[-1]
    assert facts.after(last) == facts.questions[0]
    elsewhere = Question("x", "X?", "", "gap", (1, 2), ())
    assert facts.after(elsewhere) == facts.questions[0]
    assert facts.question("x") is None
    assert facts_of(Program(id=1, name="R"), Bank(())).questions == ()
