"""The timeline, the stray stretches in the transcript, and the sentences to step by."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from analysis.measures.own_time import OwnTime
from analysis.report.build import build
from analysis.report.comments.observations import observations
from analysis.report.html.drawing import pace_line
from analysis.report.model import Timeline
from analysis.report.text import render
from analysis.report.transcript.sentences import LONGEST
from analysis.report.transcript.spoken import counted_words
from analysis.types import (
    Analysis,
    Filler,
    Note,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Span,
    Transcript,
    Word,
)
from tests.analysis.sample import ANALYSIS

T = TypeVar("T", bound=Span)


def spoken(*parts: tuple[float, float, float]) -> tuple[Word, ...]:
    """Words from a start to an end at a rate in words a minute."""
    return tuple(
        Word(start + 60 * i / rate, start + 60 * (i + 0.8) / rate, "word")
        for start, end, rate in parts
        for i in range(round((end - start) * rate / 60))
    )


UNEVEN = replace(
    ANALYSIS,
    recording=Recording("/home/someone/answer.wav", 95.0, 48_000),
    transcript=Transcript(spoken((1, 31, 140), (31, 61, 240), (61, 91, 60)), 95.0, "en", "base.en"),
    pauses=(Pause(30.0, 30.4, "boundary"), Pause(61.0, 62.5, "mid_clause")),
    fillers=(Filler(63.0, 63.4, "um", "filled_pause", "sound", 0.8),),
    measures={**ANALYSIS.measures, "response_latency": 1.0, "answer_length": 90.0},
    notes=(Note("unheard", "not transcribed", 70.0, 70.6),),
)


def test_the_timeline_holds_the_whole_answer() -> None:
    line = build(UNEVEN).timeline
    assert line is not None and line.duration == 95.0
    assert line.speech == (Span(1.0, 30.0), Span(30.4, 61.0), Span(62.5, 91.0))
    assert [e.kind for e in line.events] == ["pause", "pause", "filled_pause", "unheard"]
    assert [e.noticeable for e in line.events] == [False, True, True, False]
    assert line.target == (61.0, 121.0)  # 60 to 120 s after the first word


def test_the_pace_is_that_of_windows_of_a_quarter_minute() -> None:
    line = build(UNEVEN).timeline
    assert line is not None
    assert [(p.start, p.end) for p in line.paces[:2]] == [(1.0, 16.0), (6.0, 21.0)]
    assert line.paces[0].rate == 140.0
    assert line.slowest <= min(p.rate for p in line.paces)
    assert line.fastest >= max(p.rate for p in line.paces)


def test_stray_stretches_part_where_they_overlap() -> None:
    line = build(UNEVEN).timeline
    assert line is not None
    assert [s.kind for s in line.stretches] == ["rushed", "dragging"]
    rushed, dragging = line.stretches
    assert rushed.end == dragging.start
    assert rushed.rate > 180 and dragging.rate < 100
    for told in ("2 pauses, the longest 1.5 s at 1:01", "1 filled pause and no filler words"):
        assert told in line.summary
    assert "rushed" in line.summary and "dragging" in line.summary


def test_a_stretch_is_signed_where_it_begins_and_ends_and_in_the_legend() -> None:
    report = build(UNEVEN)
    assert report.timeline is not None
    for stretch, sign in zip(report.timeline.stretches, ("»", "~"), strict=True):
        inside = [p for p in report.pieces if p.stretch == stretch.kind]
        assert inside[0].opens == f"{sign}{stretch.rate:.0f}"
        assert inside[-1].closes in ("«", "~")
        assert all(p.opens == "" for p in inside[1:])
        assert all(stretch.start <= (p.start + p.end) / 2 < stretch.end for p in inside)
    text = render(report)
    assert "»" in text and "«" in text and "rushed" in report.legend
    assert "rushed" not in build(ANALYSIS).legend


def test_sentences_end_at_full_stops() -> None:
    words = ["Good", "morning.", "I", "am", "a", "doctor.", "Dr.", "Lee", "taught", "me."]
    timed = tuple(Word(float(i), i + 0.5, w) for i, w in enumerate(words))
    report = build(replace(ANALYSIS, transcript=Transcript(timed, 10.0), pauses=(), fillers=()))
    assert report.sentences == (Span(0.0, 1.5), Span(2.0, 5.5), Span(6.0, 9.5))
    assert [p.sentence for p in report.pieces] == [0, 0, 1, 1, 1, 1, 2, 2, 2, 2]


def test_without_punctuation_sentences_end_at_pauses() -> None:
    pauses = (Pause(10.0, 10.4, "boundary"), Pause(12.0, 13.9, "mid_clause"), Pause(20.0, 20.9))
    for analysis in (UNEVEN, replace(UNEVEN, transcript=None)):
        found = build(replace(analysis, pauses=pauses, recording=UNEVEN.recording)).sentences
        assert found[0] == Span(1.0, 10.0)
        assert all(a.end <= b.start for a, b in pairwise(found))
        inside = [s for s in found[:-1] if s.duration > LONGEST]
        assert inside == []


def test_words_over_silence_are_doubtful_and_not_those_between_them() -> None:
    said = [
        (0.5, "we"),
        (1.5, "waited"),
        (3.3, "thank"),
        (4.5, "all"),
        (5.2, "night"),
        (6.3, "you"),
    ]
    words = tuple(Word(start, start + 0.4, text) for start, text in said)
    haunted = replace(
        ANALYSIS,
        transcript=Transcript(words, 10.0, "en", "base.en"),
        pauses=(Pause(3.0, 4.0), Pause(6.0, 7.0)),
        fillers=(),
        notes=(Note("transcript", "Written where no speech was heard: “thank you”.", 3.3, 6.7),),
        measures={"response_latency": 0.5, "answer_length": 8.0},
    )
    doubtful = [p.text for p in build(haunted).pieces if p.kind == "doubtful"]
    assert doubtful == ["thank(?)", "you(?)"]
    assert [w.text for w in counted_words(haunted)] == ["we", "waited", "all", "night"]


def test_the_moment_of_the_pace_is_a_window_of_the_timeline() -> None:
    slow = Score("pace", 40, "far_above", "Slow down.", "source")
    report = build(replace(UNEVEN, scores=(slow,)))
    assert report.timeline is not None
    (moment,) = report.focus[0].moments
    fastest = max(report.timeline.paces, key=lambda p: p.rate)
    assert (moment.start, moment.end) == (fastest.start, fastest.end)
    assert moment.what.startswith(f"{fastest.rate:.0f} words a minute")


def with_hole(analysis: Analysis, at: float, seconds: float) -> Analysis:
    """Put lost time in, before everything that is said from a time on."""

    def later(time: float) -> float:
        return time if time < at else time + seconds

    assert analysis.transcript is not None

    def moved(things: Sequence[T]) -> tuple[T, ...]:
        return tuple(replace(t, start=later(t.start), end=later(t.end)) for t in things)

    return replace(
        analysis,
        recording=replace(analysis.recording, duration=later(analysis.recording.duration)),
        transcript=replace(analysis.transcript, words=moved(analysis.transcript.words)),
        pauses=moved(analysis.pauses),
        fillers=moved(analysis.fillers),
        lost=(Span(at, at + seconds),),
    )


def test_lost_time_is_no_part_of_any_pace() -> None:
    holed = with_hole(UNEVEN, 46.0, 40.0)
    before, after = build(UNEVEN).timeline, build(holed).timeline
    assert before and after
    assert [p.rate for p in after.paces] == [p.rate for p in before.paces]
    assert [(s.kind, s.text) for s in after.stretches] == [
        ("rushed", "rushed, 234 words a minute"),
        ("dragging", "dragging, 60 words a minute"),
    ]
    rushed = next(f for f in observations(holed) if f.name == "pace").moments[0]
    assert rushed.what.startswith("234 words a minute for 35 s")
    assert (rushed.start, rushed.end) == (26.0, 101.0)


def test_stray_stretches_part_in_the_middle_of_their_own_time() -> None:
    words = spoken((1, 31, 140), (31, 58.5, 240), (58.5, 91, 60))
    overlapping = replace(UNEVEN, transcript=Transcript(words, 95.0, "en", "base.en"))
    for at in (57.0, 60.0):  # between 56 and 61 s, where the two overlap
        holed = with_hole(overlapping, at, 40.0)
        line, own = build(holed).timeline, OwnTime(holed.lost)
        assert line is not None
        rushed, dragging = line.stretches
        assert rushed.end == dragging.start
        assert own.at(rushed.end) == 58.5


def test_too_long_is_heard_from_where_the_time_that_counts_ends() -> None:
    long = Score("length", 40, "above", "Stop earlier.", "source")
    asked = QuestionContext(None, "Why?", None, (30.0, 60.0))
    whole = replace(UNEVEN, question=asked, scores=(long,))
    for analysis, start in ((whole, 60.0), (with_hole(whole, 41.0, 20.0), 80.0)):
        (moment,) = next(f for f in build(analysis).focus if f.name == "length").moments
        assert (moment.start, moment.end) == (start, analysis.recording.duration)
    short = with_hole(replace(whole, question=replace(asked, target=(30.0, 100.0))), 41.0, 20.0)
    assert not next(f for f in build(short).focus if f.name == "length").moments


def test_a_steady_answer_has_no_slow_stretch_where_the_microphone_was_gone() -> None:
    words = Transcript(spoken((1, 91, 120)), 95.0, "en", "base.en")
    holed = with_hole(replace(UNEVEN, transcript=words, notes=()), 41.0, 20.0)
    report = build(holed)
    assert report.timeline is not None and report.timeline.stretches == ()
    assert "The pace ranges from 120 to 120 words a minute." in report.timeline.summary
    assert all(piece.stretch is None for piece in report.pieces)
    assert not any("A slow stretch" in focus.headline for focus in report.focus)


def test_the_timeline_shows_neither_speech_nor_pace_in_lost_time() -> None:
    line = build(with_hole(UNEVEN, 40.0, 20.0)).timeline
    assert line is not None and line.lost == (Span(40.0, 60.0),)
    assert line.speech == (
        Span(1.0, 30.0), Span(30.4, 40.0), Span(60.0, 81.0), Span(82.5, 111.0),
    )  # fmt: skip
    assert line.summary.startswith("Speech from 0:01 to 1:51 (1:30).")
    assert line.target == (81.0, 141.0)  # the time that counts is 60 to 120 s there
    before, after = pace_parts(line)
    assert len(before) + len(after) == len(line.paces)
    assert before[-1] <= 1000 * 40.1 / 115 and after[0] >= 1000 * 59.9 / 115


def pace_parts(line: Timeline) -> list[list[float]]:
    """Return how far to the right the points of each unbroken part of the pace line are."""
    parts = pace_line(line).removeprefix("M").split(" M")
    return [[float(point.split(",")[0]) for point in part.split(" L")] for part in parts]


def test_the_pace_line_is_one_without_lost_time_between_its_points() -> None:
    line = build(UNEVEN).timeline
    assert line is not None
    (whole,) = pace_parts(line)
    assert len(whole) == len(line.paces)
    early = replace(line, lost=(Span(0.0, 1.0),))
    assert len(pace_parts(early)) == 1
    assert pace_line(replace(line, paces=())) == ""


def test_the_target_begins_with_the_first_word_even_after_lost_time() -> None:
    line = build(replace(UNEVEN, lost=(Span(0.0, 0.75),))).timeline
    assert line is not None and line.target == (61.0, 121.0)


def test_the_sound_alone_has_no_pace_on_the_timeline() -> None:
    line = build(replace(UNEVEN, transcript=None)).timeline
    assert line is not None and line.paces == () and "pace" not in line.summary


def test_nothing_said_has_an_empty_timeline() -> None:
    silent = Analysis("1", Recording("x.wav", 4.0, 48_000))
    report = build(silent)
    assert report.timeline is not None
    assert report.timeline.speech == () and report.sentences == ()
    assert report.timeline.summary == "Viva found no speech."


def test_notes_on_what_was_said_are_no_cautions() -> None:
    note = Note("content", "The result is not said.", 3.0, 5.0)
    report = build(replace(ANALYSIS, notes=(*ANALYSIS.notes, note)))
    assert report.cautions == ("The background is loud.",)
    (remark,) = report.remarks
    assert remark.text == "The result is not said." and remark.moments[0].start == 3.0
