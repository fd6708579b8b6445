"""Placeholders in questions, such as ``{program}``, and what fills them.

Each has a stand-in that reads naturally from both interviewer and applicant, so a question is
complete before the person has filled in their profile.
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
    """Fill a question's text, tips, and follow-ups; missing or blank values get the stand-in."""
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
    """Fill text; a stand-in that starts a sentence gets a capital letter.

    Braces inside a value stay as they are.
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
    """Describe what is wrong with the braces in text, if anything."""
    known = ", ".join(f"{{{name}}}" for name in STAND_INS)
    for name in _PLACE.findall(text):
        if name not in STAND_INS:
            return f"unknown placeholder {{{name}}}; the placeholders are {known}."
    if re.search(r"[{}]", _PLACE.sub("", text)):
        return f"a brace that isn't part of a placeholder; the placeholders are {known}."
    return None
