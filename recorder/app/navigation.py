"""Navigation: screens ask with a message, and the app shows the screen here.

Most messages show a screen from the table in `recorder.app.routes`. This module handles the rest:
questions to practice, and answers, whose analysis the queue completes no matter what is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from textual import on, work
from textual.message import Message

from analysis.types import Analysis
from prompts.loader import BankError
from recorder import messages
from recorder.app.next_question import next_question
from recorder.app.routes import BY_MESSAGE, ROUTES
from recorder.app.screen_stack import ScreenStack
from recorder.programs.facts import ProgramBriefing, current_facts
from recorder.recording.session import PracticeSession, question_asked
from recorder.screens.base import VivaScreen
from recorder.services import Services
from sessions.errors import StoreError
from sessions.types import Answer

MessageHandler = Callable[["Navigation", Message], None]


def _on_routed(handler: MessageHandler) -> MessageHandler:
    """Register a handler for every message in the table."""
    for route in ROUTES:
        handler = on(route.message)(handler)
    return handler


class Navigation(ScreenStack):
    """The app's paths from screen to screen."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._practice_session = PracticeSession(services.store)
        self._facts: ProgramBriefing | None = None

    @_on_routed
    def _open(self, message: Message) -> None:
        """Show the screen named in the table."""
        route = BY_MESSAGE[type(message)]
        if route.waits and self.in_progress:
            return  # the microphone is needed for an answer
        try:
            opening = route.opening(self, message)
            if route.if_open == "return" and self.return_to(opening.screen):
                return
            if route.if_open == "ignore" and self._is_open(opening.screen):
                return
            screen = opening.make()
        except (BankError, StoreError) as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if route.replaces:
            self.show(screen)
        else:
            self.push_screen(screen)

    def _is_open(self, kind: type[VivaScreen[None]]) -> bool:
        return any(isinstance(screen, kind) for screen in self.screen_stack)

    @on(messages.GoHome)
    def _go_home(self) -> None:
        self.close_above(0)

    @on(messages.GoBack)
    def _go_back(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    @on(messages.GoHome)
    @on(messages.ShowAnswers)
    def _leave_program(self) -> None:
        self._facts = None

    # Questions

    @on(messages.PracticeQuestion)
    def _practice(self, event: messages.PracticeQuestion) -> None:
        from recorder.screens.practice.practice import PracticeScreen

        if event.facts is None and self.has_transient:
            event.facts = self._facts  # the same program as just before
        question, self._facts = event.question, event.facts
        if self._facts is not None:
            question = self._facts.question(question.id) or question
        facts = self._facts
        if facts is None and question.kind == "program":
            facts = current_facts(self.services.store, self.services.bank)
        self.show(PracticeScreen(self.services, self._practice_session, question, facts))

    @on(messages.PracticeNext)
    def _practice_next(self, event: messages.PracticeNext) -> None:
        question, facts = event.question, self._facts
        if facts is not None and facts.question(question.id) is not None:
            self._practice(messages.PracticeQuestion(facts.after(question), facts))
        else:
            self.screen.post_message(next_question(question, self.services))

    @on(messages.PracticeAgain)
    def _practice_again(self, event: messages.PracticeAgain) -> None:
        self._practice(messages.PracticeQuestion(question_asked(event.answer, self.services.bank)))

    @on(messages.ChooseGoal)
    @work(group="goal", exclusive=True)
    async def _choose_goal(self, event: messages.ChooseGoal) -> None:
        from recorder.screens.practice.goal import GoalScreen
        from recorder.widgets.home.goal_bar import GoalBar

        choice = await self.push_screen_wait(GoalScreen(self.services, event.question))
        if choice is not None:
            self.services.change(goal=choice.name)
            for bar in self.screen.query(GoalBar):
                bar.set_goal()

    @on(messages.PracticeRetelling)
    @work(group="retelling", exclusive=True)
    async def _offer_retelling(self, event: messages.PracticeRetelling) -> None:
        """Explain the drill and begin it if the person agrees; first an unfinished one."""
        from recorder.screens.dialogs import confirmations
        from recorder.today import retelling

        store, question = self.services.store, event.question
        try:
            found = store.retellings.unfinished()
            if found is not None:
                dialog = confirmations.other_retelling(
                    retelling.unfinished(found), found.question.text
                )
                if await self.push_screen_wait(dialog) == "go on":
                    self.screen.post_message(messages.RunRetelling(found.id))
                    return
                store.retellings.end(found.id)
            if not retelling.can_be_retold(question):
                self.notify(retelling.TOO_SHORT, markup=False)
            elif await self.push_screen_wait(
                confirmations.begin_retelling(question.text, retelling.outline(question))
            ):
                drill = retelling.begin(store, question)
                self.screen.post_message(messages.RunRetelling(drill.id))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    # Answers

    @on(messages.AnalyzeAnswer)
    def _analyze(self, event: messages.AnalyzeAnswer) -> None:
        self.services.queue.analyze(event.answer, sound_alone=event.sound_alone)
        self._show_answer(event.answer)

    @on(messages.ShowAnswer)
    def _on_show_answer(self, event: messages.ShowAnswer) -> None:
        try:
            answer = self.services.store.answer(event.answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if answer.state == "recorded":
            self.services.queue.analyze(answer)
        self._show_answer(answer)

    @work(group="seeing", exclusive=True)
    async def _show_answer(self, answer: Answer) -> None:
        """Show an answer, after a short wait if its report is about to be ready."""
        asked_on = self.screen
        wait = asked_on.REPORT_WAIT if isinstance(asked_on, VivaScreen) else VivaScreen.REPORT_WAIT
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.services.queue.wait_until_presentable(answer.id), wait)
        if self.screen is asked_on:
            self._present(answer)

    def _present(self, answer: Answer) -> None:
        """Show the report so far, or else the analysis progress, or else why there is no report."""
        status = self.services.queue.status(answer.id)
        try:
            answer = self.services.store.answer(answer.id)
            analysis = self.services.store.analysis(answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if status is not None and status.analysis is not None:
            analysis = analysis or status.analysis
        if analysis is not None:
            self._show_report(analysis, answer)
        elif status is not None:
            from recorder.screens.practice.analyzing import AnalyzingScreen

            self.show(AnalyzingScreen(self.services, status))
        elif answer.state == "failed":
            self._open(messages.ShowFailure(answer, answer.problem or ""))

    @on(messages.ShowReport)
    def _report(self, event: messages.ShowReport) -> None:
        if event.answer is None:
            self._show_report(event.analysis, None)
        else:
            self._present(event.answer)

    def _show_report(self, analysis: Analysis, answer: Answer | None) -> None:
        from recorder.screens.report.report import ReportScreen

        self.show(ReportScreen(self.services, analysis, answer))

    @on(messages.AnswersInterrupted)
    @work(group="asking")
    async def _interrupted(self, event: messages.AnswersInterrupted) -> None:
        from recorder.screens.dialogs import confirmations
        from recorder.screens.practice.recording_screen import RecordingScreen

        match await self.push_screen_wait(confirmations.interrupted(event.answer, event.problem)):
            case "resume" if isinstance(self.screen, RecordingScreen):
                self.screen.resume_recording(event.answer)
            case "analyze":
                self._show_answer(event.answer)
            case "home":
                self._leave_program()
                self._go_home()
