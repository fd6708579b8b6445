"""The shared types: spans of time, the events in them, and the results.

Frozen, slotted dataclasses of the standard library only. Times are seconds from the start of the
recording; ``None`` means undefined or unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Position = Literal["boundary", "mid_clause"]
FillerKind = Literal["filled_pause", "discourse_marker"]
Evidence = Literal["sound", "words", "both", "person"]
CorrectionKind = Literal["word", "filler", "no_filler"]
Band = Literal["within", "below", "above", "far_below", "far_above"]

NudgeReason = Literal["fillers", "pace"]

Measures = Mapping[str, float | None]
"""Values by their name in ``measures.catalog``; ``None`` is undefined."""

Intervals = Mapping[str, tuple[float, float]]
"""For some measures, by name: a range with the true value in about 9 of 10 answers."""

DEFAULT_TARGET = (120.0, 180.0)
"""Seconds a good answer takes unless its question sets another target: two to three minutes."""

NO_QUESTION = "(no question)"
"""Text in place of a question for a recording without one."""

GIVEN = "given"
"""Name of the model in a transcript that a person supplied: no model improves on it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; refuses an end before its start."""

    start: float
    end: float

    def __post_init__(self) -> None:
        if not self.start <= self.end:
            raise ValueError(f"a span may not end ({self.end}) before it starts ({self.start})")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Middle in seconds."""
        return (self.start + self.end) / 2

    def overlap(self, other: Span) -> float:
        """Return the seconds that both cover (0 when apart)."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def distance(self, other: Span) -> float:
        """Return the seconds between both (0 where they touch or overlap)."""
        return max(0.0, other.start - self.end, self.start - other.end)


def remaining(whole: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the parts of a span that are in none of the others, in order."""
    found, begin = [], whole.start
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        end = min(span.start, whole.end)
        if begin < end:
            found.append(Span(begin, end))
        begin = max(begin, span.end)
    if begin < whole.end:
        found.append(Span(begin, whole.end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word as transcribed, with the recognizer's probability (0–1)."""

    text: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Pause(Span):
    """A silence of at least 0.25 s inside the answer; its position needs words."""

    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Filler(Span):
    """A filled pause (um) or discourse marker (like), with the evidence for it."""

    text: str
    kind: FillerKind
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Correction(Span):
    """A person's correction: other words, a missed filler, or no filler at all.

    ``text`` is what was said; for ``word`` several words or none, for ``no_filler`` nothing.
    """

    kind: CorrectionKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class OtherLanguage(Span):
    """A stretch in a language other than English; ``language`` is its code."""

    language: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of a recording and where they come from; ``model`` is the model's name, or `GIVEN`.

    ``other_languages`` are stretches that have no words because they aren't English.
    """

    words: tuple[Word, ...]
    duration: float
    language: str = "en"
    model: str | None = None
    other_languages: tuple[OtherLanguage, ...] = ()

    @property
    def text(self) -> str:
        """The words joined as running text."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What analysis knows about a question: its text, kind and target length in seconds."""

    id: str | None
    text: str
    kind: str | None = None
    target: tuple[float, float] = DEFAULT_TARGET


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file as it was analyzed; ``overflows`` counts blocks the microphone lost.

    ``interruptions`` counts the times that sound stopped and came back by itself, with the part in
    between lost: the computer slept, or a plug was loose. A disconnection after which the person
    continued the answer isn't counted.
    """

    path: str
    duration: float
    sample_rate: int
    overflows: int = 0
    interruptions: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """A judgment of one aspect: 0–100, its band, one sentence of advice, and the source."""

    name: str
    value: int
    band: Band
    advice: str
    source: str


VOICE = "voice"
"""Kind of a note on one of two voices, in order: how long it speaks, and its longest turn."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment, never scored: on the recording, the transcript, or the content."""

    kind: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Nudge:
    """A hint while a person speaks: what is off, and the second of the recording it is about."""

    reason: NudgeReason
    at: float


@dataclass(frozen=True, slots=True)
class PartScore(Span):
    """How likely a stretch shows a part of a good answer: ``score`` is its log odds.

    ``name`` is the part's name in `analysis.coverage.catalog`.
    """

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class PartScores:
    """What the sentence encoder finds in an answer: for each part its most likely stretch.

    ``kind`` is the name of the ``QuestionParts`` asked for; ``off`` are the log odds that the
    answer is about something else.
    """

    kind: str
    off: float
    parts: tuple[PartScore, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one recording; ``interchange`` gives its stable JSON form.

    ``lost`` are the stretches between the first and the last speech that are neither speech nor a
    pause: the device gave no sound, something or someone else sounded, or it wasn't English; none
    in analyses of earlier versions. ``corrections`` are those applied; ``heard`` is then the
    transcript before them. ``part_scores`` is ``None`` where the question asks for nothing in
    particular, without words, and in analyses of earlier versions.
    """

    version: str
    recording: Recording
    question: QuestionContext | None = None
    transcript: Transcript | None = None
    pauses: tuple[Pause, ...] = ()
    fillers: tuple[Filler, ...] = ()
    measures: Measures = field(default_factory=dict)
    uncertainty: Intervals = field(default_factory=dict)
    scores: tuple[Score, ...] = ()
    overall: int | None = None
    notes: tuple[Note, ...] = ()
    corrections: tuple[Correction, ...] = ()
    heard: Transcript | None = None
    part_scores: PartScores | None = None
    lost: tuple[Span, ...] = ()

    @property
    def target(self) -> tuple[float, float]:
        """Seconds that a good answer to its question takes, at least and at most."""
        return self.question.target if self.question else DEFAULT_TARGET

    @property
    def model(self) -> str | None:
        """Name of the model that made the transcript; ``None`` when there is no transcript."""
        return self.transcript.model if self.transcript else None

    @property
    def waits_for_model(self) -> bool:
        """Whether the words are still missing, so that a later re-analysis can add them."""
        return self.transcript is None
