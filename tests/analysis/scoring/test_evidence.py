"""What an answer must have to be judged, and that nothing is judged without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.bands import bands
from analysis.measures.catalog import CATALOG
from analysis.report.build import build
from analysis.report.html.page import render as page
from analysis.report.text import AGAIN, render
from analysis.scoring.evidence import (
    EVIDENCE,
    MOSTLY_NOT_SPEECH,
    NO_SPEECH,
    NOT_ENGLISH,
    NOT_SPEECH,
    NOT_UNDERSTOOD,
    TOO_QUIET,
    founded,
    is_attempt,
    is_too_short,
    judged,
    long_enough,
    not_enough,
    seconds_needed,
)
from analysis.types import (
    NO_QUESTION,
    Analysis,
    Filler,
    Note,
    OtherLanguage,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Span,
    Transcript,
    Word,
)

TARGET = (120.0, 180.0)


def heard(length: float | None = 130.0, *, words: bool = True, level: float = -25.0) -> Analysis:
    """Make an analysis of an answer of a length, with everything measured, not judged yet."""
    seconds = length or 0.0
    said = tuple(Word(i * 0.5, i * 0.5 + 0.3, f"word{i}") for i in range(int(seconds * 2)))
    measures: dict[str, float | None] = {entry.name: None for entry in CATALOG}
    if length:
        measures |= {"answer_length": length, "response_latency": 0.0, "level": level,
                     "pause_rate": 9.0}  # fmt: skip
    if length and words:
        measures |= {"words_per_minute": 120.0, "filler_rate": 2.0, "filled_pause_rate": 2.0,
                     "discourse_marker_rate": 0.0, "mid_clause_pause_rate": 4.0}  # fmt: skip
    return Analysis(
        "2",
        Recording("a.wav", seconds, 16_000),
        QuestionContext("q", "Why?", None, TARGET),
        Transcript(said, seconds, "en", "base.en") if words else None,
        pauses=(Pause(2.0, 2.6, "mid_clause"),) if length else (),
        fillers=(Filler(4.0, 4.3, "um", "filled_pause", "sound", 0.9),) if length else (),
        measures=measures,
    )


@pytest.mark.parametrize(
    ("target", "needed"),
    [((120, 180), 60), ((90, 120), 45), ((60, 120), 30), ((45, 90), 30), ((30, 60), 30),
     ((20, 45), 20), ((15, 40), 15)],
)  # fmt: skip
def test_half_a_minute_and_half_of_the_target_are_needed(
    target: tuple[float, float], needed: float
) -> None:
    assert seconds_needed(target) == needed
    assert long_enough(needed, target) and long_enough(needed - 0.4, target), "as it is shown"
    assert not long_enough(needed - 1, target) and not long_enough(None, target)


def unheard(found: Analysis, seconds: float) -> Analysis:
    return replace(found, notes=(Note("unheard", "…", 1.0, 1.0 + seconds),))


def foreign(found: Analysis, seconds: float) -> Analysis:
    assert found.transcript is not None
    others = (OtherLanguage(0.0, seconds, "es"),)
    return replace(found, transcript=replace(found.transcript, other_languages=others))


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (heard(), None),
        (
            heard(59),
            "That was 59 s of speech, too little to score. This question needs at least 1:00.",
        ),
        (
            heard(7),
            "That was 7 s of speech, too little to score. This question needs at least 1:00.",
        ),
        (
            replace(heard(59), question=None),
            "That was 59 s of speech, too little to score. Without a question, an answer needs "
            "at least 1:00.",
        ),
        (
            replace(heard(20), question=QuestionContext(None, NO_QUESTION, None, (60, 90))),
            "That was 20 s of speech, too little to score. Without a question, an answer needs "
            "at least 30 s.",
        ),
        (heard(None), NO_SPEECH),
        (heard(level=-59), None),
        (heard(level=-61), TOO_QUIET),
        (unheard(heard(), 60), None),
        (unheard(heard(), 70), NOT_UNDERSTOOD),
        (replace(heard(), transcript=Transcript((), 130, "en", "base.en")), NOT_UNDERSTOOD),
        (foreign(heard(), 100), None),
        (foreign(heard(), 140), NOT_ENGLISH),
        (
            replace(heard(), pauses=(Pause(5.0, 115.0, "boundary"),)),
            "Most of this answer is silence (20 s of speech in 2:10), so it isn't scored.",
        ),
    ],
)
def test_the_reason_is_one_sentence(found: Analysis, reason: str | None) -> None:
    assert not_enough(found) == reason
    made = judged(found)
    assert (made.overall is None) is (reason is not None) is (made.scores == ())
    assert [n.text for n in made.notes if n.kind == EVIDENCE] == ([reason] if reason else [])
    assert not_enough(made) == reason, "once found out it stays"


def test_only_an_answer_that_is_too_short_is_too_short() -> None:
    assert is_too_short(judged(heard(7)))
    assert is_too_short(replace(heard(7), question=None))
    assert not any(map(is_too_short, (heard(), heard(None), heard(7, level=-61))))


def test_what_does_not_sound_like_speech() -> None:
    music = (Span(0.0, 40.0), Span(50.0, 150.0))
    assert not_enough(heard(None), music) == NOT_SPEECH
    assert not_enough(heard(), music) == MOSTLY_NOT_SPEECH
    assert not_enough(heard(), music[:1]) is None


def test_without_enough_there_is_no_score_no_rate_and_the_offer_to_answer_again() -> None:
    report = build(judged(heard(7)))
    assert report.overall is None and report.verdict is None and report.usual is None
    assert (report.bars, report.focus, report.attempts) == ((), (), ())
    assert report.unjudged.startswith("That was 7 s of speech, too little")
    assert [f.label for f in report.heard] == ["Length", "Pauses", "Level"]
    assert report.heard[0].text == "7 s of speech; the target is 2:00–3:00"
    assert report.heard[1].text == "1, 0.6 s at 0:02"
    for shown in (render(report), page(report)):
        assert "/min" not in shown and "a minute" not in shown and "7 s of speech" in shown


def test_only_an_answer_to_a_question_can_be_given_again() -> None:
    asked = build(judged(heard(7)))
    alone = build(judged(replace(heard(7), question=QuestionContext(None, NO_QUESTION))))
    imported = build(judged(replace(heard(7), question=None)))
    for report, again in ((asked, True), (alone, False), (imported, False)):
        assert report.unjudged
        for shown in (render(report), page(report)):
            assert (AGAIN in " ".join(shown.split())) == again


def test_an_old_analysis_of_seven_seconds_loses_its_score_when_it_is_shown() -> None:
    old = replace(heard(7), scores=(Score("pace", 62, "below", "Slow.", ""),), overall=62)
    assert founded(old).overall is None and build(old).overall is None and not build(old).bars
    assert founded(judged(heard())).overall == judged(heard()).overall is not None


def test_a_withheld_score_is_left_out() -> None:
    names = {s.name for s in judged(heard(), {"pauses"}).scores}
    assert names == {"pace", "fillers", "length"}


@pytest.mark.parametrize(
    ("overall", "length", "by_words", "counts"),
    [(80, 130, True, True), (None, 130, True, False), (80, 7, True, False), (80, None, True, True),
     (None, 130, False, True), (None, 7, False, False), (None, None, False, False)],
)  # fmt: skip
def test_a_real_attempt_is_told_from_what_lists_read(
    overall: int | None, length: float | None, by_words: bool, counts: bool
) -> None:
    assert is_attempt(overall, length, TARGET, by_words=by_words) is counts


def test_a_voice_that_is_too_quiet_is_not_judged() -> None:
    quietest = bands().evidence.quietest
    quiet = judged(heard(level=quietest - 1))
    (reason,) = [note.text for note in quiet.notes if note.kind == EVIDENCE]
    assert "too quiet" in reason
    assert quiet.scores == () and quiet.overall is None
    assert {s.name for s in judged(heard(level=quietest + 6)).scores} >= {
        "pace", "pauses", "fillers",
    }  # fmt: skip
