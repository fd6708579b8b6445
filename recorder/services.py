"""What the screens work with: folders, store, questions, analyst, microphone and model.

One holder, made once by `build` and handed to the app; tests put fakes at these edges and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from analysis.models import Model
from analysis.protocol import Job
from analysis.types import Analysis
from analysis.types import Question as Asked
from prompts.bank import Bank
from recorder import model_choice
from recorder import settings as remembered
from recorder.analyst import Analyst
from recorder.answering import job
from recorder.demo import QUESTION, Stage
from recorder.demo import run as demonstrate
from recorder.desk import Desk
from recorder.devices import Device, list_devices
from recorder.locations import Locations
from recorder.microphone import Microphone
from recorder.sound_output import OpenOutput, SoundDeviceOutput
from sessions.store import Store
from sessions.types import Answer


@dataclass(frozen=True, slots=True)
class Services:
    """Everything behind the screens.

    ``choose_microphone`` and ``devices`` may be slow or raise ``MicrophoneError``, so they are
    called in threads. ``model`` gives the model for a person's answers, ``None`` when there is
    none yet. ``desk`` sees recorded answers through to their reports. ``demo`` analyses the answer
    that comes with Viva and keeps nothing. ``refused`` is what cannot be used of the person's own
    questions, and why.
    """

    locations: Locations
    store: Store
    bank: Bank
    analyst: Analyst
    desk: Desk
    choose_microphone: Callable[[], Microphone]
    model: Callable[[], Model | None]
    demo: Callable[[Stage], Awaitable[Analysis]]
    devices: Callable[[], tuple[Device, ...]] = list_devices
    output: OpenOutput = SoundDeviceOutput
    refused: tuple[str, ...] = ()
    made_up: str = ""

    @property
    def settings(self) -> remembered.Settings:
        """The person's choices as they are now."""
        return remembered.load(self.locations.settings)

    def change(self, **choices: object) -> remembered.Settings:
        """Change and remember some choices."""
        return remembered.change(self.locations.settings, **choices)


def build(locations: Locations, store: Store, *, microphone: str | None = None) -> Services:
    """Wire the real ones; ``microphone`` goes before the one that is remembered.

    Raises
    ------
    BankError
        When the questions cannot be used.
    """
    from recorder import own_questions

    loaded = own_questions.load(locations)
    bank = loaded.bank
    analyst = Analyst(locations.log)

    def order(answer: Answer) -> Job:
        own = remembered.load(locations.settings).own_fillers
        corrections = store.corrections.of(answer.id)
        return job(answer, model_choice.choose(locations), own, corrections)

    return Services(
        locations=locations,
        store=store,
        bank=bank,
        analyst=analyst,
        desk=Desk(store, analyst, order),
        choose_microphone=lambda: _microphone(microphone, locations),
        model=lambda: model_choice.choose(locations),
        demo=lambda stage: _demo(bank, analyst, stage),
        refused=tuple(map(str, loaded.refusals)),
    )


def _microphone(wanted: str | None, locations: Locations) -> Microphone:
    from recorder.choose_microphone import choose
    from recorder.sound_device import SoundDeviceMicrophone

    microphone = choose(wanted, remembered.load(locations.settings).microphone)
    if wanted and isinstance(microphone, SoundDeviceMicrophone):
        remembered.change(locations.settings, microphone=microphone.label)
    return microphone


async def _demo(bank: Bank, analyst: Analyst, stage: Stage) -> Analysis:
    question = bank.get(QUESTION)
    asked = Asked(question.id, question.text, question.kind, question.target)
    return await demonstrate(asked, analyst, stage)
