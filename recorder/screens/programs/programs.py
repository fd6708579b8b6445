"""The program notebook: programs by next interview, what is due, spreadsheet import and export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recorder import messages
from recorder.display_text import plain, time_of_day
from recorder.files import private_file
from recorder.programs import calendar, interview_time, reminders
from recorder.programs.facts import facts_of
from recorder.programs.local_zone import LocalZone, this_zone
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.screens.programs.import_programs import ImportProgramsScreen
from recorder.screens.programs.new_program import NewProgramScreen
from recorder.screens.programs.program import checklists_of
from recorder.screens.programs.program_questions import ProgramQuestions
from recorder.services import Services
from recorder.widgets.keys import Keys
from sessions.errors import StoreError
from sessions.notebook import sheet
from sessions.notebook.program import Program, in_order

EMPTY = """\
No programs yet.

Press n to add your first: what it's like, why you want to go there, when the interview is. Viva \
counts down the days, shows the time on your clock, and lets you practice “Why our program?” with \
the facts in view.

Have a spreadsheet? Save it as CSV and press i. Viva shows you a preview before importing."""
MOST_DUE = 3
"""Reminders above the list; the rows show the rest."""

EXPORT = "programs.csv"

NARROW = 72
"""Below this many columns, a row shows only the person's clock."""

DUE: Mapping[reminders.ReminderKind, str] = {"notes": "notes", "thanks": "thank-you"}
"""What a row shows for each kind of reminder."""


class ProgramList(OptionList):
    """One option per program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Open this program", id="programs.open")
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open nothing while there is nothing."""
        return action != "select" or self.option_count > 0


