"""Lost time: nothing that looks at the pace of a part of an answer takes it for slow speech."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures import length, tempo
from analysis.measures.material import Material
from analysis.measures.own_time import OwnTime
from analysis.types import Span, Word, remaining
from tests.examples import examples

HOLES = (Span(10.0, 30.0), Span(50.0, 55.0))

eighths = st.integers(0, 8 * 120).map(lambda n: n / 8)
"""Times that sums keep exactly."""

holes = st.lists(st.tuples(eighths, eighths), max_size=4).map(
    lambda rows: tuple(Span(min(row), max(row)) for row in rows)
)


def test_own_time_stands_still_in_lost_time() -> None:
    own = OwnTime(HOLES)
    assert [own.at(t) for t in (0, 10, 20, 30, 31, 50, 55, 60)] == [0, 10, 10, 10, 11, 30, 30, 35]
    assert own.seconds(Span(5, 40)) == 15
    assert own.middle(Span(5, 40)) == 32.5
    assert own.middle(Span(31, 33)) == 32


def test_a_span_neither_begins_nor_ends_with_lost_time() -> None:
    own = OwnTime(HOLES)
    assert own.recorded(5, 10) == Span(5, 10)
    assert own.recorded(10, 12) == Span(30, 32)
    assert own.recorded(5, 12) == Span(5, 32)
    assert own.recorded(12, 30) == Span(32, 50)
    assert own.recorded(10, 10) == Span(30, 30)
    assert own.recorded(11, 11) == Span(31, 31)


@given(holes, eighths, eighths)
@examples(60)
def test_the_recorded_span_has_as_much_own_time(lost: tuple[Span, ...], a: float, b: float) -> None:
    own, (start, end) = OwnTime(lost), sorted((a, b))
    span = own.recorded(start, end)
    assert (own.at(span.start), own.at(span.end)) == (start, end)
    assert own.seconds(span) == end - start
    assert own.at(own.middle(span)) == (start + end) / 2


@given(holes, eighths, eighths)
@examples(60)
def test_what_remains_and_the_spans_are_the_whole(
    spans: tuple[Span, ...], a: float, b: float
) -> None:
    whole = Span(min(a, b), max(a, b))
    parts = remaining(whole, spans)
    assert all(part.overlap(span) == 0 for part in parts for span in spans)
    assert sum(part.duration for part in parts) == OwnTime(spans).seconds(whole)


def uneven() -> tuple[Word, ...]:
    """A minute at 120 words a minute, 20 s at 240 and 40 s at 60, each word half said."""
    parts = ((0.0, 60.0, 0.5), (60.0, 80.0, 0.25), (80.0, 120.0, 1.0))
    return tuple(
        Word(start + i * each, start + (i + 0.5) * each, "word")
        for start, end, each in parts
        for i in range(round((end - start) / each))
    )


WHOLE = Material(Span(0.0, 119.5), words=uneven())


def with_hole(m: Material, at: float, seconds: float) -> Material:
    """Put lost time after the word that is said at a time."""
    assert m.answer and m.words
    first = next(w.start for w in m.words if w.start > at)
    words = tuple(
        w if w.start < first else replace(w, start=w.start + seconds, end=w.end + seconds)
        for w in m.words
    )
    return replace(
        m,
        answer=Span(m.answer.start, m.answer.end + seconds),
        words=words,
        lost=(*m.lost, Span(first, first + seconds)),
    )


@given(st.floats(0.0, 118.0), st.integers(1, 600))
@examples(60)
def test_lost_time_in_a_pause_changes_no_pace(at: float, seconds: int) -> None:
    holed = with_hole(WHOLE, at, float(seconds))
    assert WHOLE.middles and holed.middles
    assert length.answer_length(holed) == pytest.approx(119.5)
    assert tempo.words_per_minute(holed) == pytest.approx(tempo.words_per_minute(WHOLE))
    assert tempo.pace_variation(holed) == pytest.approx(tempo.pace_variation(WHOLE))
    own = OwnTime(holed.lost)
    before = tempo.local_rates(WHOLE.middles, WHOLE.answer)
    after = tempo.local_rates(holed.middles, holed.answer, own)
    assert [r.rate for r in after] == [r.rate for r in before]
    assert [own.seconds(r) for r in after] == pytest.approx([tempo.WINDOW] * len(after))
    quick, slow = tempo.stretches(WHOLE.middles, WHOLE.answer)
    found = tempo.stretches(holed.middles, holed.answer, own)
    assert [(s.kind, s.rate) for s in found] == [("rushed", quick.rate), ("dragging", slow.rate)]
    assert [own.seconds(s) for s in found] == pytest.approx([quick.duration, slow.duration])


def test_a_steady_answer_with_holes_has_no_slow_stretch() -> None:
    steady = replace(WHOLE, answer=Span(0.0, 59.5), words=uneven()[:120])
    holed = with_hole(with_hole(steady, 20.2, 20.0), 70.2, 5.0)
    assert holed.middles
    assert tempo.pace_variation(holed) == 0.0
    assert tempo.stretches(holed.middles, holed.answer, OwnTime(holed.lost)) == ()
    assert tempo.stretches(holed.middles, holed.answer) != (), "as the recording's time has it"


def test_an_answer_that_is_all_lost_has_no_pace() -> None:
    gone = replace(WHOLE, lost=(Span(0.0, 119.5),))
    assert gone.length == 0 and tempo.pace_variation(gone) is None
    assert tempo.stretches(gone.middles or (), gone.answer, OwnTime(gone.lost)) == ()
