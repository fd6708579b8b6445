"""One field of a program's form: its label, its editor, and any problem with its value.

A problem is shown when the person leaves the field, since half a date isn't a mistake yet. Nor is
half a date saved, although many are dates themselves (2026-11-3 of 2026-11-30): a date, a time, and
the program's name are reported when the person leaves the field, everything else at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
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
    """Shows a value and reports changes; ``problem`` says why the current text isn't saved.

    ``first`` is the value it began with. While there is a problem, the value stays what it was
    before the person began to write.

    A date without a year is the next one from ``today`` on.
    """

    @dataclass
    class Changed(Message):
        """There is a new value to save."""

        field: Field
        value: Value

    @dataclass
    class Unfinished(Message):
        """The person is writing a value that is saved only when it is finished."""

    @dataclass
    class ZoneWanted(Message):
        """The person wants to choose a time zone."""

        asked_by: ProgramField

    def __init__(self, field: Field, value: Value, today: date | None = None) -> None:
        super().__init__(id=f"field-{field.name}", classes=f"-{field.form}")
        self.field = field
        self.problem = ""
        self.first = self._value = value
        self._today = today
        self._whole = is_whole(field)
        self._writing = False
        self._editor: Input | TextArea | None = None

    def compose(self) -> ComposeResult:
        """Lay out the label, the editor, and the remark."""
        label = Label(Content(self.field.label))
        yield label
        text, hint = values.write(self._value), self.field.hint
        match self.field.form:
            case "lines":
                self._editor = TextArea(
                    text, compact=True, placeholder=hint, highlight_cursor_line=False
                )
                yield self._editor
            case "visa":
                yield _select(VISAS, self._value)
            case "format":
                yield _select(FORMATS, self._value)
            case "zone":
                yield Button(Content(_zone(self._value)), compact=True)
            case _:
                self._editor = Input(text, placeholder=hint, compact=True, select_on_focus=False)
                yield self._editor
        yield Static(classes="remark")

    def begin(self) -> None:
        """Put the cursor in this field."""
        self.query("Input, TextArea, Select, Button").first().focus()

    def choose_zone(self, name: str | None) -> None:
        """Set the time zone."""
        self.query_one(Button).label = Content(_zone(name))
        self._save(name)

    @property
    def value(self) -> Value:
        """The value to save: the last finished one without a problem."""
        return self._value

    @property
    def zone(self) -> str | None:
        """The chosen IANA zone."""
        return self._value if isinstance(self._value, str) else None

    def finish(self) -> bool:
        """Take what is written for the value if it is one; return whether that changed it."""
        before, self._value = self._value, self._read()
        return self._value != before

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _written(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        if self._whole and self._writing:
            understood = self._read()
            self.post_message(self.Unfinished())
            self._show_remark("" if self.problem else _understood(understood))
        else:
            self._report(changed=self.finish())

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self._save(str(event.value))

    @on(Button.Pressed)
    def _zone_wanted(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.ZoneWanted(self))

    def _read(self) -> Value:
        """Return the value of what is written now, or, with a problem, the value so far."""
        if self._editor is None:
            return self._value
        text = self._editor.value if isinstance(self._editor, Input) else self._editor.text
        if text == values.write(self.first):  # what was stored needs no second look
            self.problem = ""
            return self.first
        try:
            value = values.read(self.field, text, today=self._today)
        except ValueError as error:
            self.problem = str(error)
            return self._value
        if self.field.name == "name" and not value:
            self.problem = "A program needs a name."
            return self._value
        self.problem = ""
        return value

    def _save(self, value: Value) -> None:
        changed, self._value = value != self._value, value
        self._report(changed=changed)

    def _report(self, *, changed: bool) -> None:
        if changed:
            self.post_message(self.Changed(self.field, self._value))
        if not self.problem:
            self._show_remark(_understood(self._value))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Wait for the person to finish."""
        self._writing = True

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Take what is written, or show the problem; looking at another window isn't leaving."""
        if not self.app.app_focus:
            return
        self._writing = False
        self._report(changed=self.finish())
        if self.problem:
            self._show_remark(f"! {self.problem}")

    def _show_remark(self, text: str) -> None:
        remark = self.query_one(".remark", Static)
        remark.update(Content(plain(text)))
        remark.set_class(text.startswith("!"), "-problem")
        remark.display = bool(text)

    def on_mount(self) -> None:
        """Hide an empty remark."""
        self._show_remark(_understood(self._value))


def is_whole(field: Field) -> bool:
    """Whether half of a value must not be saved, so that it waits until the field is left."""
    return field.form in ("day", "time") or field.name == "name"


def _understood(value: Value) -> str:
    """Return the date as it was understood, with its weekday."""
    return day(value) if isinstance(value, date) else ""


def _select(choices: tuple[str, ...], value: Value) -> Select[str]:
    options = [(LABELS.get(choice, choice), choice) for choice in choices]
    return Select(options, value=str(value), allow_blank=False, compact=True)


def _zone(name: Value) -> str:
    if not isinstance(name, str):
        return NO_ZONE
    label = zones.label(name)
    return plain(label if label == name.replace("_", " ") else f"{label} ({name})")
