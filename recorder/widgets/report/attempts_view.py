"""The first and last attempts at the same question next to this one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Attempt, AttemptChange
from recorder.display_text import plain

SIGNS = {
    "better": ("↗ ", "$success"),
    "worse": ("↘ ", "$warning"),
    None: ("≈ ", "$foreground-muted"),
}
WIDTHS = (24, 10)
"""Width in cells of the day and of each figure."""

FIGURES = {"pace": "words/min", "pauses": "pauses", "fillers": "fillers", "length": "length"}
"""The figures and their headings."""

LATEST = "Since your first attempt, {when}:"


class AttemptsView(Static):
    """A row for each attempt, this one last; the changes below."""

    def __init__(self, attempts: Sequence[Attempt], changes: Sequence[AttemptChange]) -> None:
        head = Content.styled(_row("", ["overall", *FIGURES.values()]), "$foreground-muted")
        lines = [head, *(_attempt(attempt) for attempt in attempts)]
        if changes:
            lines.append(Content(LATEST.format(when=plain(attempts[0].when))))
        lines += [
            Content.assemble(
                SIGNS[change.direction],
                plain(change.text),
                (f" ({plain(change.verdict)})", "$foreground-muted"),
            )
            for change in changes
        ]
        super().__init__(Content("\n").join(lines))


def _attempt(attempt: Attempt) -> Content:
    overall = "–" if attempt.overall is None else str(attempt.overall)
    figures = [attempt.figure(name) for name in FIGURES]
    shown = [_short(plain(f.shown)) if f else "–" for f in figures]
    style = "bold" if attempt.this else "$foreground-muted"
    return Content.styled(_row(plain(attempt.when), [overall, *shown]), style)


def _short(shown: str) -> str:
    """Drop the unit that the column's heading says; "31 s" keeps its own."""
    return shown.removesuffix(" words/min").removesuffix(" mid-clause")


def _row(day: str, figures: Sequence[str]) -> str:
    return f"{day:<{WIDTHS[0]}}" + "".join(f"{figure:>{WIDTHS[1]}}" for figure in figures)
