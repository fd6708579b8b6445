"""What a report says, ready to draw: renderers place it and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.goals.types import GoalOutcome
from analysis.types import NO_QUESTION, Band, Span

PieceKind = Literal[
    "word", "doubtful", "filled_pause", "discourse_marker", "pause", "repeat", "unheard"
]
EventKind = Literal["pause", "filled_pause", "discourse_marker", "unheard"]
StretchKind = Literal["rushed", "dragging"]
Direction = Literal["better", "worse"]


@dataclass(frozen=True, slots=True)
class TranscriptPiece:
    """A part of the marked transcript: a word or run of words, a filler, or a pause.

    ``text`` is what to show, with its sign, so that it reads without color; ``noticeable`` marks a
    long or mid-clause pause. ``stretch`` says that it is in a rushed or dragging stretch, whose
    first piece has the sign that ``opens`` it and whose last the one that ``closes`` it.
    ``sentence`` is its place in ``Report.sentences``; ``mark`` says in words what it is marked as.
    """

    kind: PieceKind
    text: str
    start: float
    end: float
    noticeable: bool = False
    stretch: StretchKind | None = None
    opens: str = ""
    closes: str = ""
    sentence: int | None = None
    mark: str = ""

    @property
    def is_short_pause(self) -> bool:
        """Whether it is a pause that listeners don't notice, shown only on request."""
        return self.kind == "pause" and not self.noticeable


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for this person: the median and middle half of ``count`` earlier answers."""

    median: float
    low: float
    high: float
    count: int
    shown: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One score against its band: a scale from ``low`` to ``high`` with the good range on it.

    ``value``, ``good`` and ``usual`` are in the unit of ``measure`` and on the scale (held at
    its ends); ``shown`` is the value's text.
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
    measure: str = ""
    usual: Usual | None = None
    good_shown: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to hear again.

    ``text`` is all of it: ``at`` the time, ``what`` the rest; ``unquoted`` is the rest without a
    word of the speaker's.
    """

    start: float
    end: float
    text: str
    at: str = ""
    what: str = ""
    unquoted: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """One of the things most worth changing, with the moments that show it."""

    name: str
    headline: str
    advice: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Praise:
    """What went well, with the moment to hear it again."""

    text: str
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What went well, the one thing most worth changing, and one step for the next attempt.

    ``change`` is ``None`` where all is good; ``step`` may be empty.
    """

    well: Praise | None
    change: Focus | None
    step: str


@dataclass(frozen=True, slots=True)
class HeardFact:
    """Something the sound shows by itself: "Length", "1:31 of speech"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure: label, value with unit, definition."""

    name: str
    label: str
    shown: str
    definition: str


@dataclass(frozen=True, slots=True)
class Event(Span):
    """Something marked on the timeline; ``text`` says what without quoting, ``quote`` the words."""

    kind: EventKind
    text: str
    quote: str = ""
    noticeable: bool = False


@dataclass(frozen=True, slots=True)
class MarkedStretch(Span):
    """A rushed or dragging stretch: mean rate in words a minute, and its ``sign`` in the text."""

    kind: StretchKind
    rate: float
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class PaceWindow(Span):
    """The rate in one window of 15 s, in words a minute; lost time in it doesn't count."""

    rate: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole recording from 0 to ``duration``.

    ``speech`` are the stretches between the pauses; ``lost`` are those of the answer that don't
    count: the device gave no sound, or something or someone else sounded. ``paces`` is empty
    without words; they are on a scale from ``slowest`` to ``fastest``, with the ``comfortable``
    rates on it. ``target`` is where a good answer ends, in seconds of the recording. ``summary``
    says it all in words.
    """

    duration: float
    speech: tuple[Span, ...]
    events: tuple[Event, ...]
    paces: tuple[PaceWindow, ...]
    stretches: tuple[MarkedStretch, ...]
    comfortable: tuple[float, float]
    slowest: float
    fastest: float
    target: tuple[float, float]
    summary: str
    lost: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an attempt: ``value`` in the unit of ``measure``, ``shown`` as text."""

    name: str
    label: str
    measure: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to this question: an earlier one, or ``this`` one."""

    when: str
    overall: int | None
    figures: tuple[Figure, ...]
    this: bool = False

    def figure(self, name: str) -> Figure | None:
        """Return the figure of a score by its name; ``None`` where it was not measured."""
        return next((f for f in self.figures if f.name == name), None)


@dataclass(frozen=True, slots=True)
class AttemptChange:
    """What changed since the first attempt.

    ``verdict`` says in words whether it is better; without a ``direction``, why it is neither.
    """

    name: str
    text: str
    direction: Direction | None
    verdict: str


@dataclass(frozen=True, slots=True)
class ReportRemark:
    """A comment on content or melody, never scored, with its reason and the moments that show it.

    ``advice`` says what to do next; ``shares`` are parts of the answer with their share of it.
    """

    name: str
    text: str
    reason: str
    moments: tuple[Moment, ...] = ()
    advice: str = ""
    shares: str = ""


@dataclass(frozen=True, slots=True)
class MentorRating:
    """A mentor's rating from 1 to 5: what it means, and what ``viva`` has next to it."""

    label: str
    value: int
    meaning: str
    viva: str


@dataclass(frozen=True, slots=True)
class MentorNotes:
    """What one mentor said about the answer; ``when`` it was imported, ``comment`` has lines."""

    mentor: str
    when: str
    ratings: tuple[MentorRating, ...]
    comment: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """How the goal of this answer turned out; ``more`` says what follows from it."""

    outcome: GoalOutcome
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One answer's report: the same for the screen, the terminal and HTML.

    ``attempts`` are the first and the last ones at the same question, this one at the end; empty
    without an earlier one that can be compared. ``changes`` are those since the first of them.
    ``melody`` are neutral observations on how the voice moves. ``quoting`` are the cautions that
    quote the speaker. Without scores, ``overall`` and ``verdict`` are ``None``, ``heard`` is what
    the sound shows, and ``unjudged`` says why the answer isn't scored; it is empty where only the
    words are still missing. ``mentors`` is what others said about the answer.
    """

    question: str
    subtitle: str
    overall: int | None
    bars: tuple[Bar, ...]
    focus: tuple[Focus, ...]
    pieces: tuple[TranscriptPiece, ...]
    legend: str
    lines: tuple[MeasureLine, ...]
    cautions: tuple[str, ...]
    waits_for_model: bool
    duration: float
    timeline: Timeline | None = None
    sentences: tuple[Span, ...] = ()
    usual: Usual | None = None
    attempts: tuple[Attempt, ...] = ()
    changes: tuple[AttemptChange, ...] = ()
    remarks: tuple[ReportRemark, ...] = ()
    melody: tuple[ReportRemark, ...] = ()
    quoting: tuple[str, ...] = ()
    goal: GoalLine | None = None
    verdict: ReportVerdict | None = None
    heard: tuple[HeardFact, ...] = ()
    unjudged: str = ""
    mentors: tuple[MentorNotes, ...] = ()

    @property
    def has_question(self) -> bool:
        """Whether it is known which question was answered."""
        return self.question != NO_QUESTION

    @property
    def also_worth(self) -> tuple[Focus, ...]:
        """The things worth a look, other than the one that the verdict names."""
        told = self.verdict.change if self.verdict else None
        return tuple(f for f in self.focus if told is None or f.headline != told.headline)

    @property
    def hides_pauses(self) -> bool:
        """Whether short pauses between clauses are left out at first; never without words."""
        words = any(piece.kind in ("word", "doubtful", "repeat") for piece in self.pieces)
        return words and any(piece.is_short_pause for piece in self.pieces)
