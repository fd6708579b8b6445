"""What is next, above the questions: one line each, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recorder.home.next_up import NextUpLine

MOST = 3
"""Most lines; on short terminals the styles hide the last ones."""


class NextLine(Static):
    """The key of a place and what is next there; a click goes there."""

    def __init__(self, line: NextUpLine, place: int) -> None:
        content = Content.assemble((line.key, "bold $accent"), "  ", line.said)
        super().__init__(content, id=line.name, classes=f"next next-{place}")
        self._line = line

    def on_click(self) -> None:
        """Go there."""
        self.post_message(self._line.ask())


class NextLines(Vertical):
    """Takes up no room when nothing is next."""

    DEFAULT_CSS = """
    NextLines { height: auto; }
    NextLines .next { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    NextLines .next:hover { background: $surface; }
    .-short .next-2, .-short .next-3, .-medium .next-3 { display: none; }
    """
    SCOPED_CSS = False  # the screen's size decides
    _lines: tuple[NextUpLine, ...] = ()

    def compose(self) -> ComposeResult:
        """Draw the lines."""
        for place, line in enumerate(self._lines[:MOST], 1):
            yield NextLine(line, place)

    def show(self, lines: Sequence[NextUpLine]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        self.display = bool(lines)
        self.refresh(recompose=True)
