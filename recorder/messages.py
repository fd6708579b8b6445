"""What workers and widgets say to screens, and screens to the app.

Messages of the first part ask the app to show something; those of the second are the news that
workers bring. Progress may be replaced by newer progress, so that it cannot flood the queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from analysis.types import Analysis
    from prompts.checklists import When
    from prompts.types import Question
    from recorder.analyst.status import AnalysisStatus
    from recorder.checks.machine import Finding
    from recorder.doctor.result import Result
    from recorder.microphone.devices import Device
    from recorder.microphone.types import Microphone
    from recorder.models.download import Download
    from recorder.programs.facts import ProgramBriefing
    from recorder.recording.take import Recorded
    from sessions.types import Answer

RecordingStage = Literal["preparing", "ready", "opening", "recording", "stopping", "missing"]
"""Where a recording is: from looking for the microphone to the sound being complete."""


@dataclass
class PracticeQuestion(Message):
    """Ask this question; with ``facts`` of a program they are shown until one speaks."""

    question: Question
    facts: ProgramBriefing | None = None


@dataclass
class PracticeNext(Message):
    """Ask what comes after this question: the next of its program, of today's list, of the bank."""

    question: Question


@dataclass
class PracticeAgain(Message):
    """Ask this answer's question again."""

    answer: Answer


@dataclass
class AnalyzeAnswer(Message):
    """Analyse this answer now; from the sound alone when that is wanted."""

    answer: Answer
    sound_alone: bool = False


@dataclass
class AnswersInterrupted(Message):
    """The device failed in the middle of this answer; what there is has been kept."""

    answer: Answer
    problem: str


@dataclass
class ShowAnswer(Message):
    """Show what there is of this answer: its report, its failure, or how far it is."""

    answer: Answer


@dataclass
class ShowReport(Message):
    """Show this analysis, or a newer one; ``answer`` is ``None`` for the demonstration."""

    answer: Answer | None
    analysis: Analysis


@dataclass
class ShowFailure(Message):
    """Say what went wrong with this answer."""

    answer: Answer | None
    problem: str


@dataclass
class ShowDemo(Message):
    """Analyse the answer that comes with Viva."""


@dataclass
class ShowAnswers(Message):
    """Show the list of answers."""


@dataclass
class ShowToday(Message):
    """Show what to practise today."""


@dataclass
class ShowProgress(Message):
    """Show what has changed over the weeks."""


@dataclass
class ShowDrill(Message):
    """Read medical terms aloud."""


@dataclass
class ShowMocks(Message):
    """Show the mock interviews: those to begin, one to go on with, those that are over."""


@dataclass
class RunMock(Message):
    """Ask the questions of this mock that are left."""

    mock_id: int


@dataclass
class ShowMock(Message):
    """Show the report of this mock."""

    mock_id: int


@dataclass
class ShowStories(Message):
    """Show what the person can tell."""


@dataclass
class ShowPrograms(Message):
    """Show the program notebook."""


@dataclass
class ShowProgram(Message):
    """Show what is written about this program; ``at`` is the field to begin in."""

    program_id: int
    at: str | None = None


@dataclass
class ShowThankYou(Message):
    """Write the thank-you to this program."""

    program_id: int


@dataclass
class ShowSettings(Message):
    """Show the settings."""


@dataclass
class ShowDoctor(Message):
    """Check everything that Viva needs."""


@dataclass
class ChooseGoal(Message):
    """Ask the person what their answers should work on; this question is the example."""

    question: Question


@dataclass
class ShowFirstSteps(Message):
    """Say who you are, check the microphone, get a speech model."""


@dataclass
class ShowChecklists(Message):
    """Show the check-lists; ``owner`` keeps ticks apart from the general ones, ``title`` names it.

    An owner is, for example, ``program-3``. ``when`` is the list that is shown first.
    """

    owner: str | None = None
    title: str | None = None
    when: When = "week"


@dataclass
class GoHome(Message):
    """Show the questions."""


@dataclass
class GoBack(Message):
    """Show what was there before."""


@dataclass
class ShowModelOffer(Message):
    """Answers are about to be heard, perhaps by another model: have it loaded."""


@dataclass
class Quit(Message):
    """Leave Viva; everything has been kept."""


@dataclass
class MicrophoneReady(Message):
    """A microphone has been chosen and prepared."""

    microphone: Microphone


@dataclass
class MicrophoneMissing(Message):
    """No microphone can be used; ``problem`` says what to do."""

    problem: str


@dataclass
class TakeStarted(Message):
    """Recording has begun."""


@dataclass
class TakeRefused(Message):
    """Recording could not begin; no sound was kept."""

    problem: str


@dataclass
class TakeStopped(Message):
    """The sound is complete on the disk."""

    recorded: Recorded


@dataclass
class StageChanged(Message):
    """Recording went on to another stage."""

    stage: RecordingStage


@dataclass
class DevicesListed(Message):
    """The microphones that are there, or why that cannot be told."""

    devices: tuple[Device, ...]
    problem: str | None = None


@dataclass
class MicrophoneTested(Message):
    """A test of the computer has found something."""

    finding: Finding


@dataclass
class DoctorFinished(Message):
    """The doctor has a result, or is done with a round; ``result`` is ``None`` then.

    ``round`` tells apart what an earlier round still brings.
    """

    round: int
    result: Result | None = None


@dataclass
class SoundChecked(Message):
    """The test of voice and room is over; what came of it, as far as it was not cancelled."""

    findings: tuple[Finding, ...]


@dataclass
class DownloadProgressed(Message):
    """The download of a speech model came further, or ended."""

    download: Download

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, DownloadProgressed)


@dataclass
class AnswerProgressed(Message):
    """An answer came further on its way to its report."""

    status: AnalysisStatus

    def can_replace(self, message: Message) -> bool:
        """Tell of each answer only how far it is in the end."""
        return (
            isinstance(message, AnswerProgressed)
            and message.status.answer.id == self.status.answer.id
        )


@dataclass
class CheckProgressed(Message):
    """What the demonstration or a test is doing, and the share of it that is done, 0–1."""

    doing: str
    share: float

    def can_replace(self, message: Message) -> bool:
        """Only the newest share matters."""
        return isinstance(message, CheckProgressed)
