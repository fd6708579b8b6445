"""Records one term: stops automatically after the silence that follows speech, or after 8 s."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Static

from recorder.drill.end_of_speech import EndOfSpeech
from recorder.microphone.types import Microphone
from recorder.recording.take import Take
from recorder.widgets.recording.level_meter import LevelMeter
from recorder.widgets.recording.recording_panel import RecordingPanel

LONGEST = 8.0
"""Seconds after which an attempt ends."""

STALLED = "No sound from the microphone. Check its plug or connection."


class TermListener(RecordingPanel):
    """A recording panel without a clock."""

    def __init__(self, choose_microphone: Callable[[], Microphone]) -> None:
        super().__init__((0.0, LONGEST), choose_microphone)
        self._end = EndOfSpeech()

    def compose(self) -> ComposeResult:
        """Lay out the device, the level, and the warning."""
        yield Static(id="device")
        yield LevelMeter()
        yield Static(id="warning")

    @property
    def spoken(self) -> bool:
        """Whether anything was said in this take."""
        return self._end.spoken

    def begin(self, take: Take) -> None:
        """Start this take."""
        self._end = EndOfSpeech()
        super().begin(take)

    def clear(self) -> None:
        """Get ready for another take."""
        self.take = None
        self.meter.reset()
        self.stage = "ready"

    def tick(self) -> None:
        """Show the take's current state, and stop it when it is over."""
        if (take := self.take) is None or self.stage != "recording":
            return
        self.meter.show(take.level.peak_db, take.peak_hold_db)
        self.warn(STALLED if take.problem else take.warning.text if take.warning else "")
        over = self._end.add_level(take.level.peak_db, take.elapsed)
        if over or take.finished or take.elapsed >= LONGEST:
            self.stop()
