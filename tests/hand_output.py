"""A loudspeaker for tests: plays when a test asks it to."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable

from recorder.playback.sound_output import Fill, OutputError
from tests.patience import PATIENCE


class HandOutput:
    """An output driven by hand; `refusal` makes opening it fail, `opens` lets it open."""

    latency = 0.1

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.open = self.asked = 0
        self.refusal: OutputError | None = None
        self.opens = threading.Event()
        self.opens.set()

    def __call__(self, sample_rate: int, fill: Fill, ended: Callable[[], None]) -> HandOutput:
        self.asked += 1
        assert self.opens.wait(PATIENCE)
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
