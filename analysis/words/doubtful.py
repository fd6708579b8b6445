"""Words transcribed where no one spoke: they are shown, and never count.

A note spans the first to the last of them; in between, words that touch speech were said.
"""

from __future__ import annotations

from analysis.types import Analysis, Span, Word, remaining


def answer(analysis: Analysis) -> Span | None:
    """Return the span from the first to the last speech; ``None`` if there was none."""
    start = analysis.measures.get("response_latency")
    length = analysis.measures.get("answer_length")
    if start is not None and length is not None:
        return Span(start, start + length + sum(span.duration for span in analysis.lost))
    words = analysis.transcript.words if analysis.transcript else ()
    return Span(words[0].start, max(w.end for w in words)) if words else None


def speech(analysis: Analysis) -> tuple[Span, ...]:
    """Return the stretches between the pauses of the answer, without lost time."""
    whole = answer(analysis)
    return () if whole is None else remaining(whole, (*analysis.pauses, *analysis.lost))


def doubtful(analysis: Analysis) -> frozenset[Word]:
    """Return the words that are over silence."""
    spans = [
        Span(note.start, note.end)
        for note in analysis.notes
        if note.kind == "transcript" and note.start is not None and note.end is not None
    ]
    if not spans or analysis.transcript is None:
        return frozenset()
    said = speech(analysis)
    return frozenset(
        word
        for word in analysis.transcript.words
        if any(s.start <= word.start and word.end <= s.end for s in spans)
        and not any(word.overlap(s) > 0 for s in said)
    )
