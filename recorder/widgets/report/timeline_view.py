"""The whole answer on a few lines: pace, speech and pauses, fillers, and the playback position.

Signs show all of it: height is pace, a full cell speech, ▲ a filler, △ a filler word, ┊ the target,
◆ a moment that a mentor commented on.
A click goes to that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from analysis.measures.breakdown import LONG
from analysis.report.model import Timeline
from analysis.report.transcript.moments import timestamp
from analysis.types import Span
from recorder.display_text import plain

LEVELS = "▁▂▃▄▅▆▇█"
SPEECH, PAUSE, LONG_PAUSE = "━", "·", " "
FILLERS = {"filled_pause": ("▲", "bold $warning"), "discourse_marker": ("△", "$secondary")}
MOMENT = ("◆", "bold $accent")


class TimelineView(Widget):
    """One answer from its start to its end."""

    DEFAULT_CSS = "TimelineView { height: auto; }"

    position: reactive[float | None] = reactive(None)
    """The moment that is playing, in seconds."""

    @dataclass
    class Clicked(Message):
        """A moment was clicked."""

        seconds: float

    def __init__(self, timeline: Timeline, moments: Sequence[float] = ()) -> None:
        super().__init__()
        self._timeline = timeline
        self._moments = tuple(moments)
        self.tooltip = Content(plain(timeline.summary))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return 4 lines, or 3 without words, which the pace needs."""
        return 4 if self._timeline.paces else 3

    def render(self) -> RenderResult:
        """Draw pace (if there are words), speech, fillers, and the time, line by line."""
        cells = self.size.width
        if cells < 1 or self._timeline.duration <= 0:
            return Content("")
        lines = [self._speech(cells), self._fillers(cells), self._times(cells)]
        if self._timeline.paces:
            lines.insert(0, self._paces(cells))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Post a message with the moment that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and self.size.width:
            share = (offset.x + 0.5) / self.size.width
            self.post_message(self.Clicked(share * self._timeline.duration))

    def _cell(self, seconds: float, cells: int) -> int:
        return max(0, min(cells - 1, int(seconds / self._timeline.duration * cells)))

    def _spans(self, cells: int) -> list[Span]:
        each = self._timeline.duration / cells
        return [Span(i * each, (i + 1) * each) for i in range(cells)]

    def _paces(self, cells: int) -> Content:
        return Content("").join([self._pace(span) for span in self._spans(cells)])

    def _pace(self, span: Span) -> Content:
        """Return the pace in the middle of a cell, as height and color."""
        line = self._timeline
        near = [p for p in line.paces if p.start <= span.middle <= p.end]
        if not near or self._is_lost(span):
            return Content(" ")
        rate = sum(p.rate for p in near) / len(near)
        share = (rate - line.slowest) / ((line.fastest - line.slowest) or 1.0)
        low, high = line.comfortable
        style = "$success" if low <= rate <= high else "$warning"
        level = LEVELS[max(0, min(len(LEVELS) - 1, int(share * len(LEVELS))))]
        return Content.styled(level, style)

    def _speech(self, cells: int) -> Content:
        """Draw speech and pauses, with the moment that is playing."""
        now = None if self.position is None else self._cell(self.position, cells)
        drawn = []
        for place, span in enumerate(self._spans(cells)):
            spoken = sum(span.overlap(s) for s in self._timeline.speech)
            sign = SPEECH if spoken >= 0.5 * span.duration else self._pause(span)
            drawn.append(
                Content.styled("█", "bold $accent")
                if place == now
                else Content.styled(sign, "$foreground-muted")
            )
        return Content("").join(drawn)

    def _is_lost(self, span: Span) -> bool:
        """Whether a cell is mostly time that doesn't count."""
        return sum(map(span.overlap, self._timeline.lost)) >= 0.5 * span.duration

    def _pause(self, span: Span) -> str:
        long = self._is_lost(span) or any(
            e.kind == "pause" and e.duration >= LONG and e.overlap(span) > 0
            for e in self._timeline.events
        )
        return LONG_PAUSE if long else PAUSE

    def _fillers(self, cells: int) -> Content:
        marks = [Content(" ")] * cells
        for event in self._timeline.events:
            if event.kind in FILLERS:
                marks[self._cell(event.start, cells)] = Content.styled(*FILLERS[event.kind])
        for seconds in self._moments:
            marks[self._cell(seconds, cells)] = Content.styled(*MOMENT)
        return Content("").join(marks)

    def _times(self, cells: int) -> Content:
        """Draw the start, the end, and the target length."""
        text = [" "] * cells
        last = timestamp(self._timeline.duration)
        for place, label in ((0, "0:00"), (cells - len(last), last)):
            text[max(0, place) : place + len(label)] = label
        for seconds in self._timeline.target:
            place = self._cell(seconds, cells)
            if 0 < seconds < self._timeline.duration and text[place] == " ":
                text[place] = "┊"
        return Content.styled("".join(text)[:cells], "$foreground-muted")
