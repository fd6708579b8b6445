"""The report of a mock: medians by hand, drift and consistency on evidence, what to work on."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from analysis.report.earlier.usual import EarlierMeasures
from analysis.report.mock import AskedQuestion, MockReport, build
from analysis.report.mock.consistency import ENOUGH, consistency
from analysis.report.mock.fatigue import NOTHING, SIGNIFICANCE, changes
from analysis.report.mock.text import medians, render
from analysis.scoring.evidence import EVIDENCE, TOO_QUIET
from analysis.types import Analysis, Note, Pause, Recording, Score, Transcript, Word

BEGUN = datetime(2026, 11, 22, 9, 5)


def score(name: str, value: int) -> Score:
    return Score(name, value, "within" if value >= 85 else "above", f"Mind the {name}.", "")


def analysis(
    overall: int = 80,
    *,
    pace: float = 130.0,
    fillers: float = 4.0,
    seconds: float = 130.0,
    scores: Sequence[tuple[str, int]] = (("pace", 90), ("length", 100)),
    version: str = "1",
    model: str | None = "base.en",
) -> Analysis:
    words = (Word(9.0, 9.4, "um"), Word(9.5, 10.0, "well"))
    return Analysis(
        version,
        Recording("a.wav", seconds + 2, 16000),
        transcript=Transcript(words, seconds, model=model) if model else None,
        pauses=(Pause(10.0, 11.2, "mid_clause"),),
        measures={
            "answer_length": seconds,
            "words_per_minute": pace,
            "filler_rate": fillers,
            "mid_clause_pause_rate": 6.0,
        },
        scores=tuple(score(name, value) for name, value in scores),
        overall=overall,
    )


def asked(number: int, found: Analysis | None = None, **changed: object) -> AskedQuestion:
    made = AskedQuestion(
        f"Question {number}?", (120.0, 180.0), "answered", 160.0, 150.0, answer=number,
        analysis=analysis() if found is None else found,
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def report(
    *steps: AskedQuestion, history: Sequence[EarlierMeasures] = (), counted: str = ""
) -> MockReport:
    return build("Residency", BEGUN, steps, history=history, counted=counted)


def earlier(values: Sequence[int], **changed: object) -> list[EarlierMeasures]:
    made = EarlierMeasures(datetime(2026, 11, 1), "q", "1", "base.en", 0, {})
    return [
        replace(made, recorded_at=datetime(2026, 11, 1, 9, i % 60), overall=v, **changed)  # type: ignore[arg-type]
        for i, v in enumerate(values)
    ]


def test_medians_are_of_the_answers_with_time_to_speak() -> None:
    found = report(
        asked(1, analysis(10, scores=[("pace", 5)]), target=(15.0, 30.0)),
        asked(2, analysis(60, scores=[("pace", 50), ("length", 100)])),
        asked(3, analysis(70, scores=[("pace", 60)])),
        asked(4, analysis(90, scores=[("pace", 95)])),
    )
    assert found.overall == 70
    assert medians(found).startswith("Overall 70 of 100 (median of the 3 longer answers) · Pace 60")
    assert [(m.name, m.value, m.answers) for m in found.medians] == [
        ("pace", 60, 3),
        ("length", 100, 1),
    ]


def test_short_answers_alone_are_told_all_the_same() -> None:
    found = report(*(asked(i, analysis(50 + i), target=(15.0, 30.0)) for i in range(3)))
    assert found.overall == 51 and found.basis == "median"


def test_one_long_answer_stands_for_itself() -> None:
    short = asked(1, analysis(10), target=(15.0, 30.0))
    assert report(short, asked(2, analysis(60))).basis == "the one longer answer"


def test_one_answer_is_not_called_a_median() -> None:
    assert medians(report(asked(1, analysis(91)))).startswith("Overall 91 of 100 (one answer)")


def unscored(seconds: float, reason: str = "") -> Analysis:
    """Return an answer that isn't scored: too short, or for another reason."""
    made = replace(analysis(seconds=seconds, scores=()), overall=None)
    return replace(made, notes=(Note(EVIDENCE, reason),)) if reason else made


def test_a_row_without_a_score_says_why() -> None:
    found = report(
        asked(1, unscored(19)), asked(2, unscored(130, TOO_QUIET)), asked(3, unscored(130, "New."))
    )
    remarks = [row.remark for row in found.rows]
    assert remarks == ["too short to score", "too quiet to score", "not scored"]
    assert "1      –     –      –       –      –  Question 1? (too short to score)" in render(found)
    (alone,) = report(asked(1, unscored(19), remark="from sound alone")).rows
    assert alone.remark == "from sound alone, too short to score"


