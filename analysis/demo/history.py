"""Weeks of practice of an invented person, from a seed, so that the true changes are known.

For the demo and for tests of what trends say. An answer's measures are correlated as real ones
are: a bad day has more fillers and more pauses, runs follow from pauses, fluency from its parts.
Standard library only.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from analysis.bands import bands
from analysis.measures.fluency import fluency
from analysis.types import QuestionContext

MadeUpSession = Literal["practice", "mock"]

SHARED = 0.6
"""How strongly each measure is correlated with the day's form."""

MOCK_ANSWERS = 6
FILLED = 0.7
"""Share of the fillers that are filled pauses."""

DRAWN_OUT, CHANGE = 2.0, 34.0
"""Percent of the speech that is drawn out; how much its sound changes, in percent."""


@dataclass(frozen=True, slots=True)
class AnalysisEffect:
    """How answers were analyzed, and what that does to the same speech, as factors."""

    version: str
    model: str
    fillers: float = 1.0
    mid_clause: float = 1.0
    pace: float = 1.0


FIRST = AnalysisEffect("1", "tiny.en", fillers=0.7, mid_clause=1.25, pace=0.97)
THEN = AnalysisEffect("2", "base.en")
"""A better model finds more of the fillers: mixed together, that would look like a setback."""


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Levels in the first and last week, with a straight line between; noise as a share of them.

    ``daily`` is the standard deviation shared by the answers of a day, out of 1; ``memory`` the
    correlation of a practice day with the next. ``nerves`` is how many standard deviations worse a
    mock interview is. ``switch`` is the share of the weeks after which answers are analyzed as
    ``THEN``; ``None``: all are.
    """

    weeks: int = 10
    fillers: tuple[float, float] = (14.0, 3.5)
    mid_clause: tuple[float, float] = (16.0, 7.0)
    pace: tuple[float, float] = (131.0, 131.0)
    daily: float = 0.5
    memory: float = 0.0
    nerves: float = 0.5
    mocks: tuple[int, ...] = (3, 5, 7, 8)
    switch: float | None = 0.35


STEADY = MadeUpPerson(
    fillers=(8.0, 8.0), mid_clause=(11.0, 11.0), pace=(128.0, 128.0), nerves=0.0, switch=None
)
"""Practices as much, and nothing changes."""


@dataclass(frozen=True, slots=True)
class MadeUpAnswer:
    """A made-up answer; ``session`` is its session's number, from 0."""

    at: datetime
    session: int
    kind: MadeUpSession
    question: QuestionContext
    heard: AnalysisEffect
    measures: Mapping[str, float | None]


def history(
    chance: random.Random,
    person: MadeUpPerson,
    questions: Sequence[QuestionContext],
    until: datetime,
) -> tuple[MadeUpAnswer, ...]:
    """Make the answers of the weeks before ``until``, oldest first.

    The same seed, person, questions, and time give the same answers.
    """
    first = until - timedelta(days=7 * person.weeks)
    evening = first.replace(hour=18, minute=20, second=0, microsecond=0)
    made, form = [], _Form(chance, person)
    for session, (day, kind) in enumerate(_practice_days(chance, person)):
        form.next_day()
        share = day / (7 * person.weeks - 1)
        heard = FIRST if person.switch is not None and share < person.switch else THEN
        at = evening + timedelta(days=day, minutes=chance.randrange(90))
        for question in _asked(chance, questions, kind):
            worse = person.nerves if kind == "mock" else 0.0
            speech = _spoken(form, person, share, heard, question.target, worse)
            made.append(MadeUpAnswer(at, session, kind, question, heard, _measures(speech)))
            at += timedelta(minutes=3 + chance.randrange(5))
    return tuple(made)


def _practice_days(
    chance: random.Random, person: MadeUpPerson
) -> Iterator[tuple[int, MadeUpSession]]:
    """Return the days of practice, as irregular as people are, and those of mock interviews."""
    for week in range(person.weeks):
        often = chance.choice((1, 3, 4, 4, 5, 5, 6))
        mock = chance.randrange(7) if week in person.mocks else None
        for day in sorted({*chance.sample(range(7), often), *([] if mock is None else [mock])}):
            yield 7 * week + day, "mock" if day == mock else "practice"


