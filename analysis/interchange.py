"""The stable JSON form of an Analysis, both ways.

``viva analyze --format json`` prints it, the child process sends it and the store keeps it. The
number in ``schema`` changes only when a reader of the old form would misunderstand the new one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from analysis.types import (
    Analysis,
    Band,
    Correction,
    CorrectionKind,
    Evidence,
    Filler,
    FillerKind,
    Note,
    PartScore,
    PartScores,
    Pause,
    Position,
    QuestionContext,
    Recording,
    Score,
    Span,
    Transcript,
    Word,
)

SCHEMA = 1

Json = dict[str, Any]


class NotAnAnalysis(ValueError):
    """JSON that isn't an analysis of this schema; the message names the problem."""


def to_json(analysis: Analysis) -> Json:
    """Turn an analysis into plain dicts, lists, strings and numbers (times to the millisecond)."""
    return {
        "schema": SCHEMA,
        "version": analysis.version,
        "recording": _recording_to_json(analysis.recording),
        "model": analysis.model,
        "question": question_to_json(analysis.question),
        "transcript": _transcript_to_json(analysis.transcript),
        "pauses": [
            {"start": _time(p.start), "end": _time(p.end), "position": p.position}
            for p in analysis.pauses
        ],
        "fillers": [_filler_to_json(f) for f in analysis.fillers],
        "measures": {name: _number(value) for name, value in analysis.measures.items()},
        "uncertainty": {
            name: [_number(low), _number(high)]
            for name, (low, high) in analysis.uncertainty.items()
        },
        "scores": [_score_to_json(s) for s in analysis.scores],
        "overall": analysis.overall,
        "notes": [_note_to_json(n) for n in analysis.notes],
        **_corrected_to_json(analysis),
        **_part_scores_to_json(analysis.part_scores),
        **_lost_to_json(analysis.lost),
    }


