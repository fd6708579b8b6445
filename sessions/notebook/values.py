"""Fields as people write them, read and written back; for both the form and the spreadsheet.

`read` raises ``ValueError`` with one sentence that says what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, time
from typing import Literal

from sessions.notebook import zones
from sessions.notebook.fields import Field

Order = Literal["month first", "day first"]
"""How 12/3/2026 is meant."""

Value = str | date | time | None

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that change the direction of the text after them."""

YEARS = range(2000, 2100)
TIME = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s*([ap])\.?\s*m\b\.?"
    r"|(?<![\d/.-])(\d{1,2})(?:[:.h](\d\d)(?::\d\d)?(?![\d/]|\.\d)|\s?(?:h|hrs?|uhr)\b\.?)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\D*(\d{1,2})\D*")


def read(field: Field, text: str, order: Order | None = None, today: date | None = None) -> Value:
    """Read a field's value; what ``order`` and ``today`` are for, `read_day` says."""
    match field.form:
        case "line":
            return " ".join(_clean(text).split())
        case "lines":
            return _clean(text)
        case "day":
            return read_day(text, order, today) if text.strip() else None
        case "time":
            return read_time(text) if text.strip() else None
        case "zone":
            return read_zone(text) if text.strip() else None
        case "visa":
            return _visa(text)
        case "format":
            return _format(text)


def name_key(text: str) -> str:
    """Return what two names have in common that are the same but for case, spaces and typing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def write(value: Value) -> str:
    """Write a value so that `read` gives it back."""
    if value is None or value == "unknown":
        return ""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value


def read_day(text: str, order: Order | None = None, today: date | None = None) -> date:
    """Read a date; refuses one that could mean two days unless ``order`` decides.

    "8 Dec" is the next such day from ``today`` on; without ``today``, a date needs its year.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    if found := re.search(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", said):
        day = _day(text, int(found[1]), int(found[2]), int(found[3]))
    elif found := re.search(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)\b", said):
        day = _day(text, _year(found[3]), int(found[2]), int(found[1]))
    elif found := re.search(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)\b", said):
        day = _slashed(text, int(found[1]), int(found[2]), _year(found[3]), order)
    else:
        day = _worded(text, said, today)
    for number, name in enumerate(WEEKDAYS):
        if re.search(rf"\b{name[:3].lower()}", said) and number != day.weekday():
            real = WEEKDAYS[day.weekday()]
            raise ValueError(f"“{text.strip()}” doesn't match: that day is a {real}.")
    return day


def read_time(text: str) -> time:
    """Read a time of day: 9:00, 14:30, 2 pm, noon."""
    said = text.strip().casefold()
    if said in ("noon", "midday"):
        return time(12)
    found = TIME.search(said)
    if found is None and (short := _SHORT.fullmatch(said)) and "-" not in said:
        return _time(text, int(short[1]), 0)
    if found is None:
        raise ValueError(f"“{text.strip()}” isn't a time; write 2:30 pm or 14:30.")
    if found[3] is None:
        return _time(text, int(found[4]), int(found[5] or 0))
    hour = int(found[1])
    if not 1 <= hour <= 12:
        raise ValueError(f"“{text.strip()}” isn't a time; write 2:30 pm or 14:30.")
    return _time(text, hour % 12 + (12 if found[3] == "p" else 0), int(found[2] or 0))


def read_zone(text: str) -> str:
    """Read a time zone's name."""
    name = zones.read(text)
    if name is None:
        raise ValueError(
            f"“{text.strip()}” isn't a time zone Viva knows; write Eastern, Central, Mountain, "
            "Arizona, Pacific, or a name such as Europe/Berlin."
        )
    return name


def _clean(text: str) -> str:
    """Text without control characters and blank edges; lines end with a newline.

    Letters that can be typed in two ways (Å) are kept in one of them (NFC).

    What joins letters (Persian, Hindi) stays; what turns the direction of all that follows goes.
    """
    text = unicodedata.normalize("NFC", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = ("".join(c if _harmless(c) else " " for c in line).rstrip() for line in lines)
    return "\n".join(shown).strip()


def _harmless(character: str) -> bool:
    joins = unicodedata.category(character) == "Cf" and character not in TURNING
    return character.isprintable() or joins


def _visa(text: str) -> str:
    said = " ".join(text.casefold().split()).strip(".?")
    if said in ("", "unknown", "not known", "n/a", "na", "-", "–", "unclear"):
        return "unknown"
    if said in ("yes", "y", "true", "1", "x", "sponsored", "supported", "accepted"):
        return "yes"
    if said in ("no", "n", "false", "0", "none", "not sponsored", "not supported"):
        return "no"
    raise ValueError(f"“{text.strip()}” isn't clear; write yes, no, or unknown.")


def _format(text: str) -> str:
    said = " ".join(text.casefold().replace("-", " ").split())
    if said in ("", "unknown"):
        return "unknown"
    if said in ("virtual", "online", "video", "zoom", "teams", "webex", "remote"):
        return "virtual"
    if said in ("in person", "onsite", "on site", "in house", "live"):
        return "in person"
    raise ValueError(f"“{text.strip()}” isn't clear; write virtual or in person.")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no day “{text.strip()}”; write it like 2026-12-03.") from None
    _check_year(text, year)
    return found


def _check_year(text: str, year: int) -> None:
    if year not in YEARS:
        raise ValueError(f"The year in “{text.strip()}” isn't between 2000 and 2099.")


def _slashed(text: str, first: int, second: int, year: int, order: Order | None) -> date:
    _check_year(text, year)
    if first != second and first <= 12 and second <= 12 and order is None:
        one, other = date(year, first, second), date(year, second, first)
        raise ValueError(
            f"“{text.strip()}” could be {_date_text(one)} or {_date_text(other)}; "
            f"write it as {one} or {other}."
        )
    day_first = first > 12 or (second <= 12 and order == "day first")
    return _day(text, year, second if day_first else first, first if day_first else second)


def _date_text(day: date) -> str:
    return f"{day:%B} {day.day}"


def _worded(text: str, said: str, today: date | None) -> date:
    """Read a date with its month as a word, in either order; without a year, the next one."""
    months = [m for m in re.findall(r"[a-z]{3,}", said) if m[:3] in MONTHS]
    year = re.search(r"\b(\d{4})\b", said)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!:)", said)
    if len(months) != 1 or day is None:
        raise ValueError(f"“{text.strip()}” isn't a date; write it like 2026-12-03.")
    month = MONTHS.index(months[0][:3]) + 1
    if year is not None:
        return _day(text, int(year[1]), month, int(day[1]))
    if today is not None and len(re.findall(r"\d+", said)) == 1:
        return _next_day(text, month, int(day[1]), today)
    raise ValueError(f"“{text.strip()}” has no year; write it like 2026-12-03.")


def _next_day(text: str, month: int, day: int, today: date) -> date:
    """Return the first such day from ``today`` on; February 29 may be up to eight years away."""
    for year in range(today.year, today.year + 9):
        with suppress(ValueError):
            if (found := date(year, month, day)) >= today:
                return found
    return _day(text, today.year, month, day)


def _time(text: str, hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise ValueError(f"“{text.strip()}” isn't a time; write 2:30 pm or 14:30.")
    return time(hour, minute)
