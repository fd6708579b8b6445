"""An interview's time in words: on the program's clock, on the person's, and the days left.

Knows no screen; terminal and screens say the same.
"""

from __future__ import annotations

from datetime import date, datetime

from recorder.programs.local_zone import LocalZone
from sessions.notebook import zones
from sessions.notebook.interview import Interview

UNTOLD = "this computer does not tell its time zone; set it in the system's settings"


def left(interview: Interview, now: datetime, here: LocalZone) -> str:
    """Say how long it is: "in 12 days", "tomorrow at 9:00 your time", "today", "3 days ago"."""
    days = interview.days_left(now, here.zone)
    start = interview.here(here.zone)
    if days == 0 and start is not None:
        began = "began today" if start <= now else "today"
        return f"{began} at {start:%H:%M} {_yours(here)}"
    if days == 1 and start is not None:
        return f"tomorrow at {start:%H:%M} {_yours(here)}"
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def soon(interview: Interview, now: datetime, here: LocalZone) -> str:
    """Say how long it is, with day and hour: "in 3 days, Tue 14:00 your time"."""
    start = interview.here(here.zone)
    said = left(interview, now, here)
    if start is None or interview.days_left(now, here.zone) < 2:
        return said
    return f"{said}, {start:%a %H:%M} {_yours(here)}"


def there(interview: Interview) -> str:
    """Say it on the program's clock: "Thu 3 Dec 2026, 09:00 Eastern (EST)"."""
    start = interview.there()
    if start is not None:
        zone = zones.label(interview.zone or "")
        return f"{day(start)}, {start:%H:%M} {zone} ({start:%Z})"
    if interview.time is not None:
        return f"{day(interview.day)}, {interview.time:%H:%M} on their clock"
    return day(interview.day)


def yours(interview: Interview, here: LocalZone) -> str:
    """Say it on the person's clock: "Thu 3 Dec 2026, 15:00 your time (CET)", or what is missing."""
    start = interview.here(here.zone)
    if start is not None:
        name = f" ({start:%Z})" if here.is_known else f" ({UNTOLD})"
        return f"{day(start)}, {start:%H:%M} {_yours(here)}{name}"
    if interview.zone and zones.find(interview.zone) is None:
        return f"The time zone {interview.zone} is unknown here; choose it again."
    if interview.time is None:
        return "Add the time, and Viva says when that is on your clock."
    return "Choose their time zone, and Viva says when that is on your clock."


def clock_warning(interview: Interview) -> str:
    """Say when the program's clock skips this time or shows it twice; else nothing."""
    start = interview.there()
    if interview.oddity is None or start is None or interview.time is None:
        return ""
    zone, wanted = zones.label(interview.zone or ""), f"{interview.time:%H:%M}"
    if interview.oddity == "skipped":
        return (
            f"{zone} clocks go forward that day and skip {wanted}; it is taken as {start:%H:%M}. "
            "Ask the program."
        )
    return (
        f"{zone} clocks go back that day and show {wanted} twice; the first is taken "
        f"({start:%Z}). Ask the program."
    )


def day(day: date) -> str:
    """Write a day with its weekday: "Thu 3 Dec 2026"."""
    return f"{day:%a} {day.day} {day:%b} {day:%Y}"


def _yours(here: LocalZone) -> str:
    return "your time" if here.is_known else "UTC"
