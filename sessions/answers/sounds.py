"""The sound files of finished answers: which may be compressed or have lasted long enough.

A file is never changed in place: the row goes over to the new one in the same step in which the
old one is noted as to be removed, so that a crash at any moment leaves an answer with its sound.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sessions import rows
from sessions.answers.leftovers import remove_discarded
from sessions.answers.reader import answers_where
from sessions.database import Database
from sessions.errors import StoreError
from sessions.files.files import inside
from sessions.types import Answer

SEEN_LATELY = timedelta(days=60)
"""Where nothing has been recorded or analysed for longer than this, no sound is removed: a clock
that was set wrong would otherwise make every recording look old."""

COMPRESSED = (
    "The sound of this answer has been compressed meanwhile and cannot be gone on with; it is "
    "kept. Answer again."
)

OLD_ENOUGH = """
WHERE a.state = 'analysed' AND l.transcribed = 1 AND a.sound_removed IS NULL AND (
    SELECT max(analysed_at) FROM analysis WHERE answer_id = a.id
) < ? ORDER BY a.id
"""


class Sounds:
    """The sound files in one store."""

    def __init__(self, database: Database, recordings: Path, now: Callable[[], datetime]) -> None:
        self._database = database
        self._recordings = recordings
        self._now = now

    def uncompressed(self) -> tuple[Answer, ...]:
        """Give the analysed answers whose sound is a WAV that is there, the oldest first."""
        where = "WHERE a.state = 'analysed' AND a.path LIKE '%.wav' AND a.sound_removed IS NULL"
        found = answers_where(self._database, self._recordings, f"{where} ORDER BY a.id")
        return tuple(answer for answer in found if answer.path.is_file())

    def replace(self, answer: Answer, fresh: Path) -> bool:
        """Let an answer's sound be another file, complete and on the disk; remove the old one.

        ``False``: the answer has another sound by now, or is gone, so nothing was changed.
        """
        old, new = (path.relative_to(self._recordings).as_posix() for path in (answer.path, fresh))
        with self._database.change() as run:
            changed = run.execute(
                "UPDATE answer SET path = ? WHERE id = ? AND path = ? AND state = 'analysed'",
                (new, answer.id, old),
            ).rowcount
            if changed:
                run.execute("INSERT OR IGNORE INTO discarded VALUES (?)", (old,))
                run.execute("DELETE FROM discarded WHERE path = ?", (new,))
        remove_discarded(self._database, self._recordings)
        return bool(changed)

    def expired(self, days: int) -> tuple[Answer, ...]:
        """Give the answers with words whose latest analysis is older than so many days.

        None where the clock may be wrong: see ``SEEN_LATELY``. Answers without a transcript, not
        analysed, or failed are never among them.
        """
        now = self._now()
        (row,) = self._database.rows(
            "SELECT max((SELECT max(recorded_at) FROM answer), "
            "(SELECT max(analysed_at) FROM analysis)) AS last"  # NULL where either has no row
        )
        if row["last"] is None or now - rows.to_time(row["last"]) > SEEN_LATELY:
            return ()
        found = answers_where(
            self._database,
            self._recordings,
            OLD_ENOUGH,
            (rows.to_text(now - timedelta(days=days)),),
        )
        return tuple(answer for answer in found if answer.path.is_file())

    def remove(self, answer: Answer) -> None:
        """Remove the sound of an answer at the person's setting; all else stays."""
        inside(self._recordings, answer.path.relative_to(self._recordings).as_posix())
        with self._database.change() as run:
            changed = run.execute(
                "UPDATE answer SET sound_removed = ? WHERE id = ? AND state = 'analysed'",
                (rows.to_text(self._now()), answer.id),
            ).rowcount
            if not changed:
                raise StoreError(f"Answer {answer.id} is not analysed; its sound stays.")
            run.execute(
                "INSERT OR IGNORE INTO discarded SELECT path FROM answer WHERE id = ?",
                (answer.id,),
            )
        remove_discarded(self._database, self._recordings)
