"""Messages on the screen: a command in them stays in one piece."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from recorder.widgets.sentences import Sentences
from recorder.widgets.settings.model_offer import NO_NETWORK
from tests.screens.driving import drawn

COMMAND = "`viva model add PATH`"


class Shown(App[None]):
    """A message, and what is below it."""

    def compose(self) -> ComposeResult:
        yield Sentences(id="message")
        yield Sentences("Below.", id="below")

    def on_mount(self) -> None:
        """Show the message when the widget already has a size."""
        self.query_one("#message", Sentences).update(NO_NETWORK)


@pytest.mark.parametrize("columns", range(len(COMMAND), len(NO_NETWORK), 3))
async def test_a_command_stays_whole_at_every_width(columns: int) -> None:
    app = Shown()
    async with app.run_test(size=(columns, 12)) as pilot:
        await pilot.pause()
        _, *lines = drawn(app).splitlines()
        assert any(COMMAND in line for line in lines), lines
        assert " ".join(lines) == f"{NO_NETWORK} Below."
