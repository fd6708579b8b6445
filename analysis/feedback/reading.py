"""Reads the file that a mentor saves from a shared page.

It comes from outside, so nothing in it is trusted. It is one JSON object, which
``analysis/report/html/feedback.js`` writes:

    {"format": "viva-feedback", "version": 1, "answer": "4f…", "mentor": "Dr. Lee",
     "ratings": {"clarity": 4}, "comment": "…", "marks": [{"at": 12.5, "comment": "…"}]}
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.feedback.types import (
    HIGHEST,
    LOWEST,
    RATINGS,
    MentorFeedback,
    MentorMark,
    RatingName,
)

FORMAT = "viva-feedback"
VERSION = 1

LARGEST = 200_000
"""Bytes of a file: the longest one that the page can write is shorter."""

LONGEST_NAME = 80
LONGEST_COMMENT = 5000
LONGEST_MARK = 500
MOST_MARKS = 100
LAST_MOMENT = 36_000.0
"""Seconds: no recording is longer than ten hours."""

ANSWER = re.compile(r"[0-9a-f]{32}")
PARTS = ("format", "version", "answer", "mentor", "ratings", "comment", "marks")
UNWANTED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that act, turn text around, or mean nothing."""

JOINERS = "\u200c\u200d"
"""They join letters and emoji, and stay."""


class NotFeedback(ValueError):
    """A file that isn't feedback; the message says why, in a few words without a period."""


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """A file's contents: ``answer`` is the identifier of the answer that it is about."""

    answer: str
    feedback: MentorFeedback


def read(data: bytes) -> FeedbackFile:
    """Read a file's bytes.

    Raises
    ------
    NotFeedback
        If anything in it isn't what the page writes.
    """
    if len(data) > LARGEST:
        raise NotFeedback("it is too large")
    found = _parsed(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotFeedback("it was saved by another program")
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        raise NotFeedback("it is from another version of Viva")
    _only(found, PARTS)
    answer = found["answer"]
    if not isinstance(answer, str) or not ANSWER.fullmatch(answer):
        raise NotFeedback("it doesn't say which answer it is about")
    feedback = MentorFeedback(
        mentor=" ".join(_text(found["mentor"], LONGEST_NAME, "the name").split()),
        ratings=_ratings(found["ratings"]),
        comment=_text(found["comment"], LONGEST_COMMENT, "the comment"),
        marks=_marks(found["marks"]),
    )
    if not feedback.mentor:
        raise NotFeedback("the name is missing")
    if not (feedback.ratings or feedback.comment or feedback.marks):
        raise NotFeedback("it is empty")
    return FeedbackFile(answer, feedback)


def _parsed(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except NotFeedback:
        raise
    except (ValueError, RecursionError) as error:
        raise NotFeedback("it is damaged or isn't a JSON file") from error


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise NotFeedback("it says something twice")
    return made


def _no_number(text: str) -> float:
    raise NotFeedback(f"{text} isn't a number")


def _only(found: Mapping[str, Any], parts: Iterable[str]) -> None:
    if set(found) != set(parts):
        raise NotFeedback("a part is missing or unknown")


def _text(value: Any, longest: int, what: str) -> str:
    """Return text as it is stored: characters that act are spaces, lines are kept."""
    if not isinstance(value, str):
        raise NotFeedback(f"{what} isn't text")
    lines = ("".join(map(_harmless, line)).strip() for line in value.splitlines())
    cleaned = unicodedata.normalize("NFC", "\n".join(lines)).strip()
    if len(cleaned) > longest or len(value) > 2 * longest:
        raise NotFeedback(f"{what} is too long")
    return cleaned


def _harmless(character: str) -> str:
    if character in JOINERS:
        return character
    return " " if unicodedata.category(character) in UNWANTED else character


def _ratings(found: Any) -> dict[RatingName, int]:
    if not isinstance(found, dict) or not set(found) <= set(RATINGS):
        raise NotFeedback("the ratings are unknown")
    for value in found.values():
        if type(value) is not int or not LOWEST <= value <= HIGHEST:
            raise NotFeedback(f"a rating isn't a number from {LOWEST} to {HIGHEST}")
    return {name: found[name] for name in RATINGS if name in found}


def _marks(found: Any) -> tuple[MentorMark, ...]:
    if not isinstance(found, list) or len(found) > MOST_MARKS:
        raise NotFeedback("the moments aren't a list, or are too many")
    return tuple(sorted(map(_mark, found), key=lambda mark: mark.at))


def _mark(found: Any) -> MentorMark:
    if not isinstance(found, dict):
        raise NotFeedback("a moment isn't one")
    _only(found, ("at", "comment"))
    at = found["at"]
    if type(at) not in (int, float) or not 0 <= at <= LAST_MOMENT or not math.isfinite(at):
        raise NotFeedback("a moment isn't in a recording")
    comment = " ".join(_text(found["comment"], LONGEST_MARK, "a comment").split())
    if not comment:
        raise NotFeedback("a moment has no comment")
    return MentorMark(round(float(at), 2), comment)
