"""A test of the chosen microphone: its level and any problem, without saving a recording."""

from __future__ import annotations

import asyncio

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from recorder import messages
from recorder.checks.sound_check import STALLED
from recorder.display_text import plain
from recorder.microphone.types import MicrophoneError
from recorder.recording.take import Take
from recorder.services import Services
from recorder.widgets.recording.level_meter import LOUD, QUIET, LevelMeter

TICK = 1 / 20
TEST = "Test the microphone (t)"

ENOUGH = 20
"""Ticks at a good level after which the microphone is reported as working well."""

LONGEST = 60.0
"""Seconds after which a forgotten test ends."""


class LevelTest(Vertical):
    """A button, a meter, and a line; records to a file that is deleted."""

    meter = getters.query_one(LevelMeter)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._take: Take | None = None
        self._wanted = False
        self._number = 0  # counts starts
        self._good = 0
        self._ticking: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the button above the meter and the line."""
        yield Button(TEST, id="test", compact=True)
        yield LevelMeter()
        yield Static(id="said")

    def on_mount(self) -> None:
        """Wait for the person to start the test."""
        self._ticking = self.set_interval(TICK, self._tick, pause=True)
        self.meter.display = False

    def toggle(self) -> None:
        """Start or end the test."""
        if self._wanted:
            self.end("")
        else:
            self.begin()

    def begin(self) -> None:
        """Start the test unless it is running."""
        if not self._wanted:
            self._wanted, self._good = True, 0
            self._number += 1
            self._label("Stop the test (t)")
            self._show_text("Opening the microphone …")
            self._open(self._number)

    @work(thread=True, exclusive=True, group="test")
    def _open(self, number: int) -> None:
        path = self._services.locations.recordings / f"level-test-{number % 2}.wav"
        try:
            take = Take(path, self._services.choose_microphone())
            take.start()
        except MicrophoneError as error:
            self.post_message(messages.TakeRefused(str(error)))
            return
        if number != self._number or self._take is not None:  # ended and restarted
            take.discard()
            return
        self._take = take
        if not self.post_message(messages.TakeStarted()):
            take.discard()

    def on_take_refused(self, event: messages.TakeRefused) -> None:
        """Show why recording could not start."""
        self._rest()
        self._show_text(f"! {event.problem}")

    def on_take_started(self) -> None:
        """Follow the level, or release the microphone if the test has already ended."""
        if not self._wanted:
            self.end("")
            return
        self.meter.display = True
        if self._ticking is not None:
            self._ticking.resume()

    def _tick(self) -> None:
        if (take := self._take) is None:
            return
        self.meter.show(take.level.peak_db, take.peak_hold_db)
        warning = STALLED if take.problem else take.warning.text if take.warning else ""
        self._good += QUIET < take.level.peak_db < LOUD
        name = take.microphone.name
        fine = f"✓ {name} works well." if self._good >= ENOUGH else f"{name}: say a sentence."
        self._show_text(f"! {warning}" if warning else fine)
        if take.finished or take.elapsed > LONGEST:
            self.end(f"! {warning}" if warning else "Test finished.")

    def end(self, sentence: str) -> None:
        """Stop, and delete the recording."""
        take, self._take = self._take, None
        self._rest()
        self.meter.display = False
        self._show_text(sentence)
        if self._ticking is not None:
            self._ticking.pause()
        if take is not None:
            self._close(take)

    def _rest(self) -> None:
        self._wanted = False
        self._label(TEST)

    def _label(self, text: str) -> None:
        """Name the button; its width goes with the name."""
        button = self.query_one("#test", Button)
        button.label = text
        button.refresh(layout=True)

    @work(thread=True, group="test-end")
    def _close(self, take: Take) -> None:
        take.discard()

    async def on_unmount(self) -> None:
        """End the test with the screen; a device that hangs does not block it."""
        take, self._take = self._take, None
        self._number += 1  # drops a device that is still opening
        if take is not None:
            await asyncio.to_thread(take.discard)

    def _show_text(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(plain(sentence)))
