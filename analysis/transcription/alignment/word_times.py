"""When each word of a text was said, from Whisper's cross-attention.

Attention is sharper on a few letters than on a whole word's token: where the model's head allows
it, the text is spelled out in pieces of two letters and those are aligned instead
(arXiv 2509.09987). Times are in seconds from the start of the window, on a grid of 20 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.memory import return_free_memory
from analysis.types import Word
from analysis.words.spoken import continues

STEP = 0.02
"""Seconds between two states of the encoder."""

LETTERS = 2
"""Letters in a piece, except a word's first, which is one by itself."""

SMOOTHING = 3
WORD_SMOOTHING = 7
"""States over which attention is smoothed (a median): by letters, and by words as OpenAI does."""

LEAST_PROBABILITY = 1e-9
"""Below this a probability counts as this, so that its logarithm is finite."""

MOST_TOKENS = 436
"""Tokens that one alignment may have in addition to the prompt."""


@dataclass(frozen=True, slots=True)
class WordAligner:
    """Aligns texts with encoded windows; ``letters``: by pieces of words, see the module."""

    model: Any
    tokenizer: Any
    letters: bool

    def words(self, encoded: Any, tokens: Sequence[int], states: int) -> list[Word]:
        """Return the words of a text with times and probabilities; ``states`` hold the sound."""
        words = self._by_words(encoded, list(tokens), states)
        return self._by_letters(encoded, words, states) if self.letters and words else words

    def first_tokens(self, tokens: Sequence[int]) -> list[int]:
        """Return where in a text's tokens each of its words begins."""
        return [first for _, first, _ in self._grouped(tokens)]

    def log_probabilities(
        self, encoded: Any, tokens: Sequence[int], states: int
    ) -> NDArray[np.float64]:
        """Return the log probability of each token after those before it, (n,)."""
        probabilities, _ = self._align(encoded, list(tokens), states, WORD_SMOOTHING)
        return np.log(np.maximum(probabilities, LEAST_PROBABILITY))

    def _by_words(self, encoded: Any, tokens: list[int], states: int) -> list[Word]:
        probabilities, onsets = self._align(encoded, tokens, states, WORD_SMOOTHING)
        found: list[Word] = []
        for text, first, last in self._grouped(tokens):
            start, end = onsets[first], onsets[min(last, len(onsets) - 1)]
            certainty = float(np.mean(probabilities[first:last])) if last > first else 0.0
            found.append(Word(float(start), float(max(start, end)), text, certainty))
        return found

    def _grouped(self, tokens: Sequence[int]) -> list[tuple[str, int, int]]:
        """Words, each with its first token and the one after its last.

        Punctuation is not among a word's tokens: it isn't said.
        """
        texts, groups = self.tokenizer.split_to_word_tokens([*tokens, self.tokenizer.eot])
        found: list[tuple[str, int, int]] = []
        at = 0
        for text, group in zip(texts[:-1], groups[:-1], strict=True):
            first, at = at, at + len(group)
            if not text.strip():
                continue
            before = found[-1] if found and not text.startswith(" ") else None
            if before and not _spoken(text):
                found[-1] = (before[0] + text.strip(), before[1], before[2])
            elif before and continues(before[0], text, no_space=True):
                found[-1] = (before[0] + text.strip(), before[1], at)
            else:
                found.append((text.strip(), first, at))
        return found

    def _by_letters(self, encoded: Any, words: list[Word], states: int) -> list[Word]:
        """Take the times of the words' letters, as far as one alignment has room for them."""
        tokens: list[int] = []
        owners: list[int] = []
        for number, word in enumerate(words):
            spelled = [t for piece in _pieces(word.text) for t in self.tokenizer.encode(piece)]
            if len(tokens) + len(spelled) > MOST_TOKENS:
                break
            tokens += spelled
            owners += [number] * len(spelled)
        if not tokens:
            return words
        _, onsets = self._align(encoded, tokens, states, SMOOTHING)
        owner = np.array(owners)
        timed = list(words)
        for number in set(owners):
            places = np.flatnonzero(owner == number)
            start = float(onsets[places[0]])
            end = float(onsets[min(places[-1] + 1, len(onsets) - 1)])
            timed[number] = replace(words[number], start=start, end=max(start, end))
        return timed

    def _align(
        self, encoded: Any, tokens: list[int], states: int, smoothing: int
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Probability of each token, and the second at which each begins and the last one ends."""
        return_free_memory()  # alignment takes 0.4 MB for each token
        (result,) = self.model.align(
            encoded,
            self.tokenizer.sot_sequence,
            [tokens],
            max(2, states * 2),
            median_filter_width=smoothing,
        )
        path = np.array(result.alignments, dtype=np.int64).reshape(-1, 2)
        begins = np.diff(path[:, 0], prepend=-1).astype(bool)
        onsets = path[begins, 1] * STEP
        return np.asarray(result.text_token_probs, np.float64), onsets


def _spoken(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _pieces(text: str) -> list[str]:
    """Spell a word in pieces, the first with the space that begins a word."""
    letters = "".join(c for c in text if c.isalnum() or c == "'")
    if not letters:
        return []
    rest = [letters[i : i + LETTERS] for i in range(1, len(letters), LETTERS)]
    return [f" {letters[0]}", *rest]
