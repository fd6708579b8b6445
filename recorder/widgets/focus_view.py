"""The things most worth changing, each with the moments that show it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Focus
from recorder.widgets.words import plain


class FocusView(Static):
    """One thing worth changing."""

    def __init__(self, number: int, focus: Focus) -> None:
        lines = [
            Content.assemble(
                (f"{number}  {plain(focus.headline)}", "bold $primary"), f"  {plain(focus.advice)}"
            )
        ]
        for moment in focus.moments:
            at, _, what = plain(moment.text).partition(" ")
            lines.append(Content.assemble(("   ▸ ", "$foreground-muted"), (at, "bold"), f" {what}"))
        super().__init__(Content("\n").join(lines))