def test_rows_are_numbered_with_their_follow_ups() -> None:
    found = report(
        asked(1),
        asked(2, is_follow_up=True),
        asked(3, outcome="skipped", analysis=None, answer=None),
    )
    assert [row.number for row in found.rows] == ["1", "1+", "2"]
    first, _, last = found.rows
    assert (first.overall, first.length) == (80, "2:10, target 2:00–3:00")
    assert (last.overall, last.remark) == (None, "skipped")
    assert found.skipped == "question 2."
    assert found.subtitle == "Nov 22, 2026, 9:05 am · 1 of 2 answered", (
        "as the interview counted them"
    )


def test_what_is_on_its_way_is_said_and_the_rest_told() -> None:
    coming = asked(2, answer=2, remark="transcript on its way")
    found = report(asked(1, analysis(64)), replace(coming, analysis=None))
    assert found.rows[1].remark == "transcript on its way"
    assert (found.overall, found.ready, found.answered, found.is_complete) == (64, 1, 2, False)
    assert found.cautions == ("1 of 2 answers has no report yet. This summary covers the others.",)


def test_a_mock_without_any_answer_says_so() -> None:
    found = report(asked(1, outcome="unreached", analysis=None, answer=None))
    assert found.overall is None and not found.priorities and not found.medians
    assert "No score yet." in render(found)


@pytest.mark.parametrize(
    ("outcome", "remark"),
    [
        ("skipped", "skipped"),
        ("deleted", "answer deleted"),
        ("unanswered", "no answer"),
        ("unreached", "not reached"),
        ("waiting", "not asked yet"),
    ],
)
def test_a_question_without_an_answer_says_why(outcome: str, remark: str) -> None:
    found = report(asked(1, outcome=outcome, analysis=None, answer=None))
    assert found.rows[0].remark == remark and f"({remark})" in render(found)


def test_answers_analysed_in_another_way_are_named_and_left_out() -> None:
    same = [asked(i, analysis(80)) for i in range(3)]
    for other in (
        analysis(20, version="0"),
        analysis(20, model="tiny.en"),
        analysis(20, model=None),
    ):
        found = report(*same, asked(9, other))
        assert found.overall == 80
        assert found.cautions[0].startswith("1 answer was analyzed by another version or model")
        assert found.rows[3].overall == 20  # but seen in its row


def test_time_used_is_compared_with_the_plan_of_what_was_answered() -> None:
    found = report(asked(1), asked(2, used=30.0), asked(3, outcome="skipped", analysis=None))
    assert found.time.startswith("3:00 on the questions you answered (5:20 planned)")
    assert "planned for 8:00" in found.time
    assert report(asked(1), asked(2, used=30.0)).time == "3:00 (5:20 planned)."


# What to work on


def test_the_costliest_scores_come_first_each_with_its_answers() -> None:
    found = report(
        asked(1, analysis(scores=[("pauses", 40), ("pace", 80), ("length", 100)])),
        asked(2, analysis(scores=[("pauses", 20), ("fillers", 50), ("length", 84)])),
        asked(3, analysis(scores=[("pauses", 95), ("length", 100)])),
    )
    assert [(t.name, t.often) for t in found.priorities] == [
        ("pauses", "in 2 of 3 answers"),
        ("fillers", "in 1 of 3 answers"),
        ("pace", "in 1 of 3 answers"),
    ]
    pauses = found.priorities[0]
    assert [(p.number, p.answer, p.start) for p in pauses.places] == [
        ("2", 2, 10.0),
        ("1", 1, 10.0),
    ]
    assert pauses.places[0].text == "0:10 1.2 s pause after “um well”"
    assert pauses.advice == "Mind the pauses. (question 2)"


def test_a_long_answer_counts_more_than_small_talk() -> None:
    found = report(
        asked(1, analysis(seconds=15, scores=[("fillers", 0)]), target=(15.0, 30.0)),
        asked(2, analysis(seconds=150, scores=[("pace", 60)])),
    )
    assert [thing.name for thing in found.priorities][:2] == ["pace", "fillers"]


def test_where_there_is_no_moment_the_answer_is_told() -> None:
    (thing,) = report(asked(1, analysis(seconds=60, scores=[("length", 30)]))).priorities
    (place,) = thing.places
    assert (place.answer, place.start, place.text) == (1, None, "Mind the length.")


def test_answers_too_short_to_score_count_for_length() -> None:
    found = report(
        asked(1, unscored(19)),
        asked(2, unscored(15)),
        asked(3, analysis(scores=[("pace", 80), ("length", 40)])),
    ).priorities
    assert [(t.name, t.often) for t in found] == [
        ("length", "in 3 of 3 answers"),
        ("pace", "in 1 of 1 answer (no score for 2 more)"),
    ]
    assert [place.number for place in found[0].places] == ["3", "1", "2"]
    quiet = asked(4, unscored(15, TOO_QUIET))
    (length,) = report(asked(1, unscored(19)), asked(2), quiet).priorities
    assert length.often == "in 1 of 2 answers (no score for 1 more)"


