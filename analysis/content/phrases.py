"""Phrases found in an answer that are the speaker's own words to the listener."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.content.tokenized_answer import (
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
"""Mean probability of a phrase's words below which it is not trusted."""

LONGEST = 14
"""Tokens of a quote."""


def find_phrases(answer: TokenizedAnswer, patterns: Iterable[str]) -> list[Match]:
    """Return phrases wherever they are, in order and without overlaps."""
    # At one place the longest match counts, so that no quote is shorter than it must be
    matches = sorted(
        (m for pattern in patterns for m in answer.find(pattern)),
        key=lambda m: (m.first, -m.last),
    )
    kept: list[Match] = []
    for match in matches:
        if not kept or match.first >= kept[-1].last:
            kept.append(match)
    return kept


def own_phrases(
    answer: TokenizedAnswer, patterns: Iterable[str], *, negated: bool = False
) -> list[Match]:
    """Return phrases that the speaker says now: not denied, conditional, or reported.

    ``negated=True`` is for phrases that contain their own negation ("not my fault").
    """
    return [
        match
        for match in find_phrases(answer, patterns)
        if _is_sure(answer, match)
        and not is_reported(answer, match.first)
        and not is_conditional(answer, match.first)
        and not is_negated(answer, match.first)
        and (negated or not _contains_negation(answer, match))
    ]


def quotes(answer: TokenizedAnswer, matches: Sequence[Match]) -> tuple[Quote, ...]:
    """Quote the first matches, each to the end of its clause."""
    in_order = sorted(matches, key=lambda m: m.first)
    return tuple(quote(answer, match) for match in in_order[:SHOWN])


def quote(answer: TokenizedAnswer, match: Match) -> Quote:
    """Quote a match to the end of its clause, at most ``LONGEST`` words."""
    last = match.last
    while (
        last < len(answer.tokens)
        and not answer.tokens[last - 1].edge
        and last - match.first < LONGEST
    ):
        last += 1
    return answer.quote(match.first, last)


def _is_sure(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether the recognizer was sure enough of these words to comment on them."""
    said = [answer.words[t.index].probability for t in answer.tokens[match.first : match.last]]
    return sum(said) / len(said) >= SURE


def _contains_negation(answer: TokenizedAnswer, match: Match) -> bool:
    return any(t.text in NEGATIONS for t in answer.tokens[match.first : match.last])