def from_json(data: Mapping[str, Any]) -> Analysis:
    """Read an analysis back.

    Raises
    ------
    NotAnAnalysis
        When the schema is another one, or a part is missing or of the wrong form.
    """
    if data.get("schema") != SCHEMA:
        raise NotAnAnalysis(f"schema {data.get('schema')!r} is not {SCHEMA}")
    try:
        return Analysis(
            version=str(data["version"]),
            recording=_recording_from_json(data["recording"]),
            question=question_from_json(data.get("question")),
            transcript=_transcript_from_json(data),
            pauses=tuple(
                Pause(p["start"], p["end"], _one_of(Position, p["position"], optional=True))
                for p in data["pauses"]
            ),
            fillers=tuple(_filler_from_json(f) for f in data["fillers"]),
            measures=dict(data["measures"]),
            uncertainty={
                name: (float(low), float(high))
                for name, (low, high) in data.get("uncertainty", {}).items()
            },
            scores=tuple(_score_from_json(s) for s in data["scores"]),
            overall=data["overall"],
            notes=tuple(_note_from_json(n) for n in data["notes"]),
            corrections=corrections_from_json(data.get("corrections", [])),
            heard=_transcript_from_json(data, "heard"),
            part_scores=_part_scores_from_json(data.get("part_scores")),
            lost=tuple(Span(_finite(s["start"]), _finite(s["end"])) for s in data.get("lost", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotAnAnalysis(f"not an analysis: {error!r}") from error


def _recording_to_json(recording: Recording) -> Json:
    return {
        "path": recording.path,
        "duration": _time(recording.duration),
        "sample_rate": recording.sample_rate,
        "overflows": recording.overflows,
        "interruptions": recording.interruptions,
    }


def _recording_from_json(data: Mapping[str, Any]) -> Recording:
    return Recording(
        str(data["path"]),
        float(data["duration"]),
        int(data["sample_rate"]),
        int(data.get("overflows", 0)),
        int(data.get("interruptions", 0)),
    )


def question_to_json(question: QuestionContext | None) -> Json | None:
    """Turn a question into its JSON form."""
    if question is None:
        return None
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "target": [_time(t) for t in question.target],
    }


def question_from_json(data: Mapping[str, Any] | None) -> QuestionContext | None:
    """Read a question back; ``kind`` may be missing."""
    if data is None:
        return None
    low, high = data["target"]
    return QuestionContext(
        data["id"], str(data["text"]), data.get("kind"), (float(low), float(high))
    )


def words_from_json(data: Any) -> tuple[Word, ...]:
    """Read ``{"words": [{"start", "end", "text"}…]}``, the form that ``--transcript`` takes.

    Raises
    ------
    NotAnAnalysis
        When a word lacks a part, its times aren't numbers, or it ends before it starts.
    """
    rows = data.get("words") if isinstance(data, Mapping) else None
    if not isinstance(rows, list):
        raise NotAnAnalysis('a transcript is an object with a list "words"')
    words = []
    for number, row in enumerate(rows, 1):
        try:
            start, end = float(row["start"]), float(row["end"])
            if not (math.isfinite(start) and math.isfinite(end)):
                raise ValueError("a time is not a finite number")
            words.append(Word(start, end, str(row["text"]), float(row.get("probability", 1.0))))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotAnAnalysis(f"word {number} of the transcript is invalid: {error}") from error
    return tuple(words)


def corrections_to_json(corrections: Iterable[Correction]) -> list[Json]:
    """Turn a person's corrections into their JSON form."""
    return [
        {"start": _time(c.start), "end": _time(c.end), "kind": c.kind, "text": c.text}
        for c in corrections
    ]


def corrections_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Read corrections back.

    Raises
    ------
    KeyError, TypeError, ValueError
        When a part is missing or wrong.
    """
    return tuple(
        Correction(
            float(c["start"]), float(c["end"]), _one_of(CorrectionKind, c["kind"]), str(c["text"])
        )
        for c in data
    )


def _corrected_to_json(analysis: Analysis) -> Json:
    """Return the person's corrections, possibly none."""
    if not analysis.corrections:
        return {}
    return {
        "corrections": corrections_to_json(analysis.corrections),
        "heard": _transcript_to_json(analysis.heard),
    }


def _transcript_to_json(transcript: Transcript | None) -> Json | None:
    if transcript is None:
        return None
    words = [
        {
            "start": _time(w.start),
            "end": _time(w.end),
            "text": w.text,
            "probability": round(w.probability, 3),
        }
        for w in transcript.words
    ]
    return {"text": transcript.text, "language": transcript.language, "words": words}


def _transcript_from_json(data: Mapping[str, Any], name: str = "transcript") -> Transcript | None:
    transcript = data.get(name)
    if transcript is None:
        return None
    return Transcript(
        words_from_json(transcript),
        float(data["recording"]["duration"]),
        transcript.get("language", "en"),
        data["model"],
    )


def _filler_to_json(filler: Filler) -> Json:
    return {
        "start": _time(filler.start),
        "end": _time(filler.end),
        "text": filler.text,
        "kind": filler.kind,
        "evidence": filler.evidence,
        "confidence": round(filler.confidence, 2),
    }


def _filler_from_json(data: Mapping[str, Any]) -> Filler:
    return Filler(
        data["start"],
        data["end"],
        str(data["text"]),
        _one_of(FillerKind, data["kind"]),
        _one_of(Evidence, data["evidence"]),
        float(data["confidence"]),
    )


def _score_to_json(score: Score) -> Json:
    return {
        "name": score.name,
        "value": score.value,
        "band": score.band,
        "advice": score.advice,
        "source": score.source,
    }


def _score_from_json(data: Mapping[str, Any]) -> Score:
    band = _one_of(Band, data["band"])
    return Score(data["name"], int(data["value"]), band, data["advice"], data["source"])


def _note_to_json(note: Note) -> Json:
    data: Json = {"kind": note.kind, "text": note.text}
    if note.start is not None and note.end is not None:
        data |= {"start": _time(note.start), "end": _time(note.end)}
    return data


def _note_from_json(data: Mapping[str, Any]) -> Note:
    return Note(data["kind"], data["text"], data.get("start"), data.get("end"))


def _part_scores_to_json(scores: PartScores | None) -> Json:
    """Return what the sentence encoder found, possibly nothing."""
    if scores is None:
        return {}
    parts = [
        {
            "name": p.name,
            "start": _time(p.start),
            "end": _time(p.end),
            "score": round(float(p.score), 3),
        }
        for p in scores.parts
    ]
    found = {"kind": scores.kind, "off": round(float(scores.off), 3), "parts": parts}
    return {"part_scores": found}


def _part_scores_from_json(data: Mapping[str, Any] | None) -> PartScores | None:
    if data is None:
        return None
    parts = tuple(
        PartScore(_finite(p["start"]), _finite(p["end"]), str(p["name"]), _finite(p["score"]))
        for p in data["parts"]
    )
    return PartScores(str(data["kind"]), _finite(data["off"]), parts)


def _lost_to_json(lost: Iterable[Span]) -> Json:
    """Return the stretches that don't count, possibly none."""
    spans = [{"start": _time(s.start), "end": _time(s.end)} for s in lost]
    return {"lost": spans} if spans else {}


def _one_of(kind: Any, value: Any, *, optional: bool = False) -> Any:
    """Pass a value that the Literal type ``kind`` allows."""
    if value in get_args(kind) or (optional and value is None):
        return value
    raise ValueError(f"{value!r} isn't one of {', '.join(get_args(kind))}")


def _finite(value: Any) -> float:
    """Pass a number; not text that looks like one, infinity, or NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} isn't a finite number")
    return float(value)


def _time(seconds: float) -> float:
    return round(float(seconds), 3)


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
