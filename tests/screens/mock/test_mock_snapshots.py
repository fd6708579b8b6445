"""Pictures of the mock interview screens. Update with `pytest --snapshot-update`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from analysis.types import Analysis
from recorder.mock.presets import own, video
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mix import MixForm
from recorder.screens.mock.mock import MockInterview
from recorder.screens.mock.mock_report import MockReportScreen
from recorder.screens.mock.mocks import MocksScreen
from tests.screens.driving import shown, standing_still, until
from tests.screens.fakes import World
from tests.screens.mock.test_mock import over, planned
from tests.screens.pictures import Snap, named
from tests.screens.samples import full


@pytest.fixture(autouse=True)
def no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.playback.voice.find", lambda: None)


def analyses(count: int) -> list[Analysis]:
    """Answers that get slower from one to the next."""
    return [
        replace(
            full(),
            overall=82 - 2 * i - (i % 2),
            measures={**full().measures, "words_per_minute": 132.0 - 4 * i},
        )
        for i in range(count)
    ]


async def listed(pilot: Pilot[None]) -> None:
    await shown(pilot, HomeScreen)
    await pilot.press("m")
    await shown(pilot, MocksScreen)
    await pilot.pause()


async def asked(pilot: Pilot[None]) -> MockInterview:
    await listed(pilot)
    await pilot.press("enter")
    screen = await shown(pilot, MockInterview)
    await until(pilot, lambda: screen.panel.stage == "ready")
    screen.thinking.pause()
    await pilot.pause()
    return screen


SIZES = pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)


@SIZES
def test_mocks(snap: Snap, world: World, size: tuple[int, int]) -> None:
    over(world, analyses(6))
    planned(world, own(questions=8))
    assert snap(listed, size)


@SIZES
def test_a_custom_mix(snap: Snap, size: tuple[int, int]) -> None:
    async def form(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.press("end", "enter")
        await shown(pilot, MixForm)
        await pilot.pause()

    assert snap(form, size)


@SIZES
def test_a_video_interview_gives_time_to_read(
    snap: Snap, world: World, size: tuple[int, int]
) -> None:
    async def reading(pilot: Pilot[None]) -> None:
        screen = await asked(pilot)
        standing_still(screen.thinking, 4, starts=True)
        await pilot.pause()

    planned(world, video(3))
    assert snap(reading, size)


def test_a_residency_interview_asks(snap: Snap, world: World) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        await asked(pilot)

    planned(world, own(questions=8))
    assert snap(ready, (80, 24))


@SIZES
def test_the_next_question_is_being_chosen(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def deciding(pilot: Pilot[None]) -> None:
        screen = await asked(pilot)
        screen._show_deciding(True)
        await pilot.pause()

    planned(world, own(questions=8))
    assert snap(deciding, size)


@pytest.mark.drawn  # drawn only at its end, this picture differs
@SIZES
def test_the_report_on_a_mock(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def report(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.press("end", "enter")
        await shown(pilot, MockReportScreen)
        await pilot.pause()

    over(world, analyses(7))
    assert snap(report, size)
