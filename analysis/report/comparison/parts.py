"""The parts of an answer that are compared: its sentences, with their marks and their stems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.content.tokenized_answer import tokenize
from analysis.report.comparison.matching import StemSet, stems
from analysis.report.transcript.pieces import pieces
from analysis.report.transcript.sentences import sentences
from analysis.types import Analysis, Span
from analysis.words.doubtful import doubtful

FEWEST_STEMS = 2
"""Content words below which a sentence belongs to the one before: "Yes, exactly."."""


@dataclass(frozen=True, slots=True)
class SpokenPart(Span):
    """A sentence, or a few short ones: its text with fillers marked, and its stems."""

    text: str
    stems: StemSet


def spoken_parts(analysis: Analysis) -> tuple[SpokenPart, ...]:
    """Return the parts of an answer in their order; none without words."""
    if analysis.transcript is None or not analysis.transcript.words:
        return ()
    spans = sentences(analysis)
    texts: list[list[str]] = [[] for _ in spans]
    for piece in pieces(analysis, spans):
        if piece.kind != "pause" and piece.sentence is not None:
            texts[piece.sentence].append(piece.text)
    words = _content_words(analysis, spans)
    found = [
        SpokenPart(span.start, span.end, " ".join(text), stems(said))
        for span, text, said in zip(spans, texts, words, strict=True)
        if text
    ]
    return _joined(found)


def _content_words(analysis: Analysis, spans: Sequence[Span]) -> list[list[str]]:
    """Return the bare words of each sentence, without fillers, repeats, and words over silence."""
    assert analysis.transcript is not None
    answer, unsaid = tokenize(analysis.transcript.words, analysis.question), doubtful(analysis)
    starts = [span.start for span in spans]
    said: list[list[str]] = [[] for _ in spans]
    for token in answer.tokens:
        word = answer.words[token.index]
        if word not in unsaid:
            said[max(0, bisect_right(starts, word.middle) - 1)].append(token.text)
    return said


def _joined(found: Sequence[SpokenPart]) -> tuple[SpokenPart, ...]:
    """Join parts that say too little with the one before, the first with the one after."""
    joined: list[SpokenPart] = []
    for part in found:
        last = joined[-1] if joined else None
        if last and min(len(part.stems), len(last.stems)) < FEWEST_STEMS:
            text, both = f"{last.text} {part.text}", last.stems | part.stems
            joined[-1] = SpokenPart(last.start, max(last.end, part.end), text, both)
        else:
            joined.append(part)
    return tuple(joined)
