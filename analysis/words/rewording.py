"""A sentence edited as text, as corrections: what stayed the same keeps its words and their times.

Old and new words are aligned; a correction stands only where they differ. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from analysis.types import Correction, Word
from analysis.words.markers.tokens import bare

ROOM = 0.12
"""Seconds that a word put in needs between two others; with less it shares a neighbor's time."""


def reworded(words: Sequence[Word], text: str) -> tuple[Correction, ...]:
    """Give the corrections that turn a sentence's words into this text; none where it is the same.

    ``words`` are in the order of time; without words there is nothing to align.
    """
    new = text.split()
    if not words:
        return ()
    matcher = SequenceMatcher(
        None, [_key(w.text) for w in words], [_key(t) for t in new], autojunk=False
    )
    found: list[Correction] = []
    texts = [w.text.strip() for w in words]  # a word may take up others, before it and after
    for tag, i, j, k, m in matcher.get_opcodes():
        if j - i == m - k:
            texts[i:j] = [
                _instead(texts[n], words[n], said)
                for n, said in zip(range(i, j), new[k:m], strict=True)
            ]
        elif tag != "insert":
            found.append(_stretch(words[i:j], new[k:m]))
        elif 0 < i < len(words) and words[i].start - words[i - 1].end >= ROOM * (m - k):
            found.append(Correction(words[i - 1].end, words[i].start, "word", " ".join(new[k:m])))
        elif i:
            texts[i - 1] = " ".join([texts[i - 1], *new[k:m]])
        else:
            texts[0] = " ".join([*new[k:m], texts[0]])
    found += [
        Correction(word.start, word.end, "word", said)
        for word, said in zip(words, texts, strict=True)
        if said != word.text.strip()
    ]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _instead(text: str, word: Word, said: str) -> str:
    """Put a word in the place of another, beside what that had taken up before it."""
    return text.removesuffix(word.text.strip()) + said


def _stretch(old: Sequence[Word], new: Sequence[str]) -> Correction:
    return Correction(old[0].start, max(w.end for w in old), "word", " ".join(new))


def _key(text: str) -> str:
    return bare(text) or text
