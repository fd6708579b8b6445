"""Answers side by side: numbers, changes, what was said; as text and as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from analysis.bands import bands
from analysis.report.comparison.build import BY_WORDS, NO_WORDS, compare
from analysis.report.comparison.model import AnswerToCompare, Comparison
from analysis.report.comparison.page import render as page
from analysis.report.comparison.text import render
from analysis.types import GIVEN, Analysis, Filler, QuestionContext
from tests.analysis.report.comparison.spoken import QUESTION, spoken
from tests.screens.samples import HOSTILE

FIRST = spoken(
    ["I grew up in Lagos.", "My mother was a nurse.", "A friend had sickle cell disease."],
    words_per_minute=100.0,
    mid_clause_pause_rate=12.0,
    answer_length=100.0,
)
SECOND = spoken(
    ["In Lagos I grew up.", "My friend had sickle cell disease.", "So I chose this specialty."],
    words_per_minute=130.0,
    mid_clause_pause_rate=11.0,
    answer_length=80.0,
)
WHEN = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


def answers(*found: Analysis | None) -> list[AnswerToCompare]:
    return [AnswerToCompare(f"Telling {n}", n, WHEN, each) for n, each in enumerate(found, 1)]


def shown(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    return {measure.label: measure.shown for measure in comparison.measures}


def test_the_same_measures_side_by_side() -> None:
    found = shown(compare("Why?", answers(FIRST, SECOND)))
    assert found["Pace"] == ("100 words/min", "130 words/min")
    assert found["Pauses"] == ("12.0/min mid-clause", "11.0/min mid-clause")
    assert found["Length"] == ("1:40", "1:20")
    assert "Run between pauses" not in found  # neither has it


def test_changes_say_what_could_be_chance() -> None:
    (changed,) = compare("Why?", answers(FIRST, SECOND)).changes
    assert changed.since == "From telling 1 to telling 2"
    assert [(c.name, c.direction) for c in changed.changes] == [
        ("pace", "better"), ("pauses", None), ("length", None),
    ]  # fmt: skip


def pace_verdict(before: float, now: float) -> tuple[str | None, str]:
    """What is said of a change of pace, in words a minute."""
    told = [
        replace(FIRST, measures={**FIRST.measures, "words_per_minute": pace})
        for pace in (before, now)
    ]
    comparison = compare("Why?", answers(*told))
    ((pace,),) = (found.changes for found in comparison.changes)
    assert f" {pace.verdict}." in render(comparison, width=200)
    return pace.direction, pace.verdict


def test_a_pace_is_judged_by_its_distance_from_the_good_range() -> None:
    low, high = bands().pace.good
    fast = "worse: above 120–160 words/min"
    assert pace_verdict(low - 40, low + 10) == ("better", "better")
    assert pace_verdict(low + 10, high + 30) == ("worse", fast)
    assert pace_verdict(low + 20, low - 20) == ("worse", "worse: below 120–160 words/min")
    assert pace_verdict(high + 60, high + 5) == ("better", "better")
    # From too slow to too fast, both by little: faster, and neither better nor worse
    assert pace_verdict(low - 5, high + 8) == (None, "about as good")
    assert pace_verdict(low - 20, high + 15) == (None, "about as good")
    assert pace_verdict(low - 5, high + 60) == ("worse", fast)
    # Both good, though not by chance alike, and good as it is shown
    assert pace_verdict(low + 2, high - 2) == (None, "about as good")
    assert pace_verdict(low + 2, high + 0.4) == (None, "about as good")
    assert pace_verdict(high - 2, high + 15) == (None, "could be chance")


def test_a_length_changes_only_between_answers_with_the_same_target() -> None:
    longer = replace(SECOND, measures={**SECOND.measures, "answer_length": 150.0})
    (same,) = compare("Why?", answers(FIRST, longer)).changes
    other = replace(longer, question=replace(QUESTION, target=(30.0, 60.0)))
    (differs,) = compare("Why?", answers(FIRST, other)).changes
    assert "length" in {c.name for c in same.changes}
    assert "length" not in {c.name for c in differs.changes}


def test_answers_that_are_not_scored_are_neither_better_nor_worse() -> None:
    short = spoken(["I grew up in Lagos."], answer_length=9.0)
    comparison = compare("Why?", answers(FIRST, short))
    assert comparison.changes == ()
    assert shown(comparison)["Length"] == ("1:40", "9 s"), "the numbers are still there"
    assert shown(comparison)["Overall"][1] == "–"
    (why,) = comparison.cautions
    assert why.startswith("Telling 2: That was 9 s of speech, too little to score.")
    # The last one that is scored is compared with the first
    since = [c.since for c in compare("Why?", answers(short, FIRST, SECOND, short)).changes]
    assert since == ["From telling 2 to telling 3"]
    # From the sound alone there is no score, and nothing to explain
    sound = replace(FIRST, transcript=None)
    assert compare("Why?", answers(sound, sound)).changes == ()


def test_what_was_said_is_matched_and_noted() -> None:
    comparison = compare("Why?", answers(FIRST, SECOND))
    texts = [tuple(p.text if p else None for p in row.parts) for row in comparison.said]
    assert texts == [
        ("I grew up in Lagos.", "In Lagos I grew up."),
        ("My mother was a nurse.", None),
        ("A friend had sickle cell disease.", "My friend had sickle cell disease."),
        (None, "So I chose this specialty."),
    ]
    notes = ["", "not heard again", "", "new in telling 2"]
    assert [row.note for row in comparison.said] == notes
    summary = f"Telling 1 has 3 parts. Heard again: 2 in telling 2. {BY_WORDS}"
    assert comparison.said_summary == summary
    one = spoken(["I grew up in Lagos."])
    said = compare("Why?", answers(one, one)).said_summary
    assert said == f"Telling 1 has 1 part. Heard again: 1 in telling 2. {BY_WORDS}"


def test_notes_of_three_tellings_name_where_it_is_missing() -> None:
    third = spoken(["My mother was a nurse.", "So I chose this specialty."])
    notes = {
        next(p.text for p in row.parts if p): row.note
        for row in compare("Why?", answers(FIRST, SECOND, third)).said
    }
    assert notes["I grew up in Lagos."] == "not heard in telling 3"
    assert notes["My mother was a nurse."] == "not heard in telling 2"
    assert notes["So I chose this specialty."] == "new in telling 2"


def test_each_part_can_be_found_in_its_recording() -> None:
    part = compare("Why?", answers(FIRST, SECOND)).said[2].parts[0]
    assert part is not None and (part.start, part.end) == (5.0, 7.9)


def test_fillers_are_marked_and_do_not_count_as_said() -> None:
    um = Filler(0.9, 1.0, "um", "filled_pause", "sound", 0.9)
    comparison = compare("Why?", answers(replace(FIRST, fillers=(um,)), SECOND))
    first = comparison.said[0].parts[0]
    assert first is not None and first.text == "I grew [um] up in Lagos."


def test_another_topic_shows_its_numbers_and_is_not_matched() -> None:
    told = answers(FIRST, SECOND)
    told.append(AnswerToCompare("New question", 9, WHEN, FIRST, "a mistake", matched=False))
    comparison = compare("Why?", told)
    assert len(comparison.columns) == 3 and all(r.parts[2] is None for r in comparison.said)
    assert [c.since for c in comparison.changes] == ["From telling 1 to telling 2"]
    told[-1] = replace(told[-1], analysis=SECOND)
    since = [c.since for c in compare("Why?", told).changes]
    assert since == ["From telling 1 to telling 2", "From telling 1 to the new question"]


def test_answers_that_are_not_ready_have_dashes_and_a_remark() -> None:
    told = [*answers(FIRST), AnswerToCompare("Telling 2", 2, WHEN, None, "being analyzed")]
    comparison = compare("Why?", told)
    assert shown(comparison)["Pace"] == ("100 words/min", "–")
    assert comparison.columns[1].remark == "being analyzed"
    assert (comparison.said, comparison.cautions, comparison.changes) == ((), (), ())


def test_without_words_or_made_in_another_way_it_says_so() -> None:
    silent = replace(FIRST, transcript=None)
    cautions = compare("Why?", answers(FIRST, silent)).cautions
    assert len(cautions) == 2 and cautions[1] == NO_WORDS
    assert "version 1, base; version 1, no transcript" in cautions[0]
    assert FIRST.transcript is not None
    given = replace(FIRST, transcript=replace(FIRST.transcript, model=GIVEN))
    (caution,) = compare("Why?", answers(FIRST, given)).cautions
    assert "version 1, base; version 1, transcript given" in caution
    assert compare("Why?", answers(FIRST, SECOND)).cautions == ()


def test_one_answer_or_none_that_is_ready() -> None:
    assert compare("Why?", answers(FIRST)).said == ()
    assert compare("Why?", answers(None, None)).measures == ()


def test_as_text_it_fits_the_terminal_and_loses_no_word() -> None:
    comparison = compare("Why Med-Peds?", answers(FIRST, SECOND, SECOND))
    for width in (40, 80, 100):
        text = render(comparison, width=width)
        assert max(map(len, text.splitlines())) <= max(width, 50)
        assert {"Lagos.", "mother", "specialty."} <= set(text.split())
    assert "· not heard again" in text


def hostile() -> Comparison:
    found = replace(FIRST, question=QuestionContext(None, HOSTILE))
    said = spoken([f"{HOSTILE} <script>alert(1)</script> sickle cell disease."])
    return compare(HOSTILE, [AnswerToCompare(HOSTILE, 1, None, a, HOSTILE) for a in (found, said)])


def test_hostile_text_does_nothing() -> None:
    assert "\x1b" not in render(hostile())
    written = page(hostile())
    assert "\x1b" not in written and "<script" not in written


def test_a_page_carries_each_recording_or_none() -> None:
    comparison = compare("Why?", answers(FIRST, SECOND))
    silent, whole = page(comparison), page(comparison, {1: b"sound"})
    assert "<audio" not in silent and "media-src" not in silent and "data-sound" not in silent
    assert whole.count("<audio") == 1 and 'data-sound="1"' in whole
    assert 'data-sound="0"' not in whole and "media-src data:" in whole
    assert "not heard again" in silent and "130 words/min" in silent
