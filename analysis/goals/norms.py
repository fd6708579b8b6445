"""The measure of each problem, its good range, and the steps in which goals are set."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.goals.types import FocusArea
from analysis.scoring.scales import Scale, scale_of
from analysis.types import QuestionContext

MEASURES: Mapping[tuple[FocusArea, bool], str] = {
    ("fillers", True): "filler_rate",
    ("fillers", False): "filler_rate",
    ("pauses", True): "mid_clause_pause_rate",
    ("pauses", False): "pause_rate",
    ("pace", True): "words_per_minute",
    ("pace", False): "speech_rate",
    ("length", True): "answer_length",
    ("length", False): "answer_length",
}
"""The measure of each problem, with words and from the sound alone."""

STEPS: Mapping[str, float] = {
    "filler_rate": 0.5,
    "mid_clause_pause_rate": 0.5,
    "pause_rate": 1.0,
    "words_per_minute": 5.0,
    "speech_rate": 0.1,
    "answer_length": 5.0,
}
"""Goals are round numbers: whole multiples of these, in the measure's unit."""

REACH: Mapping[str, float] = {
    "filler_rate": 0.25,
    "mid_clause_pause_rate": 0.25,
    "pause_rate": 0.2,
    "words_per_minute": 0.1,
    "speech_rate": 0.1,
    "answer_length": 0.4,
}
"""Share of its value by which a measure can be moved from one answer to the next."""


def norm(problem: FocusArea, measure: str, target: tuple[float, float]) -> Scale:
    """Return the scale of the report for a problem: its good range is the norm."""
    return scale_of(problem, {measure: 0.0}, QuestionContext(None, "", target=target))
