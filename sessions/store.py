"""The store: every answer from before its first sample to its latest analysis.

A ``Store`` belongs to the thread that opened it (SQLite reports if another uses it); two programs
can have the same store open. Each step leaves a state that the next start understands: a row in
state "recording" whose writer is gone is for ``sessions.recovery``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from analysis.types import Analysis, QuestionContext
from sessions import rows
from sessions.answers import documents
from sessions.answers.corrections import Corrections
from sessions.answers.days import Days
from sessions.answers.drills import Drills
from sessions.answers.feedback import Feedbacks
from sessions.answers.goals import Goals
from sessions.answers.leftovers import remove_abandoned, remove_discarded
from sessions.answers.mocks import Mocks
from sessions.answers.past import Past
from sessions.answers.reader import AnswerReader
from sessions.answers.retellings import Retellings
from sessions.answers.sounds import COMPRESSED, Sounds
from sessions.backup import backups, find_again, swap
from sessions.database import Database
from sessions.errors import StoreError, UnknownAnswer, Unusable
from sessions.files.files import copy_sound, inside, private_folder, recording_name
from sessions.files.locks import Claims
from sessions.notebook.programs import Programs
from sessions.stories.stories import Stories
from sessions.types import Answer, Session, SessionKind, SqlValue

__all__ = ["Store", "StoreError", "UnknownAnswer", "Unusable"]


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


class Store(AnswerReader):
    """Sessions, answers, and analyses of one person, read and written; a context manager."""

    def __init__(
        self, database: Database, recordings: Path, now: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(database, recordings)
        self._now = now
        self._claims = Claims()
        self.corrections = Corrections(database, now)
        self.drills = Drills(database, now)
        self.mocks = Mocks(database, now)
        self.retellings = Retellings(database, now)
        self.stories = Stories(database, now)
        self.programs = Programs(database, now)
        self.goals = Goals(database)
        self.feedback = Feedbacks(database, now)
        self.days = Days(database, now)
        self.past = Past(database)
        self.sounds = Sounds(database, recordings, now)

    @classmethod
    def open(
        cls, database: Path, recordings: Path, *, now: Callable[[], datetime] = utc_now
    ) -> Store:
        """Open the store, created on first use and upgraded to this version.

        Raises
        ------
        StoreError
            For a database of another program or a newer Viva, or a damaged one; it stays as is.
            It is ``Unusable`` if a backup can replace it.
        """
        swap.finish(database.parent)
        backups.refuse_a_lost_database(database)
        try:
            private_folder(database.parent)
            private_folder(recordings)
        except OSError as error:
            message = f"Can't create the folder {error.filename}: {error.strerror}."
            raise StoreError(message) from error
        store = cls(Database(database), recordings.absolute(), now)
        try:
            remove_discarded(store._database, store._recordings)
            remove_abandoned(store._database, store._recordings)
            find_again.find_if_requested(store._database, store._recordings)
        except BaseException:  # an open file would keep a backup from replacing it
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the database and release unfinished recordings; can be repeated."""
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
        """Record that a session begins."""
        with self._database.change() as run:
            session_id = rows.insert_session(run, kind, self._now())
        (row,) = self._database.rows("SELECT * FROM session WHERE id = ?", (session_id,))
        return rows.to_session(row)

    def begin_answer(
        self,
        session_id: int,
        question: QuestionContext,
        *,
        device: str | None = None,
        suffix: str = ".wav",
    ) -> Answer:
        """Create the row, and the empty private file, of an answer about to be recorded."""
        at = self._now().astimezone(UTC)
        asked: dict[str, SqlValue] = {
            "session_id": session_id,
            "question_id": question.id,
            "question_text": question.text,
            "question_kind": question.kind,
            "target_min": float(question.target[0]),
            "target_max": float(question.target[1]),
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
                # Before anyone can see the row, so that no one mistakes it for a lost recording.
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
        interruptions: int = 0,
        recovered: bool = False,
    ) -> Answer:
        """Record that the sound is complete, and its properties."""
        answer = self._change(
            answer_id,
            "duration = :duration, sample_rate = :sample_rate, overflows = :overflows, "
            "interruptions = :interruptions, recovered = :recovered, "
            "state = CASE state WHEN 'recording' THEN 'recorded' ELSE state END",
            duration=duration,
            sample_rate=sample_rate,
            overflows=overflows,
            interruptions=interruptions,
            recovered=int(recovered),
        )
        self.release(answer_id)
        return answer

    def resume_recording(self, answer_id: int, device: str | None) -> Answer:
        """Continue recording an answer whose microphone failed, with another one.

        Until it is finished again, it is like any answer being recorded: an analysis of the first
        part alone is removed. ``StoreError`` if the file is gone or compressed, or a running
        program is recording the answer.
        """
        answer = self.answer(answer_id)
        if answer.state == "recording" or not answer.path.is_file() or answer.path.suffix != ".wav":
            wav = answer.path.suffix == ".wav"
            raise StoreError(f"Answer {answer_id} can't be continued." if wav else COMPRESSED)
        if not self.claim(answer_id):
            raise StoreError(f"Answer {answer_id} is being recorded by another running Viva.")
        devices = dict.fromkeys(filter(None, (answer.device, device)))
        with self._database.change() as run:
            run.execute("DELETE FROM analysis WHERE answer_id = ?", (answer_id,))
            run.execute(
                "UPDATE answer SET state = 'recording', problem = NULL, device = ? WHERE id = ?",
                (", then ".join(devices) or None, answer_id),
            )
        return self.answer(answer_id)

    def save_analysis(
        self, answer_id: int, analysis: Analysis, *, own_fillers: Iterable[str] | None = None
    ) -> Answer:
        """Add an analysis; earlier ones are kept. Fills in what an import didn't know.

        ``own_fillers`` records which custom fillers were counted too; ``None``: unknown.
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
        """Record in one sentence why an answer couldn't be recorded or analyzed."""
        answer = self._change(
            answer_id, "state = 'failed', problem = :problem", problem=rows.utf8_safe(problem)
        )
        self.release(answer_id)
        return answer

    def import_sound(
        self,
        source: Path,
        question: QuestionContext | None = None,
        *,
        session_id: int | None = None,
    ) -> Answer:
        """Copy an audio file into the store; length and rate come with its first analysis.

        Without ``session_id`` it gets its own session; without a ``question``, the file's name is
        used as its text.
        """
        if not source.is_file():
            raise StoreError(f"{source} isn't a file.")
        if session_id is None:
            session_id = self.begin_session("import").id
        answer = self.begin_answer(
            session_id, question or QuestionContext(None, source.name), suffix=source.suffix
        )
        try:
            copy_sound(source, answer.path)
        except BaseException:
            self.delete_answer(answer.id)
            raise
        return self.finish_recording(answer.id, duration=None, sample_rate=None, overflows=0)

    def delete_answer(self, answer_id: int) -> None:
        """Remove an answer, its analyses, and its recording.

        The rows go first, and the same step notes the file's name; what a power cut then leaves on
        the disk is removed at the next start.
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
        remove_discarded(self._database, self._recordings)

    # Who is writing

    def claim(self, answer_id: int) -> bool:
        """Take over an unfinished answer; ``False``: the process that records it is running."""
        return self._claims.take(answer_id, self.answer(answer_id).path)

    def release(self, answer_id: int) -> None:
        """Release an answer; does nothing if it isn't held."""
        self._claims.release(answer_id)

    # Inside

    def _change(self, answer_id: int, what: str, **values: SqlValue) -> Answer:
        with self._database.change() as run:
            self.answer(answer_id)
            run.execute(f"UPDATE answer SET {what} WHERE id = :id", {"id": answer_id, **values})
        return self.answer(answer_id)
