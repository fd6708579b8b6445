"""Fillers, as rates: filled pauses and discourse markers; and how much is drawn out.

Filled pauses are sounds (um, uh, er); discourse markers are words used as fillers (like, you
know). Sounds weigh more with listeners than words do (Laske & DiGennaro Reed 2024).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.measures.material import Material
from analysis.measures.own_time import NOTHING_LOST, OwnTime
from analysis.types import Span

CLUSTER = 3
CLUSTER_WINDOW = 15.0


def filled_pause_rate(m: Material) -> float | None:
    """Filled pauses a minute."""
    return m.per_minute([f for f in m.fillers if f.kind == "filled_pause"])


def discourse_marker_rate(m: Material) -> float | None:
    """Discourse markers a minute; undefined without words."""
    if m.words is None:
        return None
    return m.per_minute([f for f in m.fillers if f.kind == "discourse_marker"])


def filler_rate(m: Material) -> float | None:
    """Return all fillers a minute."""
    return m.per_minute(m.fillers)


def fillers_per_100_words(m: Material) -> float | None:
    """Return all fillers for each 100 spoken words."""
    return 100 * len(m.fillers) / m.word_count if m.word_count else None


def filler_clusters(m: Material) -> float | None:
    """Count of groups of three or more fillers within 15 s."""
    return None if m.minutes is None else float(len(clusters(m.fillers, OwnTime(m.lost))))


def drawn_out_share(m: Material) -> float | None:
    """Return the percentage of the speech that is expected to be drawn out in hesitation."""
    return None if m.drawn_out is None or m.answer is None else 100 * m.drawn_out


def clusters(fillers: Sequence[Span], own: OwnTime = NOTHING_LOST) -> tuple[Span, ...]:
    """Find groups of three or more fillers that begin within 15 s of own time.

    Each filler counts once. The groups are spans of the recording.
    """
    ordered = sorted(fillers, key=lambda f: f.start)
    found, first = [], 0
    while first < len(ordered):
        begin = ordered[first].start
        last = own.at(begin) + CLUSTER_WINDOW
        group = [f for f in ordered[first:] if own.at(f.start) <= last]
        if len(group) >= CLUSTER:
            found.append(Span(begin, max(f.end for f in group)))
            first += len(group)
        else:
            first += 1
    return tuple(found)
