"""Fillers found in the words: discourse markers by their context, and transcribed ums.

A discourse marker is recognized by its context, never by the list alone: "she likes
procedures" and "there were, like, no beds" differ in the words around, not in the word. If the
context leaves it open, nothing is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.types import Filler, Word
from analysis.words.markers.rules import RULES
from analysis.words.markers.tokens import MarkerContext, Token, bare, is_filled_pause, tokens

MarkerPhrase = tuple[str, ...]

_MARKERS: dict[MarkerPhrase, str] = {tuple(name.split()): name for name in RULES}
_LONGEST = max(map(len, _MARKERS))


def discourse_markers(words: Sequence[Word], *, own: Collection[str] = ()) -> tuple[Filler, ...]:
    """Find the words that are there only to hold the floor, to soften or to call for assent.

    ``own`` are a person's own tics and first-language fillers ("matlab", "este"); a phrase of them
    counts wherever it is said.
    """
    read = tokens(words)
    wanted = {tuple(bare(part) for part in phrase.split()) for phrase in own} - {()}
    found: list[Filler] = []
    at = 0
    led = False
    while at < len(read):
        size, confidence = _marker_at(read, at, wanted, led)
        led = size > 0 and MarkerContext(read, at, size, led).opens
        if size:
            found.append(_filler(words, read[at : at + size], confidence))
        at += size or 1
    return tuple(found)


def _marker_at(
    read: Sequence[Token], at: int, own: Collection[MarkerPhrase], led: bool
) -> tuple[int, float]:
    """Size in tokens and confidence of the longest marker that starts here; 0 and 0 if none."""
    for size in range(max([_LONGEST, *map(len, own)]), 0, -1):
        phrase = tuple(t.text for t in read[at : at + size])
        if len(phrase) < size:
            continue
        if phrase in own:
            return size, 1.0
        here = MarkerContext(read, at, size, led)
        if phrase in _MARKERS and here.unbroken:
            confidence = RULES[_MARKERS[phrase]](here)
            if confidence > 0:
                return size, confidence
    return 0, 0.0


def _filler(words: Sequence[Word], said: Sequence[Token], confidence: float) -> Filler:
    first, last = words[said[0].index], words[said[-1].index]
    text = " ".join(bare(words[t.index].text) for t in said)
    text = " ".join("I" if part == "i" else part for part in text.split())
    end = max(first.start, last.end)
    return Filler(first.start, end, text, "discourse_marker", "words", confidence)


def filler_words(words: Sequence[Word]) -> tuple[Filler, ...]:
    """Find the filled pauses that the transcript does contain (um, uh, er, hmm …)."""
    return tuple(
        Filler(word.start, word.end, bare(word.text), "filled_pause", "words", 0.9)
        for i, word in enumerate(words)
        if is_filled_pause(words, i)
    )
