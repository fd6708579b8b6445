"""What is next on the first screen: what is due, what is unfinished, and where a click goes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from textual.pilot import Pilot

from recorder.app.app import VivaApp
from recorder.home.next_up import READY_FOR_A_MOCK, next_up
from recorder.mock import begin
from recorder.mock.plan import make
from recorder.mock.presets import own
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mocks import MocksScreen
from recorder.screens.programs.program import ProgramScreen
from recorder.screens.programs.thank_you import ThankYouScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.widgets.home.next_lines import NextLine
from recorder.widgets.home.places_bar import PlacesBar
from sessions.errors import StoreError
from sessions.notebook.program import Program
from tests.screens.driving import shown, until
from tests.screens.fakes import NOW, World
from tests.screens.samples import HOSTILE, full


def interview(world: World, days: int, name: str = "Riverside") -> Program:
    """Return a program with an interview in this many days, at 9 am in New York."""
    day = (NOW + timedelta(days=days)).date()
    return world.store.programs.add(name, day=day, time=time(9), zone="America/New_York")


def mock(world: World) -> None:
    begin.begin(make(own(questions=3), world.services.bank, seed=1), world.store, voice=False)


def names(world: World, answered: int = 1) -> list[str]:
    return [line.name for line in next_up(world.services, answered)]


def said(world: World) -> list[str]:
    return [str(line.said) for line in next_up(world.services, 1)]


async def lines(pilot: Pilot[None], wanted: int) -> list[str]:
    """Wait for this many lines on the first screen."""
    home = await shown(pilot, HomeScreen)
    await until(pilot, lambda: sum(line.display for line in home.query(NextLine)) == wanted)
    await pilot.pause()
    return [str(line.render()) for line in home.query(NextLine) if line.display]


def test_what_is_due_comes_first(world: World) -> None:
    interview(world, 3)
    mock(world)
    world.answered("team-conflict", analysis=full())
    assert names(world) == ["due", "unfinished", "today"]
    assert said(world)[0] == "Interview in 3 days, Wed 2:00 pm your time: Riverside"


def test_an_interview_far_away_is_not_due(world: World) -> None:
    interview(world, 8)
    assert not names(world, 0)
    interview(world, 7, "Lakeside")
    assert names(world, 0) == ["due"]


def test_several_due_items_are_counted(world: World) -> None:
    interview(world, 3)
    interview(world, -1, "Lakeside")
    assert said(world)[0].endswith("Lakeside (and 2 more)")


def test_a_first_mock_is_proposed_until_there_is_one(world: World) -> None:
    assert "first-mock" not in names(world, READY_FOR_A_MOCK - 1)
    assert names(world, READY_FOR_A_MOCK)[-1] == "first-mock"
    mock(world)
    assert "first-mock" not in names(world, READY_FOR_A_MOCK)


def test_lines_that_cannot_be_read_are_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StoreError("no")

    interview(world, 3)
    mock(world)
    monkeypatch.setattr(world.store.programs, "all", refuse)
    assert names(world, 0) == ["unfinished"]


@pytest.mark.parametrize(("size", "room"), [((100, 30), 3), ((80, 24), 2), ((40, 12), 1)])
async def test_as_many_lines_as_fit(
    app: VivaApp, world: World, size: tuple[int, int], room: int
) -> None:
    interview(world, 3, "Riverside " * 12)
    mock(world)
    world.answered("team-conflict", analysis=full())
    async with app.run_test(size=size) as pilot:
        drawn = await lines(pilot, room)
        assert drawn[0].startswith("n  Interview in 3 days, Wed 2:00")
        home = await shown(pilot, HomeScreen)
        assert home.questions.region.y <= {30: 11, 24: 5, 12: 2}[size[1]]
        assert all(line.region.height == 1 for line in home.query(NextLine) if line.display)


async def test_a_taller_terminal_shows_more(app: VivaApp, world: World) -> None:
    interview(world, 3)
    mock(world)
    async with app.run_test(size=(80, 24)) as pilot:
        await lines(pilot, 2)
        await pilot.resize_terminal(80, 12)
        await lines(pilot, 1)
        await pilot.resize_terminal(80, 40)
        await lines(pilot, 2)


async def test_a_click_goes_there(app: VivaApp, world: World) -> None:
    interview(world, 3)
    mock(world)
    async with app.run_test() as pilot:
        await lines(pilot, 2)
        await pilot.click("#due")
        assert (await shown(pilot, ProgramScreen)).program.name == "Riverside"
        await pilot.press("escape")
        await lines(pilot, 2)
        await pilot.click("#unfinished")
        await shown(pilot, MocksScreen)


async def test_a_click_on_a_due_thank_you_opens_it(app: VivaApp, world: World) -> None:
    program = interview(world, -5)
    async with app.run_test() as pilot:
        (line,) = await lines(pilot, 1)
        assert "Thank-you overdue since" in line
        await pilot.click("#due")
        assert (await shown(pilot, ThankYouScreen)).program.id == program.id
        world.store.programs.change(program.id, thanked=date(2026, 11, 22))
        await pilot.press("escape")
        await lines(pilot, 0)


async def test_a_hostile_name_stays_text(app: VivaApp, world: World) -> None:
    interview(world, 3, HOSTILE)
    async with app.run_test(size=(200, 30)) as pilot:
        (line,) = await lines(pilot, 1)
        assert "[@click=app.quit]quit" in line and "\x1b" not in line


@pytest.mark.slow
async def test_the_model_line_leads_to_the_settings(app: VivaApp, world: World) -> None:
    world.model = None
    async with app.run_test() as pilot:
        await lines(pilot, 0)
        await pilot.click("#model")
        await shown(pilot, SettingsScreen)


async def test_the_bar_is_one_line_at_eighty_columns(app: VivaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        home = await shown(pilot, HomeScreen)
        assert home.query_one(PlacesBar).region.height == 1
