"""First and latest attempt at the same question, from the second answer on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from analysis.progress import build, text
from analysis.report.earlier.repeated import HEADING, SAME, repeated
from analysis.trends import AnalysisWay, Dated, by_way
from analysis.trends.two_answers import by_chance

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
WAY = AnalysisWay("2", "base.en")
ASKED = {"a-mistake": "Tell me about a mistake.", "failure": "Tell me about a failure."}


def answered(hours: float, question: str | None, **values: float) -> Dated:
    """Return an answer of two minutes so many hours after the first."""
    measures = {"words_per_minute": 110.0, "filler_rate": 6.0, "mid_clause_pause_rate": 8.0,
                "answer_length": 120.0, **values}  # fmt: skip
    return Dated(START + timedelta(hours=hours), WAY, measures, question, (120, 180))


def test_the_second_attempt_is_held_against_the_first() -> None:
    answers = [
        answered(0, "a-mistake", words_per_minute=67, filler_rate=16),
        answered(1, "failure"),
        answered(2, "a-mistake", words_per_minute=200),
        answered(3, None),
        answered(4, "a-mistake", words_per_minute=90, filler_rate=6, mid_clause_pause_rate=9),
    ]
    (found,) = repeated(answers, ASKED)
    assert (found.question, found.attempts) == ("Tell me about a mistake.", 3)
    assert found.changes == (
        "Pace 67 → 90 words a minute ✓ better; Mid-clause pauses 8 → 9 a minute ≈ could be "
        "chance; Fillers 16 → 6 a minute ✓ better"
    )


def test_the_question_answered_last_comes_first() -> None:
    answers = [answered(i, name) for i, name in enumerate(("failure", "a-mistake") * 2)]
    assert [found.question for found in repeated(answers, ASKED)] == [
        ASKED["a-mistake"], ASKED["failure"],
    ]  # fmt: skip
    assert {found.changes for found in repeated(answers, {})} == {SAME}
    assert repeated(answers[:2], ASKED) == ()


def test_progress_is_not_empty_on_the_first_day() -> None:
    answers = [answered(0, "failure", words_per_minute=67), answered(1, "failure")]
    said = text.render(build.build(by_way(answers), ("words_per_minute",), "all", asked=ASKED))
    assert HEADING in said and "Pace 67 → 110 words" in said and "✓ better" in said
    assert max(map(len, said.splitlines())) <= 80


def test_chance_is_that_of_counts_and_less_the_longer_the_answers_are() -> None:
    short, long = {"answer_length": 60.0}, {"answer_length": 240.0}
    few = by_chance("filler_rate", {"filler_rate": 8.0, **short}, {"filler_rate": 8.0, **short})
    many = by_chance("filler_rate", {"filler_rate": 8.0, **long}, {"filler_rate": 8.0, **long})
    # two counts of 8 and one more each: 1.64 · √18
    assert round(few, 2) == 6.96 and many < few / 1.9
    assert by_chance("answer_length", short, long) == 0
    assert 14 < by_chance("words_per_minute", {"words_per_minute": 90.0},
                          {"words_per_minute": 110.0}) < 18  # fmt: skip
