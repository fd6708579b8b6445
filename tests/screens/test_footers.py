"""What matters most on every screen stays in sight in a narrow terminal: keys and buttons."""

from __future__ import annotations

import asyncio
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Button
from textual.widgets._footer import FooterKey

from analysis.types import Word
from prompts.checklists import load as checklists
from prompts.types import Question
from prompts.vocabulary import load as vocabulary
from recorder import screens
from recorder.analyst.status import AnalysisStatus
from recorder.app.app import VivaApp
from recorder.doctor.surroundings import for_screen
from recorder.mock import begin
from recorder.mock.mix_choices import MixChoices
from recorder.mock.plan import make
from recorder.mock.presets import video
from recorder.recording.session import PracticeSession
from recorder.reports.alone import report_alone
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.answers.some_answers import SomeAnswers
from recorder.screens.checks.checklists import ChecklistScreen
from recorder.screens.checks.doctor import DoctorScreen
from recorder.screens.comparison.comparison import AnswersComparison
from recorder.screens.comparison.retelling_report import RetellingReport
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.dialogs.explain import ExplainScreen
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.drill.drill import DrillScreen
from recorder.screens.home.first_steps import FirstSteps
from recorder.screens.home.help import HelpScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.home.today import TodayScreen
from recorder.screens.mock.mix import MixForm
from recorder.screens.mock.mock import MockInterview
from recorder.screens.mock.mock_report import MockReportScreen
from recorder.screens.mock.mocks import MocksScreen
from recorder.screens.practice.analyzing import AnalyzingScreen
from recorder.screens.practice.demonstration import DemonstrationScreen
from recorder.screens.practice.own_question import OwnQuestionScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.practice.recording_screen import RecordingScreen
from recorder.screens.programs.program import ProgramScreen
from recorder.screens.programs.programs import ProgramsScreen
from recorder.screens.programs.thank_you import ThankYouScreen
from recorder.screens.progress.progress import ProgressScreen
from recorder.screens.report.edit_sentence import SentenceDialog
from recorder.screens.report.report import ReportScreen
from recorder.screens.retelling.retelling import RetellingScreen
from recorder.screens.settings.first_language import FirstLanguageScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.screens.stories.stories import StoriesScreen
from recorder.screens.stories.story_form import StoryForm
from recorder.screens.stories.without_story import WithoutStory
from recorder.today import retelling
from recorder.widgets.keys import Keys
from sessions.answers.mocks import Mock
from sessions.answers.retellings import Retelling
from sessions.notebook.program import Program
from sessions.stories.types import Story
from sessions.types import Answer
from tests.screens.driving import shown, until
from tests.screens.fakes import World
from tests.screens.pictures import named
from tests.screens.samples import full

pytestmark = pytest.mark.drawn

QUESTION = "tell-me-about-yourself"


def question(world: World) -> Question:
    return world.services.bank.get(QUESTION)


def answer(world: World) -> Answer:
    return world.store.answer(world.answered(QUESTION, analysis=full()))


def waiting(world: World) -> AnalysisStatus:
    """Return the status of an answer that is being analyzed."""
    number = world.answered(QUESTION, analysis=None)
    world.queue.analyze(world.store.answer(number))
    status = world.queue.status(number)
    assert status is not None
    return status


def mock(world: World) -> Mock:
    return begin.begin(make(video(2), world.services.bank, seed=1), world.store, voice=False)


def interview(world: World, mock: Mock) -> MockInterview:
    assert mock.step is not None
    return MockInterview(world.services, mock, mock.step)


def drill(world: World) -> Retelling:
    return retelling.begin(world.store, question(world))


def telling(world: World, drill: Retelling) -> RetellingScreen:
    assert drill.round is not None
    return RetellingScreen(world.services, drill, drill.round)


def program(world: World) -> Program:
    return world.store.programs.add("Riverside University")


def story(world: World) -> Story:
    return world.store.stories.keep(Story("star", "A dose", ("", "", "", "", "")))


def filled(world: World) -> World:
    """Save one of everything that has a list."""
    for make_one in (answer, mock, program, story):
        make_one(world)
    return world


def practice(world: World) -> PracticeScreen:
    session = PracticeSession(world.store, "practice")
    return PracticeScreen(world.services, session, question(world))


Make = Callable[[World], Screen[Any]]

