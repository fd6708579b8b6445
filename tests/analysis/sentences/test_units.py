"""The stretches of an answer that are encoded."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from analysis.content.tokenized_answer import TokenizedAnswer, tokenize
from analysis.sentences import units
from analysis.sentences.encoder import WIDTH
from analysis.sentences.units import clauses, encoded, pairs, said, sentences
from analysis.sound.arrays import Floats
from tests.analysis.content.test_remarks import spoken


@pytest.fixture(autouse=True)
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def encode_all(texts: Iterable[str]) -> Floats:
        return np.zeros((len(list(texts)), WIDTH), np.float32)

    monkeypatch.setattr(units, "encode_all", encode_all)


def answer(text: str) -> TokenizedAnswer:
    return tokenize(spoken(text), None)


def test_sentences_clauses_and_pairs() -> None:
    told = answer("I was, um, born in a small town in Peru, and I studied in Lima. I like it. No.")
    found = encoded(told)
    shown = [said(told, stretch) for stretch in found.stretches]
    assert shown == [
        "I was, born in a small town in Peru, and I studied in Lima.",
        "I like it.",
        "No.",
        "I was, born in a small town in Peru,",
        "and I studied in Lima.",
        "I was, born in a small town in Peru, and I studied in Lima. I like it.",
        "I like it. No.",
    ]
    assert (found.sentences, found.single) == (3, 5)


def test_a_short_sentence_and_one_without_commas_have_no_clauses() -> None:
    for text in ("I came, I saw, I left.", "I " + "really " * 20 + "like it."):
        told = answer(text)
        assert clauses(told, (0, len(told.tokens))) == []


def test_long_neighbors_are_not_joined() -> None:
    told = answer(("We talked about the plan for her care at home that day. " * 4).strip())
    whole = list(sentences(told))
    assert len(list(pairs(whole))) == 3
    told = answer(" ".join(" ".join(f"word{i}" for i in range(24)) + "." for _ in range(3)))
    assert list(pairs(list(sentences(told)))) == []


def test_of_ten_minutes_the_sentences_come_first() -> None:
    told = answer(
        " ".join(f"Then I saw patient {i}, in room {i}, and wrote the note." for i in range(140))
    )
    found = encoded(told)
    assert len(found.stretches) == units.MOST
    assert found.sentences == 140 and found.single == units.MOST
    told = answer("I see. " * 400)
    assert encoded(told).sentences == units.MOST


def test_no_words_have_no_stretches() -> None:
    found = encoded(answer(""))
    assert found.stretches == () and found.sentences == 0
