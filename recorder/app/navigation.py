"""Where each screen goes: screens ask by a message, and here it is shown.

Home lies at the bottom. Answers and settings lie on what asked for them; practice, analysis,
report and failure replace each other. Answers are seen through to their reports by the desk,
whatever is shown. Screens are imported when they are first shown.
"""

from __future__ import annotations

import asyncio
import contextlib

from textual import on, work
from textual.app import App
from textual.screen import ModalScreen, Screen

from analysis.types import Analysis
from recorder import messages
from recorder.app.next_question import onward
from recorder.programs.facts import ProgramBriefing, in_view
from recorder.recording.session import PracticeSession, question_of
from recorder.screens.home.home import HomeScreen
from recorder.services import Services
from sessions.errors import StoreError
from sessions.types import Answer

MOMENT = 0.3
"""Seconds that a report may take to come without a screen in between, which would only flash; a
screen that says itself that one waits may name more as its ``MOMENT``."""


class Navigation(App[None]):
    """The app's ways from screen to screen."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._sitting = PracticeSession(services.store)
        self._briefing: ProgramBriefing | None = None

    def get_default_screen(self) -> Screen[None]:
        """Start at home."""
        return HomeScreen(self.services)

    def _show(self, screen: Screen[None]) -> None:
        """Lay a screen on the places, in the stead of a passing one and all that lies on it."""
        passing = [getattr(each, "PASSING", False) for each in self.screen_stack]
        keep = passing.index(True) + 1 if True in passing else self._places()
        while len(self.screen_stack) > keep:
            self.pop_screen()
        (self.switch_screen if True in passing else self.push_screen)(screen)

    def _places(self) -> int:
        """How many screens lie below the questions that are asked on top."""
        return sum(not isinstance(each, ModalScreen) for each in self.screen_stack)

    @on(messages.GoHome)
    def _go_home(self) -> None:
        self._briefing = None
        while len(self.screen_stack) > 1:
            self.pop_screen()

    @on(messages.GoBack)
    def _go_back(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    @on(messages.ShowAnswers)
    def _answers(self) -> None:
        from recorder.screens.answers.answers import AnswersScreen

        self._briefing = None
        for depth, screen in enumerate(reversed(self.screen_stack)):
            if isinstance(screen, AnswersScreen):
                for _ in range(depth):
                    self.pop_screen()
                return
        self._show(AnswersScreen(self.services))

    @on(messages.ShowProgress)
    def _progress(self) -> None:
        from recorder.screens.progress.progress import ProgressScreen

        stack = self.screen_stack
        if not any(isinstance(s, ProgressScreen) or getattr(s, "busy", False) for s in stack):
            self.push_screen(ProgressScreen(self.services))

    @on(messages.ShowSettings)
    def _settings(self) -> None:
        from recorder.screens.settings.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.services))

    @on(messages.ShowDoctor)
    def _doctor(self) -> None:
        from recorder.doctor.surroundings import of
        from recorder.screens.checks.doctor import DoctorScreen

        stack = self.screen_stack
        if any(isinstance(s, DoctorScreen) or getattr(s, "busy", False) for s in stack):
            return  # it is there, or the microphone is needed for an answer
        columns, lines = self.size
        self.push_screen(DoctorScreen(of(self.services, (columns, lines))))

    @on(messages.ShowStories)
    def _stories(self) -> None:
        from recorder.screens.stories.stories import StoriesScreen

        stack = self.screen_stack
        if not any(isinstance(s, StoriesScreen) or getattr(s, "busy", False) for s in stack):
            self.push_screen(StoriesScreen(self.services))

    @on(messages.ShowFirstSteps)
    def _first_steps(self) -> None:
        from recorder.screens.home.first_steps import FirstSteps

        if not any(isinstance(each, FirstSteps) for each in self.screen_stack):
            again = len(self.screen_stack) > 1
            self.push_screen(FirstSteps(self.services, again=again))

    @on(messages.ShowChecklists)
    def _checklists(self, event: messages.ShowChecklists) -> None:
        from prompts.checklists import load
        from prompts.loader import BankError
        from recorder.screens.checks.checklists import ChecklistScreen

        stack = self.screen_stack
        if any(isinstance(s, ChecklistScreen) or getattr(s, "busy", False) for s in stack):
            return  # it is there, or the microphone is needed for an answer
        try:
            screen = ChecklistScreen(self.services, load(), event.owner, event.title, event.when)
            self.push_screen(screen)
        except BankError as error:
            self.notify(str(error), severity="warning", markup=False)

    @on(messages.ShowToday)
    def _today(self) -> None:
        from recorder.screens.home.today import TodayScreen

        for depth, screen in enumerate(reversed(self.screen_stack)):
            if isinstance(screen, TodayScreen):
                for _ in range(depth):
                    self.pop_screen()
                return
        self._show(TodayScreen(self.services))

    @on(messages.ShowDrill)
    def _drill(self) -> None:
        from prompts.loader import BankError
        from prompts.vocabulary import load
        from recorder.screens.drill.drill import DrillScreen

        stack = self.screen_stack
        if any(isinstance(s, DrillScreen) or getattr(s, "busy", False) for s in stack):
            return  # it is there, or the microphone is needed for an answer
        try:
            self.push_screen(DrillScreen(self.services, load()))
        except (BankError, StoreError) as error:
            self.notify(str(error), severity="warning", markup=False)

    @on(messages.ShowMocks)
    def _mocks(self) -> None:
        from recorder.screens.mock.mocks import MocksScreen

        stack = self.screen_stack
        if not any(isinstance(s, MocksScreen) or getattr(s, "busy", False) for s in stack):
            self._show(MocksScreen(self.services))

    @on(messages.RunMock)
    def _run_mock(self, event: messages.RunMock) -> None:
        from recorder.screens.mock.mock import MockInterview

        try:
            mock = self.services.store.mocks.get(event.mock_id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if mock.state == "open" and mock.step is not None:
            self._show(MockInterview(self.services, mock, mock.step))
        else:
            self._mock(messages.ShowMock(mock.id))

    @on(messages.ShowMock)
    def _mock(self, event: messages.ShowMock) -> None:
        from recorder.screens.mock.mock_report import MockReportScreen

        try:
            mock = self.services.store.mocks.get(event.mock_id)
            if mock.state == "open" and mock.step is None:
                mock = self.services.store.mocks.end(mock.id)
            self._show(MockReportScreen(self.services, mock))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    @on(messages.ShowPrograms)
    def _programs(self) -> None:
        from recorder.screens.programs.programs import ProgramsScreen

        for depth, screen in enumerate(reversed(self.screen_stack)):
            if isinstance(screen, ProgramsScreen):
                for _ in range(depth):
                    self.pop_screen()
                return
        self.push_screen(ProgramsScreen(self.services))

    @on(messages.ShowProgram)
    def _program(self, event: messages.ShowProgram) -> None:
        from recorder.screens.programs.program import ProgramScreen

        try:
            program = self.services.store.programs.get(event.program_id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.push_screen(ProgramScreen(self.services, program, event.at))

    @on(messages.ShowThankYou)
    def _thank_you(self, event: messages.ShowThankYou) -> None:
        from recorder.screens.programs.thank_you import ThankYouScreen

        try:
            program = self.services.store.programs.get(event.program_id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.push_screen(ThankYouScreen(self.services, program))

    @on(messages.PracticeQuestion)
    def _practise(self, event: messages.PracticeQuestion) -> None:
        from recorder.screens.practice.practice import PracticeScreen

        if event.briefing is None and any(getattr(s, "PASSING", False) for s in self.screen_stack):
            event.briefing = self._briefing  # the same program as a moment ago
        question, self._briefing = event.question, event.briefing
        if self._briefing is not None:
            question = self._briefing.question(question.id) or question
        facts = self._briefing
        if facts is None and question.kind == "program":
            facts = in_view(self.services.store, self.services.bank)
        self._show(PracticeScreen(self.services, self._sitting, question, facts))

    @on(messages.PracticeNext)
    def _practise_next(self, event: messages.PracticeNext) -> None:
        question, briefing = event.question, self._briefing
        if briefing is not None and briefing.question(question.id) is not None:
            self._practise(messages.PracticeQuestion(briefing.after(question), briefing))
        else:
            self.screen.post_message(onward(question, self.services))

    @on(messages.PracticeAgain)
    def _practise_again(self, event: messages.PracticeAgain) -> None:
        self._practise(messages.PracticeQuestion(question_of(event.answer, self.services.bank)))

    @on(messages.AnalyzeAnswer)
    def _analyse(self, event: messages.AnalyzeAnswer) -> None:
        self.services.desk.analyse(event.answer, sound_alone=event.sound_alone)
        self._see(event.answer)

    @on(messages.ShowAnswer)
    def _answer(self, event: messages.ShowAnswer) -> None:
        try:
            answer = self.services.store.answer(event.answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if answer.state == "recorded":
            self.services.desk.analyse(answer)
        self._see(answer)

    @work(group="seeing", exclusive=True)
    async def _see(self, answer: Answer) -> None:
        """Show what there is of an answer, after a moment where it is just about to come."""
        asked_on = self.screen
        with contextlib.suppress(TimeoutError):
            moment = getattr(asked_on, "MOMENT", MOMENT)
            await asyncio.wait_for(self.services.desk.heard(answer.id), moment)
        if self.screen is asked_on:
            self._present(answer)

    def _present(self, answer: Answer) -> None:
        """Show the report as far as there is one, else how far it is, else why there is none."""
        standing = self.services.desk.standing(answer.id)
        try:
            answer = self.services.store.answer(answer.id)
            analysis = self.services.store.analysis(answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if standing is not None and standing.analysis is not None:
            analysis = analysis or standing.analysis
        if analysis is not None:
            self._draw(analysis, answer)
        elif standing is not None:
            from recorder.screens.practice.analyzing import AnalyzingScreen

            self._show(AnalyzingScreen(self.services, standing))
        elif answer.state == "failed":
            self._failure(messages.ShowFailure(answer, answer.problem or ""))

    @on(messages.ShowDemo)
    def _demo(self) -> None:
        from recorder.screens.practice.demonstration import DemonstrationScreen

        self._show(DemonstrationScreen(self.services.demo))

    @on(messages.AnswersInterrupted)
    @work(group="asking")
    async def _interrupted(self, event: messages.AnswersInterrupted) -> None:
        from recorder.screens.dialogs import confirmations
        from recorder.screens.practice.recording_screen import RecordingScreen

        match await self.push_screen_wait(confirmations.interrupted(event.answer, event.problem)):
            case "resume" if isinstance(self.screen, RecordingScreen):
                self.screen.take_up(event.answer)
            case "analyse":
                self._see(event.answer)
            case "home":
                self._go_home()

    @on(messages.ShowReport)
    def _report(self, event: messages.ShowReport) -> None:
        if event.answer is None:
            self._draw(event.analysis, None)
        else:
            self._present(event.answer)

    def _draw(self, analysis: Analysis, answer: Answer | None) -> None:
        from recorder.screens.report.report import ReportScreen

        self._show(ReportScreen(self.services, analysis, answer))

    @on(messages.ShowFailure)
    def _failure(self, event: messages.ShowFailure) -> None:
        from recorder.screens.dialogs.failure import FailureScreen

        self._show(FailureScreen(event.answer, event.problem))
