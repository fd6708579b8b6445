"""An error in a screen: Viva stops with one sentence and a crash report, not a traceback."""

from __future__ import annotations

import pytest

from recorder.app.app import VivaApp
from recorder.files import crash
from recorder.screens.home.home import HomeScreen
from tests.screens.driving import shown
from tests.screens.fakes import World


async def test_an_error_in_a_screen_leaves_a_crash_report(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go(self: HomeScreen, name: str) -> None:
        said = "my patient in Springfield"
        raise ZeroDivisionError(len(said))

    monkeypatch.setattr(HomeScreen, "action_go", go)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await shown(pilot, HomeScreen)
            await pilot.press("a")
            await pilot.pause()
    (path,) = crash.reports(world.services.locations)
    written = path.read_text("utf-8")
    assert "ZeroDivisionError: 25" in written
    assert "Springfield" not in written
    assert app.return_code == 1
