"""Where each screen goes: screens ask by a message, and here it is shown.

Home lies at the bottom. Answers and settings lie on what asked for them; practice, analysis,
report and failure replace each other. Screens are imported when they are first shown.
"""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import App
from textual.screen import ModalScreen, Screen

from recorder import messages
from recorder.answering import Sitting, job, question_of
from recorder.screens.home import Home
from recorder.services import Services


class Navigation(App[None]):
    """The app's ways from screen to screen."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._sitting = Sitting(services.store)

    def get_default_screen(self) -> Screen[None]:
        """Start at home."""
        return Home(self.services)

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
        while len(self.screen_stack) > 1:
            self.pop_screen()

    @on(messages.GoBack)
    def _go_back(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    @on(messages.ShowAnswers)
    def _answers(self) -> None:
        from recorder.screens.answers import Answers

        for depth, screen in enumerate(reversed(self.screen_stack)):
            if isinstance(screen, Answers):
                for _ in range(depth):
                    self.pop_screen()
                return
        self._show(Answers(self.services))

    @on(messages.ShowSettings)
    def _settings(self) -> None:
        from recorder.screens.settings import Settings

        self.push_screen(Settings(self.services))

    @on(messages.Practise)
    def _practise(self, event: messages.Practise) -> None:
        from recorder.screens.practice import Practice

        self._show(Practice(self.services, self._sitting, event.question))

    @on(messages.PractiseAgain)
    def _practise_again(self, event: messages.PractiseAgain) -> None:
        self._practise(messages.Practise(question_of(event.answer, self.services.bank)))

    @on(messages.Analyse)
    def _analyse(self, event: messages.Analyse) -> None:
        from recorder.screens.analysing import Analysing

        analyst, answer = self.services.analyst, event.answer
        model = None if event.sound_alone else self.services.model()
        wanted = job(answer, model, self.services.settings.own_fillers)
        remark = (
            f"Words by {model.name}. Your recording is safe."
            if model
            else "From the sound alone. Your recording is safe."
        )
        self._show(
            Analysing(
                answer.question_text,
                remark,
                lambda tell: analyst.analyse(wanted, lambda share, left: tell("listening", share)),
                answer,
            )
        )

    @on(messages.ShowDemo)
    def _demo(self) -> None:
        from recorder.screens.analysing import Analysing

        remark = "A sample answer goes the way yours will. Nothing of it is kept."
        self._show(Analysing("Demonstration", remark, self.services.demo, None))

    @on(messages.Interrupted)
    @work(group="asking")
    async def _interrupted(self, event: messages.Interrupted) -> None:
        from recorder.screens import asks

        match await self.push_screen_wait(asks.interrupted(event.answer, event.problem)):
            case "analyse":
                self._analyse(messages.Analyse(event.answer))
            case "home":
                self._go_home()

    @on(messages.ShowAnswer)
    def _answer(self, event: messages.ShowAnswer) -> None:
        answer = event.answer
        analysis = self.services.store.analysis(answer.id)
        if answer.state == "failed":
            self._failure(messages.ShowFailure(answer, answer.problem or ""))
        elif analysis is None:
            self._analyse(messages.Analyse(answer))
        else:
            self._draw(messages.ShowReport(answer, analysis))

    @on(messages.ShowReport)
    def _report(self, event: messages.ShowReport) -> None:
        if event.answer is not None:
            answer = self.services.store.save_analysis(event.answer.id, event.analysis)
            event = messages.ShowReport(answer, event.analysis)
        self._draw(event)

    def _draw(self, event: messages.ShowReport) -> None:
        from analysis.report.build import build
        from recorder.screens.report import Report

        analysis = event.analysis
        if event.answer is not None and analysis.waits_for_model:
            # the screen says with its own key how the words are added
            kept = tuple(note for note in analysis.notes if note.kind != "transcript")
            analysis = replace(analysis, notes=kept)
        at = event.answer.recorded_at.astimezone() if event.answer else None
        self._show(Report(self.services, build(analysis, recorded_at=at), event.answer))

    @on(messages.ShowFailure)
    def _failure(self, event: messages.ShowFailure) -> None:
        from recorder.screens.failure import Failure

        answer = event.answer
        if answer is not None and answer.state != "analysed":
            answer = self.services.store.fail(answer.id, event.problem)
        self._show(Failure(answer, event.problem))
