"""The last attempts at the same question beside this one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Attempt, AttemptChange
from recorder.display_text import plain

SIGNS = {
    "better": ("↗ ", "$success"),
    "worse": ("↘ ", "$warning"),
    None: ("= ", "$foreground-muted"),
}
WIDTHS = (17, 9)
"""Cells of the day and of each figure."""

FIGURES = ("pace", "pauses", "fillers", "length")


class AttemptsView(Static):
    """A row for each attempt, this one last; the changes below."""

    def __init__(self, attempts: Sequence[Attempt], changes: Sequence[AttemptChange]) -> None:
        head = Content.styled(_row("", ["overall", *FIGURES]), "$foreground-muted")
        rows = [_attempt(attempt) for attempt in attempts]
        lines = [
            Content.assemble(SIGNS[change.direction], plain(change.text)) for change in changes
        ]
        super().__init__(Content("\n").join([head, *rows, *lines]))


def _attempt(attempt: Attempt) -> Content:
    overall = "–" if attempt.overall is None else str(attempt.overall)
    figures = [attempt.figure(name) for name in FIGURES]
    shown = [plain(f.shown).split(" ")[0] if f else "–" for f in figures]
    style = "bold" if attempt.this else "$foreground-muted"
    return Content.styled(_row(plain(attempt.when), [overall, *shown]), style)


def _row(day: str, figures: Sequence[str]) -> str:
    return f"{day:<{WIDTHS[0]}}" + "".join(f"{figure:>{WIDTHS[1]}}" for figure in figures)
