"""An interview's time in words: on the program's clock, on the person's, and the days left.

Knows no screen; the terminal and the screens show the same words.
"""

from __future__ import annotations

from datetime import date, datetime

from analysis.report.dates import full_day, time_of_day
from recorder.programs.local_zone import LocalZone
from sessions.notebook import zones
from sessions.notebook.interview import Interview

NO_ZONE = "Viva can't detect this computer's time zone; set it in your system settings"


def left(interview: Interview, now: datetime, here: LocalZone) -> str:
    """Describe the time left: "in 12 days", "tomorrow at 9:00 am your time", "3 days ago"."""
    days = interview.days_left(now, here.zone)
    start = interview.here(here.zone)
    if days == 0 and start is not None:
        began = "began today" if start <= now else "today"
        return f"{began} at {time_of_day(start)} {_yours(here)}"
    if days == 1 and start is not None:
        return f"tomorrow at {time_of_day(start)} {_yours(here)}"
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def soon(interview: Interview, now: datetime, here: LocalZone) -> str:
    """Describe the time left with day and hour: "in 3 days, Tue 2:00 pm your time"."""
    start = interview.here(here.zone)
    said = left(interview, now, here)
    if start is None or interview.days_left(now, here.zone) < 2:
        return said
    return f"{said}, {start:%a} {time_of_day(start)} {_yours(here)}"


def there(interview: Interview) -> str:
    """Format it on the program's clock: "Thu, Dec 3, 2026, 9:00 am Eastern (EST)"."""
    start = interview.there()
    if start is not None:
        zone = zones.label(interview.zone or "")
        return f"{moment(start)} {zone} ({start:%Z})"
    if interview.time is not None:
        return f"{day(interview.day)}, {time_of_day(interview.time)} on their clock"
    return day(interview.day)


def yours(interview: Interview, here: LocalZone) -> str:
    """Format it on the person's clock, or name what is missing.

    Such as "Thu, Dec 3, 2026, 3:00 pm your time (CET)".
    """
    start = interview.here(here.zone)
    if start is not None:
        name = f" ({start:%Z})" if here.is_known else f" ({NO_ZONE})"
        return f"{moment(start)} {_yours(here)}{name}"
    if interview.zone and zones.find(interview.zone) is None:
        return f"This computer doesn't know the time zone {interview.zone}; choose it again."
    if interview.time is None:
        return "Add the time, and Viva shows when that is in your time zone."
    return "Choose their time zone, and Viva shows when that is in yours."


def clock_warning(interview: Interview) -> str:
    """Warn if the program's clock skips this time or shows it twice; otherwise empty."""
    start = interview.there()
    if interview.oddity is None or start is None or interview.time is None:
        return ""
    zone, wanted = zones.label(interview.zone or ""), time_of_day(interview.time)
    if interview.oddity == "skipped":
        return (
            f"{zone} clocks go forward that day and skip {wanted}; Viva uses {time_of_day(start)}. "
            "Ask the program."
        )
    return (
        f"{zone} clocks go back that day and show {wanted} twice; Viva uses the first "
        f"({start:%Z}). Ask the program."
    )


def day(day: date) -> str:
    """Format a day with its weekday: "Thu, Dec 3, 2026"."""
    return f"{day:%a}, {full_day(day)}"


def moment(start: datetime) -> str:
    """Format a day and time: "Thu, Dec 3, 2026, 3:00 pm"."""
    return f"{day(start)}, {time_of_day(start)}"


def _yours(here: LocalZone) -> str:
    return "your time" if here.is_known else "UTC"
