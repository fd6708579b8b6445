"""What a question asks for, from its kind and its text, so that imported questions work too."""

from __future__ import annotations

import re

from analysis.types import QuestionContext

STORY = re.compile(
    r"\b(a time|case|a \w+ patient|conflict|mistake|an experience|an example|a situation|"
    r"achievement|tell me about (?:an?|something) (?!volunteer))"
)
GAP = re.compile(r"\b(gaps?|attempts?|fail(?:ed|ure)?|low (?:score|step))\b")
VISA = re.compile(
    r"\b(visas?|sponsor\w*|immigration|work authori[sz]ation|citizen\w*|salar\w+|paid|money|"
    r"compensation|benefits|questions do you have|anything (?:else|more))\b"
)
PLANS = re.compile(r"\b(where do you see|years|future|plans?|goals?|career)\b")
REASONS = re.compile(r"^why\b|\bwhy (?:did|do|are|have)\b")
YES_OR_NO = re.compile(r"^(have|do|did|are|were) you\b")


def story(question: QuestionContext | None) -> bool:
    """Whether it is a behavioral question that asks for one event."""
    return _of_kind(question, "behavioural") and bool(STORY.search(_text(question)))


def gap(question: QuestionContext | None) -> bool:
    """Whether it asks about a gap, an attempt, or a low score."""
    if question is None:
        return False
    return question.kind == "gap" or (question.kind is None and bool(GAP.search(_text(question))))


def visa_or_salary(question: QuestionContext | None) -> bool:
    """Whether it asks about visas or pay, or lets the speaker ask."""
    asking = question is not None and question.kind == "asking"
    return asking or bool(VISA.search(_text(question)))


def program(question: QuestionContext | None) -> bool:
    """Whether it is about this program."""
    return question is not None and question.kind == "program"


def plans(question: QuestionContext | None) -> bool:
    """Whether it is about the future."""
    return _of_kind(question, "motivational") and bool(PLANS.search(_text(question)))


def reasons(question: QuestionContext | None) -> bool:
    """Whether it asks why."""
    return _of_kind(question, "motivational") and bool(REASONS.search(_text(question)))


def yes_or_no(question: QuestionContext | None) -> bool:
    """Whether it calls for a yes or a no first."""
    talks = question is not None and question.kind in {"asking", "small_talk"}
    return not talks and bool(YES_OR_NO.search(_text(question)))


def motives(question: QuestionContext | None) -> bool:
    """Whether it is about reasons or plans."""
    return question is not None and (question.kind == "motivational" or reasons(question))


def person(question: QuestionContext | None) -> bool:
    """Whether it is about who the person is, what drives them, and where they are going."""
    return question is not None and question.kind in {"motivational", "background"}


def _of_kind(question: QuestionContext | None, kind: str) -> bool:
    return question is not None and question.kind in {kind, None}


def _text(question: QuestionContext | None) -> str:
    return question.text.lower() if question else ""
