"""Placeholders in questions, such as ``{program}``: which there are, and what fills them.

Each has a stand-in that reads naturally for interviewer and applicant alike, so that a question
is whole before the person has told Viva anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from prompts.types import Question

STAND_INS: Mapping[str, str] = {
    "program": "this program",
    "hospital": "this hospital",
    "childrens_hospital": "this children's hospital",
    "city": "this city",
    "home_country": "your home country",
    "medical_school": "your medical school",
    "first_language": "your first language",
}

_PLACE = re.compile(r"\{(\w+)\}")
_SENTENCE_END = re.compile(r"(?:^|[.?!] )[“\"(]?$")


def fill(question: Question, values: Mapping[str, str]) -> Question:
    """Fill a question's text, tips and follow-ups; what is missing or blank gets its stand-in."""
    parts = (question.text, *question.tips, *question.follow_ups)
    if not any("{" in part for part in parts):
        return question
    return replace(
        question,
        text=fill_text(question.text, values),
        tips=tuple(fill_text(tip, values) for tip in question.tips),
        follow_ups=tuple(fill_text(text, values) for text in question.follow_ups),
    )


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Fill a text; a stand-in that begins a sentence gets a capital letter.

    What a value itself holds in braces stays as it is.
    """

    def filled(place: re.Match[str]) -> str:
        name = place[1]
        if value := " ".join(values.get(name, "").split()):
            return value
        words = STAND_INS.get(name, place[0])
        begins = _SENTENCE_END.search(text[: place.start()])
        return words[:1].upper() + words[1:] if begins else words

    return _PLACE.sub(filled, text)


def problem(text: str) -> str | None:
    """Say what is wrong with the braces of a text, if anything."""
    known = ", ".join(f"{{{name}}}" for name in STAND_INS)
    for name in _PLACE.findall(text):
        if name not in STAND_INS:
            return f"unknown placeholder {{{name}}}; known are {known}."
    if re.search(r"[{}]", _PLACE.sub("", text)):
        return f"a brace that belongs to no placeholder; known are {known}."
    return None
