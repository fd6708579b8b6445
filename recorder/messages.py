"""Messages from workers and widgets to screens, and from screens to the app.

The first part asks the app to show something; the second part reports what workers did. Newer
progress may replace older progress, so that it can't flood the queue.
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
"""The stage of a recording: from looking for the microphone to the finished sound file."""


@dataclass
class PracticeQuestion(Message):
    """Ask this question; the ``facts`` of a program are shown until the person speaks."""

    question: Question
    facts: ProgramBriefing | None = None


@dataclass
class PracticeNext(Message):
    """Ask the question after this one: from its program, today's list, or the bank."""

    question: Question


@dataclass
class PracticeAgain(Message):
    """Ask this answer's question again."""

    answer: Answer


@dataclass
class AnalyzeAnswer(Message):
    """Analyze this answer now, with ``sound_alone`` without a transcript."""

    answer: Answer
    sound_alone: bool = False


@dataclass
class AnswersInterrupted(Message):
    """The device failed in the middle of this answer; the recording so far is saved."""

    answer: Answer
    problem: str


@dataclass
class ShowAnswer(Message):
    """Show this answer's report, its failure, or its progress."""

    answer: Answer


@dataclass
class ShowReport(Message):
    """Show this analysis, or a newer one; ``answer`` is ``None`` for the demonstration."""

    answer: Answer | None
    analysis: Analysis


@dataclass
class ShowFailure(Message):
    """Show what went wrong with this answer."""

    answer: Answer | None
    problem: str


@dataclass
class ShowDemo(Message):
    """Analyze the answer that comes with Viva."""


@dataclass
class ShowAnswers(Message):
    """Show the list of answers."""


@dataclass
class ShowToday(Message):
    """Show what to practice today."""


@dataclass
class ShowProgress(Message):
    """Show what has changed over time."""


@dataclass
class ShowDrill(Message):
    """Open the drill, in which the person reads medical terms aloud."""


@dataclass
class ShowMocks(Message):
    """Show the mock interviews: those to begin, one to continue, those that are over."""


@dataclass
class RunMock(Message):
    """Ask the remaining questions of this mock."""

    mock_id: int


@dataclass
class ShowMock(Message):
    """Show the report of this mock."""

    mock_id: int


@dataclass
class PracticeRetelling(Message):
    """Offer a retelling drill of this question, or to continue an unfinished one."""

    question: Question


@dataclass
class RunRetelling(Message):
    """Ask for the remaining tellings of this drill."""

    retelling_id: int


@dataclass
class ShowRetelling(Message):
    """Show the tellings of this drill side by side."""

    retelling_id: int


@dataclass
class ShowComparison(Message):
    """Show these answers side by side, in this order."""

    answers: tuple[Answer, ...]


@dataclass
class ShowStories(Message):
    """Show the person's stories."""


@dataclass
class ShowPrograms(Message):
    """Show the program notebook."""


@dataclass
class ShowProgram(Message):
    """Show this program's form; ``at`` is the field to start in."""

    program_id: int
    at: str | None = None


@dataclass
class ShowThankYou(Message):
    """Write the thank-you note to this program."""

    program_id: int


@dataclass
class ShowSettings(Message):
    """Show the settings."""


@dataclass
class ShowDoctor(Message):
    """Check everything Viva needs."""


@dataclass
class ChooseGoal(Message):
    """Ask the person for a goal; this question is the example."""

    question: Question


@dataclass
class ShowFirstSteps(Message):
    """Open the first steps: the profile, the microphone, a speech model."""


@dataclass
class ShowFirstLanguage(Message):
    """Show the fillers and the rhythm of a first language."""


@dataclass
class ShowChecklists(Message):
    """Show the checklists; an ``owner`` has its own check marks, and ``title`` names it.

    An owner is, for example, ``program-3``. ``when`` is the list shown first.
    """

    owner: str | None = None
    title: str | None = None
    when: When = "week"


@dataclass
class GoHome(Message):
    """Show the questions."""


@dataclass
class GoBack(Message):
    """Show the previous screen."""


@dataclass
class ShowModelOffer(Message):
    """Load the speech model: an answer is coming, or another model was chosen."""


@dataclass
class Quit(Message):
    """Quit Viva; everything has been saved."""


@dataclass
class MicrophoneReady(Message):
    """A microphone has been chosen and prepared."""

    microphone: Microphone


@dataclass
class MicrophoneMissing(Message):
    """No microphone is available; ``problem`` says what to do."""

    problem: str


@dataclass
class TakeStarted(Message):
    """Recording has begun."""


@dataclass
class TakeRefused(Message):
    """Recording could not begin; no sound was saved."""

    problem: str


@dataclass
class TakeStopped(Message):
    """The sound is complete on the disk."""

    recorded: Recorded


@dataclass
class StageChanged(Message):
    """Recording moved to another stage."""

    stage: RecordingStage


@dataclass
class DevicesListed(Message):
    """The available microphones, or why they can't be listed."""

    devices: tuple[Device, ...]
    problem: str | None = None


@dataclass
class MicrophoneTested(Message):
    """A test of the computer has a finding."""

    finding: Finding


@dataclass
class DoctorFinished(Message):
    """The doctor has a result, or has finished a round if ``result`` is ``None``.

    ``round`` identifies late results from an earlier round.
    """

    round: int
    result: Result | None = None


@dataclass
class SoundChecked(Message):
    """The test of voice and room is over; ``findings`` is empty if it was canceled."""

    findings: tuple[Finding, ...]


@dataclass
class DownloadProgressed(Message):
    """The download of a speech model made progress or ended."""

    download: Download

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, DownloadProgressed)


@dataclass
class AnswerProgressed(Message):
    """The analysis of an answer made progress."""

    status: AnalysisStatus

    def can_replace(self, message: Message) -> bool:
        """Keep only the newest progress of each answer."""
        return (
            isinstance(message, AnswerProgressed)
            and message.status.answer.id == self.status.answer.id
        )


@dataclass
class CheckProgressed(Message):
    """What the demonstration or a test is doing, and the share that is done, 0–1."""

    doing: str
    share: float

    def can_replace(self, message: Message) -> bool:
        """Only the newest share matters."""
        return isinstance(message, CheckProgressed)
