"""The fields of a program: one table for the form, the spreadsheet, and the database.

The order is that of the form and of an exported spreadsheet; ``label`` is its column's heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldFormat = Literal["line", "lines", "visa", "format", "day", "time", "zone"]
"""How a value is written: one line, several, one of a few words, or a part of a date."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, how it is written, what to write, other names of its column."""

    name: str
    label: str
    group: str
    form: FieldFormat
    hint: str = ""
    also: tuple[str, ...] = ()


PROGRAM, INTERVIEW, TRAINING = "The program", "Interview", "Training"
IMG, WHY, ASK = "For international graduates", "Why this program", "Questions to ask"
AFTER, THANKS = "Right after the interview", "Thank-you"

FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        "Program",
        PROGRAM,
        "line",
        "as you'll say it out loud",
        ("program name", "name", "residency", "residency program", "institution", "university"),
    ),
    Field("city", "City", PROGRAM, "line", "", ("town",)),
    Field("state", "State", PROGRAM, "line", "such as OH", ()),
    Field(
        "size",
        "Residents per year",
        PROGRAM,
        "line",
        "such as 4",
        (
            "size",
            "program size",
            "residents",
            "number of residents",
            "number of residents per year",
            "residents per year",
            "no of residents",
            "class size",
            "positions",
        ),
    ),
    Field("day", "Interview date", INTERVIEW, "day", "Dec 3, 2026 or 2026-12-03", ()),
    Field("time", "Interview time", INTERVIEW, "time", "9:00 am, on their clock", ("time",)),
    Field("zone", "Time zone", INTERVIEW, "zone", "", ("timezone", "tz", "interview time zone")),
    Field(
        "format",
        "Format",
        INTERVIEW,
        "format",
        "",
        ("interview format", "interview type", "virtual or in person", "mode"),
    ),
    Field(
        "contacts",
        "Contact email",
        INTERVIEW,
        "line",
        "separate several with commas",
        ("contact", "contacts", "email", "e mail", "emails", "contact emails", "coordinator email"),
    ),
    Field(
        "hospital",
        "Adult hospital",
        TRAINING,
        "line",
        "",
        ("hospital", "adult hospital", "adult hospitals", "main hospital"),
    ),
    Field(
        "childrens_hospital",
        "Children's hospital",
        TRAINING,
        "line",
        "",
        ("childrens hospital", "pediatric hospital", "children hospital", "peds hospital"),
    ),
    Field(
        "features",
        "Med-Peds features",
        TRAINING,
        "lines",
        "transition clinic, combined wards, underserved care",
        ("unique med peds features", "unique features", "features", "special features"),
    ),
    Field(
        "tracks",
        "Tracks and opportunities",
        TRAINING,
        "lines",
        "primary care, hospitalist, research, advocacy",
        ("tracks", "opportunities", "tracks opportunities", "electives"),
    ),
    Field(
        "clinic",
        "Continuity clinic",
        TRAINING,
        "lines",
        "combined, adult and pediatric, or alternating",
        ("clinic", "clinic structure", "continuity clinic structure", "med peds clinic"),
    ),
    Field(
        "imgs",
        "International graduates",
        IMG,
        "lines",
        "how many residents are, now and in the past",
        ("img", "imgs", "img friendliness", "img friendly", "past imgs", "current imgs"),
    ),
    Field("j1", "J-1 visa", IMG, "visa", "", ("j 1", "j1", "j1 visa")),
    Field("h1b", "H-1B visa", IMG, "visa", "", ("h 1b", "h1b", "h1 b", "h1b visa", "h1 b visa")),
    Field(
        "visa_source",
        "Where you read about visas",
        IMG,
        "line",
        "their website, an email from the coordinator",
        ("visa source", "visa notes", "visa remarks"),
    ),
    Field(
        "likes",
        "What you really like",
        WHY,
        "lines",
        "two or three points, each with your reason",
        (
            "likes",
            "points i like",
            "points you like",
            "what i like",
            "points you genuinely like about the program",
            "points you genuinely like",
            "why this program",
            "why",
            "pros",
        ),
    ),
    Field(
        "people",
        "Faculty, leaders, people you know",
        WHY,
        "lines",
        "one per line, with what they do",
        (
            "people",
            "faculty",
            "notable faculty",
            "leaders",
            "program director",
            "notable faculty or med peds leaders",
            "notable faculty leaders",
            "pd",
        ),
    ),
    Field(
        "ask_director",
        "For the director",
        ASK,
        "lines",
        "one question per line",
        (
            "questions for the director",
            "questions for director",
            "questions for the program director",
            "questions to ask",
            "questions",
            "my questions",
            "questions to ask the program director faculty residents",
        ),
    ),
    Field(
        "ask_faculty",
        "For faculty",
        ASK,
        "lines",
        "one question per line",
        ("questions for faculty", "questions for the faculty"),
    ),
    Field(
        "ask_residents",
        "For residents",
        ASK,
        "lines",
        "one question per line",
        ("questions for residents", "questions for the residents"),
    ),
    Field("culture", "Culture", AFTER, "lines", "how people treat each other", ("impressions",)),
    Field("strengths", "Strengths", AFTER, "lines", "", ()),
    Field("concerns", "Concerns", AFTER, "lines", "", ("cons", "weaknesses")),
    Field(
        "met",
        "People you talked to",
        AFTER,
        "lines",
        "one per line; the thank-you greets them by name",
        ("people met", "people i met", "interviewers", "people you connected with"),
    ),
    Field(
        "noticed",
        "One special thing",
        AFTER,
        "lines",
        "something you saw or heard there; it goes into the thank-you",
        ("specific thing", "unique features seen", "highlight", "notes"),
    ),
    Field("thanks", "Thank-you text", THANKS, "lines", "", ("thank you text", "thank you draft")),
    Field("thanked", "Thank-you sent", THANKS, "day", "", ("thank you sent", "thank you")),
)

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}

GROUPS: Mapping[str, tuple[Field, ...]] = {
    group: tuple(field for field in FIELDS if field.group == group)
    for group in dict.fromkeys(field.group for field in FIELDS)
}
"""The form's groups in order, each with its fields."""
