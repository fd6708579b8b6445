"""Milestones: those reached, when, and the next one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from analysis.progress.model import ProgressReport
from recorder.screens.base import Dialog


class MilestonesScreen(Dialog[None]):
    """A list of milestones; closes with the key that opens it."""

    CSS_PATH = "milestones.tcss"
    AUTO_FOCUS = "#box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,q", "dismiss", "Close", key_display="esc", id="milestones.close")
    ]

    def __init__(self, progress: ProgressReport) -> None:
        super().__init__()
        self._progress = progress

    def compose(self) -> ComposeResult:
        """Lay out a line for each milestone."""
        lines = [
            Content.assemble(("✓ ", "bold $success"), (f"{each.when}  ", "$text-muted"), each.text)
            for each in self._progress.reached
        ]
        if ahead := self._progress.next_milestone:
            lines.append(
                Content.assemble("▷ ", (f"{'next':11}  ", "$text-muted"), (ahead.text, "bold"))
            )
        with VerticalScroll(id="box"):
            yield Static("Milestones", id="title")
            yield Static(Content("\n").join(lines))
            yield Static("Press esc to close", id="foot")
