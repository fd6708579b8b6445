"""Analyses of written answers, with times as if each word took half a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.types import Analysis, QuestionContext, Transcript, Word
from tests.analysis.sample import ANALYSIS

QUESTION = QuestionContext("why-med-peds", "Why Med-Peds?", "motivational", (60.0, 120.0))


def spoken(sentences: Sequence[str], **measures: float | None) -> Analysis:
    """Return the analysis of an answer with these sentences."""
    words = tuple(
        Word(0.5 * i, 0.5 * i + 0.4, text, 0.9)
        for i, text in enumerate(" ".join(sentences).split())
    )
    return replace(
        ANALYSIS,
        question=QUESTION,
        transcript=Transcript(words, 0.5 * len(words), "en", "base"),
        pauses=(),
        fillers=(),
        measures={**ANALYSIS.measures, "answer_length": 0.5 * len(words), **measures},
        uncertainty={},
    )
