"""Which statements of a report from the sound alone the report with the words takes back."""

from __future__ import annotations

from analysis.report.build import build
from analysis.report.model import Report
from analysis.report.summary.heard import heard_facts, heard_lines
from analysis.types import Analysis


def contradictions(alone: Analysis, complete: Analysis) -> list[str]:
    """Say what the first report states that the second denies; empty where nothing flips."""
    first, last = build(alone), build(complete)
    return [*_verdicts(first), *_facts(first, last, complete), *_moments(first, last)]


def _verdicts(first: Report) -> list[str]:
    """Before the words there is no verdict, so that none can flip."""
    said = [f"verdict on {bar.name}: {bar.verdict}" for bar in first.bars]
    said += [f"most worth changing: {focus.headline}" for focus in first.focus]
    said += [f"{line.label} {line.shown}" for line in first.lines if "/min" in line.shown]
    if first.overall is not None or first.verdict is not None:
        said.append(f"overall {first.overall}")
    return said


def _facts(first: Report, last: Report, complete: Analysis) -> list[str]:
    now = {fact.label: fact.text for fact in heard_facts(complete)}
    said = [f"{f.label} {f.text}" for f in first.heard if now.get(f.label) != f.text]
    shown = {line.name: line.shown for line in heard_lines(last.lines)}
    told = heard_lines(first.lines)
    said += [f"{line.label} {line.shown}" for line in told if shown.get(line.name) != line.shown]
    if first.unjudged and not last.unjudged:
        said.append(first.unjudged)
    waiting = "need a speech model"
    kept = {*last.cautions, last.unjudged}
    return said + [c for c in first.cautions if c not in kept and waiting not in c]


def _moments(first: Report, last: Report) -> list[str]:
    assert first.timeline is not None and last.timeline is not None
    there = {(e.kind, e.start, e.end) for e in last.timeline.events}
    return [
        f"{event.kind} at {event.start:.1f} s"
        for event in first.timeline.events
        if (event.kind, event.start, event.end) not in there
    ]
