"""What to say in a report: an Analysis → a Report. No numerics; standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from analysis.content.types import Remark
from analysis.coverage import Coverage, coverage
from analysis.measures.catalog import CATALOG, MeasureEntry, show
from analysis.measures.pitch import MELODY
from analysis.report.bars import bars
from analysis.report.comments.covered import covered, off_question
from analysis.report.comments.melody import on_melody
from analysis.report.comments.remarks import CONTENT, remarks_of_notes, report_remarks
from analysis.report.dates import full_day, full_time
from analysis.report.earlier.attempts import attempts
from analysis.report.earlier.usual import EarlierMeasures, usual_overall
from analysis.report.focus import focus
from analysis.report.model import (
    GoalLine,
    MeasureLine,
    Report,
    StretchKind,
    Timeline,
    TranscriptPiece,
)
from analysis.report.summary.heard import heard_facts, heard_lines
from analysis.report.summary.verdict import verdict
from analysis.report.transcript.moments import timestamp
from analysis.report.transcript.origin import words_origin
from analysis.report.transcript.pieces import pieces
from analysis.report.transcript.sentences import sentences
from analysis.report.transcript.timeline import timeline
from analysis.scoring.advice import clock
from analysis.scoring.evidence import EVIDENCE, founded, not_enough
from analysis.types import NO_QUESTION, VOICE, Analysis, Note

LEGEND = "[um] filled pause (Viva finds about 9 in 10)"
LEGEND_MARKS: Mapping[str, str] = {
    "discourse_marker": "‹like› filler word",
    "repeat": "no↺ repeated",
    "doubtful": "word(?) transcribed where there was no speech",
    "unheard": "(…) speech that wasn't transcribed",
}
LEGEND_PAUSES = "‖1.2‖ pause of 1 s or more, |0.4| shorter mid-clause pause, in seconds"
LEGEND_STRETCH: Mapping[StretchKind, str] = {
    "rushed": "»196 … « rushed (words a minute)",
    "dragging": "~88 … ~ dragging",
}
SOUND_REMOVED = (
    "The recording was deleted on {day}, as you chose in Settings. The transcript and the numbers "
    "are still here."
)
SHOWN_ELSEWHERE = ("unheard", CONTENT, EVIDENCE, VOICE, *MELODY)
"""Kinds of notes that the report shows elsewhere, or not at all."""

LEGEND_SOUND = "Pauses found in the sound, in seconds. There is no transcript yet."


def build(
    analysis: Analysis,
    *,
    recorded_at: datetime | None = None,
    history: Sequence[EarlierMeasures] = (),
    remarks: Sequence[Remark] = (),
    goal: GoalLine | None = None,
    sound_removed: datetime | None = None,
) -> Report:
    """Build the report of one analysis.

    ``recorded_at`` is shown in its own time zone; ``history`` are the person's earlier answers;
    ``sound_removed`` is when the recording was deleted, as the person's settings ask.
    """
    reason = not_enough(analysis)
    analysis = _without_verdicts(analysis, reason)
    line, spans = timeline(analysis), sentences(analysis)
    asked, marked = coverage(analysis), pieces(analysis, spans, line.stretches)
    report = Report(
        question=analysis.question.text if analysis.question else NO_QUESTION,
        subtitle=_subtitle(analysis, recorded_at),
        overall=None,
        bars=(),
        focus=(),
        pieces=marked,
        legend=_legend(analysis, marked, line),
        lines=tuple(_line(analysis, entry) for entry in CATALOG),
        cautions=_all_cautions(analysis, asked, sound_removed, reason),
        waits_for_model=analysis.waits_for_model,
        duration=analysis.recording.duration,
        timeline=line,
        sentences=spans,
        remarks=(*covered(asked), *report_remarks(remarks), *remarks_of_notes(analysis.notes)),
        melody=on_melody(analysis),
        quoting=tuple(n.text for n in analysis.notes if _quotes(n)),
        goal=goal,
    )
    if analysis.overall is None:
        return _without_scores(report, analysis, reason)
    return _with_verdicts(report, analysis, history, recorded_at)


def _without_scores(report: Report, analysis: Analysis, reason: str | None) -> Report:
    """Show what was heard, and the reason why there is no score."""
    heard, lines = heard_facts(analysis), heard_lines(report.lines)
    return replace(report, heard=heard, lines=lines, unjudged=reason or "")


def _with_verdicts(
    report: Report,
    analysis: Analysis,
    history: Sequence[EarlierMeasures],
    recorded_at: datetime | None,
) -> Report:
    """Add everything that scores an answer or compares it with earlier ones."""
    scored = bars(analysis, history)
    tried, changes = attempts(analysis, scored, history, recorded_at)
    return replace(
        report,
        overall=analysis.overall,
        bars=scored,
        focus=focus(analysis),
        usual=usual_overall(analysis, history),
        attempts=tried,
        changes=changes,
        verdict=verdict(analysis),
    )


def _without_verdicts(analysis: Analysis, reason: str | None) -> Analysis:
    """Leave out scores without enough evidence, and fillers without words."""
    if analysis.transcript is None:
        return replace(founded(analysis), fillers=())
    return analysis if reason is None else replace(analysis, scores=(), overall=None)


def _legend(analysis: Analysis, shown: Sequence[TranscriptPiece], line: Timeline) -> str:
    """Explain every sign that is in the transcript."""
    if not analysis.transcript:
        return LEGEND_SOUND
    marks = {piece.kind for piece in shown}
    stretches = {s.kind for s in line.stretches}
    said = [LEGEND]
    said += [text for kind, text in LEGEND_MARKS.items() if kind in marks]
    said.append(LEGEND_PAUSES)
    said += [text for kind, text in LEGEND_STRETCH.items() if kind in stretches]
    return " · ".join(said)


def _all_cautions(
    analysis: Analysis, asked: Coverage | None, sound_removed: datetime | None, reason: str | None
) -> tuple[str, ...]:
    """Return the cautions, first that the answer may be about something else."""
    off = off_question(asked, scored=analysis.overall is not None)
    return (*off, *_cautions(analysis, sound_removed, reason))


def _cautions(
    analysis: Analysis, sound_removed: datetime | None, reason: str | None
) -> tuple[str, ...]:
    """Return the notes' texts; untranscribed speech is one sentence, with its moments.

    ``reason`` is left out: the report already says why the answer isn't scored.
    """
    said = [note.text for note in analysis.notes if note.kind not in SHOWN_ELSEWHERE]
    said = [text for text in said if text != reason]
    unheard = [n.start for n in analysis.notes if n.kind == "unheard" and n.start is not None]
    moments = [timestamp(start) for start in unheard]
    if moments:
        places = ", ".join(moments[:5]) + (" …" if len(moments) > 5 else "")
        said.append(
            f"Speech at {places} wasn't transcribed (marked …). It may be a repeat or a restart."
        )
    if sound_removed is not None:
        said.append(SOUND_REMOVED.format(day=full_day(sound_removed)))
    return tuple(said)


def _quotes(note: Note) -> bool:
    """Whether a note may hold the speaker's words: those about the transcript do."""
    return note.kind == "transcript" and note.start is not None


def _line(analysis: Analysis, entry: MeasureEntry) -> MeasureLine:
    return MeasureLine(entry.name, entry.label, _shown(analysis, entry), entry.definition)


def _shown(analysis: Analysis, entry: MeasureEntry) -> str:
    """Write a measure, with the range in which it probably is where that is known."""
    text = show(entry.name, analysis.measures.get(entry.name))
    if entry.name not in analysis.uncertainty:
        return text
    low, high = analysis.uncertainty[entry.name]
    return f"{text} ({low:.{entry.digits}f}–{high:.{entry.digits}f})"


def _subtitle(analysis: Analysis, recorded_at: datetime | None) -> str:
    parts = []
    if recorded_at is not None:
        parts.append(full_time(recorded_at))
    length = analysis.measures.get("answer_length")
    if length is not None:
        parts.append(f"{clock(length)} of speech")
    if analysis.question:
        low, high = analysis.question.target
        parts.append(f"target {clock(low)}–{clock(high)}")
    if analysis.waits_for_model or analysis.model:  # neither where there was nothing to transcribe
        parts.append(words_origin(analysis.model))
    return " · ".join(parts)
