"""The thank-you note to a program: a draft to edit, copy, or save as a file, and when it is due.

Viva doesn't send it; the person does, and marks it as sent here.
"""

from __future__ import annotations

import re
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static, TextArea

from recorder import messages
from recorder.display_text import plain
from recorder.files import private_file
from recorder.programs import reminders, thank_you
from recorder.programs.local_zone import this_zone
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.services import Services
from recorder.widgets.keys import Keys
from sessions.errors import StoreError
from sessions.notebook.program import Program

SOON = 0.4
"""Seconds after the last key until the letter is saved."""

COPIED = (
    "Copied, if your terminal allows it. Paste it into your email. If nothing appears, save it as "
    "a file (F5)."
)


class ThankYouScreen(VivaScreen[None]):
    """One letter, saved as the person last left it."""

    CSS_PATH = "thank_you.tcss"
    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "copy", "Copy", tooltip="Copy it for your email", id="thank_you.copy"),
        Binding(
            "f3", "person", "Next person", tooltip="Address the next person", id="thank_you.person"
        ),
        Binding(
            "f4",
            "redraft",
            "New draft",
            tooltip="Write it again from your notes",
            id="thank_you.anew",
        ),
        Binding("f5", "save", "Save", tooltip="Save it as a text file", id="thank_you.save"),
        Binding("f8", "sent", "Sent", tooltip="Mark as sent or not sent", id="thank_you.sent"),
        Binding("escape", "back", "Back", tooltip="Back (all is saved)", id="thank_you.back"),
    ]
    letter = getters.query_one(TextArea)

    def __init__(self, services: Services, program: Program) -> None:
        super().__init__()
        self.program = program
        self._services = services
        self._saving: Timer | None = None
        self._kept = program.thanks
        self._text = program.thanks or self._draft()

    def compose(self) -> ComposeResult:
        """Lay out the due date, the letter, what is missing, and one line of advice."""
        yield Static(Content(f"Thank-you to {plain(self.program.name)}"), id="title")
        yield Static(id="due")
        yield TextArea(self._text, id="letter")
        yield Static(id="gaps")
        yield Static(Content(f"{thank_you.ADVICE} {self._to()}"), id="advice")
        with Horizontal(id="actions"):
            yield Button("Copy (F2)", id="copy", compact=True, variant="primary")
            yield Button("Save as file (F5)", id="save", compact=True)
            yield Button("Sent (F8)", id="sent", compact=True)
        yield Keys()

    def on_mount(self) -> None:
        """Show when the letter is due and what is missing."""
        self._show_status()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next person only if two are named."""
        return action != "person" or len(thank_you.recipients(self.program)) > 1

    def _draft(self) -> str:
        return thank_you.draft(self.program, by=self._services.profile.name)

    def _to(self) -> str:
        return f"To: {plain(self.program.contacts)}" if self.program.contacts else ""

    def _show_status(self) -> None:
        now = self._services.store.programs.now()
        due = reminders.thank_you(self.program, now, this_zone())
        self.query_one("#due", Static).update(Content(f"{plain(due)}. You send it; Viva doesn't."))
        gaps = thank_you.placeholders(self.letter.text)
        missing = f"Still to fill in: {', '.join(gaps)}" if gaps else ""
        self.query_one("#gaps", Static).update(Content(plain(missing)))
        sent = self.program.thanked is not None
        self.query_one("#sent", Button).label = "Not sent (F8)" if sent else "Sent (F8)"

    # Saving

    @on(TextArea.Changed)
    def _written(self) -> None:
        self._text = self.letter.text
        self._show_status()
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SOON, self._save)

    def _save(self) -> None:
        text = self._text
        if text == self._kept or (not self._kept and text == self._draft()):
            return  # still the draft, so later notes still go into it
        try:
            self.program = self._services.store.programs.change(self.program.id, thanks=text)
        except StoreError as error:
            self.app.notify(f"Not saved: {error}", severity="warning", markup=False)
        else:
            self._kept = text

    def action_back(self) -> None:
        """Go back."""
        self._save()
        self.post_message(messages.GoBack())

    def on_unmount(self) -> None:
        """Save the letter, however the screen was left."""
        self._save()

    # Keys

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Copy the letter."""
        self.app.copy_to_clipboard(self.letter.text)
        self._warn_of_gaps(COPIED)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the letter as a new file, and show where it is."""
        folder = self._services.locations.reports
        slug = re.sub(r"[^a-z0-9]+", "-", self.program.name.lower()).strip("-")[:40]
        name = f"thank-you-{slug or self.program.id}.txt"
        try:
            file = private_file.write_new(folder, name, self.letter.text.encode("utf-8", "replace"))
        except OSError as error:
            problem = f"{error.filename or folder} can't be saved: {error.strerror}."
            self.notify(problem, severity="warning", markup=False)
        else:
            self._warn_of_gaps(f"Saved as {file}")

    def _warn_of_gaps(self, text: str) -> None:
        gaps = thank_you.placeholders(self.letter.text)
        if gaps:
            text += f"\nStill to fill in: {', '.join(gaps)}"
        self.notify(
            "\n".join(map(plain, text.split("\n"))),
            severity="warning" if gaps else "information",
            markup=False,
            timeout=10,
        )

    def action_person(self) -> None:
        """Address the letter to the next of the people met."""
        names = thank_you.recipients(self.program)
        now = next((n for n in names if self.letter.text.startswith(f"Dear {n},")), None)
        place = names.index(now) + 1 if now is not None else 0
        self._replace(thank_you.addressed_to(self.letter.text, names[place % len(names)]))

    @work(exclusive=True, group="asking")
    async def action_redraft(self) -> None:
        """Write the letter again; ask first if the person has changed it."""
        fresh = self._draft()
        if self.letter.text == fresh:
            return
        if not self._kept or await self.app.push_screen_wait(confirmations.new_draft()):
            self._replace(fresh)

    def _replace(self, text: str) -> None:
        """Replace the text; Ctrl+Z brings the old one back."""
        letter = self.letter
        letter.replace(text, letter.document.start, letter.document.end)

    @on(Button.Pressed, "#sent")
    def action_sent(self) -> None:
        """Mark the letter as sent today, or as not sent."""
        here, store = this_zone(), self._services.store.programs
        today = None if self.program.thanked is not None else here.at(store.now()).date()
        try:
            self.program = store.change(self.program.id, thanked=today)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._show_status()
