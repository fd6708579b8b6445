"""Terms read aloud: what counts as understood, and what comes after several tries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts.vocabulary
from analysis.types import Word
from analysis.words.terms import (
    CAUTION,
    TermOutcome,
    compare,
    due,
    letters,
    next_step,
    sounds,
    told,
)

VOCABULARY = prompts.vocabulary.load()
NAMES = tuple(term.text for term in VOCABULARY.terms)


def spoken(text: str) -> list[Word]:
    return [Word(0.5 * i, 0.5 * i + 0.4, t) for i, t in enumerate(text.split())]


HEARD = [
    ("bronchiolitis", "Bronchiolitis."),
    ("bronchiolitis", "um, bronchiolitis"),
    ("bronchiolitis", "broncheolitis"),
    ("bronchiolitis", "Bronchio litis"),
    ("hypertension", "hyper tension"),
    ("gastroenteritis", "Gastro-enteritis,"),
    ("gastroenteritis", "The word is gastroenteritis."),
    ("diarrhea", "diarrhoea"),
    ("anemia", "Anaemia."),
    ("hemophilia", "haemophilia"),
    ("leukemia", "leukaemia"),
    ("celiac disease", "coeliac disease"),
    ("gastroesophageal reflux", "gastro-oesophageal reflux"),
    ("pediatrics", "Paediatrics"),
    ("immunization", "immunisations"),
    ("anesthesia", "anaesthesia"),
    ("Crohn's disease", "Crohns disease"),
    ("Crohn's disease", "Chron's disease"),
    ("Graves' disease", "Graves’ disease"),
    ("Guillain-Barré syndrome", "Guillain Barre syndrome"),
    ("metastasis", "metastases"),
    ("febrile seizure", "Febrile seizures"),
    ("arrhythmia", "arrythmia"),
    ("attention deficit hyperactivity disorder", "Attention-Deficit/Hyperactivity Disorder"),
    ("seizure", "seizures"),
    ("bronchiolitis", "bronchial itis"),
    ("tachycardia", "tacky cardia"),
    ("pneumothorax", "new mo thorax"),
]

NEARLY = [
    ("bronchiolitis", "bronchitis"),
    ("bronchiolitis", "bronze light is"),
    ("gastroenteritis", "gastro enteric ties"),
    ("croup", "group"),
    ("schistosomiasis", "shisto somiases"),
    ("hydrocephalus", "hydro cephalos"),
    ("myasthenia gravis", "my asthenia graves"),
]

NOT_UNDERSTOOD = [
    ("bronchiolitis", "bronze medal"),
    ("hypertension", "I paid attention"),
    ("croup", "soup"),
    ("asthma", "as much"),
    ("sepsis", ""),
    ("gout", "doubt"),
    ("syncope", "sink a boat"),
]

CONFUSED = [
    ("hypertension", "hypotension"),
    ("hypotension", "hypertension"),
    ("tachycardia", "bradycardia"),
    ("hypoglycemia", "hyperglycemia"),
    ("hypothyroidism", "hyperthyroidism"),
    ("pericarditis", "myocarditis"),
]


@pytest.mark.parametrize(("term", "said"), HEARD)
def test_the_same_word_however_it_is_written_is_heard(term: str, said: str) -> None:
    also = next((t.also for t in VOCABULARY.terms if t.text == term), ())
    reading = compare(term, spoken(said), also=also, others=NAMES)
    assert reading.outcome == "heard", reading
    assert reading.span is not None


@pytest.mark.parametrize(("term", "said"), NEARLY)
def test_most_of_the_sounds_are_nearly_the_term(term: str, said: str) -> None:
    assert compare(term, spoken(said), others=NAMES).outcome == "nearly"


@pytest.mark.parametrize(("term", "said"), NOT_UNDERSTOOD)
def test_other_words_are_not_the_term(term: str, said: str) -> None:
    assert compare(term, spoken(said), others=NAMES).outcome == "not_understood"


@pytest.mark.parametrize(("term", "said"), CONFUSED)
def test_another_term_is_never_nearly_this_one(term: str, said: str) -> None:
    reading = compare(term, spoken(said), others=NAMES)
    assert (reading.outcome, reading.mistaken_for) == ("not_understood", said)


def test_every_term_is_itself_and_no_other() -> None:
    for term in VOCABULARY.terms:
        for spelling in (term.text, *term.also):
            assert compare(term.text, spoken(spelling), also=term.also).outcome == "heard"
    for one in VOCABULARY.terms:
        for other in VOCABULARY.terms:
            if one != other and sounds(one.text) == sounds(other.text):
                found = compare(one.text, spoken(other.text), also=one.also, others=NAMES)
                assert found.mistaken_for == other.text


def test_the_words_nearest_to_the_term_are_shown_with_their_time() -> None:
    reading = compare("bronchiolitis", spoken("The word is bronchitis today"))
    assert reading.text == "bronchitis"
    assert reading.span is not None and (reading.span.start, reading.span.end) == (1.5, 1.9)


@pytest.mark.parametrize(
    ("outcomes", "step"),
    [
        ("", "say"),
        ("h", "done"),
        ("n", "again"),
        ("m", "again"),
        ("mm", "hear"),
        ("nm", "hear"),
        ("mmm", "hear"),
        ("mmmm", "later"),
        ("mmh", "again"),
        ("mmhh", "done"),
        ("mmhm", "again"),
        ("hm", "again"),
        ("hmm", "hear"),
    ],
)
def test_what_comes_after_several_tries(outcomes: str, step: str) -> None:
    named: dict[str, TermOutcome] = {"h": "heard", "n": "nearly", "m": "not_understood"}
    assert next_step([named[o] for o in outcomes]) == step


def test_the_message_says_what_was_transcribed_and_what_to_do() -> None:
    nearly = compare("bronchiolitis", spoken("bronchitis"))
    assert told(nearly, ["nearly"]) == "Almost. The model wrote “bronchitis”. Say it again."
    missed = compare("bronchiolitis", spoken("bronze medal"))
    assert told(missed, ["nearly", "not_understood"]).endswith(
        ". Missed twice. Listen to the term, then say it again."
    )
    other = compare("hypertension", spoken("hypotension"), others=NAMES)
    assert told(other, ["not_understood"]).startswith(
        "The model wrote “hypotension”, which is a different"
    )
    nothing = compare("sepsis", [])
    assert told(nothing, ["not_understood"]) == "Nothing was transcribed. Say it again."
    heard = compare("sepsis", spoken("sepsis"))
    assert told(heard, ["heard"]) == "Understood."
    assert told(heard, ["nearly", "heard"]) == "Understood this time. Say it again."
    assert "speech model" in CAUTION


def test_what_needs_practice_comes_first() -> None:
    tries: dict[str, list[TermOutcome]] = {
        "done": ["heard"],
        "left": ["not_understood"] * 4,
        "new": [],
        "once": ["nearly"],
        "twice": ["not_understood", "nearly"],
    }
    assert due(tries) == ("twice", "once", "new", "left", "done")


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=8))
def test_no_text_is_too_strange(term: str, said: list[str]) -> None:
    words = [Word(0.5 * i, 0.5 * i + 0.4, text) for i, text in enumerate(said)]
    assert 0.0 <= compare(term, words).closeness <= 1.0
    assert letters(letters(term)) == letters(letters(letters(term)))
