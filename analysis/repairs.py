"""Repetitions and restarts, from the words alone."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Span, Word

GRAMMATICAL = frozenset({"had", "very", "no", "that", "really", "so", "many", "yes", "bye"})


def repetitions(words: Sequence[Word]) -> tuple[Span, ...]:
    """Immediate repeats, each as the span of what was said once too often."""
    bare = [w.text.strip(" .,?!;:").lower() for w in words]
    found = []
    i = 0
    while i < len(bare):
        for size in (3, 2, 1):
            first, second = bare[i : i + size], bare[i + size : i + 2 * size]
            if first == second and first and not (size == 1 and first[0] in GRAMMATICAL):
                found.append(Span(words[i].start, words[i + size - 1].end))
                i += size
                break
        else:
            i += 1
    return tuple(found)


def restarts(words: Sequence[Word]) -> tuple[Span, ...]:
    """Cut-off starts, each as the span of what was given up."""
    return tuple(Span(w.start, w.end) for w in words if w.text.rstrip(" ,").endswith(("-", "—")))
