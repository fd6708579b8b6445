"""Words that Whisper invented: loops, echoes, and stock phrases that it writes over no speech.

A hallucinated run is one thing: all its words are invented or none. People do repeat themselves
("in training, in training, in training"), so a repeat alone is not enough: it must also go on for
long, be improbable, or be faster than anyone speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.types import Word
from analysis.words.markers.tokens import alphanumeric

LONGEST_PHRASE = 8
"""Words of the longest phrase that is looked for as a loop."""

REPEATS = 3
"""Times that a phrase must follow on itself to be looked at."""

LOOPS = ((REPEATS, 15), (4, 6))
"""Repeats, and words altogether, from which it is a loop, however probable."""

UNSURE = 0.5
"""Mean probability below which a repeated phrase is a loop."""

FASTEST = 0.09
"""Seconds a word below which no one speaks."""

SHORTEST_ECHO, LONGEST_ECHO = 4, 60
"""Words of a phrase that is looked for as an echo."""

LETTERS = re.compile(r"([^\W\d]{1,4})\1{7}")
"""One to four letters eight times over, in one word: a loop ("LLLLLLLL")."""

STOCK = frozenset(
    {
        "thank you", "thanks", "thank you very much", "thanks for watching",
        "thank you for watching",
        "you", "bye", "bye bye", "goodbye", "okay", "ok", "im sorry", "oh", "so", "yeah", "i",
        "the",
        "please subscribe", "well be right back", "see you next time", "the end",
        "mm", "hmm", "uh", "um",
    }
)  # fmt: skip
"""Phrases that Whisper makes up over silence, noise, and music, without signs."""

STOCK_SURE = 0.6
"""Mean probability from which a stock phrase that stands alone was said."""

ALONE = 0.6
"""Seconds without a word before and after a phrase that stands alone."""


def invented(words: Sequence[Word]) -> frozenset[int]:
    """Return the places of the words that were invented."""
    found: set[int] = set()
    for first, last in (*loops(words), *echoes(words)):
        found.update(range(first, last))
    for first, last in phrases(words):
        if _stock(words[first:last]):
            found.update(range(first, last))
    return frozenset(found)


def loops(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Find runs of words, as places (first, past the last), that repeat a phrase unnaturally."""
    keys = [alphanumeric(word.text) for word in words]
    found, at = [], 0
    while at < len(keys):
        ends = (_repeated(words, keys, at, n) for n in range(1, LONGEST_PHRASE + 1))
        end = max(at + bool(LETTERS.search(keys[at])), *ends)
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return tuple(found)


def echoes(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Find phrases that the text has twice in a row but that were said once.

    Returns the places (first, past the last) of the one that is faster than anyone speaks.
    """
    keys = [alphanumeric(word.text) for word in words]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(keys):
        length = _said_twice(keys, at)
        copies = ((at + length, at + 2 * length), (at, at + length)) if length else ()
        done = found[-1][1] if found else 0  # an echo is also the first copy of what follows it
        echo = [(a, b) for a, b in copies if a >= done and _pace(words[a:b]) < FASTEST][:1]
        found += echo
        at += length if echo else 1
    return tuple(found)


def phrases(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Split words, as places (first, past the last), where none was said for 0.6 s."""
    edges = [0]
    edges += [i for i in range(1, len(words)) if words[i].start - words[i - 1].end >= ALONE]
    edges.append(len(words))
    return tuple((a, b) for a, b in pairwise(edges) if b > a)


def _repeated(words: Sequence[Word], keys: Sequence[str], at: int, length: int) -> int:
    """Return where a loop of a phrase of ``length`` words ends; the same place if there is none."""
    phrase = keys[at : at + length]
    if len(phrase) < length or not any(phrase):
        return at
    count = 1
    while keys[at + count * length : at + (count + 1) * length] == phrase:
        count += 1
    run = words[at : at + count * length]
    return at + len(run) if count >= REPEATS and _unnatural(run, count) else at


def _said_twice(keys: Sequence[str], at: int) -> int:
    """Return how many words the longest phrase has that is twice in a row; 0 if there is none."""
    most = min(LONGEST_ECHO, (len(keys) - at) // 2)
    for length in range(most, SHORTEST_ECHO - 1, -1):
        if keys[at : at + length] == keys[at + length : at + 2 * length]:
            return length
    return 0


def _unnatural(run: Sequence[Word], count: int) -> bool:
    """Whether a phrase repeated ``count`` times was probably not said."""
    if any(count >= repeats and len(run) >= length for repeats, length in LOOPS):
        return True
    if sum(word.probability for word in run) / len(run) < UNSURE:
        return True
    return _pace(run) < FASTEST


def _pace(run: Sequence[Word]) -> float:
    """Seconds per word."""
    return (run[-1].end - run[0].start) / len(run)


def _stock(phrase: Sequence[Word]) -> bool:
    """Whether a phrase that stands alone is one of Whisper's own, and unsure."""
    keys = [alphanumeric(word.text) for word in phrase]
    known = " ".join(keys) in STOCK or (len(set(keys)) == 1 and keys[0] in STOCK)
    return known and sum(w.probability for w in phrase) / len(phrase) < STOCK_SURE
