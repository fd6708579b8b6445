"""What a program needs now: an interview coming up, notes right after it, the thank-you.

The guide's window for a thank-you is 24 to 72 hours after the interview.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from prompts.checklists import When
from recorder.programs import interview_time as words
from recorder.programs.local_zone import LocalZone
from sessions.notebook.program import Program

ReminderKind = Literal["interview", "notes", "thanks"]

NEAR = 7
"""Days before an interview when reminders start."""

FRESH = timedelta(days=3)
"""How long after an interview Viva asks for notes."""

EARLIEST, LATEST = timedelta(hours=24), timedelta(hours=72)
GIVEN_UP = timedelta(days=14)
"""After that, there are no more reminders of a thank-you."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to do for a program; ``due`` is the deadline, ``late`` means it has passed."""

    program: Program
    kind: ReminderKind
    text: str
    due: datetime
    late: bool = False


def reminders(programs: Iterable[Program], now: datetime, here: LocalZone) -> tuple[Reminder, ...]:
    """Return everything to do now, most urgent first."""
    found = (each for program in programs for each in of(program, now, here))
    return tuple(sorted(found, key=lambda reminder: reminder.due))


def of(program: Program, now: datetime, here: LocalZone) -> tuple[Reminder, ...]:
    """Yield what one program needs now."""
    interview = program.interview
    if interview is None:
        return ()
    start = interview.moment or interview.end(here.zone)
    if start > now:
        if interview.days_left(now, here.zone) > NEAR:
            return ()
        text = f"Interview {words.soon(interview, now, here)}: {program.name}"
        return (Reminder(program, "interview", text, start),)
    found = []
    if not program.has_notes and now < start + FRESH:
        text = f"Write down what you saw, while it is fresh: {program.name}"
        found.append(Reminder(program, "notes", text, start + EARLIEST))
    if program.thanked is None and now < start + GIVEN_UP:
        due = start + LATEST
        text = f"{thank_you(program, now, here)}: {program.name}"
        found.append(Reminder(program, "thanks", text, due, late=now > due))
    return tuple(found)


def checklist(program: Program, now: datetime, here: LocalZone) -> When:
    """Return the checklist that it is time for."""
    interview = program.interview
    if interview is None:
        return "week"
    days, start = interview.days_left(now, here.zone), interview.moment
    if days < 0 or (start is not None and start <= now):
        return "after"
    return "today" if days == 0 else "day" if days == 1 else "week"


def thank_you(program: Program, now: datetime, here: LocalZone) -> str:
    """Describe the state of the thank-you: "Thank-you due by Sun, Dec 6, 2026, 3:00 pm"."""
    interview = program.interview
    if program.thanked is not None:
        return f"Thank-you sent on {words.day(program.thanked)}"
    if interview is None:
        return "The thank-you is due 24 to 72 hours after the interview"
    start = interview.moment or interview.end(here.zone)
    if start > now:
        return "The thank-you is due 24 to 72 hours after the interview"
    due = here.at(start + LATEST)
    if now > due:
        return f"Thank-you overdue since {words.day(due)}; better late than never"
    if now < start + EARLIEST:
        first = here.at(start + EARLIEST)
        return f"Send a thank-you between {words.moment(first)} and {words.moment(due)}"
    return f"Thank-you due by {words.moment(due)}"
