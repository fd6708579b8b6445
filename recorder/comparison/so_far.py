"""What is known of an answer now: its analysis, or how far that is."""

from __future__ import annotations

from collections.abc import Callable

from analysis.types import Analysis
from recorder.analyst.status import AnalysisStatus
from sessions.errors import StoreError
from sessions.store import Store

StatusOf = Callable[[int], AnalysisStatus | None]
"""Returns how far an answer's analysis is; ``None``: it isn't in progress."""

WORDS_COMING = "transcript on its way"
UNREAD = "its analysis can't be read"


def nothing_pending(answer_id: int) -> None:
    """Say that nothing is in progress: every answer is as the store has it."""


def so_far(store: Store, answer_id: int, status: StatusOf) -> tuple[Analysis | None, str]:
    """Return an answer's complete analysis, and a remark on what is missing."""
    now = status(answer_id)
    if now is not None and not now.ended:
        return None, WORDS_COMING if now.analysis else "being analyzed"
    try:
        found = store.analysis(answer_id)
        answer = store.answer(answer_id)
    except StoreError:
        return None, UNREAD
    if found is not None:
        return found, "from sound alone" if found.waits_for_model else ""
    return None, answer.problem or "not analyzed yet"
