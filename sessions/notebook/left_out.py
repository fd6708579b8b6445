"""What a cell of a spreadsheet says beyond the date or time that is read from it.

Nothing that a person wrote may go unsaid: what is not understood is named, so that they can put it
where it belongs.
"""

from __future__ import annotations

import re

from sessions.notebook.values import MONTHS, TIME

_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T(?:0?0:00(?::00)?)?)?",
        r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)\b",
        r"\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)\b",
    )
)
_WORDED = (
    re.compile(rf"\b(?:{'|'.join(MONTHS)})[a-z]*\.?", re.IGNORECASE),
    re.compile(r"\b\d{4}\b"),
    re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!:)", re.IGNORECASE),
)
_EMPTY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
    r"|\b(?:at|on|of|the)\b|\b0?0:00(?::00)?\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b\d{1,2}\s*(?:o.?clock)?\b|\b(?:noon|midday)\b", re.IGNORECASE)
_EDGES = " \t\n,;:.@()–—-|"


def beside_day(text: str) -> str:
    """Return what a cell says in addition to a date; a weekday and midnight say nothing."""
    for numbers in _DATES:
        if numbers.search(text):
            return _rest(numbers.sub(" ", text, count=1))
    for part in _WORDED:
        text = part.sub(" ", text, count=1)
    return _rest(text)


def beside_time(text: str) -> str:
    """Return what a cell says in addition to a time of day."""
    found = TIME.search(text) or _HOUR.search(text)
    if found is None:
        return ""
    return _rest(f"{text[: found.start()]} {text[found.end() :]}")


def _rest(text: str) -> str:
    rest = " ".join(_EMPTY.sub(" ", text).split()).strip(_EDGES)
    return rest if re.search(r"\w", rest) else ""
