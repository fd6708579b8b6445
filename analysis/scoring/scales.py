"""The scale of each score: which measure it shows, how that is written, and what is good on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.scoring.advice import clock
from analysis.types import DEFAULT_TARGET, Measures, QuestionContext

COMFORTABLE = (120.0, 160.0)
"""Words a minute that are good: the band of the pace score."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to ``high`` in the unit of ``measure``; ``change`` has places for two values."""

    measure: str
    high: float
    good: tuple[float, float]
    unit: str
    change: str
    number: Callable[[float], str]

    def show(self, value: float) -> str:
        """Write a value with its unit."""
        return self.number(value) + self.unit

    def show_range(self, low: float, high: float) -> str:
        """Write two values with their unit, or one where they read the same."""
        first, last = self.number(low), self.number(high)
        return (first if first == last else f"{first}–{last}") + self.unit

    def show_good(self) -> str:
        """Write the good stretch."""
        low, high = self.good
        if low == 0:
            return f"up to {high:g}{self.unit}"
        return self.show_range(low, high)

    def compare(self, before: float, now: float) -> str:
        """Write two values as a change: in whole numbers where they are one apart or more."""
        whole = self.number is not clock and abs(before - now) >= 1
        number = _WHOLE if whole else self.number
        return self.change.format(number(before), number(now))

    def held(self, value: float) -> float:
        """Give the value, held at the scale's ends."""
        return min(max(value, 0.0), self.high)

    def astray(self, value: float) -> float:
        """How far a value lies outside the good stretch; 0 inside."""
        return max(self.good[0] - value, value - self.good[1], 0.0)


_RATE: Callable[[float], str] = "{:.1f}".format
_WHOLE: Callable[[float], str] = "{:.0f}".format

_FIXED: Mapping[str, tuple[Scale, ...]] = {
    "pace": (
        Scale(
            "words_per_minute", 240.0, COMFORTABLE, " words/min", "Pace {} → {} words a minute",
            _WHOLE,
        ),
        Scale("speech_rate", 6.0, (3.0, 4.0), " syllables/s", "Pace {} → {} syllables a second",
              _RATE),
    ),
    "pauses": (
        Scale("mid_clause_pause_rate", 32.0, (0.0, 6.0), "/min inside clauses",
              "Pauses inside clauses {} → {} a minute", _RATE),
        Scale("pause_rate", 50.0, (0.0, 18.0), " pauses/min", "Pauses {} → {} a minute", _RATE),
    ),
    "fillers": (
        Scale("filler_rate", 20.0, (0.0, 5.0), "/min", "Fillers {} → {} a minute", _RATE),
    ),
}  # fmt: skip
"""For each score the scales of its measures; the first whose measure is known is used."""


SHOWN = frozenset({"answer_length"} | {s.measure for scales in _FIXED.values() for s in scales})
"""Every measure that a scale may show."""


def norm(measure: str) -> tuple[float, float] | None:
    """Give the good stretch of a measure that is the same for every question, if there is one."""
    scales = (scale for found in _FIXED.values() for scale in found)
    return next((scale.good for scale in scales if scale.measure == measure), None)


def scale_of(name: str, measures: Measures, question: QuestionContext | None) -> Scale:
    """Give the scale on which a score is shown; the last of its scales where nothing is known."""
    if name == "length":
        low, high = question.target if question else DEFAULT_TARGET
        return Scale("answer_length", high * 1.5, (low, high), "", "Length {} → {}", clock)
    scales = _FIXED[name]
    return next((s for s in scales if measures.get(s.measure) is not None), scales[-1])
