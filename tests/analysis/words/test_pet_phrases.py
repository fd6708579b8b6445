"""Pet phrases: found across answers, and never grammar, subject or what is already known."""

from analysis.words.markers.pet_phrases import pet_phrases, written

FILL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


def answer(*phrases: str) -> str:
    return " ".join(f"{phrase} {FILL}" for phrase in phrases)


TIC = [answer("let's say we try,", "Let's say it rains") for _ in range(4)]


def varied(text: str, by: int) -> str:
    """The same answer with other plain words, so that only the phrase comes back."""
    return " ".join(w + "abcd"[by] if w in FILL.split() else w for w in text.split())


ANSWERS = [varied(text, by) for by, text in enumerate(TIC)]


def test_a_phrase_that_comes_back_in_several_answers_is_offered() -> None:
    (found,) = [p for p in pet_phrases(ANSWERS) if p.text == "let's say"]
    assert (found.count, found.answers) == (8, 4)


def test_two_answers_are_not_enough() -> None:
    assert pet_phrases(ANSWERS[:2]) == ()


def test_what_is_on_the_list_is_not_offered_again() -> None:
    assert all(p.text != "let's say" for p in pet_phrases(ANSWERS, known=["let's say"]))


def test_grammar_and_the_subject_are_no_tics() -> None:
    texts = [varied(answer("in the", "and I was", "the patient said"), by) for by in range(4)]
    assert pet_phrases(texts) == ()


def test_an_article_and_what_it_belongs_to_are_no_tic() -> None:
    texts = [varied(answer("the first", "a good", "the thing is"), by) for by in range(4)]
    assert {p.text for p in pet_phrases(texts)} == {"the thing is"}


def test_a_phrase_is_shown_as_people_write_it() -> None:
    texts = [varied(answer("and I don't know", "i'm just saying"), by) for by in range(4)]
    assert {p.written for p in pet_phrases(texts)} == {"and I don't know", "I'm just saying"}
    assert written("in-i i-9 it is i") == "in-i i-9 it is I"


def test_nothing_comes_of_nothing() -> None:
    assert pet_phrases([]) == () and pet_phrases(["", "um"]) == ()


def test_the_things_of_a_story_are_no_tics() -> None:
    story = "the black bird took the hat and the bird put the hat in the nest at the end of the day"
    texts = [varied(answer(story, story), by) for by in range(4)]
    found = {p.text for p in pet_phrases(texts)}
    assert not {text for text in found if {"hat", "bird", "nest"} & set(text.split())}
