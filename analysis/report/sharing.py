"""A report to share: the same, without what the person doesn't want to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Literal, get_args

from analysis.report.comments import covered
from analysis.report.model import Focus, Moment, Report, ReportRemark, ReportVerdict, Timeline

ReportPart = Literal["sound", "transcript", "notes", "history"]
"""What can be left out: the recording, the words, the comments on content, earlier answers."""

PARTS: tuple[ReportPart, ...] = get_args(ReportPart)


def without(report: Report, parts: Collection[ReportPart]) -> Report:
    """Leave parts out; a report doesn't contain the sound, so the caller leaves that out.

    What other mentors said is left out with any of them.
    """
    for part in parts:
        report = _WITHOUT[part](report)
    return without_mentors(report) if parts else report


def without_mentors(report: Report) -> Report:
    """Leave out what mentors said: the next one should judge without it, and it is theirs."""
    return replace(report, mentors=())


def _transcript(report: Report) -> Report:
    """Leave out every word of the speaker's: text, quotes in moments, cautions that quote."""
    return replace(
        report,
        pieces=(),
        focus=tuple(_unquoted_focus(f) for f in report.focus),
        verdict=_unquoted_verdict(report.verdict) if report.verdict else None,
        timeline=_unquoted_timeline(report.timeline) if report.timeline else None,
        remarks=tuple(_unquoted_remark(r) for r in report.remarks if not _quotes(r)),
        melody=tuple(map(_unquoted_remark, report.melody)),
        cautions=tuple(c for c in report.cautions if c not in report.quoting),
        quoting=(),
    )


def _unquoted_focus(focus: Focus) -> Focus:
    return replace(focus, moments=tuple(map(_unquoted_moment, focus.moments)))


def _unquoted_verdict(verdict: ReportVerdict) -> ReportVerdict:
    well, change = verdict.well, verdict.change
    if well is not None and well.moment is not None:
        well = replace(well, moment=_unquoted_moment(well.moment))
    return replace(verdict, well=well, change=_unquoted_focus(change) if change else None)


def _quotes(remark: ReportRemark) -> bool:
    """Whether a remark itself quotes the speaker."""
    return any("“" in text for text in (remark.text, remark.reason, remark.advice))


def _unquoted_remark(remark: ReportRemark) -> ReportRemark:
    return replace(remark, moments=tuple(map(_unquoted_moment, remark.moments)))


def _unquoted_moment(moment: Moment) -> Moment:
    text = f"{moment.at} {moment.unquoted}".strip()
    return replace(moment, text=text, what=moment.unquoted)


def _unquoted_timeline(timeline: Timeline) -> Timeline:
    return replace(timeline, events=tuple(replace(e, quote="") for e in timeline.events))


def _notes(report: Report) -> Report:
    return replace(without_coverage(report), remarks=(), melody=())


def without_coverage(report: Report) -> Report:
    """Leave out whether the question was answered."""
    return replace(
        report,
        remarks=tuple(r for r in report.remarks if r.name != covered.NAME),
        cautions=tuple(c for c in report.cautions if not c.startswith(covered.MAY_NOT_ANSWER)),
    )


BY_EARLIER_ANSWERS = frozenset({"recited", "pet_phrase"})
"""Remarks that may reveal earlier answers."""


def _history(report: Report) -> Report:
    """Leave out everything that comes from earlier answers."""
    return replace(
        report,
        bars=tuple(replace(bar, usual=None) for bar in report.bars),
        usual=None,
        attempts=(),
        changes=(),
        goal=None,
        remarks=tuple(r for r in report.remarks if r.name not in BY_EARLIER_ANSWERS),
    )


_WITHOUT: Mapping[ReportPart, Callable[[Report], Report]] = {
    "sound": lambda report: report,
    "transcript": _transcript,
    "notes": _notes,
    "history": _history,
}
