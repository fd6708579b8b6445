"""Milestones: what is worth reaching on the way, and when it was. One table.

A run of good answers ends where the way they were analyzed changes: numbers of different ways
aren't combined. An answer in which the value is undefined is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from analysis.bands import bands
from analysis.trends.types import Dated, Milestone

MilestoneRule = Callable[[Sequence[Dated]], datetime | None]
MilestoneTest = Callable[[Dated], bool | None]

IN_A_ROW = 3


def milestones(answers: Iterable[Dated]) -> tuple[Milestone, ...]:
    """Return every milestone in the order of the table, with when it was reached."""
    ordered = sorted(answers, key=lambda answer: answer.at)
    numbers = _numbers()
    return tuple(
        Milestone(name, text.format(**numbers), rule(ordered)) for name, text, rule in MILESTONES
    )


def _numbers() -> Mapping[str, str]:
    """Return what the texts of the table name: the bands as they are now."""
    table = bands()
    low, high = table.pace.good
    return {
        "fillers": f"{table.fillers.good[1]:g}",
        "slowest": f"{low:g}",
        "fastest": f"{high:g}",
        "overall": f"{table.good_overall}",
    }


def _count(number: int) -> MilestoneRule:
    return lambda answers: answers[number - 1].at if len(answers) >= number else None


def _in_a_row(test: MilestoneTest, wanted: int = IN_A_ROW) -> MilestoneRule:
    """Return when a test was first passed ``wanted`` times in a row."""

    def rule(answers: Sequence[Dated]) -> datetime | None:
        passed, way = 0, None
        for answer in answers:
            outcome = test(answer)
            if outcome is None:
                continue
            passed = (passed if answer.way == way else 0) + 1 if outcome else 0
            way = answer.way
            if passed == wanted:
                return answer.at
        return None

    return rule


def _weeks_in_a_row(wanted: int) -> MilestoneRule:
    def rule(answers: Sequence[Dated]) -> datetime | None:
        row, last = 0, None
        for answer in answers:
            monday = answer.at.date() - timedelta(days=answer.at.weekday())
            if monday != last:
                row = row + 1 if last is not None and monday - last == timedelta(7) else 1
                last = monday
            if row == wanted:
                return answer.at
        return None

    return rule


def _length_in_target(answer: Dated) -> bool | None:
    length = answer.values.get("answer_length")
    if length is None or answer.target is None:
        return None
    return bands().length.curve(answer.target).band(length) == "within"


def _few_fillers(answer: Dated) -> bool | None:
    """Needs words: by sound alone the filler words would be missing."""
    rate = answer.values.get("filler_rate")
    if rate is None or answer.way.words is None:
        return None
    return bands().fillers.band(rate) == "within"


def _good_pace(answer: Dated) -> bool | None:
    rate = answer.values.get("words_per_minute")
    return None if rate is None else bands().pace.band(rate) == "within"


def _good_overall(answer: Dated) -> bool | None:
    overall = answer.values.get("overall")
    return None if overall is None else overall >= bands().good_overall


MILESTONES: tuple[tuple[str, str, MilestoneRule], ...] = (
    ("first-answer", "First answer", _count(1)),
    ("length-in-band", "First answer of the right length", _in_a_row(_length_in_target, 1)),
    ("ten-answers", "Ten answers", _count(10)),
    (
        "few-fillers",
        "At most {fillers} fillers a minute, 3 answers in a row",
        _in_a_row(_few_fillers),
    ),
    (
        "steady-pace",
        "{slowest}–{fastest} words a minute, 3 answers in a row",
        _in_a_row(_good_pace),
    ),
    ("lengths-in-band", "The right length, 3 answers in a row", _in_a_row(_length_in_target)),
    ("good-overall", "Overall {overall} or more, 3 answers in a row", _in_a_row(_good_overall)),
    ("four-weeks", "Practice four weeks in a row", _weeks_in_a_row(4)),
    ("fifty-answers", "Fifty answers", _count(50)),
    ("hundred-answers", "A hundred answers", _count(100)),
)
