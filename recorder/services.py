"""What the screens work with: folders, store, questions, analyst, microphone and model.

One holder, made once by `build` and handed to the app; tests put fakes at these edges and
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
"""Takes whether it is still wanted and whether the person is speaking; gives what went wrong."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the screens.

    ``choose_microphone`` and ``devices`` may be slow or raise ``MicrophoneError``, so they are
    called in threads. ``model`` gives the model for a person's answers, ``None`` when there is
    none yet. ``queue`` sees recorded answers through to their reports. ``demo`` analyses the answer
    that comes with Viva and keeps nothing. ``questions`` are filled with the person's profile as it
    is when they are asked for; ``refused`` is what cannot be used of the person's own, and why.
    ``downloads`` fetches speech models. ``newcomer``: Viva has never been used here, so its first
    steps are offered; this is decided once, by `build`. ``upkeep`` keeps the
    store in order, in a thread.
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
        """The questions as they are asked now."""
        return self.questions.now()

    def add_question(self, text: str, kind: QuestionKind) -> Question:
        """Keep a question of the person's own, and ask it from now on.

        Raises
        ------
        BankError
            When it is not right, or a file of theirs is not.
        OSError
            When it cannot be written.
        """
        from recorder.person import own_questions

        question = own_questions.add(text, kind, self.bank, self.locations)
        self.questions.replace_questions(own_questions.load(self.locations).bank)
        return question

    @property
    def profile(self) -> Profile:
        """What the person has told of themselves."""
        return profile_file.load(self.locations.profile)

    def change_profile(self, **values: str | None) -> Profile:
        """Keep what the person says of themselves; ``OSError`` when it cannot be kept."""
        return profile_file.change(self.locations.profile, **values)

    @property
    def machine(self) -> Machine:
        """The computer, as the check-lists test it."""
        latest = self.store.latest()
        at = latest.recorded_at if latest else None
        return Machine(self.locations, self.choose_microphone, self.model, at)

    @property
    def settings(self) -> Settings:
        """The person's choices as they are now."""
        return settings_file.load(self.locations.settings)

    @property
    def today(self) -> DailyList:
        """Today's round of questions, as many as the person wants."""
        from recorder.today.daily_list import DailyList

        return DailyList(self.store, self.bank, self.settings.today)

    def change(self, **changes: Unpack[SettingsChange]) -> Settings:
        """Change and remember some choices."""
        return settings_file.change(self.locations.settings, **changes)


def build(locations: Locations, store: Store, *, microphone: str | None = None) -> Services:
    """Wire the real ones; ``microphone`` goes before the one that is settings_file.

    Raises
    ------
    BankError
        When the questions cannot be used.
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
    """Whether nothing was ever answered here, and nobody has said who they are."""
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
