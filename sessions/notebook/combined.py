"""Columns that combine two or three fields, as people's spreadsheets have them.

Each function returns texts by field name, for `sessions.notebook.values` to read. What can't be
separated stays as it is in one of them, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sessions.notebook import zones
from sessions.notebook.values import TIME

Texts = dict[str, str]

LEFT_OUT = "left_out"
"""Key of what was understood but has no field, such as when an interview ends."""

_PLACE = re.compile(
    r"^(?P<name>.+?)\s*(?:[,–—(|\n]|\s-\s)\s*(?P<city>[^,()\n]+?),\s*(?P<state>[A-Z]{2})\)?\s*$",
    re.DOTALL,
)
_CHILD = re.compile(r"child|pediatr|paediatr|kids|\bpeds\b", re.IGNORECASE)
_J1, _H1B = (re.compile(p, re.IGNORECASE) for p in (r"\bj[\s-]?1\b", r"\bh[\s-]?1[\s-]?b?\b"))
_CLOCK = TIME.pattern.replace(r"(?<![\d/.-])", "")
_UNTIL = re.compile(rf"\s*(?:-|–|to|until)\s*(?:{_CLOCK})", re.IGNORECASE)
_UNSURE = re.compile(r"[?]|maybe|case|possibl|consider|unclear|check", re.IGNORECASE)
_NOT = re.compile(r"\b(no|not|none|never|without|except)\b|n't", re.IGNORECASE)


def name_and_place(text: str) -> Texts:
    """Read "Riverside University, Cleveland, OH" as name, city, and state; else all is the name."""
    found = _PLACE.match(text.strip())
    return found.groupdict() if found else {"name": text}


def place(text: str) -> Texts:
    """Read "Cleveland, OH" as city and state."""
    city, _, state = text.strip().partition(",")
    return {"city": city, "state": state}


def hospitals(text: str) -> Texts:
    """Split hospitals at ";", "/", "+", newlines, or else commas: children's separately."""
    for marks in (r"[;/+\n]", ","):
        parts = [part.strip() for part in re.split(marks, text) if part.strip()]
        child = [part for part in parts if _CHILD.search(part)]
        adult = [part for part in parts if not _CHILD.search(part)]
        if child and adult:
            return {"hospital": "; ".join(adult), "childrens_hospital": "; ".join(child)}
    return {"childrens_hospital" if _CHILD.search(text) else "hospital": text}


def visa(text: str) -> Texts:
    """Read "J-1 only", "J1, H1B", "none" as yes or no for each; anything less clear stays text."""
    said = text.strip()
    j1, h1b = bool(_J1.search(said)), bool(_H1B.search(said))
    if said.casefold().rstrip(".") in ("", "unknown", "?", "n/a", "-"):
        return {}
    if said.casefold().rstrip(".") in ("no", "none", "no visa", "no visas"):
        return {"j1": "no", "h1b": "no"}
    if not (j1 or h1b) or _UNSURE.search(said) or _NOT.search(said):
        return {"visa_source": said}
    only = re.search(r"\bonly\b", said, re.IGNORECASE)
    told = {"j1": "yes" if j1 else "", "h1b": "yes" if h1b else ""}
    if only and j1 != h1b:
        told = {name: value or "no" for name, value in told.items()}
    plain = re.fullmatch(r"(?i)[\s,;/&+]*((j[\s-]?1|h[\s-]?1[\s-]?b?|only|and)[\s,;/&+]*)+", said)
    return told if plain else {**told, "visa_source": said}


def day_and_time(text: str) -> Texts:
    """Read "12/3/2026 9:00 AM ET" as date, time and zone; of a stretch of time, its start."""
    found = TIME.search(text)
    if found is None:
        return {"day": text}
    clock = found[0].strip()
    before, after = text[: found.start()], text[found.end() :]
    told: Texts = {}
    if until := _UNTIL.match(after):
        after, told = after[until.end() :], {LEFT_OUT: until[0].strip()}
    after = after.strip(" ()\n")
    day = before.strip(" \n,@").removesuffix(" at").rstrip(" ,T")
    if clock.startswith(("00:00", "0:00")) and not after:  # a spreadsheet's date without a time
        return {"day": day}
    return {"day": day, "time": clock, "zone": after, **told}


def time_and_zone(text: str) -> Texts:
    """Read "9:00 AM ET" as time and zone; of a stretch of time, its start."""
    found = TIME.search(text)
    if found is None:
        return {"time": text}
    after, told = text[found.end() :], {"time": text[: found.end()]}
    if until := _UNTIL.match(after):
        after, told[LEFT_OUT] = after[until.end() :], until[0].strip()
    after = after.strip(" ()\n")
    if zones.read(after):
        return {**told, "zone": after}
    return {**told, "time": f"{told['time']} {after}".strip()}


COMBINED: Mapping[str, tuple[Callable[[str], Texts], tuple[str, ...]]] = {
    "name_and_place": (
        name_and_place,
        ("program name location", "program name and location", "program location", "name location"),
    ),
    "place": (place, ("location", "city state", "place", "city and state")),
    "hospitals": (
        hospitals,
        (
            "affiliated hospitals",
            "hospitals",
            "affiliated hospitals adult childrens",
            "training sites",
            "sites",
        ),
    ),
    "visa": (visa, ("visa", "visas", "visa support", "visa sponsorship", "visa policy")),
    "time_and_zone": (
        time_and_zone,
        ("interview time", "time", "start time", "starting time", "interview start"),
    ),
    "day_and_time": (
        day_and_time,
        (
            "interview",
            "interview day",
            "date",
            "interview date time",
            "interview date and time",
            "date and time",
            "date time",
            "interview dates",
        ),
    ),
}
"""Each with the headings it is known by, folded."""
