"""The dialogs shown before anything is lost; the last choice is always the harmless one."""

from __future__ import annotations

from collections.abc import Sequence
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
InterruptedDecision = Literal["resume", "again", "next"]


def discard() -> ChoiceDialog[bool]:
    """Ask whether to discard the recording in progress."""
    return ChoiceDialog(
        "Discard this answer?",
        "Recording continues until you decide. You can't get a discarded answer back.",
        (Choice("d", "Discard", True, "error"), Choice("g", "Keep going", False, "primary")),
    )


def leave() -> ChoiceDialog[RecordingDecision]:
    """Ask what to do with the recording when the person leaves."""
    return ChoiceDialog(
        "You're still recording.",
        "Keep what you've said so far? You'll find its report in Answers.",
        (
            Choice("k", "Keep and leave", "keep"),
            Choice("d", "Discard and leave", "discard", "error"),
            Choice("g", "Keep going", "go on", "primary"),
        ),
    )


def interrupted(answer: Answer, problem: str) -> ChoiceDialog[ResumeDecision]:
    """Ask what to do with an answer whose microphone failed."""
    return ChoiceDialog(
        "The recording stopped.",
        f"{problem} The first {minutes(answer.duration or 0)} is saved.",
        (
            Choice("g", "Keep going", "resume", "primary"),
            Choice("r", "Record again", "again"),
            Choice("h", "First screen", "home"),
            Choice("a", "Analyze it", "analyze"),
        ),
    )


def recovered(answer: Answer) -> ChoiceDialog[Recovery]:
    """Ask what to do with an answer that a crash cut off."""
    return ChoiceDialog(
        "An answer was cut off.",
        f"Viva stopped during an answer from {day(answer.recorded_at)} "
        f"(“{answer.question_text}”). The first {_length(answer)} is saved.",
        (
            Choice("a", "Analyze now", "analyze", "primary"),
            Choice("d", "Delete", "delete", "error"),
            Choice("l", "Later", "later"),
        ),
    )


def pause(answered: int, questions: int) -> ChoiceDialog[PauseDecision]:
    """Ask what to do with a mock interview when the person leaves between two answers."""
    verb = "is" if answered == 1 else "are"
    return _leave_or_end(
        "Leave the mock interview?",
        f"{answered} of {questions} questions {verb} answered and saved. You can continue later "
        "from this question, or end now and see the report. If you end early, it won't count as a "
        "full mock interview.",
    )


def mock_interrupted(answer: Answer, problem: str) -> ChoiceDialog[InterruptedDecision]:
    """Ask whether to answer a mock's question again after its microphone failed."""
    return _interrupted(answer, problem, "Answer it again", "Next question")


def pause_retelling(told: int, tellings: int) -> ChoiceDialog[PauseDecision]:
    """Ask what to do with a retelling drill when the person leaves between two tellings."""
    return _leave_or_end(
        "Leave the retelling drill?",
        f"{told} of {tellings} tellings are saved. You can continue later from Today (p), or end "
        "the drill now and see what you have side by side.",
    )


def telling_interrupted(answer: Answer, problem: str) -> ChoiceDialog[InterruptedDecision]:
    """Ask whether to tell a round again after its microphone failed."""
    return _interrupted(answer, problem, "Tell it again", "Leave it as it is")


def _leave_or_end(title: str, text: str) -> ChoiceDialog[PauseDecision]:
    return ChoiceDialog(
        title,
        text,
        (
            Choice("l", "Leave, continue later", "leave"),
            Choice("e", "End it", "end", "error"),
            Choice("s", "Stay", "stay", "primary"),
        ),
    )


def _interrupted(
    answer: Answer, problem: str, again: str, following: str
) -> ChoiceDialog[InterruptedDecision]:
    return ChoiceDialog(
        "The recording stopped.",
        f"{problem} The first {_length(answer)} is saved.",
        (
            Choice("g", "Keep going", "resume", "primary"),
            Choice("a", again, "again"),
            Choice("n", following, "next"),
        ),
    )


