"""Clauses and sentences of an answer: runs of words, with their times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.types import Analysis, Span, Word
from analysis.words.markers.tokens import edge_after
from analysis.words.pause_positions import clause_boundaries


@dataclass(frozen=True, slots=True)
class SpokenClause:
    """Words that belong together; ``ends_sentence`` says that a sentence ends with them."""

    words: tuple[Word, ...]
    ends_sentence: bool

    @property
    def text(self) -> str:
        """Its words as running text."""
        return " ".join(word.text for word in self.words)

    @property
    def span(self) -> Span:
        """From its first word's start to the last end of any of its words."""
        return span_of(self.words)


def span_of(words: Sequence[Word]) -> Span:
    """Return the time of neighboring words."""
    return Span(words[0].start, max(word.end for word in words))


def clauses(analysis: Analysis) -> tuple[SpokenClause, ...]:
    """Return the clauses in the order of their words; none without a transcript."""
    words = analysis.transcript.words if analysis.transcript else ()
    if not words:
        return ()
    ordered = tuple(sorted(words, key=lambda word: word.start))
    cuts = [gap for gap, is_cut in enumerate(clause_boundaries(ordered)) if is_cut]
    edges = sorted({0, *cuts, len(ordered)})
    parts = [ordered[a:b] for a, b in pairwise(edges)]
    return tuple(SpokenClause(part, _ends_sentence(part[-1])) for part in parts)


def _ends_sentence(word: Word) -> bool:
    return edge_after(word.text) in ("sentence", "question")
