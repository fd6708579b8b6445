"""Answers and analyses with given measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from analysis.trends import AnalysisWay, Dated
from analysis.types import Analysis, QuestionContext, Recording, Transcript, Word

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
WORDS = AnalysisWay("2", "base.en")
SOUND = AnalysisWay("2", None)
SPOKEN = (Word(0.5, 0.9, "I"), Word(1.0, 1.4, "chose"))


def answers(
    name: str,
    *values: float | None,
    way: AnalysisWay = WORDS,
    question: str | None = "q",
    target: tuple[float, float] = (120, 180),
) -> list[Dated]:
    """An answer a day with this value of one measure."""
    return [
        Dated(START + timedelta(days=day), way, {name: value}, question, target)
        for day, value in enumerate(values)
    ]


def analysis(
    name: str,
    value: float | None,
    *,
    range_: tuple[float, float] | None = None,
    length: float = 130.0,
    words: bool = True,
    target: tuple[float, float] = (120, 180),
) -> Analysis:
    """An analysis with one measure and its range."""
    made = Analysis(
        version="2",
        recording=Recording("a.wav", length, 16000),
        question=QuestionContext("q", "?", "background", target),
        transcript=Transcript(SPOKEN, length, "en", "base.en") if words else None,
        measures={"answer_length": length, name: value},
    )
    return made if range_ is None else replace(made, uncertainty={name: range_})
