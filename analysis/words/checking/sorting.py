"""Which written words count: those said over speech, not those invented, and no remarks.

Every word stays in the transcript; measures, fillers and scores see only the words that are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.types import Span, Word
from analysis.words.checking.alignment import settle
from analysis.words.checking.invented import invented
from analysis.words.spoken import remarks


@dataclass(frozen=True, slots=True)
class SortedWords:
    """Words that count, words that nobody said there, and remarks like [Music]."""

    kept: tuple[Word, ...] = ()
    doubtful: tuple[Word, ...] = ()
    remarks: tuple[Word, ...] = ()

    @property
    def in_order(self) -> tuple[Word, ...]:
        """All words, in the order of the recording."""
        everything = (*self.kept, *self.doubtful, *self.remarks)
        return tuple(sorted(everything, key=lambda w: (w.start, w.end)))


def sort_out(
    words: Sequence[Word], regions: Sequence[Span], typed: Collection[Word] = ()
) -> SortedWords:
    """Sort words by whether they count; ``regions`` are where somebody speaks.

    ``typed`` are words of a person's corrections: Whisper didn't invent them.
    """
    aside = remarks([word.text for word in words])
    said = [word for i, word in enumerate(words) if i not in aside]
    false = {i for i in invented(said) if said[i] not in typed}
    kept, silent = settle([w for i, w in enumerate(said) if i not in false], regions)
    doubtful = [*silent, *(said[i] for i in sorted(false))]
    return SortedWords(
        kept,
        tuple(sorted(doubtful, key=lambda w: (w.start, w.end))),
        tuple(words[i] for i in sorted(aside)),
    )
