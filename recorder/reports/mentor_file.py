"""Takes in the file that a mentor saved from a shared page; used by the screen and the command.

A file is read and matched with its answer first, so that the person can be asked before anything
that the same mentor said earlier is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.feedback.reading import LARGEST, FeedbackFile, NotFeedback, read
from analysis.feedback.types import MentorFeedback
from analysis.report.text import plain
from analysis.report.transcript.moments import timestamp
from sessions.store import Store
from sessions.types import Answer

LATE = 1.0
"""Seconds after the end of a recording that a moment may be: lengths are rounded."""

ELSEWHERE = (
    "{name} is about an answer that isn't on this computer. It was deleted, or recorded by another "
    "person or on another computer."
)


class CannotImport(Exception):
    """A file that can't be taken in; the message is one or two plain sentences."""


@dataclass(frozen=True, slots=True)
class MentorFile:
    """A file's feedback and the answer that it is about.

    ``before`` is what the same mentor said about it earlier; ``None``: nothing.
    """

    answer: Answer
    feedback: MentorFeedback
    before: MentorFeedback | None

    @property
    def is_known(self) -> bool:
        """Whether exactly this was imported before."""
        return self.before == self.feedback

    @property
    def mentor(self) -> str:
        """Who gave it."""
        return self.feedback.mentor


def examine(path: Path, store: Store) -> MentorFile:
    """Read a file and find its answer; nothing is stored.

    Raises
    ------
    CannotImport
        If it isn't feedback from a page of an answer in this store.
    """
    name = plain(str(path))
    file = _read(path, name)
    number = store.feedback.answer_called(file.answer)
    if number is None:
        raise CannotImport(ELSEWHERE.format(name=name))
    answer = store.answer(number)
    last = file.feedback.marks[-1].at if file.feedback.marks else 0.0
    if answer.duration is not None and last > answer.duration + LATE:
        raise CannotImport(
            f"{name} has a comment at {timestamp(last)}, but answer {answer.id} ends at "
            f"{timestamp(answer.duration)}. Ask your mentor for the file again."
        )
    known = store.feedback.from_mentor(answer.id, file.feedback.mentor)
    return MentorFile(answer, file.feedback, known.feedback if known else None)


def _read(path: Path, name: str) -> FeedbackFile:
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a name may contain a zero byte
        reason = getattr(error, "strerror", None) or "its name isn't one"
        raise CannotImport(f"{name} can't be read: {reason}.") from error
    try:
        return read(data)
    except NotFeedback as error:
        raise CannotImport(
            f"{name} isn't feedback saved from a shared page: {error}. Ask your mentor for the "
            "file again."
        ) from error
