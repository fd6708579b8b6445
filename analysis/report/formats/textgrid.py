"""Praat's TextGrid: words, pauses, filled pauses, and clauses as tiers of intervals.

Praat needs intervals that cover the whole recording and never overlap. Words from a recognizer may
overlap, so a word ends at the latest where the next one starts. Times are kept to the millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.report.formats.clauses import clauses
from analysis.report.text import plain
from analysis.types import Analysis, Pause, Span


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch with a label, in whole milliseconds; an empty label is between labeled ones."""

    start_ms: int
    end_ms: int
    label: str


def textgrid(analysis: Analysis) -> str:
    """Write the tiers in Praat's long text format."""
    words = analysis.transcript.words if analysis.transcript else ()
    filled = [f for f in analysis.fillers if f.kind == "filled_pause"]
    labeled = {
        "words": _without_overlaps((w, w.text) for w in words),
        "pauses": _without_overlaps((p, _where(p)) for p in analysis.pauses),
        "filled pauses": _without_overlaps((f, f.text) for f in filled),
        "clauses": _without_overlaps((c.span, c.text) for c in clauses(analysis)),
    }
    ends = [tier[-1].end_ms for tier in labeled.values() if tier]
    last = max([1, round(analysis.recording.duration * 1000), *ends])
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_seconds(last)}",
        "tiers? <exists>",
        f"size = {len(labeled)}",
        "item []:",
    ]
    for number, (name, tier) in enumerate(labeled.items(), 1):
        lines += [f"    item [{number}]:", *_tier(name, tuple(_covering(tier, last)), last)]
    return "\n".join([*lines, ""])


def _where(pause: Pause) -> str:
    """Label a pause with its place in the clause, as far as words show it."""
    return {"boundary": "boundary", "mid_clause": "mid-clause", None: "pause"}[pause.position]


def _without_overlaps(labeled: Iterable[tuple[Span, str]]) -> list[Interval]:
    """Order the spans and end each where the next one starts; each lasts a millisecond at least."""
    ordered = sorted(labeled, key=lambda each: (each[0].start, each[0].end))
    starts: list[int] = []
    for span, _ in ordered:
        starts.append(max(0, round(span.start * 1000), starts[-1] + 1 if starts else 0))
    found = []
    for number, (span, label) in enumerate(ordered):
        start = starts[number]
        latest = starts[number + 1] if number + 1 < len(starts) else None
        end = max(round(span.end * 1000), start + 1)
        found.append(Interval(start, end if latest is None else min(end, latest), label))
    return found


def _covering(tier: Sequence[Interval], last: int) -> Iterator[Interval]:
    """Yield the intervals with empty ones between them, from 0 to the end."""
    at = 0
    for interval in tier:
        if interval.start_ms > at:
            yield Interval(at, interval.start_ms, "")
        yield interval
        at = interval.end_ms
    if at < last:
        yield Interval(at, last, "")


def _tier(name: str, intervals: Sequence[Interval], last: int) -> Iterator[str]:
    yield '        class = "IntervalTier"'
    yield f'        name = "{name}"'
    yield "        xmin = 0"
    yield f"        xmax = {_seconds(last)}"
    yield f"        intervals: size = {len(intervals)}"
    for number, each in enumerate(intervals, 1):
        yield f"        intervals [{number}]:"
        yield f"            xmin = {_seconds(each.start_ms)}"
        yield f"            xmax = {_seconds(each.end_ms)}"
        yield f'            text = "{_quoted(each.label)}"'


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _quoted(label: str) -> str:
    """Return a label as Praat reads it: quotation marks doubled, on one line."""
    return plain(label).strip().replace('"', '""')
