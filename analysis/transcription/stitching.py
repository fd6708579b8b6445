"""Joins the words of two overlapping chunks at the cut between them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Word
from analysis.words.markers.tokens import alphanumeric

NEAR = 0.5
"""Seconds by which two times of one word may differ: they are rough at a chunk's edge."""


def join(before: Sequence[Word], after: Sequence[Word], cut: float) -> tuple[Word, ...]:
    """Join the words on either side of a cut at ``cut`` seconds; no word twice, none lost.

    Both sides may have words beyond the cut. Where both have one word there, the one nearest to the
    cut becomes the seam; otherwise each side keeps the words whose middles are on it.
    """
    twins = [
        (abs(first.middle - cut), i, j)
        for i, first in enumerate(before)
        for j, second in enumerate(after)
        if _same(first, second)
    ]
    if twins:
        _, i, j = min(twins)
        return (*before[: i + 1], *after[j + 1 :])
    kept = tuple(w for w in before if w.middle < cut)
    reached = kept[-1].end if kept else cut
    return (*kept, *(w for w in after if w.middle >= min(cut, reached)))


def _same(first: Word, second: Word) -> bool:
    alike = alphanumeric(first.text) == alphanumeric(second.text)
    return alike and abs(first.middle - second.middle) < NEAR
