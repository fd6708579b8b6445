"""The things most worth changing, each with the moments that show it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Focus
from recorder.display_text import plain
from recorder.widgets.report.moment_lines import MomentLines


class FocusView(Horizontal):
    """One thing worth changing: its number, and next to it what to do and where to look."""

    def __init__(self, number: int, focus: Focus) -> None:
        super().__init__()
        self._number = number
        self._focus = focus

    def compose(self) -> ComposeResult:
        """Lay out the number and the text."""
        yield Static(Content.styled(str(self._number), "bold $primary"), classes="number")
        head, advice = plain(self._focus.headline), plain(self._focus.advice)
        line = Content.assemble((head, "bold $primary"), f"  {advice}")
        yield MomentLines([line], self._focus.moments, classes="text")
