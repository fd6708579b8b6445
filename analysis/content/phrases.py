"""Phrases found in an answer that are the speaker's own words to the listener."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.content.reading import (
    NEGATIONS,
    Match,
    TokenizedAnswer,
    is_conditional,
    is_negated,
    is_reported,
)
from analysis.content.types import Quote

SHOWN = 3
"""Moments of one remark."""

SURE = 0.4
"""Mean probability of a phrase's words below which it is not taken for said."""

LONGEST = 14
"""Tokens of a quote."""


def found(reading: TokenizedAnswer, patterns: Iterable[str]) -> list[Match]:
    """Find phrases wherever they are, in order and without overlaps."""
    matches = sorted(
        (m for pattern in patterns for m in reading.find(pattern)),
        key=lambda m: (m.first, -m.last),
    )
    kept: list[Match] = []
    for match in matches:
        if not kept or match.first >= kept[-1].last:
            kept.append(match)
    return kept


def own(reading: TokenizedAnswer, patterns: Iterable[str], *, negated: bool = False) -> list[Match]:
    """Find phrases that the speaker says now: neither denied, nor conditional, nor reported.

    ``negated=True`` for phrases that hold their negation themselves ("not my fault").
    """
    return [
        match
        for match in found(reading, patterns)
        if _is_sure(reading, match)
        and not is_reported(reading, match.first)
        and not is_conditional(reading, match.first)
        and not is_negated(reading, match.first)
        and (negated or not _holds_negation(reading, match))
    ]


def quotes(reading: TokenizedAnswer, matches: Sequence[Match]) -> tuple[Quote, ...]:
    """Quote the first matches, each to the end of its clause."""
    in_order = sorted(matches, key=lambda m: m.first)
    return tuple(reading.quote(m.first, _clause_end(reading, m)) for m in in_order[:SHOWN])


def _clause_end(reading: TokenizedAnswer, match: Match) -> int:
    last = match.last
    while (
        last < len(reading.tokens)
        and not reading.tokens[last - 1].edge
        and last - match.first < LONGEST
    ):
        last += 1
    return last


def _is_sure(reading: TokenizedAnswer, match: Match) -> bool:
    """Tell whether the recogniser was sure enough of these words to hold them against anyone."""
    said = [reading.words[t.index].probability for t in reading.tokens[match.first : match.last]]
    return sum(said) / len(said) >= SURE


def _holds_negation(reading: TokenizedAnswer, match: Match) -> bool:
    return any(t.text in NEGATIONS for t in reading.tokens[match.first : match.last])
