"""A test of the chosen microphone: its level and what is wrong with it, without keeping a sound."""

from __future__ import annotations

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from recorder import messages
from recorder.capture import Take
from recorder.microphone import MicrophoneError
from recorder.services import Services
from recorder.widgets.level_meter import LevelMeter
from recorder.widgets.words import plain

TICK = 1 / 20
LONGEST = 60.0
"""Seconds after which a forgotten test ends."""


class LevelTest(Vertical):
    """A button, a meter and a line; records to a file that is removed."""

    meter = getters.query_one(LevelMeter)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._take: Take | None = None
        self._ticking: Timer | None = None

    def compose(self) -> ComposeResult:
        """Button above, meter and line below."""
        yield Button("Test the microphone (t)", id="test", compact=True)
        yield LevelMeter()
        yield Static(id="said")

    def on_mount(self) -> None:
        """Be quiet until asked."""
        self._ticking = self.set_interval(TICK, self._tick, pause=True)
        self.meter.display = False

    def toggle(self) -> None:
        """Start, or end."""
        if self._take is not None:
            self.end("")
        else:
            self._say("Opening the microphone …")
            self._open()

    @work(thread=True, exclusive=True, group="test")
    def _open(self) -> None:
        path = self._services.locations.recordings / "level-test.wav"
        try:
            take = Take(path, self._services.choose_microphone())
            take.start()
        except MicrophoneError as error:
            self.post_message(messages.TakeRefused(str(error)))
            return
        self._take = take
        if not self.post_message(messages.TakeStarted()):
            take.discard()

    def on_take_refused(self, event: messages.TakeRefused) -> None:
        """Say why."""
        self._say(f"! {event.problem}")

    def on_take_started(self) -> None:
        """Follow the level."""
        self.meter.display = True
        if self._ticking is not None:
            self._ticking.resume()

    def _tick(self) -> None:
        if (take := self._take) is None:
            return
        self.meter.show(take.level.peak_db, take.peak_hold_db)
        warning = take.problem or (take.warning.text if take.warning else "")
        self._say(f"! {warning}" if warning else f"{take.microphone.name}: say a sentence.")
        if take.finished or take.elapsed > LONGEST:
            self.end(f"! {warning}" if warning else "The test is over.")

    def end(self, sentence: str) -> None:
        """Stop and remove the sound."""
        take, self._take = self._take, None
        self.meter.display = False
        self._say(sentence)
        if self._ticking is not None:
            self._ticking.pause()
        if take is not None:
            self._close(take)

    @work(thread=True, group="test-end")
    def _close(self, take: Take) -> None:
        take.discard()

    def on_unmount(self) -> None:
        """End with the screen."""
        if self._take is not None:
            self._take.discard()

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(plain(sentence)))
