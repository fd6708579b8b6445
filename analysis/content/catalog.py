"""The one table of remarks on what was said: name, label, what it notices, and why.

Standard library only. The order is the ranking: of what was noticed the first ``MOST`` are shown.
A new remark is one row here and one function of the same name in this package; settings,
``docs/notes.md`` and the report follow from the row. Names are stored in people's settings, so a
name never changes, not even its spelling.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 3
"""Remarks on one answer; more than three things cannot be changed at once."""


@dataclass(frozen=True, slots=True)
class RemarkEntry:
    """One remark: ``where`` says on which questions, ``definition`` when it is made."""

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
        "the guide's kinds of questions: yourself, why Med-Peds, gaps, strengths and weaknesses, "
        "stories, ethical questions, this program",
        "Which parts of a good answer were heard, each with its words, and which were not; a "
        "caution where the answer seems to be about something else.",
        f"{GUIDE}: what each kind of answer should hold",
    ),
    RemarkEntry(
        "visa_or_salary",
        "Visa or salary raised unasked",
        "questions that do not ask about them",
        "The speaker asks for or about a visa, its sponsor, or pay; being treated, delayed or "
        "moved by one is a story and not remarked on.",
        f"{GUIDE}: visa and pay are for late in the day, and for the coordinator",
    ),
    RemarkEntry(
        "apologising",
        "Apologizing",
        "gap and attempt questions; apologies for one's English on every question",
        "The speaker says sorry to the interviewer, or is ashamed, for the gap, an attempt, a "
        "score or their English; sorry to a patient, or to begin a sentence again, is not meant.",
        f"{GUIDE}: no excessive apologies; brief, honest, growth",
    ),
    RemarkEntry(
        "defensiveness",
        "Blaming others or playing it down",
        "gap and attempt questions",
        "Others, luck or the exam are given the blame, or the gap is said not to matter.",
        f"{GUIDE}: avoid defensiveness on gaps and attempts",
    ),
    RemarkEntry(
        "recited",
        "Sounded learned by heart",
        "questions answered before",
        "Long runs of the same words as in an earlier answer to this question, said more fluently "
        "than is usual for this person.",
        "n-gram overlap as in tests of spoken language (Wang et al. 2019); "
        f"{GUIDE}: learned answers sound rehearsed",
    ),
    RemarkEntry(
        "generic_reason",
        "A reason anyone could give",
        "questions about why and where to, and why this program",
        "A reason such as liking both adults and children, with nothing concrete after it.",
        f"{GUIDE}: show a specific understanding of Med-Peds",
    ),
    RemarkEntry(
        "story_parts",
        "A part of the story is missing or too long",
        "questions that ask for a story",
        "Situation, Task, Action and Result are told apart by their words; remarked on where no "
        "result is heard, or where the situation takes more than half of the time.",
        f"{GUIDE}: situation, task, action, result",
    ),
    RemarkEntry(
        "main_point_late",
        "The main point comes late",
        "questions about why, where to, yes or no, gaps and this program",
        "More than 25 seconds, and a quarter of the answer, pass before words that answer the "
        "question.",
        f"{GUIDE}: clear, concise answers; the limits are {VIVA}",
    ),
    RemarkEntry(
        "own_part",
        "“We” hides your own part",
        "questions that ask for a story",
        "“We” did five things or more, and “I” at most one for every four of them.",
        f"{GUIDE}: say what you did; the limits are {VIVA}",
    ),
    RemarkEntry(
        "hedging",
        "Unsure words",
        "questions about yourself, your reasons and your plans",
        "“I don't know, maybe …” and the like about one's own wishes and plans; doubt about a "
        "diagnosis, or not knowing at the time, is not meant.",
        f"{GUIDE}: avoid sounding unsure or vague about your goals",
    ),
    RemarkEntry(
        "nothing_concrete",
        "Nothing concrete to remember",
        "questions about yourself, your reasons and your plans",
        "An answer of 60 words and more in which no person, place, number or time is named, but "
        "good qualities are claimed.",
        f"{GUIDE}: concrete examples; the limits are {VIVA}",
    ),
    RemarkEntry(
        "vague_words",
        "Vague words",
        "all questions",
        "Two or more of “stuff”, “things like that”, “and so on” and their kind.",
        f"{GUIDE}: specific, not vague; the limits are {VIVA}",
    ),
    RemarkEntry(
        "pet_phrase",
        "A phrase said again and again",
        "all questions",
        "A phrase that comes back in this answer, and in earlier answers to other questions or at "
        "least four times in this one; plain fillers (“you know”) are counted elsewhere.",
        VIVA,
    ),
)

NAMES = tuple(entry.name for entry in CATALOG)


def ranking(name: str) -> int:
    """Place of a remark in the order of what matters most, from 0."""
    return NAMES.index(name)
