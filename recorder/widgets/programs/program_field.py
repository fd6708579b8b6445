"""One field of a program's form: its label, its editor, and any problem with its value.

A problem is shown when the person leaves the field, since half a date isn't a mistake yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur
from textual.message import Message
from textual.widgets import Button, Input, Label, Select, Static, TextArea

from recorder.display_text import plain
from recorder.programs.interview_time import day
from sessions.notebook import values, zones
from sessions.notebook.fields import Field
from sessions.notebook.program import FORMATS, VISAS
from sessions.notebook.values import Value

LABELS: Mapping[str, str] = {"unknown": "not known yet"}
NO_ZONE = "choose one"


class ProgramField(Vertical):
    """Shows a value and reports each change; ``problem`` says why the current text isn't saved.

    A date without a year is the next one from ``today`` on.
    """

    @dataclass
    class Changed(Message):
        """There is a new value to save."""

        field: Field
        value: Value

    @dataclass
    class ZoneWanted(Message):
        """The person wants to choose a time zone."""

        asked_by: ProgramField

    def __init__(self, field: Field, value: Value, today: date | None = None) -> None:
        super().__init__(id=f"field-{field.name}", classes=f"-{field.form}")
        self.field = field
        self.problem = ""
        self._value = value
        self._today = today

    def compose(self) -> ComposeResult:
        """Lay out the label, the editor, and the remark."""
        label = Label(Content(self.field.label))
        yield label
        text, hint = values.write(self._value), self.field.hint
        match self.field.form:
            case "lines":
                yield TextArea(text, compact=True, placeholder=hint, highlight_cursor_line=False)
            case "visa":
                yield _select(VISAS, self._value)
            case "format":
                yield _select(FORMATS, self._value)
            case "zone":
                yield Button(Content(_zone(self._value)), compact=True)
            case _:
                yield Input(text, placeholder=hint, compact=True, select_on_focus=False)
        yield Static(Content(self._remark()), classes="remark")

    def begin(self) -> None:
        """Put the cursor in this field."""
        self.query("Input, TextArea, Select, Button").first().focus()

    def choose_zone(self, name: str | None) -> None:
        """Set the time zone."""
        self.query_one(Button).label = Content(_zone(name))
        self._save(name)

    @property
    def zone(self) -> str | None:
        """The chosen IANA zone."""
        return self._value if isinstance(self._value, str) else None

    @on(Input.Changed)
    def _written(self, event: Input.Changed) -> None:
        event.stop()
        self._read(event.value)

    @on(TextArea.Changed)
    def _written_lines(self, event: TextArea.Changed) -> None:
        event.stop()
        self._read(event.text_area.text)

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self._save(str(event.value))

    @on(Button.Pressed)
    def _zone_wanted(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.ZoneWanted(self))

    def _read(self, text: str) -> None:
        try:
            value = values.read(self.field, text, today=self._today)
        except ValueError as error:
            self.problem = str(error)
            return
        if self.field.name == "name" and not value:
            self.problem = "A program needs a name."
            return
        self._save(value)

    def _save(self, value: Value) -> None:
        self.problem = ""
        if value != self._value:
            self._value = value
            self.post_message(self.Changed(self.field, value))
        self._show_remark()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Show the problem, if any."""
        self._show_remark()

    def _show_remark(self) -> None:
        remark = self.query_one(".remark", Static)
        remark.update(Content(plain(f"! {self.problem}" if self.problem else self._remark())))
        remark.set_class(bool(self.problem), "-problem")
        remark.display = bool(self.problem or self._remark())

    def on_mount(self) -> None:
        """Hide an empty remark."""
        self._show_remark()

    def _remark(self) -> str:
        """Return the date as it was understood, with its weekday."""
        return day(self._value) if isinstance(self._value, date) else ""


def _select(choices: tuple[str, ...], value: Value) -> Select[str]:
    options = [(LABELS.get(choice, choice), choice) for choice in choices]
    return Select(options, value=str(value), allow_blank=False, compact=True)


def _zone(name: Value) -> str:
    if not isinstance(name, str):
        return NO_ZONE
    label = zones.label(name)
    return plain(label if label == name.replace("_", " ") else f"{label} ({name})")
