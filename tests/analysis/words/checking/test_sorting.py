"""Words that Whisper invents never count; the text still has them."""

from analysis.types import Span, Word
from analysis.words.checking.sorting import sort_out
from analysis.words.corrections import corrected_words, reworded


def said(text: str, start: float, *, each: float = 0.3, probability: float = 0.9) -> list[Word]:
    words = text.split()
    return [
        Word(start + i * each, start + (i + 1) * each, word, probability)
        for i, word in enumerate(words)
    ]


def kept(words: list[Word], *regions: Span) -> str:
    return " ".join(word.text for word in sort_out(words, regions).kept)


def test_a_long_loop_is_invented_as_a_whole() -> None:
    words = [*said("we went to", 0), *said("the movie, " * 4, 0.9), *said("and home", 3.3)]
    assert kept(words, Span(0, 4)) == "we went to and home"
    assert len(sort_out(words, [Span(0, 4)]).in_order) == len(words)


def test_no_one_says_a_long_sentence_three_times() -> None:
    said_once = "no it was real"
    words = [*said(said_once, 0), *said("They don't want to do it. " * 3, 1.2)]
    assert kept(words, Span(0, 9)) == said_once


def test_a_loop_inside_one_word_is_invented() -> None:
    for word in (".LLLLLLLLLLLLLLLL", "hahahahahahahahahaha", "The" * 9):
        assert kept(said(f"we went {word} home", 0), Span(0, 4)) == "we went home"
    real = "hmmmm Mississippi www 100000000000 hahaha"
    assert kept(said(real, 0), Span(0, 4)) == real


def test_a_person_may_say_a_thing_three_times() -> None:
    words = said("in training in training in training", 0)
    assert kept(words, Span(0, 3)) == "in training in training in training"


def test_an_improbable_repeat_is_a_loop() -> None:
    words = said("uh uh uh", 0, probability=0.3)
    assert kept(words, Span(0, 3)) == ""


def test_stock_phrases_alone_count_only_when_probable() -> None:
    words = [*said("I agree", 0), *said("Thank you.", 5, probability=0.4)]
    assert kept(words, Span(0, 1), Span(5, 6)) == "I agree"
    sure = [*said("I agree", 0), *said("Thank you.", 5, probability=0.9)]
    assert kept(sure, Span(0, 1), Span(5, 6)) == "I agree Thank you."


def test_words_over_silence_and_remarks_are_put_aside() -> None:
    words = [*said("[Music]", 0), *said("hello there", 1), *said("goodbye now", 8)]
    found = sort_out(words, [Span(1, 2)])
    assert [w.text for w in found.kept] == ["hello", "there"]
    assert [w.text for w in found.doubtful] == ["goodbye", "now"]
    assert [w.text for w in found.remarks] == ["[Music]"]


def test_what_a_person_typed_was_not_invented() -> None:
    heard = said("I went to the store", 0)
    words = corrected_words(heard, reworded(heard, "I went to the I went to the store"))
    regions = [Span(0, 2)]
    whole = sort_out(words, regions, set(words).difference(heard))
    assert " ".join(word.text for word in whole.kept) == "I went to the I went to the store"
    assert kept(list(words), *regions) == "I went to the store", "from Whisper it is an echo"
