"""How far mentors and Viva agree over some answers, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.feedback.agreement import rated_answers, sentences
from analysis.trends import Dated
from recorder.progress.dated import OVERALL
from sessions.store import Store


def agreement_sentences(store: Store, answers: Iterable[Dated]) -> tuple[str, ...]:
    """Say how far they agree on these answers, which were analyzed in one way; empty if unrated."""
    given = store.feedback.delivery_ratings()
    if not given:
        return ()
    overall = {a.answer: a.values.get(OVERALL) for a in answers if a.answer is not None}
    scores = {number: None if score is None else round(score) for number, score in overall.items()}
    return sentences(rated_answers(given, scores))
