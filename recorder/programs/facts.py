"""A program's facts beside the questions that are about it: for the time before one speaks.

The questions are the bank's about the program, filled with its names, and those that the person
wants to ask there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prompts.bank import Bank
from prompts.types import OWN, Question
from sessions.errors import StoreError
from sessions.notebook.program import Program
from sessions.store import Store

WHY = "why-our-program"
ASKING = (8.0, 25.0)
"""Seconds to say one's own question in."""

ASKED: tuple[tuple[str, str], ...] = (
    ("ask_director", "For the director."),
    ("ask_faculty", "For faculty."),
    ("ask_residents", "For residents."),
)
NOTHING = "Nothing is written down yet: add what you like about it and what is special there."


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what it is about, and its lines."""

    about: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramBriefing:
    """A program's name, facts, and questions in the order in which they are practised."""

    program: str
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question | None:
        """Give one of the questions, with the program's names in it."""
        return next((question for question in self.questions if question.id == id), None)

    def after(self, question: Question) -> Question:
        """Give the question after this one; after the last, the first."""
        ids = [each.id for each in self.questions]
        place = ids.index(question.id) + 1 if question.id in ids else 0
        return self.questions[place % len(ids)]


def facts_of(program: Program, bank: Bank) -> ProgramBriefing:
    """Put together what is known of a program."""
    filled = bank.filled(program.placeholders()).questions
    about = [question for question in filled if question.kind == "program"]
    about.sort(key=lambda question: question.id != WHY)
    return ProgramBriefing(program.name, tuple(_facts(program)), (*about, *own_questions(program)))


def current_facts(store: Store, bank: Bank) -> ProgramBriefing | None:
    """Give the facts of the current program alone, for a question of the bank; its order stays."""
    try:
        program = store.programs.current()
    except StoreError:  # the question can be answered without
        return None
    return None if program is None else replace(facts_of(program, bank), questions=())


def own_questions(program: Program) -> tuple[Question, ...]:
    """Give what the person wants to ask there, each line a question to say aloud."""
    found: dict[str, Question] = {}
    for name, whom in ASKED:
        for line in getattr(program, name).splitlines():
            if text := line.strip(" -•*\t"):
                mark = zlib.crc32(text.casefold().encode())
                id = f"{OWN}ask-{program.id}-{mark:08x}"
                category = f"Your questions to {program.name}"
                found.setdefault(id, Question(id, text, category, "asking", ASKING, (whom,)))
    return tuple(found.values())


def _facts(program: Program) -> Iterator[Fact]:
    hospitals = "\n".join((program.hospital, program.childrens_hospital))
    for about, text in (
        ("You like", program.likes),
        ("Special", program.features),
        ("Tracks", program.tracks),
        ("Clinic", program.clinic),
        ("Hospitals", hospitals),
        ("People", program.people),
    ):
        if lines := tuple(line.strip() for line in text.splitlines() if line.strip()):
            yield Fact(about, lines)
