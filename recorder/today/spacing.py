"""When a question is due again: the longer it has gone well, the later.

One rule. `analysis.bands` defines which overall score is good. The first good answer makes the
question due after 1 day; each further good one, given when it was due, after 3, 7, 16, and 35 days;
a good one before that restarts the same wait. One that isn't good starts over: due after 1 day.
Each answer counts by its own score; one without a score only changes the date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.bands import bands

INTERVALS = (1, 3, 7, 16, 35)
"""Days until a question is due again, by how many good answers in a row it has had."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """The state of a question: good answers in a row, and the days of the last and next one.

    ``overall`` is the last score; ``scored`` its day; both ``None`` if no answer has a score.
    """

    row: int
    last: date
    due: date
    overall: int | None
    scored: date | None

    @property
    def good(self) -> bool:
        """Whether the last answer with a score was good."""
        return self.overall is not None and self.overall >= bands().good_overall


def spaced(answers: Iterable[tuple[date, int | None]]) -> Spaced | None:
    """Follow a question's answers, oldest first; ``None``: it was never answered."""
    now: Spaced | None = None
    for day, overall in answers:
        now = _next_spacing(now, day, overall)
    return now


def _next_spacing(before: Spaced | None, day: date, overall: int | None) -> Spaced:
    row = before.row if before else 0
    if overall is None:
        kept = (before.overall, before.scored) if before else (None, None)
        return Spaced(row, day, day + _wait(row), *kept)
    if overall < bands().good_overall:
        row = 0
    elif before is None or before.row == 0 or day >= before.due:
        row = min(row + 1, len(INTERVALS))
    return Spaced(row, day, day + _wait(row), overall, day)


def _wait(row: int) -> timedelta:
    return timedelta(days=INTERVALS[max(row, 1) - 1])
