"""Sentences of two or more answers that say the same, found by the stems of their words.

Two sentences match if they share enough of the shorter one's content words, rare words counting
more. Function words, fillers, and repeats don't count. A match says that the words are alike, not
that the meaning is; what was said in quite different words isn't found.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.words.markers import lexicon
from analysis.words.markers.lexicon import is_adverb, table

StemSet = frozenset[str]

ALIKE = 0.3
"""Share of the shorter sentence's weight that both must have to match; our choice, measured on
written retellings (docs/retelling.md)."""

SURE = 0.5
"""Share from which a sentence is also joined with one that has a match already; share of a sentence
that another row must have for it to be heard there."""

FEWEST = 2
"""Stems that two sentences must share."""

SHORTEST_ALONE = 3
"""Stems of the longer sentence up to which one shared stem is enough."""

MOST_JOINED = 3
"""Sentences of one answer in one row."""

LONGEST_STEM = 7
ENDINGS = (
    *("ations", "ation", "ating", "ated", "ates", "ate"),
    *("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es"),
)
SHORTEST = 3
"""Letters that are left when an ending is taken off."""

COMMON = (
    lexicon.DETERMINERS
    | lexicon.SUBJECTS
    | lexicon.SUBJECTS_OR_OBJECTS
    | lexicon.OTHER_SUBJECTS
    | lexicon.OBJECTS
    | lexicon.AUXILIARIES
    | lexicon.CONJUNCTIONS
    | lexicon.PREPOSITIONS
    | lexicon.DEGREE
    | lexicon.VAGUE_AMOUNTS
    | lexicon.LINKING_VERBS
    | table("""
        not here there then now just also even only well okay ok yes no thing things something way
        lot lots kind sort let lets go goes going gone went come comes came coming say says said
        make makes made making know knows knew think thinks thought want wants wanted like one ones
        good time times people us who's let's back again first really actually basically
    """)
)
"""Words that say nothing about a sentence's subject."""


@dataclass(frozen=True, slots=True)
class StemmedSentence:
    """A sentence of an answer: which answer, its place in it, and its stems."""

    answer: int
    place: int
    stems: StemSet


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """Sentences that say the same: for each answer their places, and where else it is heard.

    ``elsewhere`` has, for answers without a place here, the most similar sentence in another row.
    """

    places: tuple[tuple[int, ...], ...]
    elsewhere: Mapping[int, int] = field(default_factory=dict)


def stem(word: str) -> str:
    """Return the beginning of a word that its forms share: "patients" and "patient's" as one."""
    bare = word.removesuffix("'s").replace("'", "")
    ending = next((e for e in ENDINGS if bare.endswith(e) and len(bare) - len(e) >= SHORTEST), "")
    cut = bare.removesuffix(ending)
    if not ending and cut.endswith("s") and not cut.endswith("ss") and len(cut) > SHORTEST:
        cut = cut[:-1]
    if is_adverb(cut):
        cut = cut.removesuffix("ly")
    return cut.rstrip("ey")[:LONGEST_STEM] or bare


def stems(words: Sequence[str]) -> StemSet:
    """Return the stems of the content words among bare words."""
    return frozenset(stem(word) for word in words if word not in COMMON and len(word) > 1)


def rows(answers: Sequence[Sequence[StemSet]]) -> tuple[MatchedRow, ...]:
    """Match the sentences of each answer, given as their stems, with those of the others.

    The rows are in the order of the first answer; what only a later one says comes after what it
    says before it.
    """
    sentences = [
        [StemmedSentence(a, place, found) for place, found in enumerate(each)]
        for a, each in enumerate(answers)
    ]
    weights = _weights(answers)
    groups = _grouped(sentences, weights)
    ordered = _in_order(groups, sentences)
    return tuple(_row(group, sentences, weights) for group in ordered)