class ProgramsScreen(VivaScreen[None]):
    """All programs, the next interview first."""

    CSS_PATH = "programs.tcss"
    AUTO_FOCUS = "ProgramList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New", tooltip="Add a program", id="programs.new"),
        Binding(
            "p",
            "practice",
            "Practice",
            tooltip="Practice its questions with its facts in view",
            id="programs.practice",
        ),
        Binding("t", "thank", "Thank-you", tooltip="Write the thank-you note", id="programs.thank"),
        Binding(
            "c", "lists", "Checklist", show=False, tooltip="Its checklists", id="programs.lists"
        ),
        Binding(
            "f", "pin", "Pin", tooltip="Use it in questions, whatever its date", id="programs.pin"
        ),
        Binding("i", "import", "Import", tooltip="Import a spreadsheet (CSV)", id="programs.in"),
        Binding(
            "e", "export", "Export", show=False, tooltip="Save as a spreadsheet", id="programs.out"
        ),
        Binding(
            "k",
            "calendar",
            "Calendar",
            show=False,
            tooltip="Save the interviews as a calendar file with alarms",
            id="programs.calendar",
        ),
        Binding(
            "x,delete", "delete", "Delete", tooltip="Delete (asks first)", id="programs.delete"
        ),
        Binding("escape", "back", "Back", tooltip="Back to the questions", id="programs.back"),
    ]
    list = getters.query_one(ProgramList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.programs: tuple[Program, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a heading, what is due, and the list."""
        yield Static("Your programs", id="title")
        yield Static(id="due")
        yield Static(Content(EMPTY), id="empty")
        yield ProgramList()
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: programs may have changed, and time has passed."""
        self.refresh_list()

    def on_resize(self) -> None:
        """Redraw the rows for the new width."""
        self.refresh_list()

    def refresh_list(self) -> None:
        """Read the notebook again; the same program stays highlighted."""
        previous = self.chosen
        store, here = self._services.store.programs, this_zone()
        now, narrow = store.now(), self.app.size.width < NARROW
        try:
            self.programs = in_order(store.all(), now, here.zone)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        due = reminders.reminders(self.programs, now, here)[:MOST_DUE]
        lines = [Content(plain(f"! {reminder.text}")) for reminder in due]
        self.query_one("#due", Static).update(Content("\n").join(lines))
        self.query_one("#due").display = bool(lines)
        self.list.set_options(
            Option(row(program, here, now, narrow=narrow), id=str(program.id))
            for program in self.programs
        )
        ids = [program.id for program in self.programs]
        if ids:
            self.list.highlighted = ids.index(previous.id) if previous and previous.id in ids else 0
        self.query_one("#empty").display = not ids
        self.list.display = bool(ids)
        self.refresh_bindings()

    @property
    def chosen(self) -> Program | None:
        """The highlighted program."""
        place = self.list.highlighted
        return self.programs[place] if place is not None and self.programs else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only adding and importing while there is no program."""
        needs_one = ("practice", "thank", "lists", "pin", "export", "calendar", "delete")
        return bool(self.programs) or action not in needs_one

    # One program

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the program's form."""
        if (program := self.chosen) is not None:
            self.post_message(messages.ShowProgram(program.id))

    @work(exclusive=True, group="asking")
    async def action_new(self) -> None:
        """Ask for the name, and open the form to fill in."""
        name = await self.app.push_screen_wait(NewProgramScreen(p.name for p in self.programs))
        if not name:
            return
        try:
            program = self._services.store.programs.add(name)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.post_message(messages.ShowProgram(program.id, at="city"))

    @work(exclusive=True, group="asking")
    async def action_practice(self) -> None:
        """Choose a question about the program and answer it."""
        if (program := self.chosen) is not None:
            facts = facts_of(program, self._services.bank)
            question = await self.app.push_screen_wait(ProgramQuestions(facts))
            if question is not None:
                self.post_message(messages.PracticeQuestion(question, facts))

    def action_thank(self) -> None:
        """Write the thank-you note."""
        if (program := self.chosen) is not None:
            self.post_message(messages.ShowThankYou(program.id))

    def action_lists(self) -> None:
        """Show the program's checklists, starting with the one that is due."""
        if (program := self.chosen) is not None:
            self.post_message(checklists_of(program, self._services))

    def action_pin(self) -> None:
        """Make this the program that questions name, or go back to the next interview's."""
        if (program := self.chosen) is None:
            return
        self._services.store.programs.pin(None if program.pinned else program.id)
        name = plain(program.name)
        text = f"Pinned. Questions now name {name}."
        if program.pinned:
            text = "Unpinned. Questions now name the program with the next interview."
        self.notify(text, markup=False)
        self.refresh_list()

    @work(exclusive=True, group="asking")
    async def action_delete(self) -> None:
        """Ask, then delete."""
        program = self.chosen
        if program is None or not await self.app.push_screen_wait(
            confirmations.delete_program(program)
        ):
            return
        self._services.store.programs.delete(program.id)
        self.refresh_list()

    # Files

    @work(exclusive=True, group="asking")
    async def action_import(self) -> None:
        """Ask for a file, preview its changes, and apply them."""
        done = await self.app.push_screen_wait(ImportProgramsScreen(self._services.store.programs))
        if done:
            self.notify(done, title="Imported", markup=False)
            self.refresh_list()

    def action_export(self) -> None:
        """Save all programs as a new spreadsheet, and show where it is."""
        self._save(EXPORT, sheet.write(self.programs))

    def action_calendar(self) -> None:
        """Save the interviews as a new calendar file, and show where it is."""
        if not calendar.dated(self.programs):
            self.notify("No program has an interview date yet. Press Enter on one to add it.")
            return
        store = self._services.store.programs
        events = calendar.calendar(self.programs, store.identifiers(), store.now())
        self._save(calendar.FILE, events)

    def _save(self, name: str, contents: bytes) -> None:
        folder = self._services.locations.reports
        try:
            file = private_file.write_new(folder, name, contents)
        except OSError as error:
            problem = f"{error.filename or folder} can't be saved: {error.strerror}."
            self.notify(problem, severity="warning", markup=False)
        else:
            self.notify(f"Saved as {file}", markup=False, timeout=10)

    def action_back(self) -> None:
        """Go back to the screen the list was opened from."""
        self.post_message(messages.GoBack())


def interview(program: Program, here: LocalZone, *, narrow: bool = False) -> str:
    """Return when the interview is: on both clocks if there is room."""
    found = program.interview
    if found is None:
        return "no interview date yet"
    if found.moment is None:
        return interview_time.there(found)
    start = here.at(found.moment)
    yours = "your time" if here.is_known else "UTC"
    if narrow:
        clock = "here" if here.is_known else "UTC"
        return f"{start:%a} {start:%b} {start.day}, {time_of_day(start)} {clock}"
    return f"{interview_time.there(found)} = {start:%a} {time_of_day(start)} {yours}"


def row(program: Program, here: LocalZone, now: datetime, *, narrow: bool = False) -> Table:
    """Draw a program's two lines: name and days left; interview time and what is due."""
    found = program.interview
    left = "" if found is None else interview_time.left(found, now, here)
    due = [r for r in reminders.of(program, now, here) if r.kind != "interview"]
    remark = "thank-you overdue" if any(r.late for r in due) else ""
    remark = remark or ", ".join(DUE[reminder.kind] for reminder in due)
    name = f"{program.name}, {program.place}" if program.place else program.name
    drawn = Table.grid(expand=True, padding=(0, 1, 0, 0))
    drawn.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    drawn.add_column(justify="right", no_wrap=True)
    drawn.add_row(
        Text.assemble(
            ("★ " if program.pinned else "") + plain(name),
            "\n",
            (plain(interview(program, here, narrow=narrow)), "dim"),
        ),
        Text.assemble(left.split(" at ")[0] if narrow else left, "\n", (remark, "dim")),
    )
    return drawn
