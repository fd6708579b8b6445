"""What a report says, and how the terminal shows it."""

from dataclasses import replace
from datetime import datetime

from analysis.report.build import build
from analysis.report.text import plain, render, scale
from analysis.report.transcript.moments import context
from analysis.scoring.score import score
from analysis.types import GIVEN, Filler, Note, Pause, Transcript, Word
from tests.analysis.sample import ANALYSIS

REPORT = build(ANALYSIS, recorded_at=datetime(2026, 11, 22, 9, 5))


def test_the_heading_says_question_date_target_and_model() -> None:
    assert REPORT.question == "Why Med-Peds?"
    assert REPORT.subtitle == (
        "Nov 22, 2026, 9:05 am · 36 s of speech · target 1:00–2:00 · transcribed by base.en"
    )
    assert ANALYSIS.transcript is not None
    given = replace(ANALYSIS, transcript=replace(ANALYSIS.transcript, model=GIVEN))
    assert build(given).subtitle.endswith(" · transcript given")


def test_at_most_three_things_the_costliest_first_each_with_its_moments() -> None:
    # cost: fillers 80×25, length 100×20, pauses 50×30, pace 32×25
    assert [f.name for f in REPORT.focus] == ["fillers", "length", "pauses"]
    moments = REPORT.focus[2].moments
    assert [(m.start, m.end) for m in moments] == [(5.3, 6.5)]
    assert "1.2 s pause after" in moments[0].text


def test_very_long_pauses_are_shown_where_they_cost_the_points() -> None:
    pauses = (
        Pause(2.0, 3.9, "mid_clause"), Pause(6.0, 8.4, "boundary"), Pause(9.0, 11.0, "boundary"),
        Pause(12.0, 13.0, "mid_clause"),
    )  # fmt: skip
    measures = {**ANALYSIS.measures, "mid_clause_pause_rate": 3.0, "pause_rate": 7.0}
    (judged,) = (s for s in score(measures, pauses, (60.0, 120.0)) if s.name == "pauses")
    assert judged.advice.startswith("2 very long pauses (2 s or more)")
    answer = replace(ANALYSIS, pauses=pauses, measures=measures, scores=(judged,))
    (found,) = build(answer).focus
    assert [m.start for m in found.moments] == [6.0, 9.0]


def test_a_moment_follows_the_words_that_the_transcript_shows_before_it() -> None:
    said = Transcript(
        (Word(0.0, 0.4, "your"), Word(1.0, 1.6, "speech."), Word(1.9, 2.0, "um,"),
         Word(2.2, 2.5, "What")), 3.0,
    )  # fmt: skip
    um = Filler(1.1, 2.2, "um", "filled_pause", "sound", 0.9)
    pause = Pause(1.5, 2.1, "boundary")
    answer = replace(ANALYSIS, transcript=said, fillers=(um,), pauses=(pause,))
    assert [p.text for p in build(answer).pieces if p.kind != "pause"] == [
        "your", "speech.", "[um]", "What",
    ]  # fmt: skip
    assert context(answer, um) == "your speech."
    assert context(answer, pause) == "your speech."


def test_a_good_answer_has_nothing_worth_changing() -> None:
    scores = tuple(replace(s, value=100, band="within") for s in ANALYSIS.scores)
    assert build(replace(ANALYSIS, scores=scores)).focus == ()


def test_marks_stand_in_place_and_a_written_filler_is_shown_once() -> None:
    shown = [p.text for p in REPORT.pieces]
    assert shown.count("‹like,›") == 1 and "like," not in shown
    assert shown.index("[um]") == shown.index("‹like,›") + 1
    assert "‖0.5‖" in shown
    assert any(p.kind == "pause" and p.noticeable and p.text == "‖1.2‖" for p in REPORT.pieces)


def test_bars_lie_on_their_scale_with_the_good_stretch() -> None:
    for bar in REPORT.bars:
        assert bar.low <= bar.value <= bar.high
        assert bar.low <= bar.good[0] < bar.good[1] <= bar.high
        drawn = scale(bar, 30)
        assert len(drawn) == 30 and drawn.count("●") == 1 and "░" in drawn


def test_sound_alone_says_that_the_words_wait() -> None:
    report = build(replace(ANALYSIS, transcript=None))
    assert report.waits_for_model
    assert "from the sound alone" in report.subtitle
    assert {p.kind for p in report.pieces} <= {"pause", "filled_pause", "discourse_marker"}


def test_the_terminal_fits_the_width_and_signs_carry_the_meaning() -> None:
    for width in (40, 80, 100):
        text = render(REPORT, width=width)
        # the four score lines are tables: they keep their columns
        free = [line for line in text.splitlines() if "●" not in line]
        assert max(map(len, free)) <= max(width, 60)
        assert "\x1b" not in text
    coloured = render(REPORT, color=True)
    assert "\x1b[" in coloured
    for sign in ("[um]", "‹like,›", "‖1.2‖", "Fillers:", "1. Length"):
        assert sign in render(REPORT) and sign in coloured


def test_hostile_text_cannot_act() -> None:
    word = Word(0.0, 1.0, "\x1b[2J\x07evil\u202e")
    hostile = replace(
        ANALYSIS,
        transcript=Transcript((word,), 10.0, "en", "base.en"),
        notes=(Note("recording", "\x1b]0;owned\x07"),),
    )
    text = render(build(hostile))
    assert "\x1b" not in text and "\x07" not in text
    assert plain("a\u202eb\x00c") == "a b c"


def test_nothing_said_is_a_report_without_score() -> None:
    silent = replace(ANALYSIS, scores=(), overall=None, transcript=None, pauses=(), fillers=())
    report = build(replace(silent, measures={}))
    assert report.unjudged == "Viva found no speech in this recording, so there's nothing to score."
    assert report.unjudged in " ".join(render(report).split()) and not report.heard


def test_where_little_costs_the_report_still_names_moments_to_hear_again() -> None:
    scores = tuple(replace(s, value=100, band="within") for s in ANALYSIS.scores)
    slow = tuple(Word(i * 0.5, i * 0.5 + 0.3, "word") for i in range(80))
    fast = tuple(Word(40 + i * 0.25, 40 + i * 0.25 + 0.2, "word") for i in range(80))
    ums = tuple(Filler(5.0 + i, 5.3 + i, "um", "filled_pause", "sound", 0.9) for i in range(3))
    answer = replace(
        ANALYSIS,
        scores=scores,
        transcript=Transcript(slow + fast, 60.0, "en", "base.en"),
        pauses=(Pause(38.0, 40.5, "boundary"),),
        fillers=ums,
    )
    found = build(answer).focus
    assert [f.headline for f in found] == [
        "A rushed stretch", "A very long pause", "Fillers in a row"
    ]  # fmt: skip
    assert all(f.moments for f in found)
    assert "3 fillers in 2 s" in found[2].moments[0].text