def _asked(
    chance: random.Random, questions: Sequence[QuestionContext], kind: MadeUpSession
) -> Sequence[QuestionContext]:
    if kind == "mock":
        return chance.sample(questions, MOCK_ANSWERS)
    return chance.choices(questions, k=chance.choice((1, 2, 3, 3, 4, 4, 5)))


class _Form:
    """How good a day is for each measure, and each answer on it: standard deviations."""

    def __init__(self, chance: random.Random, person: MadeUpPerson) -> None:
        self._chance = chance
        self._person = person
        self._common = 0.0
        self._own: dict[str, float] = {}

    def next_day(self) -> None:
        """Begin another practice day."""
        self._common = self._after(self._common)
        self._own = {name: self._after(before) for name, before in self._own.items()}

    def draw(self, name: str) -> float:
        """Draw an answer's deviation in a measure; positive is worse."""
        if name not in self._own:
            self._own[name] = self._chance.gauss(0, 1)
        day = SHARED * self._common + math.sqrt(1 - SHARED**2) * self._own[name]
        daily = self._person.daily
        return daily * day + math.sqrt(1 - daily**2) * self._chance.gauss(0, 1)

    def _after(self, before: float) -> float:
        memory = self._person.memory
        return memory * before + math.sqrt(1 - memory**2) * self._chance.gauss(0, 1)


@dataclass(frozen=True, slots=True)
class _Speech:
    """How an answer was spoken: rates per minute, ``speaking`` the share of it without pauses."""

    pace: float
    fillers: float
    pauses: float
    mid_clause: float
    long_pauses: float
    speaking: float
    length: float


def _spoken(
    form: _Form,
    person: MadeUpPerson,
    share: float,
    heard: AnalysisEffect,
    target: tuple[float, float],
    worse: float,
) -> _Speech:
    """Draw how one answer is spoken, ``share`` of the way through the weeks.

    The order of the draws is part of what a seed means.
    """

    def rate(ends: tuple[float, float], name: str, noise: float) -> float:
        level = ends[0] + (ends[1] - ends[0]) * share
        return level * math.exp(noise * (form.draw(name) + worse))

    fillers = heard.fillers * rate(person.fillers, "fillers", 0.28)
    mid_clause = heard.mid_clause * rate(person.mid_clause, "mid_clause", 0.22)
    pauses = mid_clause + rate((12.0, 12.0), "boundary", 0.12)
    pace = heard.pace * rate(person.pace, "pace", 0.06)
    length = sum(target) / 2 * math.exp(0.22 * form.draw("length"))
    speaking = max(0.4, 1 - pauses * 0.6 * math.exp(0.1 * form.draw("pause")) / 60)
    long_pauses = rate((3.2, 3.2), "long", 0.35)
    return _Speech(pace, fillers, pauses, mid_clause, long_pauses, speaking, length)


def _measures(speech: _Speech) -> dict[str, float | None]:
    """Return the measures of an answer spoken this way."""
    syllables = speech.pace * bands().syllables_a_word / 60
    run = 60 * syllables / (speech.pauses + FILLED * speech.fillers + 1)
    found: dict[str, float | None] = {
        "answer_length": speech.length,
        "words_per_minute": speech.pace,
        "syllables": syllables * speech.length,
        "speech_rate": syllables,
        "articulation_rate": syllables / speech.speaking,
        "phonation_time": speech.length * speech.speaking,
        "phonation_time_ratio": speech.speaking,
        "pause_rate": speech.pauses,
        "mid_clause_pause_rate": speech.mid_clause,
        "long_pause_rate": speech.long_pauses,
        "mean_length_of_run": run,
        "smooth_run": 0.8 * run,
        "filled_pause_rate": FILLED * speech.fillers,
        "discourse_marker_rate": (1 - FILLED) * speech.fillers,
        "drawn_out_share": DRAWN_OUT,
        "acoustic_change": CHANGE,
        "filler_rate": speech.fillers,
        "fillers_per_100_words": 100 * speech.fillers / speech.pace,
    }
    return {**found, "fluency": fluency(found)}
