"""A program's facts and the questions about it, to read before speaking.

The questions are those of the bank about the program, filled in with its names, and those that
the person wants to ask there.
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
"""Seconds for asking one's own question."""

ASKED: tuple[tuple[str, str], ...] = (
    ("ask_director", "For the director."),
    ("ask_faculty", "For faculty."),
    ("ask_residents", "For residents."),
)
NOTHING = "No notes yet: add what you like about the program and what makes it special."


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its topic, and its lines."""

    about: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramBriefing:
    """A program's name, facts, and questions in practice order."""

    program: str
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question | None:
        """Return one of the questions, with the program's names filled in."""
        return next((question for question in self.questions if question.id == id), None)

    def after(self, question: Question) -> Question:
        """Return the question after this one; after the last, the first."""
        ids = [each.id for each in self.questions]
        place = ids.index(question.id) + 1 if question.id in ids else 0
        return self.questions[place % len(ids)]


def facts_of(program: Program, bank: Bank) -> ProgramBriefing:
    """Put together what is known about a program."""
    filled = bank.filled(program.placeholders()).questions
    about = [question for question in filled if question.kind == "program"]
    about.sort(key=lambda question: question.id != WHY)
    return ProgramBriefing(program.name, tuple(_facts(program)), (*about, *own_questions(program)))


def current_facts(store: Store, bank: Bank) -> ProgramBriefing | None:
    """Return only the current program's facts, for a question in the bank; its order stays."""
    try:
        program = store.programs.current()
    except StoreError:  # the question can be answered without it
        return None
    return None if program is None else replace(facts_of(program, bank), questions=())


def own_questions(program: Program) -> tuple[Question, ...]:
    """Return what the person wants to ask there, each line a question to say out loud."""
    found: dict[str, Question] = {}
    for name, whom in ASKED:
        for line in getattr(program, name).splitlines():
            if text := line.strip(" -•*\t"):
                mark = zlib.crc32(text.casefold().encode())
                id = f"{OWN}ask-{program.id}-{mark:08x}"
                category = f"Your questions for {program.name}"
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
