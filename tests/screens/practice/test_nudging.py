"""The quiet sign while a person speaks: only if wanted, only in practice, and not for long."""

from __future__ import annotations

import pytest

from analysis.types import Nudge
from recorder.app.app import VivaApp
from recorder.mock.begin import begin
from recorder.mock.plan import make
from recorder.mock.presets import own
from recorder.screens.practice.practice import HINTS, PracticeScreen
from recorder.widgets.recording import answer_clock
from recorder.widgets.recording.answer_clock import Lights
from tests.examples import one_more
from tests.screens.driving import speaking, until
from tests.screens.fakes import World
from tests.screens.mock.test_mock import running
from tests.screens.pictures import Snap, named


def hint(practice: PracticeScreen) -> str:
    return practice.query_one(Lights).hint


async def test_off_unless_chosen(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await until(pilot, lambda: bool(world.analyst.followed))
        assert not world.analyst.followed[0].nudge


async def test_one_word_that_stays_some_seconds(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.services.change(nudge=True)
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        await until(pilot, lambda: bool(world.analyst.followed))
        assert world.analyst.followed[0].nudge
        world.analyst.nudge(Nudge("fillers", 14.0))
        await until(pilot, lambda: hint(practice) == HINTS["fillers"])
        monkeypatch.setattr(answer_clock, "HINTED", 0.01)
        world.analyst.nudge(Nudge("pace", 19.0))
        await until(pilot, lambda: hint(practice) == "")


async def test_one_that_comes_too_late_is_not_shown(app: VivaApp, world: World) -> None:
    world.services.change(nudge=True)
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 40)
        await until(pilot, lambda: bool(world.analyst.followed))
        world.analyst.nudge(Nudge("fillers", 12.0))
        await pilot.pause()
        assert hint(practice) == ""
        world.analyst.nudge(Nudge("fillers", 38.0))
        await until(pilot, lambda: hint(practice) == HINTS["fillers"])


async def test_never_in_a_mock_interview(app: VivaApp, world: World) -> None:
    world.services.change(nudge=True)
    plan = make(own(questions=2), world.services.bank, seed=1)
    async with app.run_test() as pilot:
        screen = await running(pilot, begin(plan, world.store, voice=False))
        await pilot.press("space")
        await until(pilot, lambda: screen.panel.stage == "recording")
        await until(pilot, lambda: bool(world.analyst.followed))
        assert not world.analyst.followed[0].nudge


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
@pytest.mark.parametrize("seconds", [215, *one_more(20, 152)])
async def test_it_never_takes_another_line(
    app: VivaApp, world: World, size: tuple[int, int], seconds: float
) -> None:
    world.services.change(nudge=True)
    async with app.run_test(size=size) as pilot:
        practice = await speaking(pilot, world, seconds)
        await until(pilot, lambda: bool(world.analyst.followed))
        for reason, text in HINTS.items():
            world.analyst.nudge(Nudge(reason, seconds - 5))
            await until(pilot, lambda text=text: hint(practice) == text)  # type: ignore[misc]
            lights = practice.query_one(Lights)
            first = str(lights.render()).splitlines()[0]
            assert text in first and len(first) <= lights.size.width


@pytest.mark.drawn
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    world.services.change(nudge=True)

    async def before(pilot) -> None:  # type: ignore[no-untyped-def]
        practice = await speaking(pilot, world, 152)
        await until(pilot, lambda: bool(world.analyst.followed))
        world.analyst.nudge(Nudge("pace", 149.0))
        await until(pilot, lambda: hint(practice) == HINTS["pace"])

    assert snap_compare(app, run_before=before, terminal_size=size)
