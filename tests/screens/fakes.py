"""Fakes at the edges of the screens: a microphone fed by hand, a scripted analyst.

Everything between them is real: the store, the take, the bank, the screens.
"""

from __future__ import annotations

import asyncio
import copy
import math
from array import array
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis, QuestionContext
from prompts.loader import load
from recorder.analyst.client import (
    AcousticListener,
    AnalysisProgressListener,
    Analyst,
    FollowedRecording,
    NudgeListener,
    ignore,
)
from recorder.analyst.queue import AnalysisQueue
from recorder.demo.answer import StageListener
from recorder.files.locations import Locations
from recorder.microphone.devices import Device
from recorder.microphone.types import BlockListener, Ended, MicrophoneError
from recorder.models.download import DownloadFailed, DownloadProgress, Downloads
from recorder.person import profile
from recorder.person.placeholders import FilledBank, current, values
from recorder.recording.session import job
from recorder.services import Services
from sessions.store import Store
from sessions.types import Answer
from tests import fake_model
from tests.hand_output import HandOutput
from tests.screens.samples import full

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
RATE = 1000
BLOCK = 50
"""Frames in a block: 0.05 s."""

QUESTIONS = load()
"""Read once: a bank does not change."""


class FakeStream:
    """A stream of the fake microphone; `closed` is true once the device is released."""

    sample_rate = RATE
    channels = 1
    endless = True
    real_time = False

    def __init__(self) -> None:
        self.closed = False

    def start(self) -> None:
        """Do nothing: the test delivers the blocks."""

    def close(self) -> None:
        self.closed = True


class FakeMicrophone:
    """Delivers sound when the test says so; `problem` makes it fail to open."""

    def __init__(self, name: str = "USB Headset", note: str | None = None) -> None:
        self.name = name
        self.note = note
        self.problem: str | None = None
        self.missing: str | None = None
        self.stream = FakeStream()
        self._heard: BlockListener | None = None
        self._ended: Ended | None = None

    @property
    def opened(self) -> bool:
        """Whether a stream was ever opened."""
        return self._heard is not None

    def prepare(self) -> None:
        if self.missing:
            raise MicrophoneError(self.missing)

    def open(self, heard: BlockListener, ended: Ended) -> FakeStream:
        if self.problem:
            raise MicrophoneError(self.problem)
        self._heard, self._ended = heard, ended
        self.stream = FakeStream()
        return self.stream

    def speak(self, seconds: float, peak: int = 8000) -> None:
        """Deliver sound; `peak` 0 is digital silence, 32767 is clipped."""
        assert self._heard is not None
        wave = (round(peak * math.sin(2 * math.pi * i / 8)) for i in range(BLOCK))
        block = array("h", wave).tobytes()
        for _ in range(round(seconds * RATE / BLOCK)):
            self._heard(block, False)

    def unplug(self) -> None:
        """Disconnect in the middle of a recording."""
        assert self._ended is not None
        self._ended()


class FakeFollowing(FollowedRecording):
    """A recording that the fake analyst follows."""

    def __init__(
        self,
        analyst: FakeAnalyst,
        job: Job,
        progress: AnalysisProgressListener,
        sound: AcousticListener,
    ) -> None:
        self._fake = analyst
        self._job = job
        self._ears = progress, sound
        self._done = False
        analyst.followed.append(job)

    @property
    def failed(self) -> bool:
        return self._fake.dies_while_following

    async def finish(self, overflows: int, interruptions: int = 0) -> Analysis:
        self._done = True
        job = replace(self._job, overflows=overflows, interruptions=interruptions)
        return await self._fake.analyze(job, *self._ears)

    def discard(self) -> None:
        if not self._done:
            self._fake.discarded.append(self._job)


