"""The list of mock interviews."""

from __future__ import annotations

import pytest

from recorder.app.app import VivaApp
from recorder.mock.presets import PRESETS
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mocks import MocksScreen
from tests.screens.driving import drawn, shown


@pytest.mark.parametrize("columns", [60, 50])
async def test_a_description_that_wraps_keeps_its_indent(app: VivaApp, columns: int) -> None:
    async with app.run_test(size=(columns, 60)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("m")
        screen = await shown(pilot, MocksScreen)
        left = screen.choices.content_region.x
        titles = [left * " " + mix.title for mix in PRESETS]
        rows = drawn(app).splitlines()
        listed = rows[rows.index(titles[0]) : rows.index(left * " " + "Your own mix …")]
        below = [row for row in listed if row not in titles]
        assert len(below) > len(titles), "some wrap"
        assert {len(row) - len(row.lstrip()) for row in below} == {left + 2}, below
