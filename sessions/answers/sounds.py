"""The recordings of finished answers: which can be compressed or are old enough to remove.

A file is never changed in place: the row switches to the new one in the same step that marks the
old one for removal, so that a crash at any moment leaves an answer with its recording.
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
"""If nothing was recorded or analyzed for longer than this, no recording is removed: a wrong clock
would otherwise make every recording look old."""

COMPRESSED = (
    "This recording has already been compressed, so it can't be continued. It is safe. Please "
    "record a new answer."
)

OLD_ENOUGH = """
WHERE a.state = 'analysed' AND l.transcribed = 1 AND a.sound_removed IS NULL AND (
    SELECT max(analysed_at) FROM analysis WHERE answer_id = a.id
) < ? ORDER BY a.id
"""


class Sounds:
    """The recordings in one store."""

    def __init__(self, database: Database, recordings: Path, now: Callable[[], datetime]) -> None:
        self._database = database
        self._recordings = recordings
        self._now = now

    def uncompressed(self) -> tuple[Answer, ...]:
        """Return the analyzed answers with an existing WAV recording, oldest first."""
        where = "WHERE a.state = 'analysed' AND a.path LIKE '%.wav' AND a.sound_removed IS NULL"
        found = answers_where(self._database, self._recordings, f"{where} ORDER BY a.id")
        return tuple(answer for answer in found if answer.path.is_file())

    def replace(self, answer: Answer, fresh: Path) -> bool:
        """Switch an answer to another file, complete and on disk; remove the old one.

        ``False``: the answer has another recording by now, or is gone, so nothing was changed.
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

    def choose(self, answer_id: int, *, track: int | None = None, voice: int | None = None) -> None:
        """Save whose speech an answer's next analysis is about, as in `analysis.protocol.Job`."""
        with self._database.change() as run:
            changed = run.execute(
                "UPDATE answer SET track = ?, voice = ? WHERE id = ?", (track, voice, answer_id)
            ).rowcount
        if not changed:
            raise StoreError(f"There is no answer {answer_id}.")

    def expired(self, days: int) -> tuple[Answer, ...]:
        """Return the answers with words whose latest analysis is older than this many days.

        None if the clock may be wrong: see ``SEEN_LATELY``. Never answers without a transcript, or
        those not analyzed or failed.
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
        """Remove an answer's recording because of the person's setting; everything else stays."""
        inside(self._recordings, answer.path.relative_to(self._recordings).as_posix())
        with self._database.change() as run:
            changed = run.execute(
                "UPDATE answer SET sound_removed = ? WHERE id = ? AND state = 'analysed'",
                (rows.to_text(self._now()), answer.id),
            ).rowcount
            if not changed:
                raise StoreError(
                    f"Answer {answer.id} hasn't been analyzed, so its recording stays."
                )
            run.execute(
                "INSERT OR IGNORE INTO discarded SELECT path FROM answer WHERE id = ?",
                (answer.id,),
            )
        remove_discarded(self._database, self._recordings)
