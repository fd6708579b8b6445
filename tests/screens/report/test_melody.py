"""Melody on the report screen: its own part, below the comments; a click plays the moment."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from recorder.app.app import VivaApp
from recorder.screens.report.report import ReportScreen
from recorder.widgets.report.remark_view import RemarkView
from tests.analysis.report.test_melody import WHOLE, with_melody
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.report.test_report import opened, text
from tests.screens.samples import full


async def shown_melody(pilot: Pilot[None], world: World) -> ReportScreen:
    world.answered("tell-me-about-yourself", analysis=with_melody())
    screen = await opened(pilot)
    view = next(v for v in screen.query(RemarkView) if WHOLE in str(v.render()))
    screen.query(VerticalScroll).first().scroll_to_widget(view, animate=False, top=True)
    await pilot.pause()
    return screen


async def test_it_has_its_own_part(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await shown_melody(pilot, world)
        headings = [str(each.render()) for each in screen.query("Static.heading").results(Static)]
        assert "Melody of your voice (not scored)" in headings
        assert "0:03 rose 5 semitones" in text(screen)


async def test_there_is_no_empty_part(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test() as pilot:
        assert "Melody" not in text(await opened(pilot))


@pytest.mark.drawn
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await shown_melody(pilot, world)

    assert snap_compare(app, run_before=before, terminal_size=size)
