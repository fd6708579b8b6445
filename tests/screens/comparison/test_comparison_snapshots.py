"""Pictures of answers side by side and of the drill. Update with `pytest --snapshot-update`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from analysis.types import Analysis, Transcript, Word
from recorder.app.app import VivaApp
from recorder.messages import RunRetelling, ShowRetelling
from recorder.screens.comparison.attempt_choice import AttemptChoice
from recorder.screens.comparison.retelling_report import RetellingReport
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.retelling.retelling import RetellingScreen
from tests.screens.comparison.test_comparison import attempts, compared, listed
from tests.screens.driving import shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Before, Snap, named
from tests.screens.retelling.test_retelling import begun, today
from tests.screens.samples import full

TOLD = (
    "I grew up in a small town near Lagos. My mother was a nurse in the only clinic. I met a boy "
    "with sickle cell disease who turned eighteen. Nobody wanted to take over his care. So I want "
    "to care for patients through their whole life.",
    "I am from a small town near Lagos, and my mother was a nurse. A boy with sickle cell disease "
    "turned eighteen. I want to care for patients through their whole life.",
    "My mother was a nurse near Lagos. I met a boy with sickle cell disease. Now I study English.",
)
SIZES = pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)


@pytest.fixture
def snap(snap_compare: Snap, app: VivaApp) -> Callable[..., bool]:
    def compare(before: Before, size: tuple[int, int]) -> bool:
        return snap_compare(app, run_before=before, terminal_size=size)

    return compare


def told(number: int) -> Analysis:
    """Return one telling: the same answer, each time shorter and faster."""
    words = tuple(
        Word(0.5 + 0.5 * i, 0.9 + 0.5 * i, text, 0.95)
        for i, text in enumerate(TOLD[number].split())
    )
    measures = {
        **full().measures,
        "words_per_minute": 100.0 + 15 * number,
        "mid_clause_pause_rate": 14.0 - 3 * number,
        "mean_length_of_run": 6.2 + number,
        "answer_length": 200.0 - 40 * number,
        "fluency": 58.0 + 6 * number,
    }
    transcript = Transcript(words, 131.0, "en", "base.en")
    return replace(full(), transcript=transcript, pauses=(), fillers=(), measures=measures)


def drilled(world: World) -> int:
    """Finish a drill."""
    drill = begun(world, told=3)
    for number, answer in enumerate(drill.tellings):
        world.store.save_analysis(answer, told(number))
    return world.store.retellings.end(drill.id).id


@SIZES
def test_the_tellings_side_by_side(snap: Snap, world: World, size: tuple[int, int]) -> None:
    number = drilled(world)

    async def report(pilot: Pilot[None]) -> None:
        await shown(pilot, HomeScreen)
        pilot.app.screen.post_message(ShowRetelling(number))
        await shown(pilot, RetellingReport)
        await pilot.pause()

    assert snap(report, size)


@SIZES
def test_two_answers_side_by_side(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def comparison(pilot: Pilot[None]) -> None:
        await compared(pilot)
        await pilot.press("end")
        await pilot.pause()

    for number, answer in enumerate(attempts(world)):
        world.store.save_analysis(answer, told(number))
    assert snap(comparison, size)


def test_an_attempt_is_chosen(snap: Snap, world: World) -> None:
    async def choice(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(pilot.app.screen, AttemptChoice))
        await pilot.pause()

    attempts(world, 4)
    assert snap(choice, (80, 24))


def test_an_answer_is_marked(snap: Snap, world: World) -> None:
    async def marked(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.press("m", "down")
        await pilot.pause()

    attempts(world, 3)
    assert snap(marked, (80, 24))


@SIZES
def test_a_telling_is_asked_for(snap: Snap, world: World, size: tuple[int, int]) -> None:
    drill = begun(world, told=1)

    async def asked(pilot: Pilot[None]) -> None:
        await shown(pilot, HomeScreen)
        pilot.app.screen.post_message(RunRetelling(drill.id))
        screen = await shown(pilot, RetellingScreen)
        await until(pilot, lambda: screen.panel.stage == "ready")
        await pilot.pause()

    assert snap(asked, size)


@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
def test_the_drill_is_explained(snap: Snap, size: tuple[int, int]) -> None:
    async def explained(pilot: Pilot[None]) -> None:
        await today(pilot)
        await pilot.press("r")
        await shown(pilot, ChoiceDialog)
        await pilot.pause()

    assert snap(explained, size)
