"""The scale of each score: which measure it shows, how that is written, and what is good on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from analysis.bands import Bands, ScoreCurve, bands
from analysis.scoring.advice import clock
from analysis.types import DEFAULT_TARGET, Measures, QuestionContext


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to ``high`` in the unit of ``measure``; ``change`` has places for two values.

    Values are shown with ``digits``; ``None``: as minutes and seconds.
    """

    measure: str
    high: float
    good: tuple[float, float]
    unit: str
    change: str
    digits: int | None

    def number(self, value: float) -> str:
        """Write a value without its unit."""
        return clock(value) if self.digits is None else f"{value:.{self.digits}f}"

    def show(self, value: float) -> str:
        """Write a value with its unit."""
        return self.number(value) + self.unit

    def show_range(self, low: float, high: float) -> str:
        """Write two values with their unit, or one where they read the same."""
        first, last = self.number(low), self.number(high)
        return (first if first == last else f"{first}–{last}") + self.unit

    def show_good(self) -> str:
        """Write the good range."""
        low, high = self.good
        if low == 0:
            return f"up to {high:g}{self.unit}"
        return self.show_range(low, high)

    def compare(self, before: float, now: float) -> str:
        """Write two values as a change: in whole numbers where they are one apart or more."""
        whole = self.digits is not None and abs(before - now) >= 1
        shown = replace(self, digits=0) if whole else self
        return self.change.format(shown.number(before), shown.number(now))

    def clamp(self, value: float) -> float:
        """Return the value, or the end of the scale that it is beyond."""
        return min(max(value, 0.0), self.high)

    def distance_from_good(self, value: float) -> float:
        """Return how far a value, as it is shown, is outside the good range; 0 inside."""
        value = round(value, self.digits or 0)
        return max(self.good[0] - value, value - self.good[1], 0.0)


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """How a measure is written on its scale, and which curve of the bands scores it.

    ``factor`` turns the curve's unit into the measure's.
    """

    measure: str
    unit: str
    change: str
    digits: int
    curve: Callable[[Bands], ScoreCurve]
    factor: Callable[[Bands], float] = lambda table: 1.0

    def scale(self) -> Scale:
        """Return the scale as the bands are now: it ends where the score does."""
        table = bands()
        curve, factor = self.curve(table), self.factor(table)
        low, high = curve.good
        good = (low * factor, high * factor)
        return Scale(self.measure, curve.end * factor, good, self.unit, self.change, self.digits)


_ROWS: Mapping[str, tuple[ScaleRow, ...]] = {
    "pace": (
        ScaleRow("words_per_minute", " words/min", "Pace {} → {} words a minute", 0,
                 lambda table: table.pace),
        ScaleRow("speech_rate", " syllables/s", "Pace {} → {} syllables a second", 1,
                 lambda table: table.pace, lambda table: table.syllables_a_word / 60),
    ),
    "pauses": (
        ScaleRow("mid_clause_pause_rate", "/min mid-clause",
                 "Mid-clause pauses {} → {} a minute", 1,
                 lambda table: table.mid_clause_pauses),
        ScaleRow("pause_rate", " pauses/min", "Pauses {} → {} a minute", 1,
                 lambda table: table.pauses),
    ),
    "fillers": (
        ScaleRow("filler_rate", "/min", "Fillers {} → {} a minute", 1,
                 lambda table: table.fillers),
    ),
}  # fmt: skip
"""For each score the scales of its measures; the first whose measure is known is used."""


SHOWN = frozenset({"answer_length"} | {r.measure for rows in _ROWS.values() for r in rows})
"""Every measure that a scale may show."""


def norm(measure: str) -> tuple[float, float] | None:
    """Return the good range of a measure that is the same for every question, if there is one."""
    rows = (row for found in _ROWS.values() for row in found)
    return next((row.scale().good for row in rows if row.measure == measure), None)


def scale_of(name: str, measures: Measures, question: QuestionContext | None) -> Scale:
    """Return the scale on which a score is shown; the last of its scales where nothing is known."""
    if name == "length":
        low, high = question.target if question else DEFAULT_TARGET
        return Scale("answer_length", high * 1.5, (low, high), "", "Length {} → {}", None)
    rows = _ROWS[name]
    row = next((r for r in rows if measures.get(r.measure) is not None), rows[-1])
    return row.scale()
