"""The drill: read medical terms aloud, one at a time; each transcript is compared with its term.

Space records, and a silence ends the recording. The recording is deleted after the comparison;
only the transcript is saved.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from analysis.models.known import GET_ONE
from analysis.words.terms import CAUTION, TOLD, TermOutcome, TermReading, next_step
from prompts.vocabulary import Term, Vocabulary
from recorder import messages
from recorder.analyst.client import AnalysisCanceled, AnalysisFailed
from recorder.display_text import plain
from recorder.drill import attempt, order
from recorder.messages import RecordingStage
from recorder.playback import voice
from recorder.recording.take import Take
from recorder.screens.base import VivaScreen
from recorder.screens.drill.topics import Topics
from recorder.services import Services
from recorder.widgets.drill.term_card import SIGNS, TermCard
from recorder.widgets.drill.term_listener import TermListener
from recorder.widgets.keys import Keys
from sessions.errors import StoreError

NO_MODEL = (
    "No speech model is installed, so Viva can't understand the terms. Get one in the settings. "
    f"{GET_ONE} Until then, you can listen to the terms (p)."
)
SHORT_OF = "This tests the speech model, not you."
SHORT_NO_MODEL = "No speech model: viva model pull base"
"""Short versions for small screens."""

NOT_SAVED = "Your voice isn't saved, only what the model understood."
SILENT = "Viva didn't hear anything. Press space and read the term aloud."
SHORT = "That was too short. Press space and read the term aloud."
STOPPED = (
    "The recording stopped. Check the microphone's plug or connection. This attempt doesn't count."
)
CANCELED = "Canceled. This attempt doesn't count."
SHORTEST = 0.3
"""Seconds; a shorter recording can't contain a term."""

BUTTON: Mapping[RecordingStage, str] = {
    "preparing": "One moment …",
    "ready": "Read (space)",
    "opening": "One moment …",
    "recording": "Done (space)",
    "stopping": "One moment …",
    "missing": "Try again (space)",
}


