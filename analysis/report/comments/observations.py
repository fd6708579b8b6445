"""Moments worth hearing again, found whether or not they cost a score."""

from __future__ import annotations

from analysis.bands import bands
from analysis.measures.breakdown import VERY_LONG
from analysis.measures.disfluency import clusters
from analysis.measures.own_time import OwnTime
from analysis.report.model import Focus
from analysis.report.transcript.moments import moment
from analysis.report.transcript.spoken import uneven_stretches
from analysis.types import Analysis


def observations(analysis: Analysis) -> tuple[Focus, ...]:
    """Rushed and dragging stretches, very long pauses, and groups of fillers, in this order."""
    found = (_pace(analysis), _pauses(analysis), _fillers(analysis))
    return tuple(focus for focus in found if focus is not None)


def _pace(analysis: Analysis) -> Focus | None:
    """Return the stretch that strays furthest from a comfortable pace."""
    found = uneven_stretches(analysis)
    if not found:
        return None
    comfortable = bands().pace.middle
    stretch = max(found, key=lambda s: abs(s.rate - comfortable))
    advice = {
        "rushed": "Your pace is mostly steady, but here you rushed. Pause before a part like this.",
        "dragging": "You slowed down a lot here. Memorize the first words of this part.",
    }[stretch.kind]
    seconds = OwnTime(analysis.lost).seconds(stretch)
    what = f"{stretch.rate:.0f} words a minute for {seconds:.0f} s"
    headline = "A rushed stretch" if stretch.kind == "rushed" else "A slow stretch"
    return Focus("pace", headline, advice, (moment(analysis, stretch, what),))


def _pauses(analysis: Analysis) -> Focus | None:
    longest = max(analysis.pauses, key=lambda p: p.duration, default=None)
    if longest is None or longest.duration < VERY_LONG:
        return None
    advice = "Plan the sentence that comes next: listeners are waiting for it."
    what = f"{longest.duration:.1f} s pause"
    return Focus("pauses", "A very long pause", advice, (moment(analysis, longest, what),))


def _fillers(analysis: Analysis) -> Focus | None:
    own = OwnTime(analysis.lost)
    groups = clusters(analysis.fillers, own)
    if not groups:
        return None
    group = max(groups, key=lambda g: sum(g.overlap(f) > 0 for f in analysis.fillers))
    count = sum(group.overlap(f) > 0 for f in analysis.fillers)
    advice = "Fillers cluster where the next thought isn't ready. Plan this part."
    what = f"{count} fillers in {own.seconds(group):.0f} s"
    return Focus("fillers", "Fillers in a row", advice, (moment(analysis, group, what),))
