"""The questions Viva asks before anything is lost; the last choice is always the harmless one."""

from __future__ import annotations

from typing import Literal

from recorder.screens.ask import Ask, Choice
from recorder.widgets.words import day, minutes
from sessions.types import Answer

Fate = Literal["keep", "discard", "go on"]
Recovery = Literal["analyse", "delete", "later"]
Next = Literal["analyse", "again", "home"]


def discard() -> Ask[bool]:
    """Whether to throw away what is being recorded."""
    return Ask(
        "Discard this answer?",
        "The recording goes on until you decide. A discarded answer cannot be brought back.",
        (Choice("d", "Discard", True, "error"), Choice("g", "Go on recording", False, "primary")),
    )


def leave() -> Ask[Fate]:
    """What becomes of the recording when the person leaves."""
    return Ask(
        "You are still recording.",
        "Keep what you have said so far? Its report will be under Answers.",
        (
            Choice("k", "Keep and leave", "keep"),
            Choice("d", "Discard and leave", "discard", "error"),
            Choice("g", "Go on recording", "go on", "primary"),
        ),
    )


def interrupted(answer: Answer, problem: str) -> Ask[Next]:
    """What to do with an answer whose device failed."""
    return Ask(
        "The recording stopped.",
        f"{problem}\n\n{minutes(answer.duration or 0)} is safe.",
        (
            Choice("r", "Record again", "again"),
            Choice("h", "Home", "home"),
            Choice("a", "Analyse what there is", "analyse", "primary"),
        ),
    )


def recovered(answer: Answer) -> Ask[Recovery]:
    """What to do with an answer that a crash cut off."""
    return Ask(
        "An answer was cut off.",
        f"Viva stopped during an answer from {day(answer.recorded_at)} "
        f"(“{answer.question_text}”). {_length(answer)} of it is safe.",
        (
            Choice("a", "Analyse now", "analyse", "primary"),
            Choice("d", "Delete", "delete", "error"),
            Choice("l", "Later", "later"),
        ),
    )


def delete(answer: Answer) -> Ask[bool]:
    """Whether to delete an answer."""
    return Ask(
        "Delete this answer?",
        f"“{answer.question_text}”, {day(answer.recorded_at)}. "
        "Its sound and its report are deleted too, for good.",
        (Choice("d", "Delete", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def clear_ticks(title: str, count: int) -> Ask[bool]:
    """Whether to take the ticks of a list away."""
    ticks = "1 tick goes" if count == 1 else f"{count} ticks go"
    return Ask(
        f"Clear “{title}”?",
        f"{ticks}; the items stay, for your next interview.",
        (Choice("c", "Clear", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def _length(answer: Answer) -> str:
    seconds = answer.duration or 0.0
    return minutes(seconds) if seconds >= 60 else f"{seconds:.0f} s"
