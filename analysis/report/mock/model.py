"""What the report of a mock is made of, and what it says. Times are seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.types import Analysis

QuestionOutcome = Literal["answered", "skipped", "deleted", "unanswered", "unreached", "waiting"]
"""What happened to a question; ``deleted``: its answer was; ``unanswered``: it was asked, and has
no answer; ``waiting``: the mock can still come to it."""

Drift = Literal["tiring", "warming up"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the mock and what is known of its answer.

    ``analysis`` is ``None`` while it is running, and where it failed; ``remark`` says which.
    ``used`` and ``planned`` are its seconds in all, including thinking and asking. ``missing``
    names the part of the answer before it that a follow-up went after.
    """

    question: str
    target: tuple[float, float]
    outcome: QuestionOutcome
    planned: float
    used: float = 0.0
    is_follow_up: bool = False
    answer: int | None = None
    analysis: Analysis | None = None
    remark: str = ""
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class MockRow:
    """One question: its number (``3``, a follow-up ``3+``), and the scores by their name.

    ``length`` is how long was spoken, as text; ``remark`` says why there are no scores;
    ``because`` says why a follow-up was asked, if it went after a missing part.
    """

    number: str
    question: str
    answer: int | None
    overall: int | None = None
    scores: Mapping[str, int] | None = None
    length: str = ""
    remark: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class AnswerMoment:
    """Where to hear something: in this answer, at ``start`` seconds.

    ``text`` is the moment; without one, the advice on the answer.
    """

    number: str
    answer: int
    text: str
    start: float | None = None


@dataclass(frozen=True, slots=True)
class MockFinding:
    """One of the things most worth working on, with the answers that show it best."""

    name: str
    headline: str
    often: str
    advice: str
    places: tuple[AnswerMoment, ...]


@dataclass(frozen=True, slots=True)
class MockMedian:
    """The median of a score over the answers."""

    name: str
    label: str
    value: int
    answers: int


@dataclass(frozen=True, slots=True)
class MockChange:
    """How something went from the first answer to the last; no direction: no clear change."""

    name: str
    text: str
    direction: Drift | None


@dataclass(frozen=True, slots=True)
class MockReport:
    """One mock interview's report: the same for screen and terminal.

    ``basis`` says of which answers the overall score and the medians are. ``ready`` of the
    ``answered`` have been analyzed. ``consistency`` and ``fatigue`` are sentences;
    ``fatigue`` is based on ``changes``. ``counted`` says whether it counts, and how many do.
    """

    title: str
    subtitle: str
    rows: tuple[MockRow, ...]
    overall: int | None
    basis: str
    medians: tuple[MockMedian, ...]
    consistency: str
    fatigue: str
    changes: tuple[MockChange, ...]
    priorities: tuple[MockFinding, ...]
    time: str
    skipped: str
    counted: str
    cautions: tuple[str, ...]
    answered: int
    ready: int

    @property
    def is_complete(self) -> bool:
        """Whether every answer has been analyzed."""
        return self.ready == self.answered
