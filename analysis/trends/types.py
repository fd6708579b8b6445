"""What trends are made of: dated answers in, weeks, slopes and verdicts out.

Times are aware and in the person's own time zone: it says to which day and week an answer belongs.
Values are in the unit of their measure; ``None`` is undefined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Better = Literal["higher", "lower"]
Verdict = Literal["better", "worse", "changed", "not distinguishable", "too few days"]
"""``changed``: really so, of a measure of which neither more nor less is better."""


@dataclass(frozen=True, slots=True)
class AnalysisWay:
    """How an answer was analyzed; numbers of different ways are never put together.

    ``words`` is the model that wrote them; ``None``: from the sound alone. ``own_fillers`` are the
    person's own that were counted too.
    """

    version: str
    words: str | None
    own_fillers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dated:
    """An answer's values by name, and the seconds that a good answer to its question takes.

    ``answer`` is its number in the store; ``None``: it is in none.
    """

    at: datetime
    way: AnalysisWay
    values: Mapping[str, float | None]
    question: str | None = None
    target: tuple[float, float] | None = None
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week from its Monday: the median of its answers, and their quartiles.

    Under three answers the quartiles are ``None``.
    """

    start: date
    answers: int
    median: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Slope:
    """Change per week, the interval that holds it with ``confidence``, and the test against none.

    ``p`` is two-sided. ``days`` are the practice days it rests on.
    """

    per_week: float
    low: float
    high: float
    confidence: float
    p: float
    days: int


@dataclass(frozen=True, slots=True)
class Change:
    """From the first to the last days: both medians, and the noise they are held against.

    ``noise`` is the typical difference between one answer and the next.
    """

    before: float
    after: float
    noise: float
    verdict: Verdict

    @property
    def is_real(self) -> bool:
        """Whether it is more than the usual ups and downs."""
        return self.verdict in ("better", "worse", "changed")


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over time, of answers analyzed in one way, given on so many ``days``."""

    name: str
    way: AnalysisWay
    answers: int
    days: int
    weeks: tuple[Week, ...]
    slope: Slope | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class Series:
    """The answers that were analyzed in one way, the oldest first."""

    way: AnalysisWay
    answers: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something worth reaching; ``at`` is when it was, ``None``: not yet."""

    name: str
    text: str
    at: datetime | None
