"""Import a file: type its path, see what it contains, then import it or not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from recorder.screens.base import Dialog

T = TypeVar("T")


class ImportFileScreen(Dialog[T | None]):
    """Returns what was imported, or ``None`` if nothing was.

    A subclass reads the file (`read_file`), and shows in `preview` what it contains. ``BUTTONS``
    are the ids and labels of its two ways to import; `offer` shows those that are possible.
    """

    CSS_PATH = Path(__file__).with_name("import_file.tcss")
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="import.leave"),
    ]
    HEADING: ClassVar[str]
    HOW: ClassVar[str]
    BUTTONS: ClassVar[tuple[tuple[str, str], tuple[str, str]]]

    def compose(self) -> ComposeResult:
        """Lay out the file name, the preview, and the buttons."""
        (first, first_label), (other, other_label) = self.BUTTONS
        with Vertical(id="box"):
            yield Static(self.HEADING, id="title")
            yield Static(self.HOW, id="text")
            yield Input(placeholder="file path, then Enter", id="file")
            with VerticalScroll(id="preview"):
                yield Static(id="lines")
            with Horizontal(id="choices"):
                yield Button(first_label, id=first, variant="primary")
                yield Button(other_label, id=other, variant="error")
                yield Button("Cancel (esc)", id="cancel")

    def on_mount(self) -> None:
        """Start without a file."""
        self.clear()

    # What each import defines

    def read_file(self, path: Path) -> None:
        """Read a file, and show what it contains or why it can't be imported."""
        raise NotImplementedError

    @property
    def has_read(self) -> bool:
        """Whether a file was read and understood."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget the file that was read, if one was."""
        raise NotImplementedError

    # Showing

    def preview(self, lines: Iterable[Content]) -> None:
        """Show lines about the file; none: nothing has been read."""
        shown = list(lines)
        self.query_one("#lines", Static).update(Content("\n").join(shown))
        self.query_one("#preview").display = bool(shown)

    def offer(self, *possible: bool) -> None:
        """Show the button of each way to import that is possible; Enter takes the first one."""
        for (name, _), is_possible in zip(self.BUTTONS, possible, strict=True):
            self.query_one(f"#{name}", Button).display = is_possible
        if possible[0]:
            self.query_one(f"#{self.BUTTONS[0][0]}", Button).focus()

    @on(Input.Submitted)
    def _read(self, event: Input.Submitted) -> None:
        self.read_file(Path(event.value.strip().strip("\"'")).expanduser())

    @on(Input.Changed)
    def _another(self) -> None:
        if self.has_read:
            self.clear()

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close without importing."""
        self.dismiss(None)
