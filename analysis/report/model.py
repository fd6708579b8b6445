"""What a report says, ready to draw: renderers place it and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.types import Band

PieceKind = Literal[
    "word", "doubtful", "filled_pause", "discourse_marker", "pause", "repeat", "unheard"
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the marked transcript: a word or run of words, a filler, or a pause.

    ``text`` is what to show, with its sign, so that it reads without colour; ``grave`` marks a
    long or mid-clause pause.
    """

    kind: PieceKind
    text: str
    start: float
    end: float
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One score against its band: a scale from ``low`` to ``high`` with the good stretch on it.

    ``value`` is in ``unit`` and lies on the scale (held at its ends); ``shown`` is its text.
    """

    name: str
    label: str
    score: int
    band: Band
    verdict: str
    shown: str
    value: float
    low: float
    high: float
    good: tuple[float, float]
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to hear again."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Focus:
    """One of the things most worth changing, with the moments that show it."""

    name: str
    headline: str
    advice: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: label, value with unit, definition."""

    name: str
    label: str
    shown: str
    definition: str


@dataclass(frozen=True, slots=True)
class Report:
    """One answer's report: the same for the screen, the terminal and HTML."""

    question: str
    subtitle: str
    overall: int | None
    bars: tuple[Bar, ...]
    focus: tuple[Focus, ...]
    pieces: tuple[Piece, ...]
    legend: str
    lines: tuple[Line, ...]
    cautions: tuple[str, ...]
    waits_for_model: bool
    duration: float
