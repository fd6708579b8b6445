"""Themes of questions: what a story must be about to answer one, found in the question's words.

A theme's stems are the beginnings of words in questions that ask for it, ignoring case and
accents; a stem that ends with a space is a whole word. A story's tag names a theme when it is the
theme's name or starts with one of its stems.
"""

from __future__ import annotations

from collections.abc import Mapping

from prompts.bank import fold
from prompts.types import Question

THEMES: Mapping[str, tuple[str, ...]] = {
    "conflict": ("conflict", "disagree", "not agree", "hard to work with", "bad plan", "argu"),
    "mistake": ("mistake", "error", "unsafe", "wrong"),
    "failure": ("fail", "could not help", "weakness", "setback"),
    "teamwork": ("team", "nurse", "colleague"),
    "leadership": ("leader", "led ", "tired team"),
    "feedback": ("feedback", "criti"),
    "stress": ("stress", "burnout", "everything happened", "too tired", "exhaust", "limits"),
    "communication": ("bad news", "misunderstanding", "language", "barrier", "got lost", "talk"),
    "culture": ("cultur", "foreign", "home country", "misunderstanding"),
    "difficult patient": ("angry", "did not follow", "refuse", "challenging patient"),
    "families": ("famil", "parent", "mother", "relative"),
    "transition": ("adolescent", "transition", "whole life", "began in childhood", "15 year old"),
    "both ages": ("adults and children", "med peds", "breadth"),
    "hard case": (
        "diagnosis",
        "puzzled",
        "complex",
        "emergency",
        "challenging patient",
        "interesting",
    ),
    "advocacy": ("fought for", "spoke up", "living conditions", "underserved", "advoca", "unsafe"),
    "change": ("adapt", "changed suddenly", "change ", "system"),
    "teaching": ("taught", "teach", "student"),
    "improvement": ("improved", "quality", "achievement", "proud"),
    "research": ("research", "academic"),
    "ethics": (
        "ethical",
        "dilemma",
        "refuse",
        "not to tell",
        "was not done",
        "alcohol",
        "dying",
        "abuse",
        "two patients",
    ),
    "resilience": ("did not give up", "challenges", "barrier", "limits", "failed"),
    "service": ("volunteer", "underserved", "give back", "giving back"),
}


def of_question(question: Question) -> frozenset[str]:
    """Return the themes that a question's words ask for."""
    return _within(question.text)


def of_tag(tag: str) -> frozenset[str]:
    """Return the themes that a person's tag names; a tag may be their own word and name none."""
    named = fold(tag)
    return frozenset({theme for theme in THEMES if theme == named}) or _within(tag)


def _within(text: str) -> frozenset[str]:
    words = f" {fold(text)} "
    return frozenset(
        theme for theme, stems in THEMES.items() if any(f" {stem}" in words for stem in stems)
    )
