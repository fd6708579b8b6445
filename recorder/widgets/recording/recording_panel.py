"""Records: the clock with its lights, the microphone's name, the level, and any current problem.

Polls the take 20 times a second. Choosing, opening, and closing a microphone may be slow, so they
run in threads that only post messages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from recorder import messages
from recorder.display_text import minutes, plain
from recorder.messages import RecordingStage
from recorder.microphone.types import Microphone, MicrophoneError
from recorder.recording.take import Take
from recorder.widgets.recording.answer_clock import AnswerClock
from recorder.widgets.recording.level_meter import LevelMeter
from recorder.widgets.sentences import Sentences

TICK = 1 / 20

WARNED = 30.0
"""Seconds before an automatic stop at which the warning appears; in a short answer, later."""

LAST = 10.0
"""Seconds before an automatic stop at which to come to an end."""

STATUS: Mapping[RecordingStage, str] = {
    "preparing": "Looking for the microphone …",
    "ready": "Microphone: {name}",
    "opening": "Opening {name} …",
    "recording": "Recording from {name}",
    "stopping": "Saving …",
    "missing": "Recording can't start. Press space to try again, or s for settings.",
}

CONTINUES = "The first {length} is saved. Press space to continue, or s for settings."
"""The status in place of "missing" while an interrupted answer waits for a microphone."""


class RecordingPanel(Vertical):
    """One microphone and the take it records, if any."""

    stage: reactive[RecordingStage] = reactive[RecordingStage]("preparing", init=False)
    clock = getters.query_one(AnswerClock)
    meter = getters.query_one(LevelMeter)

    def __init__(
        self, target: tuple[float, float], choose_microphone: Callable[[], Microphone]
    ) -> None:
        super().__init__()
        self.microphone: Microphone | None = None
        self.take: Take | None = None
        self._target = target
        self._choose = choose_microphone
        self._ticking: Timer | None = None
        self._saved = 0.0
        self.limit: float | None = None
        """The second at which a recording stops automatically; ``None`` for no limit."""

    def compose(self) -> ComposeResult:
        """Lay out the clock, the device, the level, and the warning."""
        yield AnswerClock(self._target)
        yield Static(id="device")
        yield LevelMeter()
        yield Sentences(id="warning")

    def on_mount(self) -> None:
        """Look for the microphone."""
        self._ticking = self.set_interval(TICK, self.tick, pause=True)
        self.prepare()

    # Called by the screen

    def prepare(self) -> None:
        """Look for the microphone."""
        self.stage = "preparing"
        self.watch_stage()
        self._prepare()

    def begin(self, take: Take) -> None:
        """Start this take."""
        self.take = take
        self.warn("")
        self.stage = "opening"
        self._open(take)

    def set_target(self, target: tuple[float, float]) -> None:
        """Get ready for an answer with another target."""
        self.clock.set_target(target)

    def continue_from(self, seconds: float) -> None:
        """Show how much of an interrupted answer is saved while its microphone is prepared."""
        self.clock.elapsed = self._saved = seconds
        self.prepare()

    def stop(self) -> None:
        """Stop; `TakeStopped` follows when the sound is complete."""
        if self.take is not None and self.stage == "recording":
            self.stage = "stopping"
            self._finish(self.take)

    def clear(self) -> None:
        """Get ready for another take."""
        self.take = None
        self.clock.elapsed = self._saved = 0.0
        self.clock.show_hint("")
        self.meter.reset()
        self.stage = "ready"

    def warn(self, sentence: str) -> None:
        """Show a problem, or clear it."""
        line = self.query_one("#warning", Static)
        text = f"! {plain(sentence)}" if sentence else ""
        line.set_class(bool(text), "-shown")
        line.update(Content(text))

    # Threads

    @work(thread=True, exclusive=True, group="microphone")
    def _prepare(self) -> None:
        try:
            microphone = self._choose()
            microphone.prepare()
        except MicrophoneError as error:
            self.post_message(messages.MicrophoneMissing(str(error)))
        else:
            self.post_message(messages.MicrophoneReady(microphone))

    @work(thread=True, group="take")
    def _open(self, take: Take) -> None:
        try:
            take.start()
        except MicrophoneError as error:
            self.post_message(messages.TakeRefused(str(error)))
            return
        if not self.post_message(messages.TakeStarted()):
            take.discard()  # the screen has closed

    @work(thread=True, group="take")
    def _finish(self, take: Take) -> None:
        self.post_message(messages.TakeStopped(take.stop()))

    # Messages from the threads

    def on_microphone_ready(self, event: messages.MicrophoneReady) -> None:
        """Show the microphone's name, and a note about it if it needs one."""
        self.microphone = event.microphone
        self.stage = "ready"
        self.warn(event.microphone.note or "")

    def on_microphone_missing(self, event: messages.MicrophoneMissing) -> None:
        """Show what to do."""
        self.stage = "missing"
        self.warn(event.problem)

    def on_take_refused(self, event: messages.TakeRefused) -> None:
        """Show why nothing was recorded."""
        self.stage = "missing"
        self.warn(event.problem)

    def on_take_started(self) -> None:
        """Follow the take."""
        self.stage = "recording"

    def tick(self) -> None:
        """Show the take's current state, and stop it when it is over."""
        if (take := self.take) is None or self.stage != "recording":
            return
        self.clock.elapsed = take.elapsed
        self.meter.show(take.level.peak_db, take.peak_hold_db)
        self.warn(take.problem or ends_soon(take.elapsed, self.limit) or take.caution or "")
        if take.finished or (self.limit is not None and take.elapsed >= self.limit):
            self.stop()

    def watch_stage(self) -> None:
        """Show the new stage, and notify the screen."""
        self.query_one("#device", Static).update(Content(self._status()))
        if self._ticking is not None:
            (self._ticking.resume if self.stage == "recording" else self._ticking.pause)()
        self.post_message(messages.StageChanged(self.stage))

    def _status(self) -> str:
        if self.stage == "missing" and self._saved:
            return CONTINUES.format(length=minutes(self._saved))
        name = plain(self.microphone.name) if self.microphone else "the microphone"
        return STATUS[self.stage].format(name=name)


def ends_soon(elapsed: float, limit: float | None) -> str:
    """Return a warning when a recording is about to stop automatically."""
    if limit is None or limit - elapsed > min(WARNED, limit / 4):
        return ""
    left = max(0, math.ceil(limit - elapsed))
    finish = "Finish your sentence. " if limit - elapsed <= LAST else ""
    return f"{left} s left. {finish}Recording stops automatically at {minutes(limit)}."
