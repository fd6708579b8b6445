"""What the store returns about answers and their analyses; it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.types import Analysis
from sessions import rows
from sessions.answers import documents
from sessions.database import Database
from sessions.errors import UnknownAnswer
from sessions.row_validation import validated
from sessions.types import AnalysisOrigin, Answer, DatedMeasures, SqlValue, Tally

MOST = 2**63 - 1  # the largest number SQLite takes


def answers_where(
    database: Database,
    recordings: Path,
    where: str,
    values: Sequence[SqlValue] | Mapping[str, SqlValue] = (),
) -> tuple[Answer, ...]:
    """Read the answers selected by an SQL condition and order."""
    found = database.rows(f"{rows.ANSWERS} {where}", values)
    with validated(database.path):
        return tuple(rows.to_answer(row, recordings) for row in found)


class AnswerReader:
    """Read access to the answers and analyses of one store."""

    def __init__(self, database: Database, recordings: Path) -> None:
        self._database = database
        self._recordings = recordings

    def answer(self, answer_id: int) -> Answer:
        """Return one answer; ``UnknownAnswer`` if there is none."""
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
        """Return answers, newest first, without those still being recorded."""
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
        """Return the number of answers, without those still being recorded."""
        where = "" if question_id is None else " AND a.question_id = :question_id"
        (row,) = self._database.rows(rows.COUNT + where, {"question_id": question_id})
        return int(row["found"])

    def latest(self) -> Answer | None:
        """Return the newest answer."""
        return next(iter(self.answers(limit=1)), None)

    def analysis(self, answer_id: int) -> Analysis | None:
        """Return the latest analysis of an answer, if it has one."""
        return next(iter(self._analyses(answer_id, "DESC LIMIT 1")), None)

    def analyses(self, answer_id: int) -> tuple[Analysis, ...]:
        """Return every analysis of an answer, oldest first."""
        return self._analyses(answer_id, "ASC")

    def tallies(self) -> dict[str, Tally]:
        """Return how often and how well each question was answered, by its id."""
        given = self._database.rows(rows.TALLIES)
        with validated(self._database.path):
            return {
                row["question_id"]: Tally(
                    row["answered"], row["last_overall"], rows.to_time(row["last_at"])
                )
                for row in given
            }

    def measured(
        self, *, question_id: str | None = None, names: Sequence[str] | None = None
    ) -> tuple[DatedMeasures, ...]:
        """Return the measures of each answer's latest analysis, oldest answer first.

        With ``names`` only these, which is faster; one that an analysis lacks is ``None``.
        """
        where = "" if question_id is None else "AND a.question_id = :question_id"
        found, values = documents.found(names)
        sql = rows.MEASURED.format(where=where, found=found)
        given = self._database.rows(sql, {"question_id": question_id, **values})
        with validated(self._database.path):
            return documents.to_measured(given, names)

    def origins(self) -> dict[int, AnalysisOrigin]:
        """Return how each analyzed answer's latest analysis was made, by the answer's number."""
        given = self._database.rows(rows.ORIGINS)
        with validated(self._database.path):
            return rows.to_origins(given)

    def waiting_for_model(self) -> tuple[Answer, ...]:
        """Return answers without a transcript whose recording is still there, newest first."""
        found = self._answers(
            "WHERE a.state IN ('recorded', 'analysed') AND coalesce(l.transcribed, 0) = 0 "
            + rows.NEWEST_FIRST
        )
        return tuple(answer for answer in found if answer.path.is_file())

    def unanalyzed(self) -> tuple[Answer, ...]:
        """Return complete recordings that haven't been analyzed yet, oldest first."""
        return self._answers("WHERE a.state = 'recorded' ORDER BY a.id")

    def unfinished(self) -> tuple[Answer, ...]:
        """Return answers in state "recording", by this process, another, or one that is gone."""
        return self._answers("WHERE a.state = 'recording' ORDER BY a.id")

    # Inside

    def _answers(
        self, where: str, values: Sequence[SqlValue] | Mapping[str, SqlValue] = ()
    ) -> tuple[Answer, ...]:
        return answers_where(self._database, self._recordings, where, values)

    def _analyses(self, answer_id: int, order: str) -> tuple[Analysis, ...]:
        answer = self.answer(answer_id)
        found = self._database.rows(
            f"SELECT document FROM analysis WHERE answer_id = ? ORDER BY id {order}", (answer_id,)
        )
        with validated(self._database.path):
            return tuple(
                documents.read(row["document"], answer.path, self._recordings) for row in found
            )
