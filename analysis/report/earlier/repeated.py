"""First and latest attempts at the same question, for each question answered twice or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.report.earlier.changes import changes
from analysis.report.model import AttemptChange
from analysis.report.text import plain
from analysis.scoring.scales import Scale, scale_of
from analysis.trends import Dated
from analysis.types import DEFAULT_TARGET, QuestionContext

NAMES = ("pace", "pauses", "fillers", "length")

HEADING = "First and latest attempts at the same question"

SIGNS = {"better": "✓", "worse": "▽", None: "≈"}

SAME = "about the same"


@dataclass(frozen=True, slots=True)
class RepeatedQuestion:
    """A question that was answered more than once: from the first attempt to the latest.

    ``changes`` are all in words, each with its sign and whether it could be chance.
    """

    question: str
    attempts: int
    changes: str


def repeated(answers: Sequence[Dated], asked: Mapping[str, str]) -> tuple[RepeatedQuestion, ...]:
    """Compare each question that was answered more than once, the one answered last first.

    ``answers`` are of one way, the oldest first; ``asked`` gives a question's text by its id.
    """
    by_question: dict[str, list[Dated]] = {}
    for answer in answers:
        if answer.question is not None:
            by_question.setdefault(answer.question, []).append(answer)
    found = [(its[-1].at, id, its) for id, its in by_question.items() if len(its) > 1]
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(_compared(plain(asked.get(id, id)), its) for _, id, its in found)


def text(question: RepeatedQuestion) -> str:
    """Write what changed at a question in one line."""
    return f"{question.question} ({question.attempts} attempts): {question.changes}"


def _compared(question: str, answers: Sequence[Dated]) -> RepeatedQuestion:
    first, latest = answers[0], answers[-1]
    target = latest.target or DEFAULT_TARGET
    scales: dict[str, Scale] = {}
    for name in NAMES if first.target == latest.target else NAMES[:-1]:  # a length by its target
        scales[name] = scale_of(name, latest.values, QuestionContext(None, "", target=target))
    found = changes(first.values, latest.values, scales, {})
    return RepeatedQuestion(question, len(answers), "; ".join(map(_change, found)) or SAME)


def _change(change: AttemptChange) -> str:
    return f"{change.text} {SIGNS[change.direction]} {change.verdict}"
