"""Import a spreadsheet: choose a file, preview what it adds and changes, then apply it."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.content import Content
from textual.widgets import Button

from recorder.display_text import plain
from recorder.programs import import_preview
from recorder.screens.dialogs.import_file import ImportFileScreen
from sessions.errors import StoreError
from sessions.notebook.importing import ImportPlan, plan
from sessions.notebook.programs import Programs
from sessions.notebook.sheet import SheetError, read


class ImportProgramsScreen(ImportFileScreen[str]):
    """Returns a sentence that says what was done, or ``None`` if nothing was."""

    HEADING = "Import a spreadsheet"
    HOW = (
        "A CSV file. In Excel or Google Sheets, save or download as CSV. Headings don't have to "
        "match exactly."
    )
    BUTTONS = (("fill", "Add and fill in"), ("replace", "Also overwrite"))

    def __init__(self, programs: Programs) -> None:
        super().__init__()
        self._programs = programs
        self._plan: ImportPlan | None = None

    def read_file(self, path: Path) -> None:
        """Read a spreadsheet, and show what it adds and changes."""
        try:
            found = plan(read(path.read_bytes()), self._programs.all())
        except OSError as error:
            self._show(None, f"! {path} can't be read: {error.strerror}.")
        except (SheetError, StoreError) as error:
            self._show(None, f"! {error}")
        else:
            self._show(found, f"{import_preview.summary(found)}.")

    @property
    def has_read(self) -> bool:
        """Whether there is a plan to apply."""
        return self._plan is not None

    def clear(self) -> None:
        """Start without anything to import."""
        self._show(None, "")

    def _show(self, found: ImportPlan | None, summary: str) -> None:
        self._plan = found
        lines = [] if found is None else [*import_preview.lines(found)]
        head = [Content.styled(plain(summary), "bold")] if summary else []
        self.preview([*head, *(Content(plain(line)) for line in lines)])
        adds = found is not None and bool(found.new or found.filled)
        self.offer(adds, found is not None and bool(found.differing))

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
