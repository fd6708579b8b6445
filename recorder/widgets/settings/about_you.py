"""The person's profile, one line per field; typing saves right away, and everything is optional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from recorder.display_text import plain
from recorder.person.profile import FIELDS, LONGEST
from recorder.services import Services
from recorder.widgets.line_keys import LINE_KEYS, allows

LABELS: Mapping[str, tuple[str, str]] = {
    "name": ("Name", "as you sign your letters"),
    "first_language": ("First language", "such as Urdu"),
    "home_country": ("Home country", "such as Nigeria or the Philippines"),
    "medical_school": ("Medical school", "such as the University of Lagos"),
    "season": ("Interview season", "such as 2026–27"),
}
"""Each field's label and an example."""
assert set(LABELS) == set(FIELDS)


class ProfileInput(Input):
    """One profile field."""


class AboutYou(Vertical):
    """Lines to fill in; ``names`` are the profile fields to show."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LINE_KEYS,
        Binding("enter", "enter", "Next line", show=False, priority=True, id="form.enter"),
    ]

    class Finished(Message):
        """Enter was pressed on an empty line, or on the last one."""

    def __init__(self, services: Services, names: Sequence[str] = FIELDS) -> None:
        super().__init__()
        self._services = services
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Lay out a label and a line per field."""
        profile = self._services.profile
        for name in self._names:
            label, example = LABELS[name]
            with Horizontal():
                yield Label(label)
                saved = plain(getattr(profile, name) or "")
                yield ProfileInput(
                    saved,
                    example,
                    id=f"about-{name}",
                    name=name,
                    compact=True,
                    max_length=LONGEST,
                    select_on_focus=False,  # so that typing doesn't replace the text
                )

    @on(Input.Changed)
    def _save(self, event: Input.Changed) -> None:
        """Save the text as it is typed."""
        event.stop()
        assert event.input.name is not None
        try:
            self._services.change_profile(**{event.input.name: event.value})
        except OSError as error:
            self.notify(
                f"This can't be saved: {error.strerror or error}.",
                severity="warning",
                markup=False,
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Move only from line to line."""
        return allows(action, parameters, self.screen.focused)

    def action_line(self, direction: int) -> None:
        """Go to the next line, or the one before."""
        move = self.screen.focus_next if direction > 0 else self.screen.focus_previous
        move(ProfileInput)

    def action_enter(self) -> None:
        """Go to the next line; finish from an empty line or from the last one."""
        line = self.screen.focused
        assert isinstance(line, Input)
        if line.name != self._names[-1]:
            self.screen.focus_next(ProfileInput)
        line.call_later(self._finish, line)  # letters that were typed quickly come before it

    def _finish(self, line: Input) -> None:
        if not line.value.strip() or line.name == self._names[-1]:
            self.post_message(self.Finished())
