"""The questions that come first if they have never been answered, in this order.

The guide's core general questions, which most programs ask, then those that a Med-Peds interview
can hardly leave out. Ids that a bank doesn't have are skipped.
"""

from __future__ import annotations

ASKED_BY_MOST: tuple[str, ...] = (
    "tell-me-about-yourself",
    "why-medicine-pediatrics",
    "strengths-and-weaknesses",
    "challenging-patient-case",
    "team-conflict",
    "five-to-ten-years",
    "stress-and-burnout",
)

ALSO: tuple[str, ...] = (
    "why-not-one-specialty",
    "why-us-residency",
    "a-mistake",
    "why-our-program",
    "ethical-dilemma",
    "questions-for-us",
)

CORE: tuple[str, ...] = ASKED_BY_MOST + ALSO
