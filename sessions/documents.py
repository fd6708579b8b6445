"""Analyses in the database: the whole as JSON, and the measures as rows for trends.

The recording's path lies in the JSON relative to the recordings folder, which may move.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from analysis import interchange
from analysis.types import Analysis
from sessions.errors import StoreError
from sessions.rows import storable, to_text, to_time
from sessions.types import Answer, Measured


def insert(
    run: sqlite3.Connection, answer: Answer, analysis: Analysis, recordings: Path, at: datetime
) -> None:
    """Add an analysis and its measures, inside the caller's transaction."""
    made = run.execute(
        "INSERT INTO analysis (answer_id, analysed_at, version, transcribed, model, overall, "
        "document) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            answer.id,
            to_text(at),
            storable(analysis.version),
            int(not analysis.waits_for_model),
            None if analysis.model is None else storable(analysis.model),
            analysis.overall,
            write(analysis, answer.path, recordings),
        ),
    )
    run.executemany(
        "INSERT INTO measure (analysis_id, name, value) VALUES (?, ?, ?)",
        [(made.lastrowid, name, value) for name, value in analysis.measures.items()],
    )


def write(analysis: Analysis, path: Path, recordings: Path) -> str:
    """Turn an analysis into JSON text."""
    recording = analysis.recording
    if recording.path == str(path):
        recording = replace(recording, path=path.relative_to(recordings).as_posix())
    try:
        data = interchange.to_json(replace(analysis, recording=recording))
        return json.dumps(data, allow_nan=False)
    except ValueError as error:
        raise StoreError(f"The analysis of {path.name} cannot be stored: {error}.") from error


def read(text: str, path: Path, recordings: Path) -> Analysis:
    """Read an analysis back, with the recording where it lies now."""
    try:
        data = json.loads(text)
        analysis = interchange.from_json(data if isinstance(data, dict) else {})
    except ValueError as error:
        message = f"The stored analysis of {path.name} cannot be read ({error}); analyse it again."
        raise StoreError(message) from error
    if analysis.recording.path == path.relative_to(recordings).as_posix():
        return replace(analysis, recording=replace(analysis.recording, path=str(path)))
    return analysis


def to_measured(rows: Iterable[sqlite3.Row]) -> tuple[Measured, ...]:
    """Gather rows of ``rows.MEASURED``, one a measure, into one object an answer."""
    measured = []
    for answer_id, group in groupby(rows, key=lambda row: row["id"]):
        found = list(group)
        first = found[0]
        measures = {row["name"]: row["value"] for row in found if row["name"] is not None}
        at = to_time(first["recorded_at"])
        measured.append(Measured(answer_id, first["question_id"], at, first["overall"], measures))
    return tuple(measured)
