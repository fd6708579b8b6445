"""Lines for moments of an answer; a click on one plays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from analysis.report.model import Moment
from analysis.types import Span
from recorder.display_text import plain

KEY = "moment"
"""Key of a moment's number in the style of its line."""


class MomentLines(Static):
    """Text with a line below it for each moment."""

    @dataclass
    class Chosen(Message):
        """A moment was clicked."""

        span: Span

    def __init__(
        self, head: Sequence[Content], moments: Sequence[Moment], classes: str = ""
    ) -> None:
        self._moments = tuple(moments)
        lines = [_line(number, moment) for number, moment in enumerate(moments)]
        super().__init__(Content("\n").join([*head, *lines]), classes=classes)

    def on_click(self, event: events.Click) -> None:
        """Post a message with the moment that was clicked."""
        number = event.style.meta.get(KEY)
        if number is not None:
            event.stop()
            moment = self._moments[number]
            self.post_message(self.Chosen(Span(moment.start, moment.end)))


def _line(number: int, moment: Moment) -> Content:
    at, _, what = plain(moment.text).partition(" ")
    line = Content.assemble(("▸ ", "$foreground-muted"), (at, "bold"), f" {what}")
    return line.stylize(Style.from_meta({KEY: number}))
