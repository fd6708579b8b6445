"""What the screens work with: folders, store, questions, analyst, microphone, and model.

One object, created once by `build` and passed to the app; tests put fakes at these edges and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis, QuestionContext
from prompts.bank import Bank
from recorder.analyst.client import Analyst
from recorder.analyst.queue import AnalysisQueue
from recorder.checks.machine import Machine
from recorder.demo.answer import QUESTION, StageListener
from recorder.demo.answer import run as demonstrate
from recorder.files.locations import Locations
from recorder.microphone.devices import Device, list_devices
from recorder.microphone.types import Microphone
from recorder.models import choice
from recorder.models.download import Downloads, fetch
from recorder.person import placeholders
from recorder.person import profile as profile_file
from recorder.person import settings as settings_file
from recorder.person.placeholders import FilledBank
from recorder.person.profile import Profile
from recorder.person.settings import Settings, SettingsChange
from recorder.playback.sound_output import OpenOutput, SoundDeviceOutput
from recorder.recording.session import job
from sessions.store import Store
from sessions.types import Answer

if TYPE_CHECKING:
    from prompts.types import Question, QuestionKind
    from recorder.today.daily_list import DailyList

Upkeep = Callable[[Callable[[], bool], Callable[[], bool]], str | None]
"""Takes two functions, still wanted and person speaking; returns what went wrong, if anything."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the screens.

    ``choose_microphone`` and ``devices`` may be slow or raise ``MicrophoneError``, so they are
    called in threads. ``model`` returns the model for a person's answers, or ``None`` if there is
    none yet. ``queue`` takes recorded answers through to their reports. ``demo`` analyzes the
    answer that comes with Viva and saves nothing. ``questions`` are filled in with the current
    profile each time; ``refused`` lists problems in the person's own questions. ``downloads``
    fetches speech models. ``newcomer``: Viva has never been used here, so it offers the first
    steps; `build` decides this once. ``upkeep`` maintains the store, in a thread.
    """

    locations: Locations
    store: Store
    questions: FilledBank
    analyst: Analyst
    queue: AnalysisQueue
    choose_microphone: Callable[[], Microphone]
    model: Callable[[], Model | None]
    demo: Callable[[StageListener], Awaitable[Analysis]]
    downloads: Downloads
    devices: Callable[[], tuple[Device, ...]] = list_devices
    output: OpenOutput = SoundDeviceOutput
    refused: tuple[str, ...] = ()
    upkeep: Upkeep | None = None
    newcomer: bool = False
    made_up: str = ""

    @property
    def bank(self) -> Bank:
        """The questions as currently filled in."""
        return self.questions.now()

    def add_question(self, text: str, kind: QuestionKind) -> Question:
        """Save the person's own question, and ask it from now on.

        Raises
        ------
        BankError
            If the question or one of the person's files is invalid.
        OSError
            If it can't be written.
        """
        from recorder.person import own_questions

        question = own_questions.add(text, kind, self.bank, self.locations)
        self.questions.replace_questions(own_questions.load(self.locations).bank)
        return question

    @property
    def profile(self) -> Profile:
        """The person's profile."""
        return profile_file.load(self.locations.profile)

    def change_profile(self, **values: str | None) -> Profile:
        """Save profile fields; raise ``OSError`` if that fails."""
        return profile_file.change(self.locations.profile, **values)

    @property
    def machine(self) -> Machine:
        """The computer, as the checklists test it."""
        latest = self.store.latest()
        at = latest.recorded_at if latest else None
        return Machine(self.locations, self.choose_microphone, self.model, at)

    @property
    def settings(self) -> Settings:
        """The person's current choices."""
        return settings_file.load(self.locations.settings)

    @property
    def today(self) -> DailyList:
        """Today's questions, as many as the person wants."""
        from recorder.today.daily_list import DailyList

        return DailyList(self.store, self.bank, self.settings.today)

    def change(self, **changes: Unpack[SettingsChange]) -> Settings:
        """Change and remember some choices."""
        return settings_file.change(self.locations.settings, **changes)


def build(locations: Locations, store: Store, *, microphone: str | None = None) -> Services:
    """Wire up the real services; ``microphone`` overrides the one in the settings.

    Raises
    ------
    BankError
        If the questions can't be used.
    """
    from recorder.person import own_questions
    from recorder.upkeep.run import upkeep

    loaded = own_questions.load(locations)
    bank = loaded.bank
    analyst = Analyst(locations.log)

    def order(answer: Answer) -> Job:
        own = settings_file.load(locations.settings).own_fillers
        corrections = store.corrections.of(answer.id)
        return job(answer, choice.choose(locations), own, corrections)

    return Services(
        locations=locations,
        store=store,
        questions=FilledBank(
            bank,
            lambda: placeholders.values(
                profile_file.load(locations.profile), placeholders.current(store)
            ),
        ),
        analyst=analyst,
        queue=AnalysisQueue(store, analyst, order),
        choose_microphone=lambda: _microphone(microphone, locations),
        model=lambda: choice.choose(locations),
        demo=lambda stage: _demo(bank, analyst, choice.choose(locations), stage),
        downloads=Downloads(locations.models, fetch),
        refused=tuple(map(str, loaded.refusals)),
        newcomer=is_newcomer(locations, store),
        upkeep=lambda wanted, busy: upkeep(locations, wanted=wanted, busy=busy).problem,
    )


def is_newcomer(locations: Locations, store: Store) -> bool:
    """Return whether there is no answer and no profile here yet."""
    return not locations.profile.exists() and not store.count()


def _microphone(wanted: str | None, locations: Locations) -> Microphone:
    from recorder.microphone.choose import choose
    from recorder.microphone.sound_device import SoundDeviceMicrophone

    microphone = choose(wanted, settings_file.load(locations.settings).microphone)
    if wanted and isinstance(microphone, SoundDeviceMicrophone):
        settings_file.change(locations.settings, microphone=microphone.label)
    return microphone


async def _demo(
    bank: Bank, analyst: Analyst, model: Model | None, stage: StageListener
) -> Analysis:
    question = bank.get(QUESTION)
    asked = QuestionContext(question.id, question.text, question.kind, question.target)
    return await demonstrate(asked, analyst, model, stage)
