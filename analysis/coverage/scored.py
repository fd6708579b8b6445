"""Combines what the phrases show with what a sentence encoder found when an answer was analyzed.

Standard library only: the encoder ran in the analysis process, and its scores are in the analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.content.phrases import LONGEST
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Quote
from analysis.coverage.thresholds import HEARD, HIT
from analysis.coverage.types import HeardPart
from analysis.types import PartScore, Span
from analysis.words.markers.lexicon import COORDINATORS

OPENERS = COORDINATORS | {"then", "because"}
"""Words that a quote doesn't begin with."""


def combine(
    answer: TokenizedAnswer, heard: HeardPart, scores: Mapping[str, PartScore]
) -> HeardPart:
    """Return a part as heard or not by its score and its phrase; without a score as it is."""
    found = scores.get(heard.name)
    if found is None:
        return heard
    if found.score + HIT * heard.is_heard <= HEARD:
        return replace(heard, quote=None)
    return heard if heard.is_heard else replace(heard, quote=_quote(answer, found))


def _quote(answer: TokenizedAnswer, stretch: Span) -> Quote | None:
    """Quote the beginning of a stretch; ``None`` if a correction left no word in it."""
    inside = [
        i
        for i, token in enumerate(answer.tokens)
        if stretch.start <= answer.words[token.index].middle <= stretch.end
    ]
    while len(inside) > 1 and answer.tokens[inside[0]].text in OPENERS:
        inside.pop(0)
    if not inside:
        return None
    return answer.quote(inside[0], min(inside[0] + LONGEST, inside[-1] + 1))
