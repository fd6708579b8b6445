"""One answer from its row to its finished recording, and from its recording to a job.

Knows no screen. The row exists before the first sample, so that a crash loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis, Correction, QuestionContext
from prompts.bank import Bank
from prompts.types import Question, known_kind
from recorder.microphone.types import Microphone
from recorder.recording.take import Recorded, Take
from sessions.files.files import current_path
from sessions.store import Store
from sessions.types import Answer, SessionKind

SHORTEST = 1.0
"""Seconds below which nothing was said."""


@dataclass(frozen=True, slots=True)
class ActiveRecording:
    """An answer being recorded; ``overflows``, ``interruptions``: those of its previous parts."""

    answer: Answer
    take: Take
    overflows: int = 0
    interruptions: int = 0


class PracticeSession:
    """One practice session: begins, saves, and discards answers; created with the first answer.

    With ``session_id``, its answers go into that session.
    """

    def __init__(
        self, store: Store, kind: SessionKind = "practice", session_id: int | None = None
    ) -> None:
        self._store = store
        self._kind: SessionKind = kind
        self._session_id = session_id

    def begin(self, question: Question, microphone: Microphone) -> ActiveRecording:
        """Create the answer's row and a take that has not started."""
        if self._session_id is None:
            self._session_id = self._store.begin_session(self._kind).id
        answer = self._store.begin_answer(
            self._session_id,
            QuestionContext(question.id or None, question.text, question.kind, question.target),
            device=microphone.name,
        )
        return ActiveRecording(answer, Take(answer.path, microphone))

    def resume(self, answer: Answer, microphone: Microphone) -> ActiveRecording:
        """Continue an answer interrupted by its microphone, in the same recording."""
        again = self._store.resume_recording(answer.id, microphone.name)
        take = Take(again.path, microphone, resumes=True)
        return ActiveRecording(again, take, answer.overflows, answer.interruptions)

    def keep(self, attempt: ActiveRecording, recorded: Recorded) -> Answer:
        """Save what was recorded; lost sound that nothing explains counts as an overflow."""
        explained = recorded.interruptions or recorded.overflows
        unexplained = recorded.lost > 0 and not explained
        return self._store.finish_recording(
            attempt.answer.id,
            duration=recorded.duration,
            sample_rate=recorded.sample_rate,
            overflows=attempt.overflows + recorded.overflows + unexplained,
            interruptions=attempt.interruptions + recorded.interruptions,
        )

    def discard(self, attempt: ActiveRecording) -> None:
        """Remove the answer and its recording; the take has been stopped."""
        self._store.delete_answer(attempt.answer.id)

    def forget(self, attempt: ActiveRecording) -> Answer | None:
        """Undo an attempt whose take never began; returns the answer it would have continued."""
        if not attempt.take.resumes:
            self.discard(attempt)
            return None
        before = attempt.answer
        return self._store.finish_recording(
            before.id,
            duration=before.duration,
            sample_rate=before.sample_rate,
            overflows=before.overflows,
            interruptions=before.interruptions,
        )


def job(
    answer: Answer,
    model: Model | None,
    own_fillers: tuple[str, ...] = (),
    corrections: tuple[Correction, ...] = (),
) -> Job:
    """Request an answer's analysis; without a model, from the sound alone.

    ``Job.id`` is the answer's number.
    """
    asked = QuestionContext(
        answer.question_id, answer.question_text, answer.question_kind, answer.target
    )
    return Job(
        answer.id,
        current_path(answer.path),
        asked,
        model,
        overflows=answer.overflows,
        own_fillers=own_fillers,
        corrections=corrections,
        track=answer.track,
        voice=answer.voice,
        interruptions=answer.interruptions,
    )


def same_words(wanted: Job, analysis: Analysis) -> Job:
    """Request another analysis with the existing words, as they were before corrections."""
    transcript = analysis.heard or analysis.transcript
    words = transcript.words if transcript else None
    return replace(wanted, model=None, words=words, words_by=analysis.model)


def question_asked(answer: Answer, bank: Bank) -> Question:
    """Return the question that was asked, even if it is no longer in the bank."""
    for question in bank.questions:
        if question.id == answer.question_id:
            return question
    kind = known_kind(answer.question_kind)
    return Question(answer.question_id or "", answer.question_text, "", kind, answer.target, ())


def next_in_bank(question: Question, bank: Bank) -> Question:
    """Return the next question in the bank; after the last, the first."""
    ids = [q.id for q in bank.questions]
    place = ids.index(question.id) + 1 if question.id in ids else 0
    return bank.questions[place % len(ids)]