SCREENS: Mapping[type[Screen[Any]], tuple[str | None, Make]] = {
    AnalyzingScreen: ("r", lambda w: AnalyzingScreen(w.services, waiting(w))),
    AnswersComparison: ("space", lambda w: AnswersComparison(w.services, (answer(w), answer(w)))),
    AnswersScreen: ("enter", lambda w: AnswersScreen(filled(w).services)),
    ChecklistScreen: ("enter", lambda w: ChecklistScreen(w.services, checklists())),
    DemonstrationScreen: (None, lambda w: DemonstrationScreen(w.services.demo)),
    DoctorScreen: ("r", lambda w: DoctorScreen(for_screen(w.services, (60, 20)), ())),
    DrillScreen: ("space", lambda w: DrillScreen(w.services, vocabulary())),
    ExplainScreen: (None, lambda w: ExplainScreen(report_alone(full()))),
    FailureScreen: ("t", lambda w: FailureScreen(answer(w), "The analysis failed.")),
    FirstLanguageScreen: (None, lambda w: FirstLanguageScreen(w.services)),
    FirstSteps: (None, lambda w: FirstSteps(w.services, again=True)),
    HelpScreen: (None, lambda w: HelpScreen(())),
    MixForm: ("f10", lambda w: MixForm(w.services.bank, MixChoices())),
    MockInterview: ("space", lambda w: interview(w, mock(w))),
    MockReportScreen: ("enter", lambda w: MockReportScreen(w.services, mock(w))),
    MocksScreen: ("enter", lambda w: MocksScreen(filled(w).services)),
    OwnQuestionScreen: ("f10", lambda w: OwnQuestionScreen(w.services)),
    PracticeScreen: ("space", practice),
    ProgramScreen: ("f2", lambda w: ProgramScreen(w.services, program(w))),
    ProgramsScreen: ("enter", lambda w: ProgramsScreen(filled(w).services)),
    ProgressScreen: ("enter", lambda w: ProgressScreen(filled(w).services)),
    ReportScreen: ("space", lambda w: ReportScreen(w.services, full(), answer(w))),
    RetellingReport: ("space", lambda w: RetellingReport(w.services, drill(w))),
    RetellingScreen: ("space", lambda w: telling(w, drill(w))),
    SettingsScreen: ("t", lambda w: SettingsScreen(w.services)),
    SomeAnswers: ("enter", lambda w: SomeAnswers(w.services, [answer(w).id], "This week")),
    StoriesScreen: ("enter", lambda w: StoriesScreen(filled(w).services)),
    StoryForm: (None, lambda w: StoryForm(w.store.stories, story(w))),
    ThankYouScreen: ("f2", lambda w: ThankYouScreen(w.services, program(w))),
    TodayScreen: ("enter", lambda w: TodayScreen(w.services)),
    WithoutStory: ("enter", lambda w: WithoutStory(w.services)),
}
"""Every screen with a footer: the key of its main action, if it has one, and how to open it."""

NO_WAY_BACK = (HomeScreen,)
"""Where Viva opens."""


def concrete() -> set[type[Screen[Any]]]:
    """Return every screen that has a footer and isn't a part of another."""
    for module in pkgutil.walk_packages(screens.__path__, "recorder.screens."):
        import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    left: list[type[Screen[Any]]] = [Screen]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        ours = kind.__module__.startswith("recorder.") and not kind.__subclasses__()
        if ours and "yield Keys()" in inspect.getsource(kind.compose):
            found.add(kind)
    return found


def test_every_screen_with_a_footer_is_in_the_table() -> None:
    assert concrete() == {*SCREENS, *NO_WAY_BACK}


@pytest.mark.parametrize("size", [(60, 20), (40, 12)], ids=named)
@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
async def test_the_way_out_and_the_main_key_are_shown(
    app: VivaApp, world: World, kind: type[Screen[Any]], size: tuple[int, int]
) -> None:
    world.analyst.gate = asyncio.Event()
    main, make = SCREENS[kind]
    async with app.run_test(size=size) as pilot:
        app.push_screen(make(world))
        screen = await shown(pilot, kind)
        wanted = {"escape"} if main is None else {"escape", main}
        await until(pilot, lambda: wanted <= set(in_sight(screen)))


def in_sight(screen: Screen[Any]) -> list[str]:
    """Return the keys in the footer that are shown as a whole."""
    width = screen.app.size.width + 1  # the space after the last key
    keys = [key for key in screen.query(FooterKey) if key.display]
    return [key.key for key in keys if key.region.width and key.region.right <= width]


@pytest.mark.parametrize("kind", [PracticeScreen, MockInterview, RetellingScreen])
async def test_the_start_button_is_whole(
    app: VivaApp, world: World, kind: type[RecordingScreen]
) -> None:
    world.services.change(thinking=30)
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(SCREENS[kind][1](world))
        screen = await shown(pilot, kind)
        await until(pilot, lambda: screen.panel.stage == "ready")
        button, keys = screen.query_one("#go", Button), screen.query_one(Keys)
        await until(pilot, lambda: 0 < button.region.bottom <= keys.region.y)
        assert screen.max_scroll_y == 0


async def test_a_list_of_nothing_offers_no_enter(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(ProgramsScreen(world.services))
        screen = await shown(pilot, ProgramsScreen)
        await until(pilot, lambda: "escape" in in_sight(screen))
        assert "enter" not in in_sight(screen)
        program(world)
        screen.refresh_list()
        await until(pilot, lambda: "enter" in in_sight(screen))


async def test_tab_goes_from_button_to_button(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(confirmations.discard())
        dialog = await shown(pilot, ChoiceDialog)
        for _ in range(4):
            await pilot.press("tab")
            assert isinstance(dialog.focused, Button)


async def test_both_buttons_of_a_sentence_are_in_sight(app: VivaApp) -> None:
    words = [Word(float(n), n + 0.5, "word", 0.9) for n in range(8)]
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(SentenceDialog(words, 0))
        dialog = await shown(pilot, SentenceDialog)
        box = dialog.query_one("#box").content_region
        await until(
            pilot, lambda: all(map(box.contains_region, (b.region for b in dialog.query(Button))))
        )
