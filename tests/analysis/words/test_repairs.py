"""Repetitions and restarts: what is said in vain, and what grammar and emphasis may double."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Span, Word
from analysis.words.repairs import repetitions, restarts

REPEATED = {
    "I I think so": ["I"],
    "in the in the hospital": ["in the"],
    "the the the patient": ["the", "the"],
    "I, um, I went home": ["I,"],
    "the, like, the ward": ["the,"],
    "I live in in Chicago": ["in"],
    "and I and I went home": ["and I"],
    "I went to the to the clinic": ["to the"],
    "I- I was late": ["I-"],
    "I I'm tired": ["I"],
    "it it was hard": ["it"],
    "we were we were we were alone": ["we were", "we were"],
    "My mentor, my mentor told me": ["My mentor,"],
    "because the because the family was angry": ["because the"],
    "to to work with children": ["to"],
    "He was, you know, he was upset.": ["He was,"],
    "and it taught me it taught me patience": ["it taught me"],
}

NEVER_REPEATED = [
    "I had had enough of it.",
    "She was very very tired.",
    "No, no, no, it is fine.",
    "I think that that is fair.",
    "It happened again and again and again.",
    "more and more and more patients came",
    "We saw it day after day after day.",
    "He came in in March.",
    "When I saw it it was red.",
    "They gave her her medicine.",
    "I graduated in twenty twenty.",
    "What it is is a habit.",
    "It was a big big problem.",
    "Thank you, thank you so much.",
    "She stayed. She stayed all night.",
    "I am a patient person and patients like that.",
    "I told you you would pass.",
    "It was really really cold.",
    "many many thanks",
    "She left the ward and he left the ward too.",
]

RESTARTED = {
    "I was, we were tired": ["I was,"],
    "I was we were lost": ["I was"],
    "th- the patient": ["th-"],
    "I wan- wanted to stay": ["wan-"],
    "the I went home": ["the"],
    "in the in my country": ["the"],
    "a the doctor came": ["a"],
    "I have, I had a patient": ["I have,"],
    "It was the left, sorry, the right lung.": ["the left,"],
    "the left, I mean the right lung": ["the left,"],
    "I'm, he's a doctor": ["I'm,"],
    "we called my, the mother": ["my,"],
    "I was— I wash my hands": ["I was—"],
    "the pat— the patient was calm": ["the pat—"],
}

NEVER_RESTARTED = [
    "Pre- and postoperative care was my task.",
    "If I were you I would go.",
    "The person I am I owe to my mother.",
    "Yes I do, I like it.",
    "We treated hepatitis A the same way.",
    "I gave her the medicine.",
    "He was in pain, I was in the room.",
    "The IT department was closed.",
    "I was late. We were all late.",
    "She is a well-known doctor — the best.",
    "When I was alone, he was with me.",
    "I can, you know, help you.",
    "What I am he is too.",
    "The patient I saw was fine.",
]


def spoken(text: str, seconds: float = 0.3) -> list[Word]:
    return [Word(i * seconds, (i + 1) * seconds, t) for i, t in enumerate(text.split())]


def said_in(spans: tuple[Span, ...], words: list[Word]) -> list[str]:
    return [" ".join(w.text for w in words if s.overlap(w) > 0.01) for s in spans]


@pytest.mark.parametrize(("text", "vain"), REPEATED.items())
def test_a_repeat_is_the_copy_said_in_vain(text: str, vain: list[str]) -> None:
    words = spoken(text)
    assert said_in(repetitions(words), words) == vain


@pytest.mark.parametrize("text", NEVER_REPEATED)
def test_what_may_be_doubled_is_no_repeat(text: str) -> None:
    words = spoken(text)
    assert said_in(repetitions(words), words) == []


@pytest.mark.parametrize(("text", "vain"), RESTARTED.items())
def test_a_restart_is_the_start_given_up(text: str, vain: list[str]) -> None:
    words = spoken(text)
    assert said_in(restarts(words), words) == vain


@pytest.mark.parametrize("text", NEVER_RESTARTED + NEVER_REPEATED)
def test_fluent_sentences_have_no_restart(text: str) -> None:
    words = spoken(text)
    assert said_in(restarts(words), words) == []


@pytest.mark.parametrize("text", REPEATED)
def test_a_repeat_is_not_also_a_restart(text: str) -> None:
    assert restarts(spoken(text)) == ()


WORDS = ["I", "we", "the", "a", "was", "were", "in", "had", "very,", "home.", "th-", "uh"]
texts = st.lists(st.sampled_from([*WORDS, "you", "know", "mean", "like"]), max_size=20)


@given(texts, st.sampled_from([0.01, 0.5, 3.0]))
def test_the_scale_of_time_changes_no_count(said: list[str], seconds: float) -> None:
    text = " ".join(said)
    assert len(repetitions(spoken(text, seconds))) == len(repetitions(spoken(text)))
    assert len(restarts(spoken(text, seconds))) == len(restarts(spoken(text)))


@given(texts, texts)
def test_counts_of_two_answers_add_up(first: list[str], second: list[str]) -> None:
    one, two = [*first, "stop."], [*second, "stop."]
    for count in (repetitions, restarts):
        apart = len(count(spoken(" ".join(one)))) + len(count(spoken(" ".join(two))))
        assert len(count(spoken(" ".join(one + two)))) == apart


@given(texts)
def test_spans_are_in_order_and_apart(said: list[str]) -> None:
    words = spoken(" ".join(said))
    for spans in (repetitions(words), restarts(words)):
        for earlier, later in itertools.pairwise(spans):
            assert earlier.end <= later.start + 1e-9
