"""Puts back repeats that Whisper left out ("I have a I have a time"), judged by the sound alone.

Whisper's language model prefers texts without repeats, so its own probabilities hardly show them.
Here each group of one to three words is tried twice in a row: if the frames around it match that
much better than the text as it is, the repeat is put back. The best repeat comes first; then the
text with it is matched again. Where the text doesn't match the sound anyway, nothing is put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats
from analysis.sound.encoder import PERIOD
from analysis.sound.phones import OTHER, SILENCE
from analysis.transcription.repeats.matching import (
    Alignment,
    Candidate,
    Pronunciations,
    align,
    match,
    with_any_sound,
)
from analysis.transcription.repeats.pronouncing import parts, pronunciations
from analysis.types import Word
from analysis.words.markers import lexicon
from analysis.words.markers.rules import TURN_OPENERS

LONGEST = 3
"""Most words in a repeat, and most parts of words: "all-female" has two."""

AROUND = 2
"""Words on either side that are matched with it. The dictionary must have all of them: a word that
may be any sound, such as a number or a name, would leave its own sound to the repeat."""

BETTER = 16.0
"""Log likelihood by which the sound must match better with the repeat."""

ALIKE = 0.6
"""Most by which a frame of either occurrence may match worse than the likeliest phone would."""

RELIABLE = 0.8
"""The same for a frame of any word in the chunk, on average: if worse, the text wasn't said."""

UNEXPLAINED = 75
"""Most frames (1.5 s) of other sound around both occurrences: if more, other words are missing."""

LEAST_FRAMES, MOST_FRAMES = 5, 600
"""Frames in which a repeat is looked for."""

MOST_REPEATS = 40
"""Most repeats that are put into a chunk."""

SENTENCE_ENDINGS = (".", "?", "!")
ENDINGS = ".?!,;:…"

COMMON = frozenset[str]().union(
    lexicon.SUBJECTS,
    lexicon.SUBJECTS_OR_OBJECTS,
    lexicon.OTHER_SUBJECTS,
    lexicon.OBJECTS,
    lexicon.PEOPLE,
    lexicon.AUXILIARIES,
    lexicon.DETERMINERS,
    lexicon.CONJUNCTIONS,
    lexicon.PREPOSITIONS,
    lexicon.NUMBERS,
    lexicon.DEGREE,
    lexicon.VAGUE_AMOUNTS,
    lexicon.ADJECTIVES,
    TURN_OPENERS,
    lexicon.table("oh hi hey hello thank thanks bye then now today just only even also not let"),
    lexicon.table("let's see one something anything sometimes"),
)
"""Words that only have a capital where a sentence begins; others may be names."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Words, the pronunciations of their parts, and when each part was said."""

    words: tuple[Word, ...]
    said: tuple[Pronunciations, ...]
    owner: tuple[int, ...]
    """The word of each part."""
    alignment: Alignment
    best: NDArray[np.float64]
    """The score of the likeliest phones before each frame, and in all (n + 1,)."""

    other: NDArray[np.int64]
    """How many frames before each one are more like other sound than like silence (n + 1,)."""

    joins: frozenset[int] = frozenset()
    """The parts that begin the second occurrence of a repeat that was put back."""

    def unexplained(self, first: int, last: int) -> int:
        """Count the frames of other sound before, between, and after some parts."""
        at = self.alignment
        begins = [at.ends[first - 1] if first else 0, *at.ends[first:last]]
        ends = [*at.starts[first:last], at.starts[last] if last < len(self.said) else -1]
        gaps = zip(begins, ends, strict=True)
        return int(sum(self.other[end] - self.other[begin] for begin, end in gaps))

    def mismatch(self, first: int, last: int) -> float:
        """Return by how much a frame of some parts matches worse than the likeliest phone."""
        at, worse, frames = self.alignment, 0.0, 0
        for part in range(first, last):
            begin, end = at.starts[part], at.ends[part]
            matched = at.after[part + 1] - at.before[part]
            worse += float(self.best[end] - self.best[begin]) - matched
            frames += end - begin
        return worse / frames


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Parts ``first`` up to ``last``, exclusive, said twice, and how much better that matches."""

    first: int
    last: int
    better: float


def restore(words: Sequence[Word], phones: Floats, start: float) -> tuple[Word, ...]:
    """Put back the repeats in words whose frames, from ``start`` seconds on, have ``phones``.

    ``phones`` are `analysis.sound.phones.phone_scores`, (n, 41).
    """
    if not words or not len(phones):
        return tuple(words)
    scores = with_any_sound(phones)
    ways = pronunciations(part for word in words for part in parts(word.text))
    text = _aligned(tuple(words), ways, scores)
    if text is None or text.mismatch(0, len(text.said)) > RELIABLE:
        return tuple(words)
    for _ in range(MOST_REPEATS):
        longer = _longer(text, ways, scores, start)
        if longer is None:
            break
        text = longer
    return text.words


def _longer(
    text: _Text, ways: dict[str, Pronunciations], scores: Floats, start: float
) -> _Text | None:
    """Put the most likely repeat into a text, if there is any."""
    found = [r for r in _repeats(text, scores) if r.better >= BETTER and not _straddles(text, r)]
    for repeat in sorted(found, key=lambda repeat: -repeat.better):
        first, last = text.owner[repeat.first], text.owner[repeat.last - 1] + 1
        longer = _aligned(_twice(text.words, first, last), ways, scores)
        again = 2 * repeat.last - repeat.first
        if longer is not None and _is_alike(longer, repeat.first, repeat.last, again):
            words = _timed(longer, first, 2 * last - first, start)
            added = repeat.last - repeat.first
            moved = (at + added if at >= repeat.last else at for at in text.joins)
            return replace(longer, words=words, joins=frozenset((repeat.last, *moved)))
    return None


def _straddles(text: _Text, repeat: _Repeat) -> bool:
    """Whether a repeat is of the end of one occurrence and the beginning of the next.

    Nobody says "I have a I a I have a"; a misheard word that was said twice can match it.
    """
    return any(repeat.first < at < repeat.last for at in text.joins)


def _is_alike(text: _Text, first: int, second: int, end: int) -> bool:
    """Whether the sound has both occurrences, and little else around them."""
    occurrences = ((first, second), (second, end))
    alike = all(text.mismatch(*bounds) <= ALIKE for bounds in occurrences)
    return alike and text.unexplained(first, end) <= UNEXPLAINED


def _twice(words: tuple[Word, ...], first: int, last: int) -> tuple[Word, ...]:
    """Say some words twice: no sentence ends before the second time, and none begins with it."""
    before, again = list(words[first:last]), list(words[first:last])
    before[-1] = replace(before[-1], text=before[-1].text.rstrip(ENDINGS))
    if not first or words[first - 1].text.endswith(SENTENCE_ENDINGS):
        again[0] = replace(again[0], text=_inside(again[0].text, words))
    return (*words[:first], *before, *again, *words[last:])


def _inside(text: str, words: Sequence[Word]) -> str:
    """Write a word that began a sentence as it is written inside one; it may be a name."""
    lower = text[:1].lower() + text[1:]
    if re.match(r"I\b|.[A-Z]", text):
        return text
    written = any(word.text.rstrip(ENDINGS) == lower.rstrip(ENDINGS) for word in words)
    return lower if written or COMMON.issuperset(parts(text)) else text


def _timed(text: _Text, first: int, last: int, start: float) -> tuple[Word, ...]:
    """Set the words' times in the alignment, and let their neighbors end and begin there."""
    words = list(text.words)
    for number in range(first, last):
        own = [i for i, owner in enumerate(text.owner) if owner == number]
        if own:
            begin, end = text.alignment.starts[own[0]], text.alignment.ends[own[-1]]
            times = start + begin * PERIOD, start + end * PERIOD
            words[number] = replace(words[number], start=times[0], end=times[1])
        else:  # a dash
            silent = words[number - 1].end
            words[number] = replace(words[number], start=silent, end=silent)
    if first:
        words[first - 1] = _until(words[first - 1], words[first].start)
    if last < len(words):
        words[last] = _since(words[last], words[last - 1].end)
    return tuple(words)


