"""Import a mentor's feedback: choose the file, see what it says, then save it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from analysis.feedback.types import RATINGS, SCALES
from recorder.display_text import day, plain
from recorder.reports.mentor_file import CannotImport, MentorFile, examine
from recorder.screens.base import Dialog
from sessions.errors import StoreError
from sessions.store import Store
from sessions.types import Answer

HOW = "The small file (.json) that your mentor saved from the page you sent."


class ImportFeedbackScreen(Dialog[Answer | None]):
    """Returns the answer whose feedback was saved, or ``None`` if none was.

    ``answer`` is the one whose report is open; feedback on another one is saved there.
    """

    CSS_PATH = "import_feedback.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="feedback.leave"),
    ]

    def __init__(self, store: Store, answer: Answer) -> None:
        super().__init__()
        self._store = store
        self._answer = answer
        self._file: MentorFile | None = None

    def compose(self) -> ComposeResult:
        """Lay out the file name, what the file says, and the buttons."""
        with Vertical(id="box"):
            yield Static("Import feedback", id="title")
            yield Static(HOW, id="text")
            yield Input(placeholder="file path, then Enter", id="file")
            with VerticalScroll(id="preview"):
                yield Static(id="lines")
            with Horizontal(id="choices"):
                yield Button("Import", id="import", variant="primary")
                yield Button("Replace the earlier one", id="replace", variant="error")
                yield Button("Cancel (esc)", id="cancel")

    def on_mount(self) -> None:
        """Start without a file."""
        self._show(None, ())

    @on(Input.Submitted)
    def _read(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip().strip("\"'")).expanduser()
        try:
            file = examine(path, self._store)
        except (CannotImport, StoreError) as error:
            self._show(None, (f"! {error}",))
        else:
            self._show(file, tuple(_lines(file, self._answer)))

    def _show(self, file: MentorFile | None, lines: tuple[str, ...]) -> None:
        self._file = file
        self.query_one("#lines", Static).update(
            Content("\n").join(Content(plain(line)) for line in lines)
        )
        self.query_one("#preview").display = bool(lines)
        usable = file is not None and not file.is_known
        again = file is not None and file.before is not None
        for name, shown in (("#import", usable and not again), ("#replace", usable and again)):
            button = self.query_one(name, Button)
            button.display = shown
            if shown and name == "#import":
                button.focus()

    @on(Input.Changed)
    def _another(self) -> None:
        if self._file is not None:
            self._show(None, ())

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

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close without importing."""
        self.dismiss(None)


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
