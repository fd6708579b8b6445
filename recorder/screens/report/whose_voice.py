"""The part of a report's screen where a person says which of two voices is theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from analysis.report.transcript.moments import timestamp
from analysis.types import VOICE, Analysis, Note, Span
from recorder.screens.base import Dialog
from recorder.screens.report.telling import StoryTellingScreen
from recorder.widgets.report.replay_bar import ReplayBar
from sessions.errors import StoreError

HINT = "If only one of the two voices is yours, press o to choose it."
TITLE = "Which voice is yours?"
TEXT = (
    "Two people speak in this recording. Play a turn of each, then choose. The transcript and the "
    "numbers will leave the other person out."
)

LONGEST_SAMPLE = 6.0
"""Seconds of a turn that are played."""


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """The voice that is the person's; ``None``: both."""

    number: int | None


class VoiceDialog(Dialog[VoiceChoice | None]):
    """Plays a turn of each voice, and returns the person's choice; ``None`` changes nothing."""

    CSS_PATH = "whose_voice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "hear(0)", "Play voice 1", id="voices.first"),
        Binding("2", "hear(1)", "Play voice 2", id="voices.second"),
        Binding("escape", "leave", "Cancel", id="voices.leave"),
    ]

    def __init__(self, voices: Sequence[Note], play: Callable[[Span], None]) -> None:
        super().__init__()
        self._turns = [Span(voice.start or 0.0, voice.end or 0.0) for voice in voices]
        self._seconds = [voice.text for voice in voices]
        self._play = play

    def compose(self) -> ComposeResult:
        """Lay out a row for each voice, and the other choices below."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(TITLE, id="title")
            yield Static(TEXT, id="text")
            for number, (turn, seconds) in enumerate(
                zip(self._turns, self._seconds, strict=True), 1
            ):
                first = "speaks first, " if number == 1 else ""
                told = f"Voice {number}: {first}{seconds} in all, longest turn at "
                yield Static(Content(f"{told}{timestamp(turn.start)}"), classes="voice")
                with Horizontal(classes="row"):
                    yield Button(f"▷ Play ({number})", id=f"play-{number}")
                    yield Button(f"Voice {number} is mine", id=f"mine-{number}")
            with Horizontal(classes="row"):
                yield Button("Both are mine", id="both")
                yield Button("Cancel (esc)", id="leave", variant="primary")

    def on_mount(self) -> None:
        """Start on the first voice's sound, which costs nothing."""
        self.query_one("#play-1", Button).focus()

    def action_hear(self, number: int) -> None:
        """Play the longest turn of a voice."""
        self._play(self._turns[number])

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match (event.button.id or "").split("-"):
            case ["play", number]:
                self.action_hear(int(number) - 1)
            case ["mine", number]:
                self.dismiss(VoiceChoice(int(number)))
            case ["both"]:
                self.dismiss(VoiceChoice(None))
            case _:
                self.dismiss(None)


class VoiceScreen(StoryTellingScreen):
    """A screen of an answer in which two people may speak."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "voice",
            "Voices",
            show=False,
            tooltip="Choose which of two voices is yours",
            id="voices.ask",
        ),
    ]

    @work(group="voice", exclusive=True)
    async def action_voice(self) -> None:
        """Ask which voice is the person's, and analyze the answer again if that changed."""
        answer, found = self.answer, voices(self.analysis)
        if answer is None or not found:
            self.notify("Only one voice was found in this recording.")
            return
        chosen = await self.app.push_screen_wait(VoiceDialog(found, self._play))
        for bar in self.query(ReplayBar):
            bar.pause()
        if chosen is None or chosen.number == answer.voice:
            return
        try:
            self.services.store.sounds.choose(answer.id, track=answer.track, voice=chosen.number)
            self.answer = self.services.store.answer(answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.services.queue.analyze(self.answer)

    def _play(self, turn: Span) -> None:
        sample = Span(turn.start, min(turn.end, turn.start + LONGEST_SAMPLE))
        self.listen(lambda replay: replay.play_only(sample))


def voices(analysis: Analysis) -> tuple[Note, ...]:
    """Return the notes on the two voices of an answer; none where one person speaks."""
    return tuple(note for note in analysis.notes if note.kind == VOICE)
