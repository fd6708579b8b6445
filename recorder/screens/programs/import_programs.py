"""Import a spreadsheet: choose a file, preview what it adds and changes, then apply it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from recorder.display_text import plain
from recorder.programs import import_preview
from recorder.screens.base import Dialog
from sessions.errors import StoreError
from sessions.notebook.importing import ImportPlan, plan
from sessions.notebook.programs import Programs
from sessions.notebook.sheet import SheetError, read

HOW = (
    "A CSV file. In Excel or Google Sheets, save or download as CSV. Headings don't have to match "
    "exactly."
)


class ImportProgramsScreen(Dialog[str | None]):
    """Returns a sentence that says what was done, or ``None`` if nothing was."""

    CSS_PATH = "import_programs.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="take_in.leave"),
    ]

    def __init__(self, programs: Programs) -> None:
        super().__init__()
        self._programs = programs
        self._plan: ImportPlan | None = None

    def compose(self) -> ComposeResult:
        """Lay out the file name, the preview, and the buttons."""
        with Vertical(id="box"):
            yield Static("Import a spreadsheet", id="title")
            yield Static(HOW, id="text")
            yield Input(placeholder="file path, then Enter", id="file")
            with VerticalScroll(id="preview"):
                yield Static(id="lines")
            with Horizontal(id="choices"):
                yield Button("Add and fill in", id="fill", variant="primary")
                yield Button("Also overwrite", id="replace", variant="error")
                yield Button("Cancel (esc)", id="cancel")

    def on_mount(self) -> None:
        """Start without anything to import."""
        self._show(None, "")

    @on(Input.Submitted)
    def _read(self, event: Input.Submitted) -> None:
        file = Path(event.value.strip().strip("\"'")).expanduser()
        try:
            found = plan(read(file.read_bytes()), self._programs.all())
        except OSError as error:
            self._show(None, f"! {file} can't be read: {error.strerror}.")
        except (SheetError, StoreError) as error:
            self._show(None, f"! {error}")
        else:
            self._show(found, f"{import_preview.summary(found)}.")

    def _show(self, found: ImportPlan | None, summary: str) -> None:
        self._plan = found
        lines = [] if found is None else [*import_preview.lines(found)]
        shown = [Content.styled(plain(summary), "bold"), *(Content(plain(line)) for line in lines)]
        self.query_one("#lines", Static).update(Content("\n").join(shown))
        self.query_one("#preview").display = bool(summary)
        fill = self.query_one("#fill", Button)
        fill.display = found is not None and bool(found.new or found.filled)
        replace = self.query_one("#replace", Button)
        replace.display = found is not None and bool(found.differing)
        if fill.display:
            fill.focus()

    @on(Input.Changed)
    def _another(self) -> None:
        if self._plan is not None:
            self._show(None, "")

    @on(Button.Pressed, "#fill")
    def _fill(self) -> None:
        self._import(replace=False)

    @on(Button.Pressed, "#replace")
    def _replace(self) -> None:
        self._import(replace=True)

    def _import(self, *, replace: bool) -> None:
        if self._plan is None:
            return
        try:
            self._programs.import_plan(self._plan, replace=replace)
        except StoreError as error:
            self._show(None, f"! {error}")
        else:
            self.dismiss(import_preview.done(self._plan, replace=replace))

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close without importing."""
        self.dismiss(None)