def test_good_answers_are_not_picked_at() -> None:
    assert report(asked(1), asked(2)).priorities == ()
    silent = replace(analysis(), pauses=(Pause(20, 23.5, "boundary"),))
    (thing,) = report(asked(1), asked(2, silent)).priorities
    assert (thing.headline, thing.places[0].answer) == ("A very long pause", 2)


# Tiring


def test_a_steady_fall_is_told_with_its_size() -> None:
    falling = [analysis(80, pace=150.0 - 5 * i, fillers=4.0 + i % 2) for i in range(7)]
    found = report(*(asked(i, each) for i, each in enumerate(falling)))
    assert "Pace fell by about 5.0 words a minute with each answer" in found.fatigue
    assert "a sign of tiring" in found.fatigue and "Fillers" not in found.fatigue
    assert {c.name: c.direction for c in found.changes} == {
        "overall": None, "pace": "tiring", "fillers": None, "pauses": None,
    }  # fmt: skip


def test_a_rise_of_fillers_is_tiring_and_a_fall_is_not() -> None:
    rising = [analysis(80, fillers=2.0 + i) for i in range(8)]
    assert {c.direction for c in changes(rising)} == {None, "tiring"}
    assert {c.direction for c in changes(rising[::-1])} == {None, "warming up"}


def test_five_answers_are_too_few_to_tell() -> None:
    found = report(*(asked(i, analysis(80 - i)) for i in range(5)))
    assert found.changes == () and found.fatigue.startswith("Too few longer answers")


def test_ups_and_downs_are_not_called_tiring() -> None:
    values = [70, 84, 66, 90, 71, 80, 77]
    found = report(*(asked(i, analysis(v, pace=100.0 + v)) for i, v in enumerate(values)))
    assert all(NOTHING in course.text for course in found.changes)
    assert found.fatigue.startswith("No sign of tiring")


@pytest.mark.parametrize("answers", [6, 10, 14])
def test_of_people_who_do_not_tire_hardly_any_is_told_so(answers: int) -> None:
    chance = random.Random(answers)
    told = 0
    for _ in range(400):
        mock = [
            analysis(
                round(chance.gauss(70, 9)), pace=chance.gauss(130, 12), fillers=chance.gauss(6, 2)
            )
            for _ in range(answers)
        ]
        told += any(course.direction for course in changes(mock))
    assert told / 400 <= 0.05
    assert SIGNIFICANCE == 0.0125


# Consistency


def test_the_middle_half_and_the_typical_difference() -> None:
    said = consistency([60, 70, 64, 80, 72], [])
    assert said.startswith("Half of the overall scores are between 64 and 72")
    assert "typically differ by 9" in said  # of 10, 6, 16 and 8
    assert said.endswith("enough earlier answers to say what is usual for you.")


def test_against_the_persons_own_ups_and_downs() -> None:
    usual = [70, 76] * 20
    assert consistency([70, 90, 68, 92, 70, 95, 71], usual).endswith(
        "(usually 6): less consistent than usual."
    )
    wild = [60, 85] * 20
    assert consistency([70, 71, 70, 72, 71, 70, 71], wild).endswith("more consistent than usual.")
    chance = random.Random(3)
    noisy = [chance.gauss(70, 9) for _ in range(60)]
    assert consistency(noisy[:9], noisy).endswith("as consistent as usual.")


def test_few_answers_say_nothing_of_evenness() -> None:
    assert consistency([60, 70, 80], []).startswith("Too few longer answers")


def test_only_comparable_answers_say_what_is_usual() -> None:
    steps = [asked(i, analysis(70 + i % 2)) for i in range(7)]
    usual = [70, 76] * ENOUGH
    assert "more consistent than usual" in report(*steps, history=earlier(usual)).consistency
    other = report(*steps, history=earlier(usual, version="0"))
    assert "enough earlier answers" in other.consistency


@pytest.mark.parametrize(("answers", "before"), [(6, 30), (12, 60)])
def test_of_usual_mocks_few_are_called_unusual(answers: int, before: int) -> None:
    chance = random.Random(before)
    told = 0
    for _ in range(500):
        values = [round(chance.gauss(70, 9)) for _ in range(answers + before)]
        told += "less consistent" in consistency(values[before:], values[:before])
    assert told / 500 <= 0.06


# The text


def test_the_text_fits_the_width_and_shows_no_control_codes() -> None:
    hostile = "Why [bold]x[/] \x1b[31m?"
    found = report(
        asked(1, analysis(scores=[("pauses", 40)]), question=hostile),
        *(asked(i) for i in range(2, 8)),
        counted="Full mock 2 of the 3 to 5 that the guide asks for.",
    )
    for width in (60, 80, 100):
        text = render(found, width=width)
        assert all(len(line) <= width for line in text.splitlines())
        assert "\x1b" not in text and "[bold]" in text
    assert "Overall 80 of 100 (median)" in text
    assert "Full mock 2 of the 3 to 5" in text
    assert re.search(r"^1 +80 +– +40", text, re.MULTILINE)
