"""The one table of which screen each message shows, and how the screen goes onto the stack.

Screens are imported the first time they are shown, so the window opens sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from textual.message import Message

from recorder import messages
from recorder.app.screen_stack import ScreenStack
from recorder.screens.base import VivaScreen

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Opening:
    """A requested screen: its class, and a function that creates it."""

    screen: type[VivaScreen[None]]
    make: Callable[[], VivaScreen[None]]


@dataclass(frozen=True, slots=True)
class Route(Generic[M]):
    """How a message's screen is shown.

    ``if_open``: what to do when the stack already has such a screen: leave it alone ("ignore"),
    close everything above it ("return"), or open another ("repeat"). A screen that ``replaces``
    takes the place of a transient one; others go on top. One that ``waits`` is not shown while
    something is in progress. ``opening`` may raise ``StoreError`` or ``BankError``.
    """

    message: type[M]
    opening: Callable[[ScreenStack, M], Opening]
    if_open: Literal["ignore", "return", "repeat"] = "repeat"
    replaces: bool = False
    waits: bool = False


def _answers(app: ScreenStack, message: messages.ShowAnswers) -> Opening:
    from recorder.screens.answers.answers import AnswersScreen

    return Opening(AnswersScreen, lambda: AnswersScreen(app.services))


def _progress(app: ScreenStack, message: messages.ShowProgress) -> Opening:
    from recorder.screens.progress.progress import ProgressScreen

    return Opening(ProgressScreen, lambda: ProgressScreen(app.services))


def _settings(app: ScreenStack, message: messages.ShowSettings) -> Opening:
    from recorder.screens.settings.settings import SettingsScreen

    return Opening(SettingsScreen, lambda: SettingsScreen(app.services))


def _doctor(app: ScreenStack, message: messages.ShowDoctor) -> Opening:
    from recorder.doctor.surroundings import for_screen
    from recorder.screens.checks.doctor import DoctorScreen

    columns, lines = app.size
    return Opening(DoctorScreen, lambda: DoctorScreen(for_screen(app.services, (columns, lines))))


def _stories(app: ScreenStack, message: messages.ShowStories) -> Opening:
    from recorder.screens.stories.stories import StoriesScreen

    return Opening(StoriesScreen, lambda: StoriesScreen(app.services))


def _first_language(app: ScreenStack, message: messages.ShowFirstLanguage) -> Opening:
    from recorder.screens.settings.first_language import FirstLanguageScreen

    return Opening(FirstLanguageScreen, lambda: FirstLanguageScreen(app.services))


def _first_steps(app: ScreenStack, message: messages.ShowFirstSteps) -> Opening:
    from recorder.screens.home.first_steps import FirstSteps

    again = len(app.screen_stack) > 1
    return Opening(FirstSteps, lambda: FirstSteps(app.services, again=again))


def _checklists(app: ScreenStack, message: messages.ShowChecklists) -> Opening:
    from prompts.checklists import load
    from recorder.screens.checks.checklists import ChecklistScreen

    asked = message.owner, message.title, message.when
    return Opening(ChecklistScreen, lambda: ChecklistScreen(app.services, load(), *asked))


def _today(app: ScreenStack, message: messages.ShowToday) -> Opening:
    from recorder.screens.home.today import TodayScreen

    return Opening(TodayScreen, lambda: TodayScreen(app.services))


def _drill(app: ScreenStack, message: messages.ShowDrill) -> Opening:
    from prompts.vocabulary import load
    from recorder.screens.drill.drill import DrillScreen

    return Opening(DrillScreen, lambda: DrillScreen(app.services, load()))


def _mocks(app: ScreenStack, message: messages.ShowMocks) -> Opening:
    from recorder.screens.mock.mocks import MocksScreen

    return Opening(MocksScreen, lambda: MocksScreen(app.services))


def _run_mock(app: ScreenStack, message: messages.RunMock) -> Opening:
    from recorder.screens.mock.mock import MockInterview

    mock = app.services.store.mocks.get(message.mock_id)
    step = mock.step
    if mock.state != "open" or step is None:
        return _mock(app, messages.ShowMock(mock.id))
    return Opening(MockInterview, lambda: MockInterview(app.services, mock, step))


def _mock(app: ScreenStack, message: messages.ShowMock) -> Opening:
    from recorder.screens.mock.mock_report import MockReportScreen

    mocks = app.services.store.mocks
    mock = mocks.get(message.mock_id)
    if mock.state == "open" and mock.step is None:
        mock = mocks.end(mock.id)
    return Opening(MockReportScreen, lambda: MockReportScreen(app.services, mock))


def _run_retelling(app: ScreenStack, message: messages.RunRetelling) -> Opening:
    from recorder.screens.retelling.retelling import RetellingScreen

    drill = app.services.store.retellings.get(message.retelling_id)
    telling = drill.round
    if drill.state != "open" or telling is None:
        return _retelling(app, messages.ShowRetelling(drill.id))
    return Opening(RetellingScreen, lambda: RetellingScreen(app.services, drill, telling))


def _retelling(app: ScreenStack, message: messages.ShowRetelling) -> Opening:
    from recorder.screens.comparison.retelling_report import RetellingReport

    retellings = app.services.store.retellings
    drill = retellings.get(message.retelling_id)
    if drill.state == "open" and drill.round is None:
        drill = retellings.end(drill.id)
    return Opening(RetellingReport, lambda: RetellingReport(app.services, drill))


def _comparison(app: ScreenStack, message: messages.ShowComparison) -> Opening:
    from recorder.screens.comparison.comparison import AnswersComparison

    return Opening(AnswersComparison, lambda: AnswersComparison(app.services, message.answers))


def _programs(app: ScreenStack, message: messages.ShowPrograms) -> Opening:
    from recorder.screens.programs.programs import ProgramsScreen

    return Opening(ProgramsScreen, lambda: ProgramsScreen(app.services))


def _program(app: ScreenStack, message: messages.ShowProgram) -> Opening:
    from recorder.screens.programs.program import ProgramScreen

    program = app.services.store.programs.get(message.program_id)
    return Opening(ProgramScreen, lambda: ProgramScreen(app.services, program, message.at))


def _thank_you(app: ScreenStack, message: messages.ShowThankYou) -> Opening:
    from recorder.screens.programs.thank_you import ThankYouScreen

    program = app.services.store.programs.get(message.program_id)
    return Opening(ThankYouScreen, lambda: ThankYouScreen(app.services, program))


def _demo(app: ScreenStack, message: messages.ShowDemo) -> Opening:
    from recorder.screens.practice.demonstration import DemonstrationScreen

    return Opening(DemonstrationScreen, lambda: DemonstrationScreen(app.services.demo))


def _failure(app: ScreenStack, message: messages.ShowFailure) -> Opening:
    from recorder.screens.dialogs.failure import FailureScreen

    return Opening(FailureScreen, lambda: FailureScreen(message.answer, message.problem))


ROUTES: tuple[Route[Any], ...] = (
    Route(messages.ShowAnswers, _answers, if_open="return", replaces=True),
    Route(messages.ShowToday, _today, if_open="return", replaces=True),
    Route(messages.ShowPrograms, _programs, if_open="return"),
    Route(messages.ShowFirstSteps, _first_steps, if_open="ignore"),
    Route(messages.ShowFirstLanguage, _first_language, if_open="ignore"),
    Route(messages.ShowProgress, _progress, if_open="ignore", waits=True),
    Route(messages.ShowStories, _stories, if_open="ignore", waits=True),
    Route(messages.ShowChecklists, _checklists, if_open="ignore", waits=True),
    Route(messages.ShowDoctor, _doctor, if_open="ignore", waits=True),
    Route(messages.ShowDrill, _drill, if_open="ignore", waits=True),
    Route(messages.ShowMocks, _mocks, if_open="ignore", waits=True, replaces=True),
    Route(messages.ShowSettings, _settings),
    Route(messages.ShowProgram, _program),
    Route(messages.ShowThankYou, _thank_you),
    Route(messages.ShowMock, _mock, replaces=True),
    Route(messages.RunMock, _run_mock, replaces=True),
    Route(messages.RunRetelling, _run_retelling, replaces=True),
    Route(messages.ShowRetelling, _retelling, replaces=True),
    Route(messages.ShowComparison, _comparison),
    Route(messages.ShowDemo, _demo, replaces=True),
    Route(messages.ShowFailure, _failure, replaces=True),
)
BY_MESSAGE = {route.message: route for route in ROUTES}
