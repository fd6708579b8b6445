"""Hears an answer again: one line with the moment, the length and the speed.

Owns the sound of the report that is shown; says ten times a second which moment is heard.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
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
"""Seconds between two looks at the player."""

END = 0.5
"""Seconds from its end within which an answer counts as heard to it."""

HINT = "space play  ←→ sentence  ,. mark  w words  f um  x no um"


class ReplayBar(Widget):
    """Play, pause, moment, speed."""

    DEFAULT_CSS = "ReplayBar { height: 1; }"

    position: reactive[float] = reactive(0.0)
    playing: reactive[bool] = reactive(False)
    speed: reactive[float] = reactive(1.0)

    @dataclass
    class Heard(Message):
        """What moment is heard now; ``None`` when it has fallen silent."""

        seconds: float | None

    def __init__(
        self, recording: Path, duration: float, sentences: Sequence[Span], open_output: OpenOutput
    ) -> None:
        super().__init__()
        self._duration = duration
        self._replay = Replay(recording, sentences, open_output)

    def on_mount(self) -> None:
        """Begin to look at the player."""
        self.set_interval(POLL, self._follow_player)

    def on_unmount(self) -> None:
        """Fall silent."""
        self._replay.close()

    def render(self) -> RenderResult:
        """▶ 0:41 / 2:27  ×1."""
        sign = "▶" if self.playing else "⏸" if self.position else "▷"
        head = f" {sign} {minutes(self.position)} / {minutes(self._duration)}  ×{self.speed:g}  "
        text = Content.assemble((head, "bold"), (HINT, "$foreground-muted"))
        return text.truncate(self.size.width, ellipsis=True)

    def on_click(self) -> None:
        """Play or pause."""
        self.toggle()

    @property
    def at_end(self) -> bool:
        """Whether the answer was heard to its end; the player then begins anew."""
        return self.position <= 0 or self.position >= self._duration - END

    # What it is asked for

    def toggle(self) -> None:
        """Play or pause."""
        self._do(self._replay.toggle)

    def play(self, start: float) -> None:
        """Play from a moment on."""
        self._do(lambda: self._replay.play(start))

    def play_moment(self, span: Span) -> None:
        """Play a marked moment, with what came before it."""
        self._do(lambda: self._replay.play_moment(span))

    def step(self, direction: int) -> None:
        """Go a sentence on (1) or back (-1)."""
        self._do(lambda: self._replay.step(direction))

    def change_speed(self, direction: int) -> None:
        """Go a speed up (1) or down (-1)."""
        self._do(lambda: self._replay.change_speed(direction))

    def pause(self) -> None:
        """Fall silent."""
        self._replay.pause()
        self._follow_player()

    @work(group="replay", exclusive=True)
    async def _do(self, action: Callable[[], Awaitable[None]]) -> None:
        try:
            await action()
        except (OutputError, PlaybackError, OSError) as error:
            self.notify(str(error), title="Cannot play", severity="warning", markup=False)
        self._follow_player()

    def _follow_player(self) -> None:
        """Take over what the player says; tell it on when it has changed."""
        before = self.playing, self.position
        self.speed = self._replay.speed
        self.playing, self.position = self._replay.playing, self._replay.position
        if (self.playing, self.position) != before:
            self.post_message(self.Heard(self.position if self.playing else None))
