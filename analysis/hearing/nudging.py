"""When to nudge a person who is still speaking: fillers cluster, or the pace runs away for 15 s.

Both from the sound alone, as far as it is encoded: 2 to 8 s behind the voice. A single um never
nudges. The limits are those of the report: three fillers within 15 s (12 a minute, the rate that
did harm in Laske & DiGennaro Reed 2024), and a pace that is far too fast for 15 s. Lost time, such
as a device's zeros, slows the pace and separates the fillers, so it never causes a nudge.
"""

from __future__ import annotations

from itertools import accumulate

from analysis.bands import bands
from analysis.hearing.analyzer import SpeechAnalyzer
from analysis.hearing.filled_pauses import SURE, in_chances
from analysis.measures.disfluency import CLUSTER_WINDOW, clusters
from analysis.measures.tempo import WINDOW
from analysis.sound.arrays import Floats
from analysis.sound.encoder import HOP, PERIOD
from analysis.types import Nudge, Span

REST = 45.0
"""Seconds after a nudge in which there is no other one."""

SETTLED = 0.3
"""Seconds at the end of what is encoded in which a filled pause may still be cut off."""

PACE_MARGIN = 1.12
"""Share above the limit from which the pace is too fast: syllables in the sound are counted to
about 12%."""


class Nudging:
    """Follows one recording; each new stretch is examined once."""

    def __init__(self) -> None:
        self._seen = 0.0
        self._last = 0.0
        self._rests_until = 0.0

    def check(self, analyzer: SpeechAnalyzer) -> Nudge | None:
        """Examine the sound that was encoded since the last call; ``None``: all is well."""
        end = analyzer.encoded * PERIOD - SETTLED
        seen, self._seen = self._seen, max(self._seen, end)
        if end <= seen or end < self._rests_until:
            return None
        first, filled, nuclei = analyzer.latest(CLUSTER_WINDOW + HOP + SETTLED)
        begin = first * PERIOD
        found = self._cluster(begin, end, seen, filled) or _rushed(begin, end, seen, nuclei)
        if found is not None:
            self._last, self._rests_until = found.at, found.at + REST
        return found

    def _cluster(self, begin: float, end: float, seen: float, filled: Floats) -> Nudge | None:
        """Find three filled pauses since the last nudge, the last of them not examined yet."""
        heard = [
            Span(begin + max(0.0, c.start), begin + c.end)
            for c in in_chances(filled)
            if c.confidence >= SURE and begin + c.end <= end
        ]
        groups = clusters([span for span in heard if span.start > self._last])
        new = [group for group in groups if group.end > seen]
        return Nudge("fillers", new[-1].end) if new else None


def too_fast() -> float:
    """Return the syllables a second above which the pace has run away."""
    words = bands().pace.slightly_off[1]
    return words * bands().syllables_a_word / 60 * PACE_MARGIN


def _rushed(begin: float, end: float, seen: float, nuclei: Floats) -> Nudge | None:
    """Find 15 s at a pace that is far too fast, and that end in a stretch not examined yet."""
    width, last = round(WINDOW / PERIOD), round((end - begin) / PERIOD)
    running = [0.0, *accumulate(map(float, nuclei[:last]))]
    first = max(width, round((seen - begin) / PERIOD) + 1)
    for at in range(first, last + 1, round(1 / PERIOD)):
        if (running[at] - running[at - width]) / WINDOW > too_fast():
            return Nudge("pace", begin + at * PERIOD)
    return None
