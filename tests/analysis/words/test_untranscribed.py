"""Speech without words: found where it is, never where a word or filler may reach."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.pipeline.quality import notes_on_untranscribed
from analysis.types import Filler, Span, Word
from analysis.words.untranscribed import MARGIN, SHORTEST, untranscribed

REGION = (Span(1.0, 5.0),)


def test_a_hole_between_words_is_flagged() -> None:
    words = (Word(1.0, 2.0, "I"), Word(3.5, 5.0, "stayed"))
    assert untranscribed(words, (), REGION) == (Span(2.0 + MARGIN, 3.5 - MARGIN),)


def test_a_filler_accounts_for_its_speech() -> None:
    words = (Word(1.0, 2.0, "I"), Word(3.5, 5.0, "stayed"))
    um = Filler(2.2, 3.2, "um", "filled_pause", "sound")
    assert untranscribed(words, (um,), REGION) == ()


def test_silence_is_no_speech() -> None:
    words = (Word(1.0, 2.0, "I"), Word(6.5, 8.0, "stayed"))
    assert untranscribed(words, (), (Span(1.0, 2.1), Span(6.4, 8.0))) == ()


def test_speech_before_the_first_and_after_the_last_word_counts() -> None:
    assert untranscribed((Word(2.5, 3.0, "I"),), (), REGION) == (
        Span(1.0, 2.5 - MARGIN),
        Span(3.0 + MARGIN, 5.0),
    )


@given(
    st.lists(st.tuples(st.floats(0, 30), st.floats(0, 2)), max_size=12),
    st.lists(st.tuples(st.floats(0, 30), st.floats(0.1, 6)), max_size=6),
)
def test_what_is_flagged_lies_in_speech_and_touches_no_word(
    words: list[tuple[float, float]], regions: list[tuple[float, float]]
) -> None:
    spoken = tuple(Word(a, a + d, "w") for a, d in words)
    areas = tuple(Span(a, a + d) for a, d in sorted(regions))
    for span in untranscribed(spoken, (), areas):
        assert span.duration >= SHORTEST - 1e-9
        assert any(r.start - 1e-9 <= span.start and span.end <= r.end + 1e-9 for r in areas)
        assert all(span.overlap(w) == 0 for w in spoken)


def test_each_becomes_a_note_with_its_moment() -> None:
    (note,) = notes_on_untranscribed((Span(2.0, 3.0),))
    assert (note.kind, note.start, note.end) == ("unheard", 2.0, 3.0)
