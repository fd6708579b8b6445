"""A person's answers before one of them, as its report wants them."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.report.history import Earlier
from sessions.store import Store
from sessions.types import Answer, Way

BY_OWN_FILLERS = frozenset(
    {"filler_rate", "discourse_marker_rate", "fillers_per_100_words", "filler_clusters"}
)
"""Measures that mean something else where other fillers of the person's own were counted."""


def earlier(store: Store, answer: Answer) -> tuple[Earlier, ...]:
    """Give the analysed answers from before this one, the oldest first."""
    ways = store.ways()
    return tuple(
        Earlier(
            recorded_at=found.recorded_at.astimezone(),
            question_id=found.question_id,
            version=ways[found.answer_id].version,
            model=ways[found.answer_id].model,
            overall=found.overall,
            measures=_same(found.measures, ways.get(answer.id), ways[found.answer_id]),
        )
        for found in store.measured()
        if found.recorded_at < answer.recorded_at and found.answer_id in ways
    )


def _same(
    measures: Mapping[str, float | None], here: Way | None, there: Way
) -> dict[str, float | None]:
    """Leave out what cannot be compared, as far as is known what was counted."""
    mine, theirs = here.own_fillers if here else None, there.own_fillers
    differ = mine is not None and theirs is not None and mine != theirs
    left_out = BY_OWN_FILLERS if differ else frozenset()
    return {name: value for name, value in measures.items() if name not in left_out}