class DrillScreen(VivaScreen[None]):
    """Asks for terms to be read aloud, one by one."""

    CSS_PATH = "drill.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Read", tooltip="Start reading", id="drill.go"),
        Binding("space,r", "finish", "Done", tooltip="Finish reading", id="drill.finish"),
        Binding("p", "hear", "Hear it", tooltip="Hear the term", id="drill.hear"),
        Binding("n,right", "move(1)", "Next", tooltip="Next term", id="drill.next"),
        Binding("b,left", "move(-1)", "Back", tooltip="Previous term", id="drill.back"),
        Binding("t", "topics", "Topic", tooltip="Choose a topic", id="drill.topics"),
        Binding("r", "go", "Again", tooltip="Read it again", show=False, id="drill.again"),
        Binding("s", "settings", "Settings", show=False, id="drill.settings"),
        Binding("escape", "leave", "Leave", tooltip="Cancel, or leave", id="drill.leave"),
    ]
    card = getters.query_one(TermCard)
    listener = getters.query_one(TermListener)

    def __init__(self, services: Services, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._services = services
        self._vocabulary = vocabulary
        self._drill = order.Drill(vocabulary, services.store.drills.outcomes())
        self.take: Take | None = None
        self._wanted = True
        self._hearing = False
        engine = voice.find()
        self._voice = voice.Voice(engine) if engine else None

    def compose(self) -> ComposeResult:
        """Lay out the term, the outcome, the buttons, and the microphone."""
        yield Static(id="where")
        with VerticalScroll(id="asked", can_focus=False):
            yield TermCard()
            yield Static(id="outcome")
            yield Static(id="next")
            yield Static(id="caution")
            yield Static(id="caution-short")
        with Horizontal(id="buttons"):
            yield Button("One moment …", id="go", variant="primary")
            yield Button("Hear it (p)", id="hear")
            yield Button("Next (n)", id="next-term")
            yield Button("Topic (t)", id="topics")
        yield TermListener(self._services.choose_microphone)
        yield Keys()

    def on_mount(self) -> None:
        """Load the model, and remove recordings left by a crash."""
        attempt.remove_leftovers(self._services.locations.data)
        self.post_message(messages.ShowModelOffer())
        self._show_term()

    # What is shown

    def _show_term(self) -> None:
        """Show the current term, without an outcome."""
        self._draw_card()
        self._show_outcome("", "")

    def _draw_card(self) -> None:
        place, there = self._drill.place + 1, len(self._drill.terms)
        where = f"{self._drill.choice} · {place} of {there}" if there else self._drill.choice
        self.query_one("#where", Static).update(
            Content.assemble(("Read aloud", "bold $primary"), f"  {plain(where)}")
        )
        self.card.show(self._drill.term, self._outcomes())

    def _show_outcome(self, outcome: str | Content, step: str) -> None:
        """Show the outcome of an attempt and the next step; the caution stays below."""
        if not self.is_running:
            return
        content = Content(plain(outcome)) if isinstance(outcome, str) else outcome
        self.query_one("#outcome", Static).update(content)
        self.query_one("#next", Static).update(Content(plain(step)))
        self._draw_caution()

    def _draw_caution(self) -> None:
        whole, short = self._caution()
        self.query_one("#caution", Static).update(Content(whole))
        self.query_one("#caution-short", Static).update(Content(short))

    def _caution(self) -> tuple[str, str]:
        """Return the caution about the model, in full and in short."""
        model = self._services.model()
        if model is None:
            return NO_MODEL, SHORT_NO_MODEL
        return f"{CAUTION} {NOT_SAVED}", SHORT_OF

    def _outcomes(self) -> tuple[TermOutcome, ...]:
        if (term := self._drill.term) is None:
            return ()
        return tuple(each.outcome for each in self._services.store.drills.of(term.text))

    # Reading aloud

    @on(Button.Pressed, "#go")
    def action_go(self) -> None:
        """Start or end an attempt."""
        if self._hearing or self._drill.term is None:
            return
        match self.listener.stage:
            case "ready":
                self._begin()
            case "recording":
                self.listener.stop()
            case "missing":
                self.listener.prepare()

    def action_finish(self) -> None:
        """End an attempt."""
        self.action_go()

    @work(exclusive=True, group="voice")
    async def _begin(self) -> None:
        """Stop the computer's voice, then record."""
        if self._services.model() is None or self.listener.microphone is None:
            self._show_outcome("! Viva needs a speech model to understand terms.", "")
            return
        if self._voice is not None:
            await self._voice.stop()
        if self.listener.stage != "ready":
            return
        try:
            take = attempt.begin(self._services.locations.data, self.listener.microphone)
        except OSError as error:
            self.listener.warn(f"This attempt can't be recorded: {error.strerror or error}.")
            return
        self.take, self._wanted = take, True
        self._show_outcome("", "Listening … pause when you're done.")
        self.listener.begin(take)

    def on_stage_changed(self, event: messages.StageChanged) -> None:
        """Update the button labels to what they do now."""
        button = self.query_one("#go", Button)
        button.label = BUTTON[event.stage]
        button.refresh(layout=True)  # the new label may be longer
        button.variant = "error" if event.stage == "recording" else "primary"
        self.set_class(event.stage == "recording", "-recording")
        self.refresh_bindings()
        if event.stage == "recording" and not self._wanted:
            self.listener.stop()  # canceled while the microphone was opening
        if event.stage == "missing" and self.take is not None:
            self._show_outcome("", "")
            self._remove_take()

    async def on_take_stopped(self, event: messages.TakeStopped) -> None:
        """Transcribe the attempt, unless there is nothing to transcribe."""
        spoken, wanted = self.listener.spoken, self._wanted
        self.listener.clear()
        recorded, term, model = event.recorded, self._drill.term, self._services.model()
        if not wanted:
            nothing: str | None = CANCELED
        elif recorded.problem:
            nothing = STOPPED
        elif recorded.duration < SHORTEST:
            nothing = SHORT
        else:
            nothing = None if spoken else SILENT
        if nothing or self.take is None or term is None or model is None:
            self._remove_take()
            self._show_outcome("", nothing or "")
        else:
            self._evaluate(self.take, term)

    @work(exclusive=True, group="hearing")
    async def _evaluate(self, take: Take, term: Term) -> None:
        """Transcribe the attempt, compare it, save the outcome, and delete the recording."""
        model = self._services.model()
        assert model is not None
        self._set_hearing(True)
        self._show_outcome("", "Transcribing …")
        others = [each.text for each in self._vocabulary.terms]
        try:
            analyst = self._services.analyst
            reading, stress = await attempt.evaluate(analyst, take.path, model, term, others)
            store = self._services.store.drills
            store.add(term.text, reading.outcome, reading.text, model.name)
        except AnalysisCanceled:
            self._show_outcome("", CANCELED)
        except (AnalysisFailed, StoreError) as error:
            self._show_outcome("", f"{error} This attempt doesn't count.")
        except OSError as error:
            self._show_outcome("", f"Viva can't start its analysis process: {error}.")
        else:
            self._draw_card()
            step = next_step(self._outcomes())
            self._show_outcome(_outcome_text(reading, term), f"{stress} {TOLD[step]}".strip())
            self.query_one("#hear", Button).variant = "primary" if step == "hear" else "default"
        finally:
            self._remove_take()
            self._set_hearing(False)

    def _set_hearing(self, hearing: bool) -> None:
        self._hearing = hearing
        if self.is_running:
            self.query_one("#go", Button).disabled = hearing
            self.refresh_bindings()

    def _remove_take(self) -> None:
        """Delete the recording of the attempt."""
        take, self.take = self.take, None
        if take is not None:
            attempt.remove(take)

    # Hearing the term

    @on(Button.Pressed, "#hear")
    def action_hear(self) -> None:
        """Have the computer say the term."""
        if not self.in_progress and self._drill.term is not None:
            self._speak(self._drill.term.text)

    @work(exclusive=True, group="voice")
    async def _speak(self, text: str) -> None:
        if self._voice is None:
            self.listener.warn(voice.MISSING)
            return
        try:
            await self._voice.speak(text)
        except OSError as error:
            self.listener.warn(f"The computer's voice isn't working: {error.strerror or error}.")

    # Moving

    @on(Button.Pressed, "#next-term")
    def _next(self) -> None:
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """Go to another term."""
        if not self.in_progress:
            self._drill.move(by)
            self.query_one("#hear", Button).variant = "default"
            self._show_term()

    @on(Button.Pressed, "#topics")
    @work(exclusive=True, group="asking")
    async def action_topics(self) -> None:
        """Choose a different topic."""
        if self.in_progress:
            return
        tried = self._services.store.drills.outcomes()
        choices = order.choices(self._vocabulary, tried)
        chosen = await self.app.push_screen_wait(Topics(choices, self._drill.choice))
        if chosen is not None:
            self._drill = order.Drill(self._vocabulary, tried, chosen)
            self._show_term()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions available now."""
        if action in ("go", "finish"):
            recording = self.is_mounted and self.listener.stage == "recording"
            return recording == (action == "finish")
        return not (self.is_mounted and self.in_progress and action in ("hear", "move", "topics"))

    @property
    def in_progress(self) -> bool:
        """Whether an attempt is in progress."""
        return self._hearing or self.take is not None

    def action_settings(self) -> None:
        """Choose a microphone or a model."""
        if not self.in_progress:
            self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Prepare again: a different microphone or model may have been chosen in the settings."""
        if self.listener.stage in ("ready", "missing") and not self.in_progress:
            self.listener.prepare()
            self._draw_card()
            self._draw_caution()

    def action_leave(self) -> None:
        """Cancel the attempt in progress, or go back if there is none."""
        if self._hearing:
            self.workers.cancel_group(self, "hearing")
            self._show_outcome("", CANCELED)
        elif self.take is not None:
            self._wanted = False
            self.listener.stop()
        else:
            self.post_message(messages.GoBack())

    async def on_unmount(self) -> None:
        """Delete the recording, however the screen was left."""
        if self._voice is not None:
            await self._voice.stop()
        await asyncio.to_thread(self._remove_take)


def _outcome_text(reading: TermReading, term: Term) -> Content:
    """Return what was transcribed for a term, with a sign that doesn't depend on color."""
    sign, style = SIGNS[reading.outcome]
    text = plain(reading.text)
    if reading.outcome == "heard":
        message = f"understood: {plain(term.text)}"
    elif reading.outcome == "nearly":
        message = f"nearly: heard as “{text}”"
    elif reading.mistaken_for:
        message = f"not understood: heard as “{text}”, a different term"
    else:
        message = f"not understood: heard as “{text}”" if text else "not understood: no words"
    return Content.styled(f"{sign} {message}", f"bold {style}")
