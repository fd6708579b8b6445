"""A mentor's feedback on one answer, and what its ratings mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

RatingName = Literal["clarity", "structure", "delivery"]
RATINGS: tuple[RatingName, ...] = get_args(RatingName)

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class RatingScale:
    """One rating: its label, its question, and what each number from 1 to 5 means."""

    label: str
    question: str
    meanings: tuple[str, str, str, str, str]


SCALES: Mapping[RatingName, RatingScale] = {
    "clarity": RatingScale(
        "Clarity",
        "Did you understand what they meant?",
        (
            "I often got lost",
            "I had to work at it",
            "Mostly clear",
            "Clear",
            "All of it clear, the first time",
        ),
    ),
    "structure": RatingScale(
        "Structure",
        "Did the answer lead somewhere?",
        (
            "No order that I could see",
            "The order was hard to see",
            "An order, with detours",
            "A clear order",
            "The point first, then support, then an end",
        ),
    ),
    "delivery": RatingScale(
        "Delivery",
        "How easy was it to listen to the pace, the pauses, and the fillers?",
        (
            "They got in the way",
            "They distracted me often",
            "They distracted me sometimes",
            "Easy to listen to",
            "Very easy to listen to",
        ),
    ),
}
"""In the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class MentorMark:
    """A comment on a moment, in seconds from the start of the recording."""

    at: float
    comment: str


@dataclass(frozen=True, slots=True)
class MentorFeedback:
    """What one mentor says about one answer.

    ``ratings`` go from 1 to 5; one that wasn't given is missing. ``comment`` may be empty and have
    several lines. ``marks`` are in the order of time.
    """

    mentor: str
    ratings: Mapping[RatingName, int]
    comment: str
    marks: tuple[MentorMark, ...]
