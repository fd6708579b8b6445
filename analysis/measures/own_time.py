"""The speaker's own time: an answer without the stretches of it that don't count.

Lost time is neither speech nor a pause: zeros that a device made, long foreign sound, another
voice, another language. The rate of a part of an answer is its words ÷ its own time, so lost time
put into a pause changes no rate. Own time runs with the recording, except in lost time.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.types import Span

SAME = 1e-6
"""Seconds by which two times may differ and still be the same: sums are rounded."""


class OwnTime:
    """Converts between seconds of the recording and seconds of own time; ``lost`` may overlap."""

    def __init__(self, lost: Iterable[Span] = ()) -> None:
        self._lost = _joined(lost)

    def at(self, time: float) -> float:
        """Return the own time at a time of the recording."""
        return time - sum(min(s.end, time) - s.start for s in self._lost if s.start < time)

    def seconds(self, span: Span) -> float:
        """Return the own time in a span of the recording."""
        return span.duration - sum(span.overlap(s) for s in self._lost)

    def recorded(self, start: float, end: float) -> Span:
        """Return the span of the recording from one own time to another.

        It neither begins nor ends with lost time; from a time to the same one, it is empty.
        """
        first = self._recorded(start, start=True)
        return Span(first, max(first, self._recorded(end, start=False)))

    def middle(self, span: Span) -> float:
        """Return the time of the recording that has half of a span's own time before it."""
        if not any(span.overlap(s) for s in self._lost):
            return span.middle
        return self._recorded((self.at(span.start) + self.at(span.end)) / 2, start=False)

    def _recorded(self, own: float, *, start: bool) -> float:
        time = own
        for s in self._lost:
            if s.start > (time + SAME if start else time - SAME):
                break
            time += s.duration
        return time


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch joined."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if found and span.start <= found[-1].end:
            last = found.pop()
            span = Span(last.start, max(last.end, span.end))
        found.append(span)
    return tuple(found)


NOTHING_LOST = OwnTime()
"""All time counts."""