def _until(word: Word, end: float) -> Word:
    return replace(word, start=min(word.start, end), end=min(word.end, end))


def _since(word: Word, start: float) -> Word:
    return replace(word, start=max(word.start, start), end=max(word.end, start))


def _aligned(
    words: tuple[Word, ...], ways: dict[str, Pronunciations], scores: Floats
) -> _Text | None:
    pieces = [(ways[p], i) for i, word in enumerate(words) for p in parts(word.text)]
    said, owner = tuple(way for way, _ in pieces), tuple(i for _, i in pieces)
    alignment = align(scores, said) if said else None
    best = np.append(0, np.cumsum(scores.max(axis=1), dtype=np.float64))
    other = np.append(0, np.cumsum(scores[:, OTHER] > scores[:, SILENCE]))
    return _Text(words, said, owner, alignment, best, other) if alignment else None


def _repeats(text: _Text, scores: Floats) -> Iterator[_Repeat]:
    """Try all groups of words twice that leave room for a repeat."""
    tried: list[tuple[int, int, float]] = []
    candidates: list[Candidate] = []
    for first, last in _groups(text):
        low, high = max(0, first - AROUND), min(len(text.said), last + AROUND)
        if not all(text.said[low:high]):
            continue
        at = text.alignment
        begin = at.ends[low - 1] if low else 0
        end = at.starts[high] if high < len(text.said) else len(scores)
        as_it_is = at.before[high] - at.after[low]
        room = float(text.best[end] - text.best[begin]) - as_it_is
        if room < BETTER or not LEAST_FRAMES <= end - begin <= MOST_FRAMES:
            continue
        tried.append((first, last, as_it_is))
        twice = (*text.said[low:last], *text.said[first:high])
        candidates.append(Candidate(twice, begin, end))
    found: NDArray[np.float64] = match(scores, candidates) if candidates else np.zeros(0)
    for (first, last, as_it_is), score in zip(tried, found, strict=True):
        yield _Repeat(first, last, float(score) - as_it_is)


def _groups(text: _Text) -> Iterator[tuple[int, int]]:
    """Groups of whole words, as the first part and the one after the last."""
    count = len(text.said)
    edges = [i for i in range(count + 1) if i in (0, count) or text.owner[i - 1] != text.owner[i]]
    for at, first in enumerate(edges):
        for last in edges[at + 1 : at + 1 + LONGEST]:
            if last - first <= LONGEST:
                yield first, last
