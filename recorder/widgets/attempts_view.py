"""The last attempts at the same question beside this one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Attempt, Change
from recorder.widgets.words import plain

SIGNS = {
    "better": ("↗ ", "$success"),
    "worse": ("↘ ", "$warning"),
    None: ("= ", "$foreground-muted"),
}


class AttemptsView(Static):
    """A row for each attempt, this one last; the changes below."""

    def __init__(self, attempts: Sequence[Attempt], changes: Sequence[Change]) -> None:
        rows = [_row(attempt) for attempt in attempts]
        lines = [
            Content.assemble(SIGNS[change.direction], plain(change.text)) for change in changes
        ]
        super().__init__(Content("\n").join([*rows, *lines]))


def _row(attempt: Attempt) -> Content:
    overall = "–" if attempt.overall is None else str(attempt.overall)
    figures = "  ".join(f"{f.label.lower()} {f.shown}" for f in attempt.figures)
    style = "bold" if attempt.this else "$foreground-muted"
    return Content.styled(plain(f"{attempt.when:<14} {overall:>4}  {figures}"), style)
