"""Which kind of question was asked, from its kind and its text, so that imported ones work too."""

from __future__ import annotations

import re

from analysis.content import question_kinds
from analysis.coverage.catalog import (
    ETHICAL,
    GAP,
    INTRODUCTION,
    PROGRAM,
    STORY,
    STRENGTHS,
    WHY_MED_PEDS,
)
from analysis.coverage.types import QuestionParts
from analysis.types import QuestionContext

YOURSELF = re.compile(r"\b(about yourself|introduce yourself|your journey|your story)\b")
WHY = re.compile(
    r"^why\b.*\b(med-?peds|medicine[- ]?(?:and )?pediatrics|internal medicine or pediatrics)\b"
)
BOTH_SIDES = re.compile(r"strengths?\b.*\bweakness|weakness\w*\b.*\bstrength")
TIME_LOST = re.compile(r"\b(gaps?|attempts?|fail(?:ed|ure)?|low(?:er)? (?:exam )?(?:score|step))\b")
THIS_PROGRAM = re.compile(
    r"\b(our (?:med-peds )?program|our (?:tracks|residency)|this program|know about|"
    r"learn at)\b"
)


def asked(question: QuestionContext | None) -> QuestionParts | None:
    """Return what kind of question it is; ``None`` if nothing in particular is asked for."""
    if question is None:
        return None
    text = question.text.lower()
    if YOURSELF.search(text):
        return INTRODUCTION
    if WHY.search(text):
        return WHY_MED_PEDS
    if BOTH_SIDES.search(text):
        return STRENGTHS
    if question_kinds.gap(question) and TIME_LOST.search(text):
        return GAP
    if question.kind == "ethical":
        return ETHICAL
    if question_kinds.program(question) and THIS_PROGRAM.search(text):
        return PROGRAM
    return STORY if question_kinds.story(question) else None
