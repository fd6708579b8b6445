"""What to say about a whole mock interview.

Medians, consistency, and fatigue are over the answers that have a target of more than 45 seconds,
where there are any: a rate says little about a few seconds of small talk. They are over answers
analyzed by the same version and model; others are named and left out.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from analysis.follow_ups import because
from analysis.report.bars import LABELS
from analysis.report.dates import full_time
from analysis.report.earlier.usual import EarlierMeasures, comparable
from analysis.report.mock.consistency import consistency
from analysis.report.mock.fatigue import changes, fatigue
from analysis.report.mock.model import (
    AskedQuestion,
    MockMedian,
    MockReport,
    MockRow,
    QuestionOutcome,
)
from analysis.report.mock.priorities import NumberedAnswer, priorities
from analysis.scoring.advice import clock
from analysis.scoring.evidence import brief_reason, not_enough
from analysis.types import Analysis

SHORT = 45.0
"""Longest target, in seconds, of an answer that is left out of the whole."""

OTHERWISE = "{} analyzed by another version or model and not included in this summary."
NO_ANSWER: Mapping[QuestionOutcome, str] = {
    "skipped": "skipped",
    "deleted": "answer deleted",
    "unanswered": "no answer",
    "unreached": "not reached",
    "waiting": "not asked yet",
}
"""What is said of a question without an answer."""


def build(
    title: str,
    begun: datetime,
    asked: Sequence[AskedQuestion],
    *,
    history: Sequence[EarlierMeasures] = (),
    counted: str = "",
) -> MockReport:
    """Build the report of a mock.

    ``begun`` is shown in its own time zone; ``history`` are the person's answers before the mock.
    """
    numbers = numbered(asked)
    heard = _heard(asked, numbers)
    scored = _scored(asked)
    long = _long(scored)
    whole, others = _analyzed_alike(long)
    scores = [float(a.overall) for a in whole if a.overall is not None]
    earlier = [e.overall for e in comparable(whole[-1], history)] if whole else []
    found = changes(whole)
    answered = sum(each.outcome == "answered" for each in asked)
    return MockReport(
        title=title,
        subtitle=_subtitle(begun, asked),
        rows=tuple(map(_row, numbers, asked)),
        overall=round(statistics.median(scores)) if scores else None,
        basis=_of_all(len(whole)) if len(long) == len(scored) else _of_longer(len(whole)),
        medians=_medians(whole),
        consistency=consistency(scores, [float(o) for o in earlier if o is not None]),
        fatigue=fatigue(found, len(whole)),
        changes=found,
        priorities=priorities(heard),
        time=_time(asked),
        skipped=_skipped(asked, numbers),
        counted=counted,
        cautions=_cautions(others, len(heard), answered),
        answered=answered,
        ready=len(heard),
    )


def numbered(asked: Sequence[AskedQuestion]) -> tuple[str, ...]:
    """Number the questions from 1; a follow-up has its question's number and a plus."""
    found: list[str] = []
    questions = 0
    for each in asked:
        questions += not each.is_follow_up
        found.append(f"{questions}+" if each.is_follow_up else str(questions))
    return tuple(found)


def _heard(asked: Sequence[AskedQuestion], numbers: Sequence[str]) -> list[NumberedAnswer]:
    """Return the answers that have been analyzed, with their numbers."""
    return [
        NumberedAnswer(number, each.answer, each.analysis)
        for number, each in zip(numbers, asked, strict=True)
        if each.analysis is not None and each.answer is not None
    ]


def _scored(asked: Sequence[AskedQuestion]) -> list[tuple[float, Analysis]]:
    """Return each analysis with enough in it, with the end of its question's target."""
    return [
        (each.target[1], each.analysis)
        for each in asked
        if each.analysis is not None and not_enough(each.analysis) is None
    ]


def _long(scored: Sequence[tuple[float, Analysis]]) -> list[Analysis]:
    """Return the analyses that say something about the whole, in their order."""
    long = [analysis for end, analysis in scored if end > SHORT]
    return long or [analysis for _, analysis in scored]


def _of_all(count: int) -> str:
    return "median" if count > 1 else "one answer"


def _of_longer(count: int) -> str:
    return f"median of the {count} longer answers" if count > 1 else "the one longer answer"


def _analyzed_alike(analyses: Sequence[Analysis]) -> tuple[list[Analysis], int]:
    """Return those analyzed in the commonest way, and how many others there are."""
    if not analyses:
        return [], 0
    ways = Counter((a.version, a.model, a.waits_for_model) for a in analyses)
    (way, _), *_ = ways.most_common(1)
    same = [a for a in analyses if (a.version, a.model, a.waits_for_model) == way]
    return same, len(analyses) - len(same)


def _subtitle(begun: datetime, asked: Sequence[AskedQuestion]) -> str:
    """Say when it was, and how many questions, not counting follow-ups, were answered."""
    questions = [each for each in asked if not each.is_follow_up]
    answered = sum(each.outcome == "answered" for each in questions)
    return f"{full_time(begun)} · {answered} of {len(questions)} answered"


def _row(number: str, each: AskedQuestion) -> MockRow:
    if each.analysis is None:
        said = NO_ANSWER.get(each.outcome, each.remark or "no report")
        why = because(each.missing)
        return MockRow(number, each.question, each.answer, remark=said, because=why)
    spoken = each.analysis.measures.get("answer_length")
    why = brief_reason(each.analysis) if each.analysis.overall is None else ""
    low, high = each.target
    length = "" if spoken is None else f"{clock(spoken)}, target {clock(low)}–{clock(high)}"
    return MockRow(
        number,
        each.question,
        each.answer,
        each.analysis.overall,
        {s.name: s.value for s in each.analysis.scores if s.name in LABELS},
        length,
        ", ".join(part for part in (each.remark, why) if part),
        because(each.missing),
    )


def _medians(whole: Sequence[Analysis]) -> tuple[MockMedian, ...]:
    found: dict[str, list[int]] = {name: [] for name in LABELS}
    for analysis in whole:
        for score in analysis.scores:
            found.get(score.name, []).append(score.value)
    return tuple(
        MockMedian(name, LABELS[name], round(statistics.median(values)), len(values))
        for name, values in found.items()
        if values
    )


def _time(asked: Sequence[AskedQuestion]) -> str:
    """Compare the time used with the plan, for the questions that were answered."""
    answered = [each for each in asked if each.outcome == "answered"]
    used, planned = sum(e.used for e in answered), sum(e.planned for e in answered)
    if len(answered) == len(asked):
        return f"{clock(used)} ({clock(planned)} planned)."
    return (
        f"{clock(used)} on the questions you answered ({clock(planned)} planned). The whole "
        f"interview is planned for {clock(sum(each.planned for each in asked))}."
    )


def _skipped(asked: Sequence[AskedQuestion], numbers: Sequence[str]) -> str:
    found = [n for n, each in zip(numbers, asked, strict=True) if each.outcome == "skipped"]
    if not found:
        return ""
    return f"question{'s' if len(found) > 1 else ''} {', '.join(found)}."


def _cautions(others: int, ready: int, answered: int) -> tuple[str, ...]:
    said = []
    if ready < answered:
        left = answered - ready
        said.append(
            f"{left} of {answered} answers {'has' if left == 1 else 'have'} no report yet. "
            "This summary covers the others."
        )
    if others:
        said.append(OTHERWISE.format("1 answer was" if others == 1 else f"{others} answers were"))
    return tuple(said)
