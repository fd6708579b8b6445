"""The answers before a given one, as needed by its report and comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.content import EarlierAnswer
from analysis.content.recitation import FLUENCY
from analysis.report.earlier.usual import EarlierMeasures
from analysis.scoring.evidence import is_attempt
from analysis.scoring.scales import SHOWN
from analysis.types import Word
from sessions.errors import StoreError
from sessions.store import Store
from sessions.types import AnalysisOrigin, Answer, DatedMeasures

BY_OWN_FILLERS = frozenset(
    {"filler_rate", "discourse_marker_rate", "fillers_per_100_words", "filler_clusters"}
)
"""Measures that mean something else if other custom fillers were counted."""

NEEDED = tuple(sorted(SHOWN | {FLUENCY}))
"""Measures that are compared; reading all of them takes twice as long."""

READ = 5
"""Last answers whose words are read, for this question and for any; each costs milliseconds."""


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """What came before an answer: its measures for the report, its words for the remarks.

    The measures are of real attempts only.
    """

    history: tuple[EarlierMeasures, ...]
    said: tuple[EarlierAnswer, ...]


def before(store: Store, answer: Answer) -> EarlierAnswers:
    """Return the analyzed answers before this one, oldest first."""
    origins = store.origins()
    found = tuple(
        m
        for m in store.measured(names=NEEDED)
        if m.recorded_at < answer.recorded_at and m.answer_id in origins
    )
    here = origins.get(answer.id)
    return EarlierAnswers(
        history=tuple(
            _measured(m, here, origins[m.answer_id])
            for m in found
            if _is_attempt(m, origins[m.answer_id])
        ),
        said=_earlier_answers(store, answer, found),
    )


def _is_attempt(found: DatedMeasures, made: AnalysisOrigin) -> bool:
    length = found.measures.get("answer_length")
    return is_attempt(found.overall, length, found.target, by_words=made.transcribed)


def _measured(
    found: DatedMeasures, here: AnalysisOrigin | None, there: AnalysisOrigin
) -> EarlierMeasures:
    return EarlierMeasures(
        recorded_at=found.recorded_at.astimezone(),
        question_id=found.question_id,
        version=there.version,
        model=there.model,
        overall=found.overall,
        measures=_same(found.measures, here, there),
        target=found.target,
    )


def _same(
    measures: Mapping[str, float | None], here: AnalysisOrigin | None, there: AnalysisOrigin
) -> dict[str, float | None]:
    """Drop values that can't be compared, as far as it is known what was counted."""
    mine, theirs = here.own_fillers if here else None, there.own_fillers
    differ = mine is not None and theirs is not None and mine != theirs
    left_out = BY_OWN_FILLERS if differ else frozenset()
    return {name: value for name, value in measures.items() if name not in left_out}


def _earlier_answers(
    store: Store, answer: Answer, found: Sequence[DatedMeasures]
) -> tuple[EarlierAnswer, ...]:
    """Return every earlier answer with its measures, and the words of the last ones."""
    asked = answer.question_id
    retold = store.retellings.of_answer(answer.id)
    tellings = frozenset(retold.tellings if retold else ())  # meant to say the same
    found = [m for m in found if m.answer_id not in tellings]
    again = [m.answer_id for m in found if asked is not None and m.question_id == asked]
    read = {*again[-READ:], *(m.answer_id for m in found[-READ:])}
    return tuple(
        EarlierAnswer(
            m.recorded_at.astimezone(),
            m.question_id,
            _words(store, m.answer_id) if m.answer_id in read else (),
            m.measures,
        )
        for m in found
    )


def _words(store: Store, answer_id: int) -> tuple[Word, ...]:
    """Return an answer's words; none if its analysis can't be read anymore."""
    try:
        analysis = store.analysis(answer_id)
    except StoreError:
        return ()
    return analysis.transcript.words if analysis and analysis.transcript else ()