class FakeAnalyst(Analyst):
    """Answers each job with `outcome`.

    Reports `left`, waits for `sound_gate`, reports the `sound`, and waits for `gate`, if set.
    """

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self.followed: list[Job] = []
        self.discarded: list[Job] = []
        self.warmings: list[Model | None] = []
        self.idle_times: list[float | None] = []
        self.outcome: Analysis | Exception = full()
        self.sound: Analysis | None = None
        self.gate: asyncio.Event | None = None
        self.sound_gate: asyncio.Event | None = None
        self.share = 0.4
        self.left: float | None = None
        self.problem: str | None = None
        self.dies_while_following = False
        self.canceled = False
        self.nudge: NudgeListener = ignore
        self._progress: AnalysisProgressListener = ignore

    def tell(self, share: float, left: float | None) -> None:
        """Report the progress of the newest analysis."""
        self._progress(share, left)

    async def warm(self, model: Model | None, release_after: float | None = None) -> str | None:
        self.warmings.append(model)
        self.idle_times.append(release_after)
        return self.problem

    async def analyze(
        self,
        job: Job,
        progress: AnalysisProgressListener = ignore,
        sound: AcousticListener = ignore,
    ) -> Analysis:
        self.jobs.append(job)
        self._progress = progress
        progress(self.share, self.left)
        try:
            if self.sound_gate is not None:
                await self.sound_gate.wait()
            if self.sound is not None:
                sound(self.sound)
            if self.gate is not None:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.canceled = True
            raise
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    async def follow(
        self,
        job: Job,
        progress: AnalysisProgressListener = ignore,
        sound: AcousticListener = ignore,
        nudge: NudgeListener = ignore,
    ) -> FollowedRecording:
        self.nudge = nudge
        return FakeFollowing(self, job, progress, sound)

    async def close(self) -> None:
        """Nothing runs."""


class FakeHub:
    """Downloads a model when the test says so: ``gate`` holds it, ``problem`` makes it fail."""

    def __init__(self) -> None:
        self.wanted: list[str] = []
        self.gate: asyncio.Event | None = None
        self.arrived = (62_000_000, 148_000_000)
        self.problem: str | None = None
        self.canceled = False

    async def fetch(self, name: str, models: Path, progress: DownloadProgress) -> None:
        self.wanted.append(name)
        progress(*self.arrived)
        try:
            if self.gate is not None:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.canceled = True
            raise
        if self.problem:
            raise DownloadFailed(self.problem)
        install(models, name)


def install(models: Path, name: str) -> None:
    """Put a model with the right file names into the models folder."""
    fake_model.write(models / name)


class World:
    """The services with fakes at their edges, and handles on the fakes."""

    def __init__(self, root: Path) -> None:
        self.locations = Locations(root, root, root / "log")
        self.locations.prepare()
        self.store = Store.open(self.locations.database, self.locations.recordings, now=self.now)
        self.microphone = FakeMicrophone()
        self.analyst = FakeAnalyst()
        self.model: Model | None = Model("base.en", root)
        self.devices: tuple[Device, ...] = (
            Device("Built-in Audio", "ALSA", 2, 48000, True),
            Device("USB Headset", "ALSA", 1, 44100, False),
        )
        self.time = NOW
        self.queue = AnalysisQueue(self.store, self.analyst, self._job_for)
        self.output = HandOutput()
        self.hub = FakeHub()
        self.services = Services(
            locations=self.locations,
            store=self.store,
            questions=FilledBank(QUESTIONS, self._values),
            analyst=self.analyst,
            queue=self.queue,
            choose_microphone=lambda: self.microphone,
            model=lambda: self.model,
            demo=self._demo(),
            downloads=Downloads(self.locations.models, self.hub.fetch),
            devices=lambda: self.devices,
            output=self.output,
        )

    def _values(self) -> dict[str, str]:
        return values(profile.load(self.locations.profile), current(self.store))

    def _job_for(self, answer: Answer) -> Job:
        return job(answer, self.model, (), self.store.corrections.of(answer.id))

    def again(self) -> World:
        """Return the services of the next start, with the same store."""
        made = copy.copy(self)
        made.analyst = FakeAnalyst()
        made.queue = AnalysisQueue(self.store, made.analyst, self._job_for)
        made.services = replace(self.services, analyst=made.analyst, queue=made.queue)
        return made

    def now(self) -> datetime:
        return self.time

    def _demo(self) -> Callable[[StageListener], Awaitable[Analysis]]:
        async def run(stage: StageListener) -> Analysis:
            stage("recording", 1.0)
            return await self.analyst.analyze(Job(0, Path("demo.wav")))

        return run

    def answered(self, question_id: str, *, analysis: Analysis | None, seconds: float = 130) -> int:
        """Put an answer into the store, and return its id."""
        question = self.services.bank.get(question_id)
        session = self.store.begin_session("practice")
        answer = self.store.begin_answer(
            session.id, QuestionContext(question.id, question.text, question.kind, question.target)
        )
        self.store.finish_recording(answer.id, duration=seconds, sample_rate=RATE, overflows=0)
        if analysis is not None:
            self.store.save_analysis(answer.id, analysis)
        return answer.id