def similarity(one: StemSet, other: StemSet, weights: Mapping[str, float]) -> float:
    """Return the share of the lighter sentence's weight that both have; 0 for too few stems."""
    shared = one & other
    enough = FEWEST if max(len(one), len(other)) > SHORTEST_ALONE else 1
    if len(shared) < enough:
        return 0.0
    least = min(_weight(one, weights), _weight(other, weights))
    return _weight(shared, weights) / least if least else 0.0


def _contained(one: StemSet, other: StemSet, weights: Mapping[str, float]) -> float:
    """Return the share of the first sentence that the second has; 0 for too few stems."""
    if not similarity(one, other, weights):
        return 0.0
    return _weight(one & other, weights) / _weight(one, weights)


def _weight(found: StemSet, weights: Mapping[str, float]) -> float:
    return sum(weights[each] for each in found)


def _weights(answers: Sequence[Sequence[StemSet]]) -> Mapping[str, float]:
    """Return how much each stem says: more, the fewer sentences have it."""
    counts = Counter(each for answer in answers for found in answer for each in found)
    whole = sum(len(answer) for answer in answers)
    return {each: math.log(1 + whole / count) for each, count in counts.items()}


def _grouped(
    sentences: Sequence[Sequence[StemmedSentence]], weights: Mapping[str, float]
) -> list[frozenset[StemmedSentence]]:
    """Join sentences that match, the most alike first, as long as each answer's are neighbors."""
    group = {each: frozenset({each}) for answer in sentences for each in answer}
    for alike, one, other in sorted(_pairs(sentences, weights), key=lambda pair: -pair[0]):
        joined = group[one] | group[other]
        if _fits(joined, MOST_JOINED if alike >= SURE else 1):
            group.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(group.values()))


def _pairs(
    sentences: Sequence[Sequence[StemmedSentence]], weights: Mapping[str, float]
) -> Iterator[tuple[float, StemmedSentence, StemmedSentence]]:
    """Yield sentences of two answers that match, where one is the other's best match."""
    for answer in sentences:
        for one in answer:
            for others in sentences:
                if others is answer or not others:
                    continue
                best = max(others, key=lambda other: similarity(one.stems, other.stems, weights))
                alike = similarity(one.stems, best.stems, weights)
                if alike >= ALIKE:
                    yield alike, one, best


def _fits(joined: frozenset[StemmedSentence], most: int) -> bool:
    """Whether the sentences of each answer follow each other, with at most that many of each."""
    places: dict[int, list[int]] = {}
    for each in joined:
        places.setdefault(each.answer, []).append(each.place)
    return all(
        len(found) <= most and max(found) - min(found) == len(found) - 1
        for found in places.values()
    )


def _in_order(
    groups: Sequence[frozenset[StemmedSentence]], sentences: Sequence[Sequence[StemmedSentence]]
) -> list[frozenset[StemmedSentence]]:
    """Order the groups by the first answer, then put what later ones add after what precedes it."""
    ordered: list[frozenset[StemmedSentence]] = []
    for answer in sentences:
        last = -1
        for each in answer:
            group = next(g for g in groups if each in g)
            if group not in ordered:
                ordered.insert(last + 1, group)
                last += 1
            else:
                last = max(last, ordered.index(group))
    return ordered


def _row(
    group: frozenset[StemmedSentence],
    sentences: Sequence[Sequence[StemmedSentence]],
    weights: Mapping[str, float],
) -> MatchedRow:
    places = tuple(
        tuple(sorted(each.place for each in group if each.answer == answer))
        for answer in range(len(sentences))
    )
    elsewhere = {}
    for answer, found in enumerate(places):
        if found:
            continue
        scored = [
            (_contained(mine.stems, other.stems, weights), other.place)
            for mine in group
            for other in sentences[answer]
        ]
        alike, place = max(scored, key=lambda each: each[0], default=(0.0, 0))
        if alike >= SURE:
            elsewhere[answer] = place
    return MatchedRow(places, elsewhere)
