"""Progress as people see it: every number rounded, every sentence written; renderers draw it.

Values keep their measure's unit. A period is a calendar week, or several where there are many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.report.earlier.repeated import RepeatedQuestion
from analysis.trends.types import Verdict

SIGNS: Mapping[Verdict, str] = {
    "better": "✓",
    "worse": "▽",
    "changed": "↔",
    "not distinguishable": "≈",
    "too few days": "…",
}
"""A sign for each verdict, so that nothing depends on color."""

SHORT: Mapping[Verdict, str] = {
    "better": "better",
    "worse": "worse",
    "changed": "changed",
    "not distinguishable": "not yet clear",
    "too few days": "too early",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on an axis, as it is written there."""

    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From the lowest to the highest value of a chart."""

    low: float
    high: float
    marks: tuple[Mark, ...]

    def share(self, value: float) -> float:
        """Return where a value is from the low end (0) to the high end (1), held between them."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Period:
    """A week (or several) with answers; ``place`` counts from the first, empty ones too.

    ``low`` and ``high`` bound the middle half; ``None`` under three answers. ``last`` is its
    last day.
    """

    place: int
    start: date
    last: date
    answers: int
    median: float
    low: float | None
    high: float | None
    when: str
    """Its first day, short: "Sep 7"."""
    shown: str
    """The median in figures."""
    spread: str
    """The middle half in figures; empty where there is none."""
    summary: str
    """All of it in one line."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One score or measure over time."""

    name: str
    label: str
    unit: str
    verdict: Verdict
    headline: str
    """The verdict in words."""
    explanation: tuple[str, ...]
    """Sentences: what the verdict rests on, how fast it moves, where it is."""
    latest: str
    """The newest period's median."""
    change_text: str
    """From the first to the last quarter of the days: "9.8 → 5.1"; else the same as ``latest``."""
    slope: str
    """Change a week with its interval; empty where there is none."""
    periods: tuple[Period, ...]
    period_name: str
    """What a period is: "week", "4 weeks"."""
    axis: Axis
    good: tuple[float, float] | None
    good_shown: str
    meaning: str

    @property
    def sign(self) -> str:
        """The verdict's sign."""
        return SIGNS[self.verdict]

    @property
    def is_real(self) -> bool:
        """Whether it is more than the usual ups and downs."""
        return self.verdict in ("better", "worse", "changed")

    @property
    def places(self) -> int:
        """Periods from the first to the last, those without an answer too."""
        return self.periods[-1].place + 1


@dataclass(frozen=True, slots=True)
class ReachedMilestone:
    """A milestone; ``when`` is empty while it is ahead."""

    text: str
    when: str


@dataclass(frozen=True, slots=True)
class AnalysisMethod:
    """Answers that were analyzed in one way."""

    description: str
    answers: int
    count: str
    """How many, in words."""


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """Lines with the same verdict."""

    heading: str
    lines: tuple[TrendLine, ...]


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """Everything that is said about some answers."""

    about: str
    summary: str
    analyzed_by: str
    early_note: str
    """What to expect while there are few days; else empty."""
    lines: tuple[TrendLine, ...]
    groups: tuple[TrendGroup, ...]
    reached: tuple[ReachedMilestone, ...]
    next_milestone: ReachedMilestone | None
    shown: AnalysisMethod
    others: tuple[AnalysisMethod, ...]
    left_out: str
    """That other answers are not included, and why; empty without any."""
    repeated: tuple[RepeatedQuestion, ...] = ()
    """Questions answered more than once; the one answered last comes first."""
