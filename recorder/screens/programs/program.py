"""One program: a form in groups that saves by itself, with the interview on both clocks above.

Only changed fields are written, so nothing else is undone. A date or time is saved as soon as the
person leaves its field, other text shortly after the last key.
"""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from recorder import messages
from recorder.display_text import plain
from recorder.programs import interview_time, reminders
from recorder.programs.facts import facts_of
from recorder.programs.local_zone import this_zone
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.screens.programs.program_questions import ProgramQuestions
from recorder.screens.programs.zone_choice import ZoneChoice
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.line_keys import LINE_KEYS, allows
from recorder.widgets.programs.program_field import ProgramField, is_whole
from sessions.errors import StoreError
from sessions.notebook.fields import AFTER, GROUPS, THANKS
from sessions.notebook.program import Program
from sessions.notebook.values import Value

SOON = 0.4
"""Seconds after the last key until the form is saved."""

JUST_AFTER = "Five minutes now is worth more than an hour next week. Any language is fine."


class ProgramScreen(VivaScreen[None]):
    """Everything the person wrote about a program."""

    CSS_PATH = "program.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "practice",
            "Practice",
            tooltip="Practice its questions with its facts in view",
            id="program.practice",
        ),
        Binding(
            "f3",
            "notes",
            "Notes after",
            tooltip="Notes right after the interview",
            id="program.notes",
        ),
        Binding("f4", "thank", "Thank-you", tooltip="Write the thank-you note", id="program.thank"),
        Binding("f5", "part", "Next part", tooltip="Go to the next part", id="program.part"),
        Binding(
            "f6",
            "lists",
            "Checklist",
            show=False,
            tooltip="Its own checklists",
            id="program.lists",
        ),
        *LINE_KEYS,
        Binding("enter", "enter", "Next line", show=False, priority=True, id="program.next_line"),
        Binding("escape", "back", "Back", tooltip="Back (all is saved)", id="program.back"),
    ]
    form = getters.query_one("#form", VerticalScroll)

    def __init__(self, services: Services, program: Program, at: str | None = None) -> None:
        super().__init__()
        self.program = program
        self._services = services
        self._at = at
        self._unsaved: dict[str, Value] = {}
        self._received: dict[str, Value] = {}
        self._saving: Timer | None = None
        self._fields: list[ProgramField] = []

    def compose(self) -> ComposeResult:
        """Lay out the interview time, the actions, and the form."""
        yield Static(id="title")
        yield Static(id="when")
        with Horizontal(id="actions"):
            yield Button("Practice (F2)", id="practice", compact=True, variant="primary")
            yield Button("Notes after (F3)", id="notes", compact=True)
            yield Button("Thank-you (F4)", id="thank", compact=True)
            yield Button("Checklist (F6)", id="lists", compact=True)
        today = self._services.store.programs.now().astimezone().date()
        with VerticalScroll(id="form", can_focus=False):
            for group, fields in GROUPS.items():
                if group == THANKS:  # has its own screen
                    continue
                yield Static(Content(group), classes="group", id=_id(group))
                if group == AFTER:
                    yield Static(JUST_AFTER, classes="remark")
                for field in fields:
                    self._fields.append(
                        ProgramField(field, getattr(self.program, field.name), today)
                    )
                    yield self._fields[-1]
        yield Static(id="saved")
        yield Keys()

    def on_mount(self) -> None:
        """Start in the requested field, or in the first one."""
        self._head()
        self.query_one(f"#field-{self._at or 'name'}", ProgramField).begin()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: time has passed."""
        self._head()

    # Above the form

    def _head(self) -> None:
        program, here = self.program, this_zone()
        now = self._services.store.programs.now()
        found = program.interview
        left = "" if found is None else f"  {interview_time.left(found, now, here)}"
        title = Content.assemble((plain(program.name), "bold"), (plain(left), "$primary"))
        self.query_one("#title", Static).update(title)
        if found is None:
            lines = ["No interview date yet."]
        else:
            lines = [interview_time.there(found), interview_time.yours(found, here)]
            lines += [
                f"! {clock_warning}"
                for clock_warning in [interview_time.clock_warning(found)]
                if clock_warning
            ]
            if program.thanked is not None or found.days_left(now, here.zone) <= 0:
                lines.append(reminders.thank_you(program, now, here))
        self.query_one("#when", Static).update(Content(plain_lines(lines)))

    # Saving

    @on(ProgramField.Changed)
    def _changed(self, event: ProgramField.Changed) -> None:
        self._unsaved[event.field.name] = self._received[event.field.name] = event.value
        self._show_saved("…")
        if self._saving is not None:
            self._saving.stop()
        if is_whole(event.field):
            self._save()
        else:
            self._saving = self.set_timer(SOON, self._save)

    @on(ProgramField.Unfinished)
    def _unfinished(self) -> None:
        self._show_saved("")

    def _finish(self) -> None:
        """Take what is written in every field, also where the person is, and save it."""
        self._take_all()
        self._save()

    def _take_all(self) -> None:
        """Take every value that has not been received, such as from a form that is closing."""
        for field in self._fields:
            name = field.field.name
            field.finish()
            if field.value != self._received.get(name, field.first):
                self._unsaved[name] = self._received[name] = field.value

    def _save(self) -> None:
        """Save the changes; those that can't be saved stay for the next attempt."""
        given, self._unsaved = self._unsaved, {}
        if not given:
            return
        try:
            self.program = self._services.store.programs.change(self.program.id, **given)
        except StoreError as error:
            self._unsaved = {**given, **self._unsaved}
            self._show_saved(f"! Not saved: {error}")
        else:
            self._show_saved("Saved")
            self._head()

    def _show_saved(self, text: str) -> None:
        if self.is_mounted:
            self.query_one("#saved", Static).update(Content(plain(text)))

    def on_unmount(self) -> None:
        """Save what was written, however the screen was left."""
        self._take_all()
        if self._unsaved:
            given, self._unsaved = self._unsaved, {}
            try:
                self._services.store.programs.change(self.program.id, **given)
            except StoreError as error:
                self.app.notify(f"Not saved: {error}", severity="warning", markup=False)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Move only from line to line."""
        return allows(action, parameters, self.focused)

    def action_enter(self) -> None:
        """Go to the next line."""
        self.action_line(1)

    def action_line(self, direction: int) -> None:
        """Go to the next field, or the one before."""
        (self.focus_next if direction > 0 else self.focus_previous)("ProgramField *")

    @on(ProgramField.ZoneWanted)
    @work(exclusive=True, group="asking")
    async def _choose_zone(self, event: ProgramField.ZoneWanted) -> None:
        now = self._services.store.programs.now()
        name = await self.app.push_screen_wait(ZoneChoice(event.asked_by.zone, now, self._state()))
        if name is not None:
            event.asked_by.choose_zone(name)

    def _state(self) -> str:
        return str(self._unsaved.get("state", self.program.state))

    @on(Button.Pressed, "#practice")
    @work(exclusive=True, group="asking")
    async def action_practice(self) -> None:
        """Choose a question about the program and answer it."""
        self._finish()
        facts = facts_of(self.program, self._services.bank)
        question = await self.app.push_screen_wait(ProgramQuestions(facts))
        if question is not None:
            self.post_message(messages.PracticeQuestion(question, facts))

    @on(Button.Pressed, "#notes")
    def action_notes(self) -> None:
        """Go to the notes right after the interview."""
        self._go_to(GROUPS[AFTER][0].name)

    @on(Button.Pressed, "#thank")
    def action_thank(self) -> None:
        """Write the thank-you note."""
        self._finish()
        self.post_message(messages.ShowThankYou(self.program.id))

    @on(Button.Pressed, "#lists")
    def action_lists(self) -> None:
        """Show the program's checklists, starting with the one that is due."""
        self._finish()
        self.post_message(checklists_of(self.program, self._services))

    def action_part(self) -> None:
        """Go to the first field of the next group, or from the last group to the first."""
        firsts = [fields[0].name for group, fields in GROUPS.items() if group != THANKS]
        groups = [group for group in GROUPS if group != THANKS]
        now = next((f.field.group for f in self.query(ProgramField) if f.has_focus_within), "")
        place = groups.index(now) + 1 if now in groups else 0
        self._go_to(firsts[place % len(firsts)])

    def _go_to(self, name: str) -> None:
        field = self.query_one(f"#field-{name}", ProgramField)
        field.begin()
        heading = self.query_one(f"#{_id(field.field.group)}")
        self.call_after_refresh(self.form.scroll_to_widget, heading, top=True, animate=False)

    @work(exclusive=True, group="asking")
    async def action_back(self) -> None:
        """Go back; ask first if a field can't be saved."""
        self._finish()
        if wrong := [field for field in self._fields if field.problem]:
            ask = confirmations.leave_unsaved([(f.field.label, f.problem) for f in wrong])
            if not await self.app.push_screen_wait(ask):
                wrong[0].begin()
                return
        self.post_message(messages.GoBack())


def checklists_of(program: Program, services: Services) -> messages.ShowChecklists:
    """Return the message that shows a program's checklists, with their own check marks."""
    when = reminders.checklist(program, services.store.programs.now(), this_zone())
    return messages.ShowChecklists(f"program-{program.id}", program.name, when)


def _id(group: str) -> str:
    return f"group-{group.lower().replace(' ', '-')}"


def plain_lines(lines: list[str]) -> str:
    """Join lines, removing control characters from each."""
    return "\n".join(map(plain, lines))