def begin_retelling(question: str, text: str) -> ChoiceDialog[bool]:
    """Ask whether to begin a retelling drill of this question."""
    return ChoiceDialog(
        f"Retelling drill: {question}",
        text,
        (Choice("b", "Begin", True, "primary"), Choice("n", "Not now", False)),
    )


def other_retelling(unfinished: str, question: str) -> ChoiceDialog[EndDecision]:
    """Ask what to do with an unfinished drill before another begins."""
    return ChoiceDialog(
        "You have an unfinished retelling drill.",
        f"{unfinished} (“{question}”). What you told is saved either way.",
        (
            Choice("e", "End it, begin another", "end", "error"),
            Choice("g", "Continue it", "go on", "primary"),
        ),
    )


def begin_mock(title: str, text: str) -> ChoiceDialog[bool]:
    """Ask whether to begin this mock interview now."""
    return ChoiceDialog(
        title,
        text,
        (Choice("b", "Begin", True, "primary"), Choice("n", "Not now", False)),
    )


def other_mock(unfinished: str) -> ChoiceDialog[EndDecision]:
    """Ask what to do with an unfinished mock before another begins."""
    return ChoiceDialog(
        "You have an unfinished mock interview.",
        f"{unfinished}. End it and begin another? Its answers and report stay.",
        (
            Choice("e", "End it, begin another", "end", "error"),
            Choice("g", "Go back to it", "go on", "primary"),
        ),
    )


def end_mock(unfinished: str) -> ChoiceDialog[bool]:
    """Ask whether to end an unfinished mock."""
    return ChoiceDialog(
        "End this mock interview?",
        f"{unfinished}. Its answers and report stay, but it won't count as a full mock interview.",
        (Choice("e", "End it", True, "error"), Choice("k", "Keep it", False, "primary")),
    )


def delete(answer: Answer) -> ChoiceDialog[bool]:
    """Ask whether to delete an answer."""
    return ChoiceDialog(
        "Delete this answer?",
        f"“{answer.question_text}”, {day(answer.recorded_at)}. "
        "This also deletes its recording and report for good.",
        (Choice("d", "Delete", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def delete_program(program: Program) -> ChoiceDialog[bool]:
    """Ask whether to delete a program."""
    return ChoiceDialog(
        "Delete this program?",
        f"{program.name}: this also deletes everything you wrote about it, for good. "
        "Your recorded answers stay.",
        (Choice("d", "Delete", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def leave_unsaved(problems: Sequence[tuple[str, str]]) -> ChoiceDialog[bool]:
    """Ask whether to leave a form with fields, each a label and a problem, that can't be saved."""
    labels = " and ".join([problems[0][0], *(label.lower() for label, _ in problems[1:])])
    one = len(problems) == 1
    return ChoiceDialog(
        f"{labels} {'is' if one else 'are'} not saved.",
        f"{' '.join(problem for _, problem in problems)} "
        "What was saved there before stays. Everything else is saved.",
        (Choice("l", "Leave without it", True), Choice("f", "Fix it", False, "primary")),
    )


def new_draft() -> ChoiceDialog[bool]:
    """Ask whether to replace a letter that the person has changed."""
    return ChoiceDialog(
        "Write a new draft?",
        "You'll lose your changes to this letter. Viva writes it again from your notebook.",
        (Choice("w", "Write a new draft", True, "error"), Choice("k", "Keep it", False, "primary")),
    )


def clear_ticks(title: str, count: int) -> ChoiceDialog[bool]:
    """Ask whether to clear a list's check marks."""
    marks = "1 check mark" if count == 1 else f"{count} check marks"
    return ChoiceDialog(
        f"Clear “{title}”?",
        f"This clears {marks}. The items stay for your next interview.",
        (Choice("c", "Clear", True, "error"), Choice("k", "Keep", False, "primary")),
    )


def _length(answer: Answer) -> str:
    seconds = answer.duration or 0.0
    return minutes(seconds) if seconds >= 60 else f"{seconds:.0f} s"
