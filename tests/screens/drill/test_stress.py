"""The drill says where the stress was, but only for a term that was understood and said alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from analysis.types import Note
from analysis.words.terms import STRESS
from recorder.app.app import VivaApp
from recorder.screens.drill.drill import DrillScreen
from tests.examples import one_more
from tests.screens.drill.test_drill import FIRST, opened, over, saying, text, written
from tests.screens.drill.test_drill import still as still
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named

SENTENCE = "The stress sounded like brong-KEE-oh-ly-tis. It belongs on LY: brong-kee-oh-LY-tis."


async def said(pilot: Pilot[None], screen: DrillScreen, world: World, *words: str) -> None:
    """Make an attempt with these words, whose stress was heard elsewhere."""
    world.analyst.outcome = replace(written(*words), notes=(Note(STRESS, SENTENCE, 0.3, 0.5),))
    await saying(pilot, screen, world)
    await pilot.press("space")
    await over(pilot, screen)


async def test_the_stress_of_an_understood_term(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await said(pilot, screen, world, FIRST)
        assert world.analyst.jobs[-1].say == "brong-kee-oh-LY-tis"
        assert SENTENCE in text(screen, "next")


@pytest.mark.parametrize("words", [("bronchitis",), *one_more(("the", FIRST), ())])
async def test_nothing_about_the_stress_of_anything_else(
    app: VivaApp, world: World, words: tuple[str, ...]
) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await said(pilot, screen, world, *words)
        assert "stress" not in text(screen, "next")


@pytest.mark.drawn
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await said(pilot, await opened(pilot), world, FIRST)

    assert snap_compare(app, run_before=before, terminal_size=size)
