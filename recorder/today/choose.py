"""A day's list: in turn one that went badly, one that is new, one that is due.

Pure: the same answers, questions, and day give the same list, and a longer list begins with the
shorter one. Chance, with the day as the seed, only decides between equals.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Literal

from prompts.types import DIFFICULTIES, Question
from recorder.today import reasons
from recorder.today.core_questions import CORE
from recorder.today.reasons import MeasureValues
from recorder.today.spacing import Spaced

ChoiceReason = Literal["weak", "new", "due"]


@dataclass(frozen=True, slots=True)
class QuestionStatus:
    """What is known about a question that was answered.

    ``measures`` and ``target`` are those of its last answer with a score. ``comparable``: that
    answer was analyzed the same way as the newest one, so it can be compared with the usual.
    """

    spaced: Spaced
    measures: MeasureValues
    target: tuple[float, float]
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class TodayChoice:
    """A question of the day and the reason."""

    question_id: str
    kind: ChoiceReason
    why: str


def choose(
    questions: Sequence[Question],
    statuses: Mapping[str, QuestionStatus],
    today: date,
    count: int,
    *,
    usual: tuple[float, float] | None = None,
    avoid: Collection[str] = (),
) -> tuple[TodayChoice, ...]:
    """Choose at most ``count`` questions; fewer only if no more are weak, new, or due.

    ``usual`` is the middle half of the person's last overall scores; ``avoid`` are not chosen.
    """
    queues = (
        _weak(questions, statuses, today, usual),
        _new(questions, statuses, today),
        _due(questions, statuses, today, usual),
    )
    interleaved = chain.from_iterable(zip_longest(*queues))
    wanted = (c for c in interleaved if c is not None and c.question_id not in avoid)
    return tuple(islice(wanted, max(0, count)))


def _weak(
    questions: Iterable[Question],
    statuses: Mapping[str, QuestionStatus],
    today: date,
    usual: tuple[float, float] | None,
) -> list[TodayChoice]:
    """Return those not good last time, or due and below the usual; lowest score first."""
    found: list[tuple[int, date, float, TodayChoice]] = []
    for question in questions:
        status = statuses.get(question.id)
        if status is None or status.spaced.last >= today:
            continue
        spaced = status.spaced
        if _is_weak(status):
            why = reasons.weak(spaced, today, status.measures, status.target)
        elif usual is not None and spaced.due <= today and _is_below(status, usual):
            why = reasons.below_usual(spaced, today, usual)
        else:
            continue
        key = (spaced.overall or 0, spaced.last, daily_random(today, question.id))
        found.append((*key, TodayChoice(question.id, "weak", why)))
    return [choice for *_, choice in sorted(found, key=lambda each: each[:3])]


def _due(
    questions: Iterable[Question],
    statuses: Mapping[str, QuestionStatus],
    today: date,
    usual: tuple[float, float] | None,
) -> list[TodayChoice]:
    """Return those whose wait is over; longest overdue, as a share of the wait, first."""
    found: list[tuple[float, float, TodayChoice]] = []
    for question in questions:
        status = statuses.get(question.id)
        if status is None or status.spaced.due > today or _is_weak(status):
            continue
        if usual is not None and _is_below(status, usual):
            continue
        spaced = status.spaced
        share = (today - spaced.last).days / max(1, (spaced.due - spaced.last).days)
        why = reasons.due(spaced, today)
        found.append(
            (-share, daily_random(today, question.id), TodayChoice(question.id, "due", why))
        )
    return [choice for *_, choice in sorted(found, key=lambda each: each[:2])]


def _new(
    questions: Sequence[Question], statuses: Mapping[str, QuestionStatus], today: date
) -> Iterator[TodayChoice]:
    """Return unanswered ones: the core in order, then in turn from the least practiced category."""
    categories: dict[str, list[Question]] = {}
    for question in questions:
        categories.setdefault(question.category, []).append(question)
    answered = {name: sum(q.id in statuses for q in its) for name, its in categories.items()}
    left = {q.id: q for q in questions if q.id not in statuses}

    def choice(question: Question) -> TodayChoice:
        name = question.category
        why = reasons.new(question.id, name, answered[name], len(categories[name]))
        return TodayChoice(question.id, "new", why)

    yield from (choice(left.pop(id)) for id in CORE if id in left)
    names = sorted(
        categories, key=lambda n: (answered[n] / len(categories[n]), daily_random(today, n))
    )
    columns = [
        sorted((q for q in categories[name] if q.id in left), key=lambda q: _difficulty(q, today))
        for name in names
    ]
    for question in chain.from_iterable(zip_longest(*columns)):
        if question is not None:
            yield choice(question)


def _difficulty(question: Question, today: date) -> tuple[bool, int, float]:
    """Sort gaps of the path last, since not everyone has one; otherwise the easier first."""
    rank = DIFFICULTIES.index(question.difficulty)
    return question.kind == "gap", rank, daily_random(today, question.id)


def _is_weak(status: QuestionStatus) -> bool:
    return status.spaced.overall is not None and not status.spaced.good


def _is_below(status: QuestionStatus, usual: tuple[float, float]) -> bool:
    overall = status.spaced.overall
    return status.comparable and overall is not None and overall < usual[0]


def daily_random(today: date, name: str) -> float:
    """Return a number from 0 to 1 that is the same all day, whatever else is on the list."""
    return random.Random(f"{today.isoformat()} {name}").random()
