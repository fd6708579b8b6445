"""What a comparison says, ready to draw: a column for each answer, a row for each thing said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analysis.report.model import AttemptChange
from analysis.types import Analysis, Span


@dataclass(frozen=True, slots=True)
class AnswerToCompare:
    """An answer for a comparison: its column's ``label``, and its analysis so far.

    ``recorded_at`` is shown in its own time zone; ``remark`` says why there is no analysis yet.
    ``matched``: what it says is matched with the others, as an answer to the same question is.
    """

    label: str
    answer: int | None
    recorded_at: datetime | None
    analysis: Analysis | None
    remark: str = ""
    matched: bool = True


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """A column: its label, when it was recorded, its answer's number, and a remark.

    ``sentences`` and ``duration``, in seconds, are those of the recording, to play it.
    """

    label: str
    when: str
    answer: int | None
    remark: str
    duration: float
    sentences: tuple[Span, ...]

    @property
    def number(self) -> str:
        """The answer's number in words; empty if the label has it."""
        number = "" if self.answer is None else f"answer {self.answer}"
        return "" if number == self.label.lower() else number


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure in each column, as it is shown; a dash where it is unknown."""

    label: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidPart(Span):
    """What one answer says at this place; ``elsewhere``: part of something shown in another row."""

    text: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SaidRow:
    """The same thing as each answer says it; ``None`` where it wasn't heard.

    ``note`` says in words where it was heard, such as "not heard again".
    """

    parts: tuple[SaidPart | None, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ComparedChanges:
    """What changed from one answer to another, as ``since`` says."""

    since: str
    changes: tuple[AttemptChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers side by side.

    ``said_summary`` counts what is said again. ``said`` is empty with fewer than two transcripts.
    """

    title: str
    columns: tuple[ComparedColumn, ...]
    measures: tuple[ComparedMeasure, ...]
    changes: tuple[ComparedChanges, ...]
    said: tuple[SaidRow, ...]
    said_summary: str
    cautions: tuple[str, ...]
