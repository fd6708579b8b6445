"""From stored answers to their comparison: any two or more, or the tellings of a drill."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from analysis.report.comparison.build import compare
from analysis.report.comparison.model import AnswerToCompare, Comparison
from analysis.scoring.advice import clock
from recorder.comparison.so_far import StatusOf, nothing_pending, so_far
from recorder.today.retelling import test_answer
from sessions.answers.retellings import Retelling
from sessions.errors import UnknownAnswer
from sessions.store import Store
from sessions.types import Answer

LONGEST_QUESTION = 60
"""Letters of a question in a column's remark."""


def of_answers(
    store: Store, answers: Sequence[Answer], status: StatusOf = nothing_pending
) -> Comparison:
    """Compare answers in the order given; what they say is matched whatever their questions are."""
    asked = dict.fromkeys(answer.question_text for answer in answers)
    several = len(asked) > 1
    columns = [
        _column(store, each, f"Answer {each.id}", status, _short(each) if several else "")
        for each in answers
    ]
    return compare(" / ".join(asked), columns)


def of_retelling(store: Store, drill: Retelling, status: StatusOf = nothing_pending) -> Comparison:
    """Compare the tellings of a drill, and the answer to the new question if there is one."""
    columns = []
    for told in drill.rounds:
        if told.answer_id is not None and told.told:
            label, remark = f"Telling {told.place + 1}", f"up to {clock(told.target[1])}"
            columns.append(_column(store, store.answer(told.answer_id), label, status, remark))
    tested = test_answer(store, drill)
    if tested is not None:
        answer = store.answer(tested)
        columns.append(
            _column(store, answer, "New question", status, _short(answer), matched=False)
        )
    return compare(drill.question.text, columns)


def compared_ids(store: Store, drill: Retelling) -> tuple[int, ...]:
    """Return the answers in a drill's comparison, in order."""
    tested = test_answer(store, drill)
    return (*drill.tellings, *(() if tested is None else (tested,)))


def in_order(*answers: Answer) -> tuple[Answer, ...]:
    """Return answers in the order in which they were recorded."""
    return tuple(sorted(answers, key=lambda each: (each.recorded_at, each.id)))


def other_attempts(store: Store, answer: Answer) -> tuple[Answer, ...]:
    """Return the other recorded answers to the same question, newest first."""
    if answer.question_id is None:
        return ()
    try:
        found = store.answers(question_id=answer.question_id)
    except UnknownAnswer:
        return ()
    return tuple(each for each in found if each.id != answer.id)


def _short(answer: Answer) -> str:
    return f"“{textwrap.shorten(answer.question_text, LONGEST_QUESTION, placeholder=' …')}”"


def _column(
    store: Store,
    answer: Answer,
    label: str,
    status: StatusOf,
    remark: str = "",
    *,
    matched: bool = True,
) -> AnswerToCompare:
    analysis, missing = so_far(store, answer.id, status)
    return AnswerToCompare(
        label,
        answer.id,
        answer.recorded_at.astimezone(),
        analysis,
        ", ".join(filter(None, (remark, missing))),
        matched,
    )
