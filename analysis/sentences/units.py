"""Cuts an answer into the stretches that are encoded: sentences, clauses, pairs of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.sentences.encoder import encode_all
from analysis.sound.arrays import Floats

MOST = 150
"""Most stretches of an answer that are encoded, so that ten minutes cost less than a second of CPU
time. Pairs are left out first, then clauses, then sentences: the latest first."""

LONG_SENTENCE = 10
"""Fewest tokens of a sentence whose clauses are also encoded by themselves."""

SHORT_CLAUSE = 4
"""Fewest tokens of a clause; a shorter one is joined to the one before it."""

LONG_PAIR = 40
"""Tokens from which two neighboring sentences aren't encoded together."""

Stretch = tuple[int, int]
"""The first token of a stretch, and the one after its last."""


@dataclass(frozen=True, slots=True)
class EncodedAnswer:
    """The stretches of an answer with their vectors (n, 384).

    The first ``sentences`` of them are the sentences, and those up to ``single`` lie within one.
    """

    answer: TokenizedAnswer
    stretches: tuple[Stretch, ...]
    vectors: Floats
    sentences: int
    single: int


def encoded(answer: TokenizedAnswer) -> EncodedAnswer:
    """Encode the stretches of an answer."""
    whole = list(sentences(answer))
    parts = [clause for sentence in whole for clause in clauses(answer, sentence)]
    stretches = tuple(dict.fromkeys([*whole, *parts, *pairs(whole)]))[:MOST]
    vectors = encode_all(said(answer, stretch) for stretch in stretches)
    single = min(len(whole) + len(parts), len(stretches))
    return EncodedAnswer(answer, stretches, vectors, min(len(whole), len(stretches)), single)


def said(answer: TokenizedAnswer, stretch: Stretch) -> str:
    """Return the words of a stretch, without filled pauses and repeats."""
    first, last = stretch
    return " ".join(answer.words[t.index].text.strip() for t in answer.tokens[first:last])


def sentences(answer: TokenizedAnswer) -> Iterator[Stretch]:
    """Yield the sentences of an answer."""
    at = 0
    while at < len(answer.tokens):
        first, at = answer.sentence(at)
        yield first, at


def clauses(answer: TokenizedAnswer, sentence: Stretch) -> list[Stretch]:
    """Return what the commas of a long sentence separate; nothing for one without any."""
    first, last = sentence
    if last - first < LONG_SENTENCE:
        return []
    cuts = [first, *(i + 1 for i in range(first, last - 1) if answer.tokens[i].edge), last]
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        if found and min(end - start, found[-1][1] - found[-1][0]) < SHORT_CLAUSE:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found if len(found) > 1 else []


def pairs(whole: list[Stretch]) -> Iterator[Stretch]:
    """Yield two neighboring sentences as one, where they are short together."""
    for (first, _), (_, last) in pairwise(whole):
        if last - first < LONG_PAIR:
            yield first, last
