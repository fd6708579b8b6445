"""Words against speech: what is kept, what is doubtful, and what holds for any input."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Span, Word
from analysis.words.checking.alignment import LONGEST, settle

TIMES = st.integers(0, 60 * 64).map(lambda n: n / 64)  # sums and shifts of these are exact
LENGTHS = st.integers(0, 8 * 64).map(lambda n: n / 64)
TEXTS = st.sampled_from(["I", "the", "patient", "bronchiolitis,", "home.", "um"])

spans = st.builds(lambda start, length: Span(start, start + length), TIMES, LENGTHS)
timed = st.builds(
    lambda start, length, text: Word(start, start + length, text), TIMES, LENGTHS, TEXTS
)


def numbered(words: list[Word]) -> list[Word]:
    """In order of time, each with a probability that shows its place."""
    words = sorted(words, key=lambda w: w.start)
    return [replace(w, probability=i / 100) for i, w in enumerate(words)]


word_lists = st.lists(timed, max_size=12).map(numbered)
region_lists = st.lists(spans, max_size=6)


def times(words: tuple[Word, ...]) -> list[tuple[float, float]]:
    return [(round(w.start, 3), round(w.end, 3)) for w in words]


def test_a_word_smeared_over_a_pause_is_put_where_most_of_it_was_said() -> None:
    speech = [Span(0.0, 2.0), Span(3.0, 5.0)]
    early = Word(1.9, 3.4, "because")  # Whisper starts it in the pause before
    settled, doubtful = settle([Word(0.1, 1.9, "I stayed"), early, Word(3.4, 3.6, "he")], speech)
    assert times(settled)[1:] == [(3.0, 3.4), (3.4, 3.6)]
    late = Word(1.6, 2.9, "stayed.")  # and ends it in the pause after
    settled, doubtful = settle([late, Word(3.0, 3.2, "He")], speech)
    assert times(settled) == [(1.6, 2.0), (3.0, 3.2)]
    assert doubtful == ()


def test_text_invented_on_silence_is_set_apart_with_its_times() -> None:
    words = [Word(0.0, 0.4, "Hello."), Word(4.0, 4.4, "Thank"), Word(4.4, 4.8, "you.")]
    settled, doubtful = settle(words, [Span(0.0, 0.5)])
    assert [w.text for w in settled] == ["Hello."]
    assert list(doubtful) == words[1:]


def test_without_any_speech_every_word_is_doubtful() -> None:
    words = (Word(0.0, 0.4, "Thank"), Word(0.4, 0.8, "you."))
    assert settle(words, []) == ((), words)


def test_a_word_just_beside_speech_is_taken_for_said() -> None:
    settled, doubtful = settle([Word(1.05, 1.2, "so.")], [Span(0.0, 1.0)])
    assert times(settled) == [(0.96, 1.0)]
    assert not doubtful


def test_an_over_long_word_keeps_its_end() -> None:
    (word,), _ = settle([Word(0.0, 9.0, "So")], [Span(0.0, 10.0)])
    assert word.end == 9.0
    assert word.duration == pytest.approx(LONGEST[0] + LONGEST[1])


def test_overlapping_words_are_laid_end_to_end() -> None:
    settled, _ = settle([Word(0.0, 0.5, "in"), Word(0.3, 0.8, "the")], [Span(0.0, 1.0)])
    assert times(settled) == [(0.0, 0.5), (0.5, 0.8)]


@given(word_lists, region_lists)
def test_no_word_is_lost_and_the_order_is_kept(words: list[Word], regions: list[Span]) -> None:
    settled, doubtful = settle(words, regions)
    assert sorted(w.text for w in settled + doubtful) == sorted(w.text for w in words)
    ids = [w.probability for w in settled]
    assert ids == sorted(ids)
    assert [w for w in words if w in doubtful] == list(doubtful)


@given(word_lists, region_lists)
def test_settled_words_lie_in_speech_and_never_overlap(
    words: list[Word], regions: list[Span]
) -> None:
    settled, _ = settle(words, regions)
    for word in settled:
        assert any(
            r.start - 1e-9 <= word.start <= word.end <= r.end + 1e-9 for r in _joined(regions)
        )
    for first, second in pairwise(settled):
        assert first.end <= second.start + 1e-9


def _joined(regions: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for r in sorted(regions, key=lambda r: r.start):
        if joined and r.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, r.end))
        else:
            joined.append(r)
    return joined


@given(word_lists, region_lists, st.integers(0, 1000))
def test_a_shift_in_time_shifts_the_result(words: list[Word], regions: list[Span], by: int) -> None:
    settled, doubtful = settle(words, regions)
    moved_words = [Word(w.start + by, w.end + by, w.text) for w in words]
    moved, moved_doubtful = settle(moved_words, [Span(r.start + by, r.end + by) for r in regions])
    assert [w.text for w in moved_doubtful] == [w.text for w in doubtful]
    for a, b in zip(settled, moved, strict=True):
        assert (b.start, b.end) == pytest.approx((a.start + by, a.end + by), abs=1e-6)


@given(word_lists)
def test_words_that_fit_their_speech_are_left_alone(words: list[Word]) -> None:
    clock, fitting = 0.0, []
    for word in words:
        fitting.append(replace(word, start=clock, end=clock + 0.3))
        clock += 0.3
    settled, doubtful = settle(fitting, [Span(0.0, clock)])
    assert list(settled) == fitting
    assert doubtful == ()
