"""The interviews as a calendar file (.ics) that phones and mail programs import.

Each event keeps its identifier, so that importing a newer file updates it. Only the program's name,
place, format, and time are in it: calendars are often synced to other computers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from analysis.report.text import plain
from recorder.programs import interview_time
from sessions.notebook.interview import LASTS, Interview
from sessions.notebook.program import Program

if TYPE_CHECKING:
    from icalendar import Alarm, Event

FILE = "interviews.ics"
NO_DATES = "no program has an interview date yet; press n in Viva to add one."
ALARMS = (timedelta(minutes=60), timedelta(minutes=30))
"""How long before an interview the calendar reminds the person."""

FIRST_EDITION = datetime(2026, 1, 1, tzinfo=UTC)
"""Events are numbered by the minutes since then: a newer file replaces an older one's."""


def dated(programs: Iterable[Program]) -> tuple[Program, ...]:
    """Return the programs that have an interview date."""
    return tuple(program for program in programs if program.interview is not None)


def calendar(programs: Iterable[Program], identifiers: Mapping[int, str], now: datetime) -> bytes:
    """Write an event for each interview.

    ``identifiers`` are lasting ones by the program's number. An interview whose time or time zone
    is missing lasts all day; a past one has no alarms.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Viva//Interviews//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Residency interviews")
    for program in dated(programs):
        made.add_component(_event(program, identifiers[program.id], now))
    days = [p.interview.day for p in dated(programs) if p.interview]
    if days:
        around = timedelta(days=400)  # a whole year on both sides has every change of the clocks
        made.add_missing_timezones(min(days) - around, max(days) + around)
    return bytes(made.to_ical())


def _event(program: Program, identifier: str, now: datetime) -> Event:
    from icalendar import Event

    interview = program.interview
    assert interview is not None
    event = Event()
    event.add("uid", identifier)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, int((now - FIRST_EDITION).total_seconds() // 60)))
    event.add("summary", f"Interview: {plain(program.name)}")
    event.add("description", "\n".join(_description(interview)))
    if where := "Virtual" if program.format == "virtual" else plain(program.place):
        event.add("location", where)
    start = interview.there()
    if start is None:
        event.add("dtstart", interview.day)
        event.add("dtend", interview.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", start)
    event.add("dtend", (start.astimezone(UTC) + LASTS).astimezone(start.tzinfo))
    for before in ALARMS if start > now else ():
        event.add_component(_alarm(program, before))
    return event


def _description(interview: Interview) -> list[str]:
    """Say when it is, and what isn't known."""
    said = [interview_time.there(interview)]
    if interview.moment is None:
        missing = "time" if interview.time is None else "time zone"
        return [*said, f"The {missing} isn't in Viva's notebook yet."]
    if warning := interview_time.clock_warning(interview):
        said.append(warning)
    hours = int(LASTS.total_seconds() // 3600)
    return [*said, f"The end is an estimate: {hours} hours after the start."]


def _alarm(program: Program, before: timedelta) -> Alarm:
    from icalendar import Alarm

    minutes = int(before.total_seconds() // 60)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Interview in {minutes} minutes: {plain(program.name)}")
    alarm.add("trigger", -before)
    return alarm
