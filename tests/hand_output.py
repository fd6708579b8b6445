"""A loudspeaker for tests: plays when a test asks it to."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from recorder.playback.sound_output import Fill, OutputError


class HandOutput:
    """An output driven by hand; `refusal` makes opening it fail."""

    latency = 0.1

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.open = 0
        self.refusal: OutputError | None = None

    def __call__(self, sample_rate: int, fill: Fill, ended: Callable[[], None]) -> HandOutput:
        if self.refusal:
            raise self.refusal
        self.open += 1
        self._fill, self._ended = fill, ended
        return self

    def play(self, frames: int) -> None:
        """Request a number of frames; notify the player at the end."""
        data = self._fill(frames)
        self.heard += array("h", data)
        if len(data) < 2 * frames:
            self._ended()

    def close(self) -> None:
        self.open -= 1
