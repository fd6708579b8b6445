"""Plays an answer: one line with the moment, the length, and the speed.

Owns the sound of the report that is shown; reports ten times a second which moment is playing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from textual import work
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from analysis.types import Span
from recorder.display_text import minutes
from recorder.playback.playable import PlaybackError
from recorder.playback.replay import Replay
from recorder.playback.sound_output import OpenOutput, OutputError

POLL = 0.1
"""Seconds between two checks of the player."""

END = 0.5
"""Seconds before its end from which an answer counts as played to the end."""


class ReplayBar(Widget):
    """A line that plays, pauses, and shows the moment and the speed."""

    DEFAULT_CSS = "ReplayBar { height: 1; }"

    position: reactive[float] = reactive(0.0)
    playing: reactive[bool] = reactive(False)
    speed: reactive[float] = reactive(1.0)
    hints: reactive[tuple[str, ...]] = reactive(())
    """What keys do, the most useful first; a narrow terminal shows as many as fit."""

    @dataclass
    class Heard(Message):
        """The moment that is playing now; ``None`` once it is silent."""

        seconds: float | None

    @dataclass
    class Clicked(Message):
        """The line was clicked: its screen plays or pauses it."""

        bar: ReplayBar

    def __init__(
        self,
        recording: Path,
        duration: float,
        sentences: Sequence[Span],
        open_output: OpenOutput,
        hints: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.set_reactive(ReplayBar.hints, tuple(hints))
        self._duration = duration
        self._replay = Replay(recording, sentences, open_output)

    def on_mount(self) -> None:
        """Start checking the player."""
        self.set_interval(POLL, self._follow_player)

    def on_unmount(self) -> None:
        """Stop the sound."""
        self._replay.close()

    def render(self) -> RenderResult:
        """▶ 0:41 / 2:27  ×1."""
        sign = "▶" if self.playing else "⏸" if self.position else "▷"
        head = f" {sign} {minutes(self.position)} / {minutes(self._duration)}  ×{self.speed:g}  "
        hints = _fitting(self.hints, self.size.width - len(head))
        return Content.assemble((head, "bold"), (hints, "$foreground-muted"))

    def on_click(self) -> None:
        """Post a message."""
        self.post_message(self.Clicked(self))

    @property
    def at_end(self) -> bool:
        """Whether the answer was played to its end; the player then starts over."""
        return self.position <= 0 or self.position >= self._duration - END

    def set_sentences(self, sentences: Sequence[Span]) -> None:
        """Set where sentences are, once they are known."""
        self._replay.set_sentences(sentences)

    # Controls

    def toggle(self) -> None:
        """Play or pause."""
        self._do(self._replay.toggle)

    def play(self, start: float, end: float | None = None) -> None:
        """Play from a moment on, to another or to the end."""
        self._do(lambda: self._replay.play(start, end))

    def play_moment(self, span: Span) -> None:
        """Play a marked moment, with the sound just before it."""
        self._do(lambda: self._replay.play_moment(span))

    def play_only(self, span: Span) -> None:
        """Play exactly this stretch."""
        self._do(lambda: self._replay.play(span.start, span.end))

    def step(self, direction: int) -> None:
        """Go a sentence forward (1) or back (-1)."""
        self._do(lambda: self._replay.step(direction))

    def change_speed(self, direction: int) -> None:
        """Play faster (1) or slower (-1)."""
        self._do(lambda: self._replay.change_speed(direction))

    def pause(self) -> None:
        """Stop the sound."""
        self._replay.pause()
        self._follow_player()

    @work(group="replay", exclusive=True)
    async def _do(self, action: Callable[[], Awaitable[None]]) -> None:
        try:
            await action()
        except (OutputError, PlaybackError, OSError) as error:
            self.notify(
                str(error), title="Can't play this answer", severity="warning", markup=False
            )
        self._follow_player()

    def _follow_player(self) -> None:
        """Copy the player's state; post a message if it has changed."""
        before = self.playing, self.position
        self.speed = self._replay.speed
        self.playing, self.position = self._replay.playing, self._replay.position
        if (self.playing, self.position) != before:
            self.post_message(self.Heard(self.position if self.playing else None))


def _fitting(hints: Sequence[str], width: int) -> str:
    """Join as many of the hints as fit in a number of cells."""
    ends = accumulate(len(hint) + 2 for hint in hints)
    return "  ".join(hint for hint, end in zip(hints, ends, strict=True) if end - 2 <= width)
