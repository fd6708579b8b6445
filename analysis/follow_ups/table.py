"""The one table of pointed follow-ups: the kind of part that is missing, when, and what to ask.

The order is the ranking: the first that fits is asked. A new follow-up is a row here and a function
in ``parts``. Names are stored with the steps of a mock interview, so a name never changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.follow_ups import parts


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One kind: ``because`` completes "asked because"; ``wordings`` are asked in their order."""

    name: str
    because: str
    is_missing: Callable[[TokenizedAnswer], bool]
    wordings: tuple[str, ...]


TABLE: tuple[FollowUpRow, ...] = (
    FollowUpRow(
        "action",
        "neither “I” nor “we” did anything in the story",
        parts.lacks_action,
        ("What did you do?", "How did you respond?", "Which steps did you take?"),
    ),
    FollowUpRow(
        "role",
        "only “we” did something in the story",
        parts.lacks_role,
        (
            "What was your role?",
            "Which part did you do yourself?",
            "Who did what, and what was yours?",
        ),
    ),
    FollowUpRow(
        "result",
        "no result was heard",
        parts.lacks_result,
        (
            "How did it end?",
            "What was the result?",
            "What happened after that?",
            "How did things turn out?",
        ),
    ),
    FollowUpRow(
        "learned",
        "nothing about what you learned was heard",
        parts.lacks_lesson,
        (
            "What did you learn from that?",
            "What do you take away from it?",
            "What did that experience teach you?",
            "What, if anything, do you do differently today?",
        ),
    ),
    FollowUpRow(
        "point",
        "the words that answer the question came late",
        parts.lacks_point,
        (
            "Can you say that in one sentence?",
            "What is the most important point?",
            "If I remember only one thing, what should it be?",
        ),
    ),
    FollowUpRow(
        "example",
        "no example was heard",
        parts.lacks_example,
        (
            "Can you give me an example?",
            "Can you describe one time when that happened?",
            "Which moment shows that best?",
        ),
    ),
    FollowUpRow(
        "specifics",
        "nothing that only this program offers was heard",
        parts.lacks_specifics,
        (
            "What in particular do you mean?",
            "Which part of the program matters most to you?",
        ),
    ),
)

TOO_SHORT = FollowUpRow(
    "more",
    "the answer was very short",
    parts.is_thin,
    (
        "Can you say a little more about that?",
        "Could you explain that further?",
        "What else belongs to that?",
    ),
)
"""Asked instead of all others: a sentence or two lacks nearly every part."""

ROWS = (TOO_SHORT, *TABLE)
BY_NAME = {row.name: row for row in ROWS}


def because(name: str | None) -> str:
    """Say why a follow-up of this kind was asked; empty for an unknown kind or none."""
    row = BY_NAME.get(name or "")
    return f"asked because {row.because}" if row else ""
