"""Import a mentor's feedback: choose the file, see what it says, then save it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual import on
from textual.content import Content
from textual.widgets import Button

from analysis.feedback.types import RATINGS, SCALES
from recorder.display_text import day, plain
from recorder.reports.mentor_file import CannotImport, MentorFile, examine
from recorder.screens.dialogs.import_file import ImportFileScreen
from sessions.errors import StoreError
from sessions.store import Store
from sessions.types import Answer


class ImportFeedbackScreen(ImportFileScreen[Answer]):
    """Returns the answer whose feedback was saved, or ``None`` if none was.

    ``answer`` is the one whose report is open; feedback on another one is saved there.
    """

    HEADING = "Import feedback"
    HOW = "The small file (.json) that your mentor saved from the page you sent."
    BUTTONS = (("import", "Import"), ("replace", "Replace the earlier one"))

    def __init__(self, store: Store, answer: Answer) -> None:
        super().__init__()
        self._store = store
        self._answer = answer
        self._file: MentorFile | None = None

    def read_file(self, path: Path) -> None:
        """Read a mentor's file, and show what it says."""
        try:
            file = examine(path, self._store)
        except (CannotImport, StoreError) as error:
            self._show(None, (f"! {error}",))
        else:
            self._show(file, tuple(_lines(file, self._answer)))

    @property
    def has_read(self) -> bool:
        """Whether there is a file to import."""
        return self._file is not None

    def clear(self) -> None:
        """Start without a file."""
        self._show(None, ())

    def _show(self, file: MentorFile | None, lines: tuple[str, ...]) -> None:
        self._file = file
        self.preview(Content(plain(line)) for line in lines)
        usable = file is not None and not file.is_known
        again = file is not None and file.before is not None
        self.offer(usable and not again, usable and again)

    @on(Button.Pressed, "#import")
    @on(Button.Pressed, "#replace")
    def _save(self) -> None:
        if self._file is None:
            return
        try:
            self._store.feedback.save(self._file.answer.id, self._file.feedback)
        except StoreError as error:
            self._show(None, (f"! {error}",))
        else:
            self.dismiss(self._file.answer)


def _lines(file: MentorFile, open_answer: Answer) -> Iterator[str]:
    """Say whose feedback it is, on what, what it contains, and what it would replace."""
    answer = file.answer
    yield f"Feedback from {file.mentor} on answer {answer.id}, {day(answer.recorded_at)}:"
    yield f"“{answer.question_text}”"
    if answer.id != open_answer.id:
        yield "! This isn't the answer whose report is open. The feedback is saved with its own."
    given = file.feedback.ratings
    for name in RATINGS:
        if name in given:
            yield f"{SCALES[name].label}: {given[name]} of 5"
    moments = len(file.feedback.marks)
    if moments:
        yield f"{moments} comment{'s' * (moments != 1)} on moments"
    if file.feedback.comment:
        yield "An overall comment"
    if file.is_known:
        yield "You have already imported exactly this. There is nothing to do."
    elif file.before is not None:
        yield f"! {file.mentor} has already given feedback on this answer. Replace it?"
