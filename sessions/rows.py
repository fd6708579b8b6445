"""Rows to types and back, and the queries that read answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from sessions.errors import StoreError
from sessions.files.files import inside
from sessions.row_validation import (
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    TEXT,
    WHOLE,
    expect,
    texts,
)
from sessions.types import AnalysisOrigin, Answer, Session, SessionKind, SqlValue

LATEST = """
analysis AS l INDEXED BY analysis_by_answer
    ON l.answer_id = a.id AND l.id = (SELECT max(id) FROM analysis WHERE answer_id = a.id)
"""
"""Joins an answer's latest analysis by the index that covers it; the document isn't touched."""

ANSWERS = f"""
SELECT a.*, l.model AS model, l.overall AS overall, l.transcribed AS transcribed
FROM answer AS a LEFT JOIN {LATEST}
"""
NEWEST_FIRST = "ORDER BY a.recorded_at DESC, a.id DESC"
KEPT = "a.state <> 'recording'"
COUNT = f"SELECT count(*) AS found FROM answer AS a WHERE {KEPT}"
TALLIES = """
SELECT t.question_id, t.answered, t.last_at, (
    SELECT l.overall FROM analysis AS l WHERE l.answer_id = (
        SELECT a.id FROM answer AS a
        WHERE a.question_id = t.question_id AND a.state <> 'recording'
        ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1
    ) ORDER BY l.id DESC LIMIT 1
) AS last_overall
FROM (
    SELECT question_id, count(*) AS answered, max(recorded_at) AS last_at FROM answer
    WHERE question_id IS NOT NULL AND state <> 'recording' GROUP BY question_id
) AS t
"""
MEASURED = f"""
SELECT a.id, a.question_id, a.recorded_at, a.target_min, a.target_max, l.overall,
    {{found}} AS found
FROM answer AS a
JOIN {LATEST}
LEFT JOIN measures AS m ON m.analysis_id = l.id
WHERE {KEPT} {{where}}
ORDER BY a.recorded_at, a.id
"""
ORIGINS = f"""
SELECT a.id, l.version, l.transcribed, l.model, l.own_fillers FROM answer AS a JOIN {LATEST}
"""

KINDS: dict[str, tuple[type, ...]] = {
    "question_id": MAYBE_TEXT,
    "question_text": TEXT,
    "question_kind": MAYBE_TEXT,
    "target_min": NUMBER,
    "target_max": NUMBER,
    "recorded_at": TEXT,
    "path": TEXT,
    "duration": MAYBE_NUMBER,
    "sample_rate": MAYBE_WHOLE,
    "overflows": WHOLE,
    "interruptions": WHOLE,
    "device": MAYBE_TEXT,
    "model": MAYBE_TEXT,
    "overall": MAYBE_WHOLE,
    "problem": MAYBE_TEXT,
    "sound_removed": MAYBE_TEXT,
    "track": MAYBE_WHOLE,
    "voice": MAYBE_WHOLE,
}
"""The types of an answer's columns."""

ORIGIN = {"version": TEXT, "model": MAYBE_TEXT}
YEARS = range(1970, 9000)
"""Range of times that Viva writes, whatever the clock; others fail in some time zones."""


def to_text(time: datetime) -> str:
    """Write a time so that texts sort like times."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def to_time(text: str) -> datetime:
    """Read a time back, in UTC; ``ValueError`` if it isn't one, or is out of range."""
    time = datetime.fromisoformat(text)
    if time.year not in YEARS or time.tzinfo is None:
        raise ValueError(f"{text!r} isn't a time Viva wrote")
    return time.astimezone(UTC)


def utf8_safe(text: str) -> str:
    """Return text without halves of characters (from odd file names), which UTF-8 refuses."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def to_session(row: sqlite3.Row) -> Session:
    """Read a row of ``session``."""
    return Session(row["id"], row["kind"], to_time(row["started"]))


def to_answer(row: sqlite3.Row, recordings: Path) -> Answer:
    """Read a row of ``ANSWERS``; refuses a value of another kind with ``TypeError``."""
    expect(row, KINDS)
    return Answer(
        id=row["id"],
        session_id=row["session_id"],
        question_id=row["question_id"],
        question_text=row["question_text"],
        question_kind=row["question_kind"],
        target=(row["target_min"], row["target_max"]),
        recorded_at=to_time(row["recorded_at"]),
        state=row["state"],
        path=inside(recordings, row["path"]),
        duration=row["duration"],
        sample_rate=row["sample_rate"],
        overflows=row["overflows"],
        device=row["device"],
        model=row["model"],
        overall=row["overall"],
        recovered=bool(row["recovered"]),
        problem=row["problem"],
        sound_removed=to_time(row["sound_removed"]) if row["sound_removed"] else None,
        track=row["track"],
        voice=row["voice"],
        interruptions=row["interruptions"],
    )


def to_origin(row: sqlite3.Row) -> AnalysisOrigin:
    """Read a row of ``ORIGINS``."""
    expect(row, ORIGIN)
    own = row["own_fillers"]
    return AnalysisOrigin(
        version=row["version"],
        transcribed=bool(row["transcribed"]),
        model=row["model"],
        own_fillers=None if own is None else frozenset(texts(json.loads(own))),
    )


def to_origins(found: Iterable[sqlite3.Row]) -> dict[int, AnalysisOrigin]:
    """Read rows of ``ORIGINS``; most are alike, and are created only once."""
    made: dict[tuple[SqlValue, ...], AnalysisOrigin] = {}
    origins = {}
    for row in found:
        number, *rest = row
        key = tuple(rest)
        origins[number] = made[key] if key in made else made.setdefault(key, to_origin(row))
    return origins


def insert_session(run: sqlite3.Connection, kind: SessionKind, at: datetime) -> int:
    """Add a session that begins and return its number."""
    values = (kind, to_text(at))
    made = run.execute("INSERT INTO session (kind, started) VALUES (?, ?)", values)
    assert made.lastrowid is not None
    return made.lastrowid


def insert_answer(run: sqlite3.Connection, asked: Mapping[str, SqlValue]) -> int:
    """Add a row in state "recording" and return its number; the caller sets its path."""
    session_id = asked["session_id"]
    if not run.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone():
        raise StoreError(f"There is no session {session_id}.")
    values = {k: utf8_safe(v) if isinstance(v, str) else v for k, v in asked.items()}
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    made = run.execute(
        f"INSERT INTO answer ({names}, state, path) "
        f"VALUES ({marks}, 'recording', hex(randomblob(16)))",
        values,
    )
    assert made.lastrowid is not None
    return made.lastrowid


def discard_answer(run: sqlite3.Connection, answer_id: int) -> None:
    """Remove an answer and its analyses; mark its recording and backup copies for removal."""
    (path,) = run.execute("SELECT path FROM answer WHERE id = ?", (answer_id,)).fetchone()
    names = {path, PurePosixPath(path).with_suffix(".flac").as_posix()}  # may be half compressed
    run.executemany("INSERT OR IGNORE INTO discarded VALUES (?)", [(name,) for name in names])
    run.execute(
        "INSERT OR REPLACE INTO forgotten SELECT id, recorded_at FROM answer WHERE id = ?",
        (answer_id,),
    )
    run.execute("DELETE FROM answer WHERE id = ?", (answer_id,))
