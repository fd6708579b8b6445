"""The whole answer on one line: speech, pauses, fillers, and the pace from window to window."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.bands import bands
from analysis.measures.breakdown import LONG
from analysis.measures.own_time import OwnTime
from analysis.report.model import Event, MarkedStretch, PaceWindow, StretchKind, Timeline
from analysis.report.transcript.moments import timestamp
from analysis.report.transcript.spoken import pace_windows, uneven_stretches
from analysis.scoring.advice import clock
from analysis.types import Analysis, Filler, FillerKind, Pause
from analysis.words.doubtful import answer, speech
from analysis.words.untranscribed import noted

SIGNS: dict[StretchKind, tuple[str, str]] = {"rushed": ("»", "«"), "dragging": ("~", "~")}
"""The signs before and after a stretch in the text."""

FILLERS: dict[FillerKind, str] = {
    "filled_pause": "filled pause",
    "discourse_marker": "filler word",
}
"""The kinds of fillers in words."""

MOST = 5
"""Uneven stretches that the summary names."""

SLOW, FAST = 60.0, 200.0
"""Words a minute at the ends of the scale, unless a rate is beyond them."""


def timeline(analysis: Analysis) -> Timeline:
    """Lay the answer out from the start of the recording to its end."""
    spoken = answer(analysis)
    rates = tuple(PaceWindow(p.start, p.end, p.rate) for p in pace_windows(analysis))
    marked = marked_stretches(analysis)
    events = _events(analysis)
    low, high = analysis.target
    own = OwnTime(analysis.lost)
    start = own.at(spoken.start) if spoken else 0.0
    return Timeline(
        duration=max(analysis.recording.duration, spoken.end if spoken else 0.0),
        speech=speech(analysis),
        events=events,
        paces=rates,
        stretches=marked,
        comfortable=bands().pace.good,
        slowest=min([SLOW, *(p.rate for p in rates)]),
        fastest=max([FAST, *(p.rate for p in rates)]),
        target=(own.recorded(start, start + low).end, own.recorded(start, start + high).end),
        summary=_summary(analysis, events, rates, marked),
        lost=analysis.lost,
    )


def marked_stretches(analysis: Analysis) -> tuple[MarkedStretch, ...]:
    """Rushed and dragging stretches with their signs."""
    return tuple(
        MarkedStretch(
            s.start,
            s.end,
            s.kind,
            s.rate,
            SIGNS[s.kind][0],
            f"{s.kind}, {s.rate:.0f} words a minute",
        )
        for s in uneven_stretches(analysis)
    )


def _events(analysis: Analysis) -> tuple[Event, ...]:
    found = [_pause(p) for p in analysis.pauses] + [_filler(f) for f in analysis.fillers]
    found += [
        Event(span.start, span.end, "unheard", "speech that wasn't transcribed")
        for span in noted(analysis.notes)
    ]
    return tuple(sorted(found, key=lambda e: (e.start, e.end)))


def _pause(pause: Pause) -> Event:
    return Event(pause.start, pause.end, "pause", pause_text(pause), noticeable=noticeable(pause))


def pause_text(pause: Pause) -> str:
    """Say a pause in words."""
    kind = "mid-clause pause" if pause.position == "mid_clause" else "pause"
    return f"{pause.duration:.1f} s {kind}"


def noticeable(pause: Pause) -> bool:
    """Whether a pause is long or inside a clause, so that listeners notice it."""
    return pause.position == "mid_clause" or pause.duration >= LONG


def _filler(filler: Filler) -> Event:
    text = FILLERS[filler.kind]
    return Event(filler.start, filler.end, filler.kind, text, quote=filler.text, noticeable=True)


def _summary(
    analysis: Analysis,
    events: Sequence[Event],
    rates: Sequence[PaceWindow],
    marked: Sequence[MarkedStretch],
) -> str:
    """Describe the timeline in a few sentences, for people who can't see it."""
    spoken = answer(analysis)
    if spoken is None:
        return "Viva found no speech."
    first, last = timestamp(spoken.start), timestamp(spoken.end)
    length = OwnTime(analysis.lost).seconds(spoken)
    said = [f"Speech from {first} to {last} ({clock(length)})."]
    pauses = [e for e in events if e.kind == "pause"]
    if pauses:
        longest = max(pauses, key=lambda e: e.duration)
        said.append(
            f"{_count(len(pauses), 'pause')}, the longest {longest.duration:.1f} s at "
            f"{timestamp(longest.start)}."
        )
    if analysis.transcript is None:  # fillers are shown once the words are there
        return " ".join(said)
    sounds = sum(e.kind == "filled_pause" for e in events)
    words = sum(e.kind == "discourse_marker" for e in events)
    fillers = f"{_count(sounds, 'filled pause')} and {_count(words, 'filler word')}."
    said.append(fillers.capitalize())
    if rates:
        slowest, fastest = min(p.rate for p in rates), max(p.rate for p in rates)
        said.append(f"The pace ranges from {slowest:.0f} to {fastest:.0f} words a minute.")
    said += [f"From {timestamp(s.start)} to {timestamp(s.end)}: {s.text}." for s in marked[:MOST]]
    if len(marked) > MOST:
        said.append(f"{_count(len(marked) - MOST, 'more stretch', 'es')} like these.")
    return " ".join(said)


def _count(number: int, what: str, many: str = "s") -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else many}"
