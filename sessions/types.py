"""What the store contains: sessions, answers, and the tally of a question.

Times are aware and in UTC; durations and targets are seconds; ``None`` is unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

AnswerState = Literal["recording", "recorded", "analysed", "failed"]
SqlValue = str | int | float | None
"""The values a database column can have."""

SessionKind = Literal["practice", "mock", "import", "demo"]


@dataclass(frozen=True, slots=True)
class Session:
    """One session: practice, a full mock interview, an import, or the demo."""

    id: int
    kind: SessionKind
    started: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; the question is stored as it was asked, whatever becomes of the bank.

    ``model`` is the one that transcribed the latest analysis; ``None``: no transcript yet.
    ``problem`` is one sentence on why the latest analysis failed. ``sound_removed`` is when Viva
    removed the recording because of the person's setting. ``track`` and ``voice`` say whose speech
    is analyzed, as in `analysis.protocol.Job`.
    """

    id: int
    session_id: int
    question_id: str | None
    question_text: str
    question_kind: str | None
    target: tuple[float, float]
    recorded_at: datetime
    state: AnswerState
    path: Path
    duration: float | None
    sample_rate: int | None
    overflows: int
    device: str | None
    model: str | None
    overall: int | None
    recovered: bool
    problem: str | None
    sound_removed: datetime | None = None
    track: int | None = None
    voice: int | None = None
    interruptions: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a question was answered, when last, and that answer's overall score."""

    answered: int
    last_overall: int | None
    last_at: datetime


@dataclass(frozen=True, slots=True)
class DatedMeasures:
    """The measures of an answer's latest analysis, dated for trends.

    ``target`` is the question's at the time, in seconds.
    """

    answer_id: int
    question_id: str | None
    recorded_at: datetime
    overall: int | None
    measures: Mapping[str, float | None]
    target: tuple[float, float]


@dataclass(frozen=True, slots=True)
class AnalysisOrigin:
    """How an answer's latest analysis was made.

    ``model`` is ``None`` without a transcript, or if none is named (nothing was said).
    ``own_fillers`` are the custom fillers that were counted too; ``None``: not recorded.
    """

    version: str
    transcribed: bool
    model: str | None
    own_fillers: frozenset[str] | None
