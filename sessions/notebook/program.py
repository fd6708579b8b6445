"""A residency program as stored in the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Literal, get_args

from sessions.notebook.interview import Interview

Visa = Literal["unknown", "yes", "no"]
VISAS: tuple[Visa, ...] = get_args(Visa)
Format = Literal["unknown", "virtual", "in person"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What the person knows about a program; texts are empty if nothing is written yet.

    `sessions.notebook.fields` describes each field. ``day`` and ``time`` are on the program's
    clock, ``zone`` is its IANA zone; ``thanked`` is the day the thank-you was sent.
    """

    id: int
    name: str
    city: str = ""
    state: str = ""
    size: str = ""
    hospital: str = ""
    childrens_hospital: str = ""
    features: str = ""
    tracks: str = ""
    clinic: str = ""
    imgs: str = ""
    j1: Visa = "unknown"
    h1b: Visa = "unknown"
    visa_source: str = ""
    people: str = ""
    likes: str = ""
    ask_director: str = ""
    ask_faculty: str = ""
    ask_residents: str = ""
    day: date | None = None
    time: time | None = None
    zone: str | None = None
    format: Format = "unknown"
    contacts: str = ""
    culture: str = ""
    strengths: str = ""
    concerns: str = ""
    met: str = ""
    noticed: str = ""
    thanks: str = ""
    thanked: date | None = None
    pinned: bool = False

    @property
    def interview(self) -> Interview | None:
        """When the interview is; ``None``: there is no date yet."""
        return None if self.day is None else Interview(self.day, self.time, self.zone)

    @property
    def place(self) -> str:
        """City and state, if known."""
        return ", ".join(part for part in (self.city, self.state) if part)

    @property
    def has_notes(self) -> bool:
        """Whether anything was noted after the interview."""
        return any((self.culture, self.strengths, self.concerns, self.met, self.noticed))

    def placeholders(self) -> Mapping[str, str]:
        """Return the values that fill in a question's placeholders; only known ones."""
        values = {
            "program": self.name,
            "hospital": self.hospital,
            "childrens_hospital": self.childrens_hospital,
            "city": self.city,
        }
        return {name: value for name, value in values.items() if value}


def in_order(
    programs: Iterable[Program], now: datetime, zone: tzinfo | None
) -> tuple[Program, ...]:
    """Sort: the next interview first, then those without a date, then the past, latest first."""

    def place(program: Program) -> tuple[int, float, str]:
        interview = program.interview
        if interview is None:
            return (1, 0.0, program.name.casefold())
        end = interview.end(zone)
        return (0 if end > now else 2, abs((end - now).total_seconds()), program.name.casefold())

    return tuple(sorted(programs, key=place))


def current(
    programs: Iterable[Program], now: datetime, zone: tzinfo | None = None
) -> Program | None:
    """Return the pinned program, or the one with the next interview; ``None``: there is neither."""
    ordered = in_order(programs, now, zone)
    for program in ordered:
        if program.pinned:
            return program
    first = ordered[0] if ordered else None
    interview = first.interview if first else None
    return first if interview is not None and interview.end(zone) > now else None
