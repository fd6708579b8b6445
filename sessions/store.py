"""The store: every answer from before its first sample to its latest analysis.

A ``Store`` belongs to the thread that opened it (SQLite says so if another uses it); two programs
may have the same store open. Each step leaves a state that the next start understands: a row in
state "recording" whose writer is gone is for ``sessions.recovery``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analysis.types import Analysis
from sessions import rows
from sessions.answers import documents
from sessions.answers.corrections import Corrections
from sessions.answers.days import Days
from sessions.answers.drills import Drills
from sessions.answers.goals import Goals
from sessions.answers.leftovers import sweep_abandoned, sweep_discarded
from sessions.answers.mocks import Mocks
from sessions.answers.past import Past
from sessions.answers.sounds import COMPRESSED, Sounds
from sessions.backup import backups, find_again, swap
from sessions.database import Database
from sessions.errors import StoreError, UnknownAnswer, Unusable
from sessions.files.files import copy_sound, inside, private_folder, recording_name
from sessions.files.locks import Claims
from sessions.notebook.programs import Programs
from sessions.row_validation import legible
from sessions.stories.stories import Stories
from sessions.types import AnalysisOrigin, Answer, DatedMeasures, Session, SessionKind, Tally

__all__ = ["Store", "StoreError", "UnknownAnswer", "Unusable"]

MOST = 2**63 - 1  # the largest number SQLite takes


def utc_now() -> datetime:
    """Give the time now, in UTC."""
    return datetime.now(UTC)


class Store:
    """Sessions, answers and analyses of one person; a context manager."""

    def __init__(
        self, database: Database, recordings: Path, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database = database
        self._recordings = recordings
        self._now = now
        self._claims = Claims()
        self.corrections = Corrections(database, now)
        self.drills = Drills(database, now)
        self.mocks = Mocks(database, now)
        self.stories = Stories(database, now)
        self.programs = Programs(database, now)
        self.goals = Goals(database)
        self.days = Days(database, now)
        self.past = Past(database)
        self.sounds = Sounds(database, recordings, now)

    @classmethod
    def open(
        cls, database: Path, recordings: Path, *, now: Callable[[], datetime] = utc_now
    ) -> Store:
        """Open the store, made on first use and brought to this version.

        Raises
        ------
        StoreError
            For a database of another program, of a newer Viva or a damaged one; it is left as is.
            It is ``Unusable`` where a backup can take its place.
        """
        swap.finish(database.parent)
        backups.refuse_a_lost_database(database)
        try:
            private_folder(database.parent)
            private_folder(recordings)
        except OSError as error:
            message = f"The folder {error.filename} cannot be made: {error.strerror}."
            raise StoreError(message) from error
        store = cls(Database(database), recordings.absolute(), now)
        sweep_discarded(store._database, store._recordings)
        sweep_abandoned(store._database, store._recordings)
        find_again.where_asked(store._database, store._recordings)
        return store

    def close(self) -> None:
        """Close the database and let go of unfinished recordings; again does nothing."""
        self._claims.release_all()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    def begin_session(self, kind: SessionKind) -> Session:
        """Note that a sitting begins."""
        with self._database.change() as run:
            values = (kind, rows.to_text(self._now()))
            made = run.execute("INSERT INTO session (kind, started) VALUES (?, ?)", values)
        (row,) = self._database.rows("SELECT * FROM session WHERE id = ?", (made.lastrowid,))
        return rows.to_session(row)

    def begin_answer(
        self,
        session_id: int,
        *,
        question_id: str | None,
        question_text: str,
        question_kind: str | None,
        target: tuple[float, float],
        device: str | None = None,
        suffix: str = ".wav",
    ) -> Answer:
        """Make the row, and the empty private file, of an answer about to be recorded."""
        at = self._now().astimezone(UTC)
        asked = {
            "session_id": session_id,
            "question_id": question_id,
            "question_text": question_text,
            "question_kind": question_kind,
            "target_min": float(target[0]),
            "target_max": float(target[1]),
            "recorded_at": rows.to_text(at),
            "device": device,
        }
        with contextlib.ExitStack() as undo:
            with self._database.change() as run:
                answer_id = rows.insert_answer(run, asked)
                name = recording_name(self._recordings, answer_id, at, suffix)
                run.execute("UPDATE answer SET path = ? WHERE id = ?", (name, answer_id))
                path = inside(self._recordings, name)
                undo.callback(self._claims.abandon, answer_id, path)
                # Before anyone can see the row, so that nobody takes it for a lost recording.
                self._claims.begin(answer_id, path)
            undo.pop_all()
        return self.answer(answer_id)

    def finish_recording(
        self,
        answer_id: int,
        *,
        duration: float | None,
        sample_rate: int | None,
        overflows: int,
        recovered: bool = False,
    ) -> Answer:
        """Note that the sound is complete and what it is."""
        answer = self._change(
            answer_id,
            "duration = :duration, sample_rate = :sample_rate, overflows = :overflows, "
            "recovered = :recovered, "
            "state = CASE state WHEN 'recording' THEN 'recorded' ELSE state END",
            duration=duration,
            sample_rate=sample_rate,
            overflows=overflows,
            recovered=int(recovered),
        )
        self.release(answer_id)
        return answer

    def go_on_recording(self, answer_id: int, device: str | None) -> Answer:
        """Take up the recording of an answer whose microphone failed, with another one.

        Until it is finished again it is as any answer that is being recorded. ``StoreError`` where
        the file is gone or compressed, or a running program records the answer.
        """
        answer = self.answer(answer_id)
        if answer.state == "recording" or not answer.path.is_file() or answer.path.suffix != ".wav":
            wav = answer.path.suffix == ".wav"
            raise StoreError(f"Answer {answer_id} cannot be gone on with." if wav else COMPRESSED)
        if not self.claim(answer_id):
            raise StoreError(f"Answer {answer_id} is being recorded by another running Viva.")
        devices = dict.fromkeys(filter(None, (answer.device, device)))
        return self._change(
            answer_id,
            "state = 'recording', problem = NULL, device = :device",
            device=", then ".join(devices) or None,
        )

    def save_analysis(
        self, answer_id: int, analysis: Analysis, *, own_fillers: Iterable[str] | None = None
    ) -> Answer:
        """Add an analysis; earlier ones are kept. Fills in what an import did not know.

        ``own_fillers`` notes which of the person's own were counted too; ``None``: unknown.
        """
        with self._database.change() as run:
            answer = self.answer(answer_id)
            if answer.state == "recording":
                raise StoreError(f"Answer {answer_id} is still being recorded.")
            documents.insert(run, answer, analysis, self._recordings, self._now(), own_fillers)
            run.execute(
                "UPDATE answer SET state = 'analysed', problem = NULL, "
                "duration = coalesce(duration, ?), sample_rate = coalesce(sample_rate, ?) "
                "WHERE id = ?",
                (analysis.recording.duration, analysis.recording.sample_rate, answer_id),
            )
        return self.answer(answer_id)

    def fail(self, answer_id: int, problem: str) -> Answer:
        """Note in one sentence why an answer could not be recorded or analysed."""
        answer = self._change(
            answer_id, "state = 'failed', problem = :problem", problem=rows.storable(problem)
        )
        self.release(answer_id)
        return answer

    def import_sound(
        self,
        source: Path,
        *,
        session_id: int | None = None,
        question_id: str | None = None,
        question_text: str | None = None,
        question_kind: str | None = None,
        target: tuple[float, float] = (120.0, 180.0),
    ) -> Answer:
        """Copy a sound file into the store; length and rate come with its first analysis.

        Without ``session_id`` it is a session of its own; without ``question_text`` the file's
        name stands for it.
        """
        if not source.is_file():
            raise StoreError(f"{source} is not a file.")
        if session_id is None:
            session_id = self.begin_session("import").id
        answer = self.begin_answer(
            session_id,
            question_id=question_id,
            question_text=source.name if question_text is None else question_text,
            question_kind=question_kind,
            target=target,
            suffix=source.suffix,
        )
        try:
            copy_sound(source, answer.path)
        except BaseException:
            self.delete_answer(answer.id)
            raise
        return self.finish_recording(answer.id, duration=None, sample_rate=None, overflows=0)

    def delete_answer(self, answer_id: int) -> None:
        """Remove an answer, its analyses and its sound.

        The rows go first, and in the same step the file's name is noted; what a power cut then
        leaves on the disk goes on the next start.
        """
        answer = self.answer(answer_id)
        mine = answer_id in self._claims
        if answer.state == "recording" and not mine and not self.claim(answer_id):
            raise StoreError(f"Answer {answer_id} is being recorded by another running Viva.")
        try:
            with self._database.change() as run:
                rows.discard_answer(run, answer_id)
        finally:
            self.release(answer_id)
        sweep_discarded(self._database, self._recordings)

    # Reading

    def answer(self, answer_id: int) -> Answer:
        """Give one answer; ``UnknownAnswer`` when there is none."""
        found = self._answers("WHERE a.id = ?", (answer_id,)) if abs(answer_id) <= MOST else ()
        if not found:
            raise UnknownAnswer(answer_id)
        return found[0]

    def answers(
        self,
        *,
        question_id: str | None = None,
        session_id: int | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[Answer, ...]:
        """Answers, the newest first, without those still being recorded."""
        wanted = {"question_id": question_id, "session_id": session_id}
        given = {name: value for name, value in wanted.items() if value is not None}
        where = "".join(f" AND a.{name} = :{name}" for name in given)
        return self._answers(
            f"WHERE {rows.KEPT}{where} {rows.NEWEST_FIRST} LIMIT :limit OFFSET :offset",
            {
                **given,
                "limit": MOST if limit is None else min(limit, MOST),
                "offset": min(offset, MOST),
            },
        )

    def count(self, *, question_id: str | None = None) -> int:
        """Give the number of answers, without those still being recorded."""
        where = "" if question_id is None else " AND a.question_id = :question_id"
        (row,) = self._database.rows(rows.COUNT + where, {"question_id": question_id})
        return int(row["found"])

    def latest(self) -> Answer | None:
        """Give the newest answer."""
        return next(iter(self.answers(limit=1)), None)

    def analysis(self, answer_id: int) -> Analysis | None:
        """Give the latest analysis of an answer, if it has one."""
        return next(iter(self._analyses(answer_id, "DESC LIMIT 1")), None)

    def analyses(self, answer_id: int) -> tuple[Analysis, ...]:
        """Every analysis of an answer, the oldest first."""
        return self._analyses(answer_id, "ASC")

    def tallies(self) -> dict[str, Tally]:
        """How often and how well each question was answered, by its id."""
        given = self._database.rows(rows.TALLIES)
        with legible(self._database.path):
            return {
                row["question_id"]: Tally(
                    row["answered"], row["last_overall"], rows.to_time(row["last_at"])
                )
                for row in given
            }

    def measured(
        self, *, question_id: str | None = None, names: Sequence[str] | None = None
    ) -> tuple[DatedMeasures, ...]:
        """Give the measures of each answer's latest analysis, the oldest answer first.

        With ``names`` only these, which is quicker; one that an analysis lacks is ``None``.
        """
        where = "" if question_id is None else "AND a.question_id = :question_id"
        found, values = documents.found(names)
        sql = rows.MEASURED.format(where=where, found=found)
        given = self._database.rows(sql, {"question_id": question_id, **values})
        with legible(self._database.path):
            return documents.to_measured(given, names)

    def ways(self) -> dict[int, AnalysisOrigin]:
        """How the latest analysis of each analysed answer was made, by the answer's number."""
        given = self._database.rows(rows.WAYS)
        with legible(self._database.path):
            return rows.to_ways(given)

    def waiting_for_model(self) -> tuple[Answer, ...]:
        """Answers without a transcript whose sound is still there, the newest first."""
        found = self._answers(
            "WHERE a.state IN ('recorded', 'analysed') AND coalesce(l.transcribed, 0) = 0 "
            + rows.NEWEST_FIRST
        )
        return tuple(answer for answer in found if answer.path.is_file())

    def unanalyzed(self) -> tuple[Answer, ...]:
        """Complete recordings that have not been analysed yet, the oldest first."""
        return self._answers("WHERE a.state = 'recorded' ORDER BY a.id")

    def unfinished(self) -> tuple[Answer, ...]:
        """Answers still in state "recording", by this program, another, or one that is gone."""
        return self._answers("WHERE a.state = 'recording' ORDER BY a.id")

    # Who is writing

    def claim(self, answer_id: int) -> bool:
        """Take over an unfinished answer; ``False``: the program that records it runs."""
        return self._claims.take(answer_id, self.answer(answer_id).path)

    def release(self, answer_id: int) -> None:
        """Let go of an answer; of one that is not held does nothing."""
        self._claims.release(answer_id)

    # Inside

    def _answers(self, where: str, values: Any = ()) -> tuple[Answer, ...]:
        found = self._database.rows(f"{rows.ANSWERS} {where}", values)
        with legible(self._database.path):
            return tuple(rows.to_answer(row, self._recordings) for row in found)

    def _analyses(self, answer_id: int, order: str) -> tuple[Analysis, ...]:
        answer = self.answer(answer_id)
        found = self._database.rows(
            f"SELECT document FROM analysis WHERE answer_id = ? ORDER BY id {order}", (answer_id,)
        )
        with legible(self._database.path):
            return tuple(
                documents.read(row["document"], answer.path, self._recordings) for row in found
            )

    def _change(self, answer_id: int, what: str, **values: Any) -> Answer:
        with self._database.change() as run:
            self.answer(answer_id)
            run.execute(f"UPDATE answer SET {what} WHERE id = :id", {"id": answer_id, **values})
        return self.answer(answer_id)
