"""Recordings that a restored database doesn't know: each becomes an answer again.

Its name has what is known about it: when it was recorded, and its number. The question is unknown;
the analysis that follows adds the rest.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from analysis.types import DEFAULT_TARGET
from sessions import rows
from sessions.backup.swap import FIND_AGAIN
from sessions.database import Database
from sessions.files.flac import read_flac
from sessions.files.wav import WavInfo, repair

NAME = re.compile(r"\d{4}-\d{2}/(\d{8}T\d{6})Z-(\d{1,15})(?:-\d+)?\.[A-Za-z0-9]{1,8}")
ASKED = "(Found again from its recording; the question is not known.)"

SHORTEST = 0.5
"""Seconds; less is an accidental key press, not an answer."""


def find_if_requested(database: Database, recordings: Path) -> int:
    """Look once after a restore, however often it was interrupted; returns how many were found."""
    mark = database.path.parent / FIND_AGAIN
    if not mark.exists():
        return 0
    found = find_again(database, recordings)
    mark.unlink(missing_ok=True)
    return found


def find_again(database: Database, recordings: Path) -> int:
    """Create an answer for every recording without one; returns how many.

    An answer whose recording was compressed since the backup is pointed to the new file.
    """
    known = {row["path"] for row in database.rows("SELECT path FROM answer")}
    stems = {name.rsplit(".", 1)[0]: name for name in known}
    there = {p.relative_to(recordings).as_posix() for p in recordings.glob("*/*") if p.is_file()}
    found = 0
    for name in sorted(there - known):
        before = stems.get(name.rsplit(".", 1)[0])
        if before is not None:
            if before not in there:
                with database.change() as run:
                    run.execute("UPDATE answer SET path = ? WHERE path = ?", (name, before))
        elif (match := NAME.fullmatch(name)) and not name.endswith((".lock", ".part")):
            found += _add(database, recordings, name, match)
    return found


def _add(database: Database, recordings: Path, name: str, match: re.Match[str]) -> bool:
    path = recordings / name
    sound = sound_of(path)
    if path.stat().st_size == 0 or (sound is not None and sound.duration < SHORTEST):
        return False
    try:
        at = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return False
    with database.change() as run:
        if run.execute("SELECT 1 FROM discarded WHERE path = ?", (name,)).fetchone():
            return False
        session_id = rows.insert_session(run, "practice", at)
        number: int | None = int(match[2])
        if run.execute("SELECT 1 FROM answer WHERE id = ?", (number,)).fetchone():
            number = None
        run.execute(
            "INSERT INTO answer (id, session_id, question_text, target_min, target_max, "
            "recorded_at, state, path, duration, sample_rate) "
            "VALUES (?, ?, ?, ?, ?, ?, 'recorded', ?, ?, ?)",
            (
                *(number, session_id, ASKED, *DEFAULT_TARGET, rows.to_text(at), name),
                *((sound.duration, sound.sample_rate) if sound else (None, None)),
            ),
        )
    return True


def sound_of(path: Path) -> WavInfo | None:
    """Return length and sample rate of a WAV or FLAC file; ``None`` for any other."""
    return read_flac(path) if path.suffix == ".flac" else repair(path)
