"""Fillers told from the words: discourse markers in context, and ums that were written down."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.types import Filler, Word

HESITATIONS = frozenset("um uh er erm hmm hm mm mmm uhm umm uhh ah eh".split())
MARKERS = ("you know", "I mean", "kind of", "sort of", "basically", "like")


def _bare(word: Word) -> str:
    return word.text.strip(" .,?!;:\"'").lower()


def discourse_markers(words: Sequence[Word], *, own: Collection[str] = ()) -> tuple[Filler, ...]:
    """Words used as discourse markers; ``own`` phrases always count."""
    wanted = {tuple(m.lower().split()) for m in own}
    listed = {tuple(m.lower().split()) for m in MARKERS}
    found: list[Filler] = []
    bare = [_bare(w) for w in words]
    for i in range(len(words)):
        for size in (4, 3, 2, 1):
            phrase = tuple(bare[i : i + size])
            last = words[min(i + size, len(words)) - 1]
            if phrase in wanted or (phrase in listed and last.text.rstrip().endswith(",")):
                text = " ".join(phrase)
                found.append(
                    Filler(words[i].start, last.end, text, "discourse_marker", "words", 0.6)
                )
                break
    return tuple(found)


def filler_words(words: Sequence[Word]) -> tuple[Filler, ...]:
    """Filled pauses that the transcript contains."""
    return tuple(
        Filler(w.start, w.end, _bare(w), "filled_pause", "words", 0.9)
        for w in words
        if _bare(w) in HESITATIONS
    )
