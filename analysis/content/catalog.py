"""The one table of comments on content: name, label, what it notices, and why.

Standard library only. The order is the ranking: only the first ``MOST`` of those found are shown.
A new remark is one row here and one function of the same name in this package; settings,
``docs/notes.md`` and the report follow from the row. Names are stored in people's settings, so a
name never changes, not even its spelling.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 3
"""Remarks on one answer; no one can work on more than three things at once."""


@dataclass(frozen=True, slots=True)
class RemarkEntry:
    """One remark: ``where`` says for which questions, ``definition`` when it is made."""

    name: str
    label: str
    where: str
    definition: str
    source: str


GUIDE = "interview guide"
VIVA = "defined here"

CATALOG: tuple[RemarkEntry, ...] = (
    RemarkEntry(
        "covers_question",
        "Did it answer the question?",
        "the kinds of questions in the guide: yourself, why Med-Peds, gaps, strengths and "
        "weaknesses, stories, ethical questions, this program",
        "Which parts of a good answer were found, each with your words, and which weren't; a "
        "caution if the answer seems to be about something else.",
        f"{GUIDE}: what each kind of answer should include",
    ),
    RemarkEntry(
        "visa_or_salary",
        "Bringing up a visa or salary",
        "questions that don't ask about them",
        "You ask for or about a visa, a sponsor, or pay. A story in which a visa caused a delay or "
        "a move doesn't count.",
        f"{GUIDE}: save visas and pay for late in the day, or ask the coordinator",
    ),
    RemarkEntry(
        "apologising",
        "Apologizing",
        "questions about gaps and attempts; apologies for your English, on every question",
        "You apologize to the interviewer, or say you're ashamed, for a gap, an attempt, a score, "
        "or your English. Saying sorry to a patient, or to restart a sentence, doesn't count.",
        f"{GUIDE}: no excessive apologies; brief, honest, growth",
    ),
    RemarkEntry(
        "defensiveness",
        "Blaming others or playing it down",
        "questions about gaps and attempts",
        "You blame others, luck, or the exam, or say that the gap doesn't matter.",
        f"{GUIDE}: avoid defensiveness on gaps and attempts",
    ),
    RemarkEntry(
        "recited",
        "Sounding memorized",
        "questions you answered before",
        "Long runs of the same words as in an earlier answer to this question, said more fluently "
        "than usual for you.",
        "n-gram overlap as in tests of spoken language (Wang et al. 2019); "
        f"{GUIDE}: memorized answers sound rehearsed",
    ),
    RemarkEntry(
        "generic_reason",
        "A reason anyone could give",
        "questions about your reasons and plans, and why this program",
        "A reason such as liking both adults and children, with nothing concrete after it.",
        f"{GUIDE}: show a specific understanding of Med-Peds",
    ),
    RemarkEntry(
        "story_parts",
        "A part of the story is missing or too long",
        "questions that ask for a story",
        "Situation, Task, Action, and Result are recognized by their words. The comment appears "
        "if no result is found, or if the situation takes more than half of the time.",
        f"{GUIDE}: situation, task, action, result",
    ),
    RemarkEntry(
        "main_point_late",
        "The main point comes late",
        "questions about reasons, plans, gaps, and this program, and yes-or-no questions",
        "It takes more than 25 seconds, and more than a quarter of the answer, to get to words "
        "that answer the question.",
        f"{GUIDE}: clear, concise answers; the limits are {VIVA}",
    ),
    RemarkEntry(
        "own_part",
        "“We” hides your own part",
        "questions that ask for a story",
        "“We” did at least five things, and “I” at most one for every four of those.",
        f"{GUIDE}: say what you did; the limits are {VIVA}",
    ),
    RemarkEntry(
        "hedging",
        "Unsure words",
        "questions about yourself, your reasons, and your plans",
        "“I don't know, maybe …” and similar words about your own wishes and plans. Doubt about "
        "a diagnosis, or not knowing something at the time, doesn't count.",
        f"{GUIDE}: avoid sounding unsure or vague about your goals",
    ),
    RemarkEntry(
        "nothing_concrete",
        "Nothing concrete to remember",
        "questions about yourself, your reasons, and your plans",
        "An answer of 60 words or more that claims good qualities but names no person, place, "
        "number, or time.",
        f"{GUIDE}: concrete examples; the limits are {VIVA}",
    ),
    RemarkEntry(
        "vague_words",
        "Vague words",
        "all questions",
        "Two or more of “stuff”, “things like that”, “and so on”, and similar words.",
        f"{GUIDE}: specific, not vague; the limits are {VIVA}",
    ),
    RemarkEntry(
        "pet_phrase",
        "A phrase you keep repeating",
        "all questions",
        "A phrase repeated in this answer that is also in earlier answers to other questions, or "
        "is said at least four times in this one. Filler words (“you know”) are counted elsewhere.",
        VIVA,
    ),
)

NAMES = tuple(entry.name for entry in CATALOG)


def ranking(name: str) -> int:
    """Place of a remark in the order of what matters most, from 0."""
    return NAMES.index(name)
