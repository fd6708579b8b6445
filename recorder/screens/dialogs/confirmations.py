"""The questions Viva asks before anything is lost; the last choice is always the harmless one."""

from __future__ import annotations

from typing import Literal

from recorder.display_text import day, minutes
from recorder.screens.dialogs.ask import Choice, ChoiceDialog
from sessions.notebook.program import Program
from sessions.types import Answer

RecordingDecision = Literal["keep", "discard", "go on"]
Recovery = Literal["analyze", "delete", "later"]
ResumeDecision = Literal["resume", "analyze", "again", "home"]
PauseDecision = Literal["leave", "end", "stay"]
EndDecision = Literal["end", "go on"]


def discard() -> ChoiceDialog[bool]:
    """Whether to throw away what is being recorded."""
    return ChoiceDialog(
        "Discard this answer?",
        "The recording goes on until you decide. A discarded answer cannot be brought back.",
        (Choice("d", "Discard", True, "error"), Choice("g", "Go on recording", False, "primary")),
    )


def leave() -> ChoiceDialog[RecordingDecision]:
    """What becomes of the recording when the person leaves."""
    return ChoiceDialog(
        "You are still recording.",
        "Keep what you have said so far? Its report will be under Answers.",
        (
            Choice("k", "Keep and leave", "keep"),
            Choice("d", "Discard and leave", "discard", "error"),
            Choice("g", "Go on recording", "go on", "primary"),
        ),
    )


def interrupted(answer: Answer, problem: str) -> ChoiceDialog[ResumeDecision]:
    """What to do with an answer whose device failed."""
    return ChoiceDialog(
        "The recording stopped.",
        f"{problem}\n\n{minutes(answer.duration or 0)} is safe.",
        (
            Choice("g", "Go on with this answer", "resume", "primary"),
            Choice("r", "Record again", "again"),
            Choice("h", "Home", "home"),
            Choice("a", "Analyse what there is", "analyze"),
        ),
    )


def recovered(answer: Answer) -> ChoiceDialog[Recovery]:
    """What to do with an answer that a crash cut off."""
    return ChoiceDialog(
        "An answer was cut off.",
        f"Viva stopped during an answer from {day(answer.recorded_at)} "
        f"(“{answer.question_text}”). {_length(answer)} of it is safe.",
        (
            Choice("a", "Analyse now", "analyze", "primary"),
            Choice("d", "Delete", "delete", "error"),
            Choice("l", "Later", "later"),
        ),
    )


def pause(answered: int, questions: int) -> ChoiceDialog[PauseDecision]:
    """What becomes of a mock interview when the person leaves between two answers."""
    return ChoiceDialog(
        "Leave the mock interview?",
        f"{answered} of {questions} are answered, and all of it is kept. You can go on later, "
        "where you are now, or end it and see the report; ended early it does not count as full.",
        (
            Choice("l", "Leave, go on later", "leave"),
            Choice("e", "End it", "end", "error"),
            Choice("s", "Stay", "stay", "primary"),
        ),
    )


def mock_interrupted(
    answer: Answer, problem: str
) -> ChoiceDialog[Literal["resume", "again", "next"]]:
    """Whether to answer a question of a mock again, after its device failed."""
    return ChoiceDialog(
        "The recording stopped.",
        f"{problem}\n\n{_length(answer)} is safe.",
        (
            Choice("g", "Go on with this answer", "resume", "primary"),
            Choice("a", "Answer it again", "again"),
            Choice("n", "Next question", "next"),
        ),
    )


def begin_mock(title: str, text: str) -> ChoiceDialog[bool]:
    """Whether to begin this mock interview now."""
    return ChoiceDialog(
        title,
        text,
        (Choice("b", "Begin", True, "primary"), Choice("n", "Not now", False)),
    )


def other_mock(unfinished: str) -> ChoiceDialog[EndDecision]:
    """What becomes of an unfinished mock when another is to begin."""
    return ChoiceDialog(
        "There is an unfinished mock interview.",
        f"{unfinished}. End it, and begin another? Its answers and its report stay.",
        (
            Choice("e", "End it, begin another", "end", "error"),
            Choice("g", "Go on with it", "go on", "primary"),
        ),
    )


def end_mock(unfinished: str) -> ChoiceDialog[bool]:
    """Whether to give up an unfinished mock."""
    return ChoiceDialog(
        "End this mock interview?",
        f"{unfinished}. Its answers and its report stay, but it does not count as a full mock.",
        (Choice("e", "End it", True, "error"), Choice("k", "Keep it", False, "primary")),
    )


def delete(answer: Answer) -> ChoiceDialog[bool]:
    """Whether to delete an answer."""
    return ChoiceDialog(
        "Delete this answer?",
        f"“{answer.question_text}”, {day(answer.recorded_at)}. "
        "Its sound and its report are deleted too, for good.",
        (Choice("d", "Delete", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def delete_program(program: Program) -> ChoiceDialog[bool]:
    """Whether to delete a program."""
    return ChoiceDialog(
        "Delete this program?",
        f"{program.name}: all that you wrote about it is deleted too, for good. "
        "Your recorded answers stay.",
        (Choice("d", "Delete", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def leave_unsaved(label: str, problem: str) -> ChoiceDialog[bool]:
    """Whether to leave a form with a field that could not be kept."""
    return ChoiceDialog(
        f"{label} is not saved.",
        f"{problem} Everything else is saved.",
        (Choice("l", "Leave without it", True), Choice("m", "Mend it", False, "primary")),
    )


def write_anew() -> ChoiceDialog[bool]:
    """Whether to replace a letter that the person has changed."""
    return ChoiceDialog(
        "Write it anew?",
        "Your changes to this letter are lost; it is composed again from the notebook.",
        (Choice("w", "Write anew", True, "error"), Choice("k", "Keep it", False, "primary")),
    )


def clear_ticks(title: str, count: int) -> ChoiceDialog[bool]:
    """Whether to take the ticks of a list away."""
    ticks = "1 tick goes" if count == 1 else f"{count} ticks go"
    return ChoiceDialog(
        f"Clear “{title}”?",
        f"{ticks}; the items stay, for your next interview.",
        (Choice("c", "Clear", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def _length(answer: Answer) -> str:
    seconds = answer.duration or 0.0
    return minutes(seconds) if seconds >= 60 else f"{seconds:.0f} s"
