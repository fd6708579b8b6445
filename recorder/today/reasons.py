"""Why a question is on the list: one short sentence with the number behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analysis.bands import bands
from analysis.goals.wording import number
from analysis.scoring.advice import clock
from analysis.scoring.score import WEIGHTS, score
from recorder.today.core_questions import ALSO, ASKED_BY_MOST
from recorder.today.spacing import Spaced

TRIED = "Tried, but there was too little in the answer to judge it"

MeasureValues = Mapping[str, float | None]

MEASURED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fillers": (("filler_rate", "Fillers: {}/min"),),
    "pauses": (
        ("mid_clause_pause_rate", "{} mid-clause pauses/min"),
        ("pause_rate", "{} pauses/min"),
    ),
    "pace": (
        ("words_per_minute", "Pace: {} words/min"),
        ("speech_rate", "Pace: {} syllables/s"),
    ),
}
"""For each score its measures in words; the first known one is used."""


def weak(spaced: Spaced, today: date, measures: MeasureValues, target: tuple[float, float]) -> str:
    """“Fillers: 9/min last time, 12 days ago”: the costliest score of the last answer."""
    assert spaced.scored is not None
    found = costliest(measures, target)
    when = ago(spaced.scored, today)
    if found == "length":
        length = measures.get("answer_length") or 0.0
        side = "short" if length < target[0] else "long"
        return f"Too {side} last time: {clock(length)}, {when}"
    said = measured(found, measures) or f"Overall {spaced.overall}"
    return f"{said} last time, {when}"


def below_usual(spaced: Spaced, today: date, usual: tuple[float, float]) -> str:
    """“Overall 81 last time, 5 days ago; usually 86–92”."""
    assert spaced.scored is not None
    low, high = (round(value) for value in usual)
    range_ = f"{low}–{high}" if low != high else f"{low}"
    return f"{_last(spaced, spaced.scored, today)}; usually {range_}"


def _last(spaced: Spaced, scored: date, today: date) -> str:
    return f"Overall {spaced.overall} last time, {ago(scored, today)}"


def due(spaced: Spaced, today: date) -> str:
    """“Due: 16 days since a good answer (84)”."""
    if spaced.overall is None or spaced.scored is None:
        return f"Answered {ago(spaced.last, today)}, without a score"
    return f"Due: {_days((today - spaced.scored).days)} since a good answer ({spaced.overall})"


def now(
    said: str, spaced: Spaced, today: date, measures: MeasureValues, target: tuple[float, float]
) -> str:
    """Return why a question is on today's list, if it was answered on an earlier or later day.

    ``said`` is the reason given when it was chosen. It stays the same until the next answer.
    """
    if spaced.last > today:  # the clock was set back, or the time zone changed
        score = "without a score" if spaced.overall is None else f"overall {spaced.overall}"
        return f"Already answered, {score}"
    if spaced.overall is not None and not spaced.good:
        return weak(spaced, today, measures, target)
    if spaced.scored is not None and said.startswith(_last(spaced, spaced.scored, today)):
        return said  # also worse than usual
    if spaced.overall is not None and spaced.due > today:
        return f"Answered {ago(spaced.last, today)}, overall {spaced.overall}"
    return due(spaced, today)


def new(question_id: str, category: str, answered: int, questions: int) -> str:
    """“Never answered; most programs ask it”, or the progress in its category."""
    if question_id in ASKED_BY_MOST:
        return "Never answered; most programs ask it"
    if question_id in ALSO:
        return "Never answered; a core question in the guide"
    if not answered:
        return f"None of the {questions} questions in “{category}” answered yet"
    return f"Never answered; {answered} of {questions} in “{category}” so far"


def costliest(measures: MeasureValues, target: tuple[float, float]) -> str | None:
    """Return the score that costs the most points; ``None`` if all are good or unknown."""
    worth = [s for s in score(measures, (), target) if s.value < bands().good_score]
    return max(worth, key=lambda s: (100 - s.value) * WEIGHTS[s.name]).name if worth else None


def ago(day: date, today: date) -> str:
    """Format how long ago a day was."""
    days = (today - day).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def measured(name: str | None, measures: MeasureValues) -> str | None:
    """“9 mid-clause pauses/min”: the first known measure of a score; ``None`` without any."""
    for measure, text in MEASURED.get(name or "", ()):
        value = measures.get(measure)
        if value is not None:
            return text.format(number(measure, value))
    return None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
