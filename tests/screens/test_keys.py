"""The keys at the bottom: whole ones only, and Help in every width."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets._footer import FooterKey

from recorder.widgets.keys import Keys
from tests.screens.driving import until

pytestmark = pytest.mark.drawn


class FourKeys(App[None]):
    """An app with four keys, which take 13, 10, 10, and 8 cells."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "first", "First key"),
        Binding("b", "second", "目標 1"),
        Binding("c", "third", "Thirds"),
        Binding("f1", "help", "Help", key_display="?"),
        Binding("q", "hidden", "Hidden", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the keys alone."""
        yield Keys()

    def action_first(self) -> None:
        """Do nothing, as all of them do."""

    action_second = action_third = action_help = action_hidden = action_first


def fit(app: FourKeys, expected: str) -> bool:
    """Whether these keys are shown and none is cut off; only the last space may be."""
    keys = [key for key in app.query(FooterKey) if key.display]
    whole = all(key.region.width and key.region.right <= app.size.width + 1 for key in keys)
    return whole and "".join(key.key for key in keys) == expected


@pytest.mark.parametrize(
    ("width", "expected"), [(40, "abcf1"), (39, "abf1"), (30, "abf1"), (29, "af1"), (7, "f1")]
)
async def test_keys_that_do_not_fit_are_left_out(width: int, expected: str) -> None:
    app = FourKeys()
    async with app.run_test(size=(width, 10)) as pilot:
        await until(pilot, partial(fit, app, expected))


async def test_keys_fit_again_after_the_terminal_changes_its_size() -> None:
    app = FourKeys()
    async with app.run_test(size=(30, 10)) as pilot:
        for width, expected in ((99, "abcf1"), (29, "af1"), (40, "abcf1")):
            await pilot.resize_terminal(width, 10)
            await until(pilot, partial(fit, app, expected))


class ClosingApp(FourKeys):
    """An app whose keys act on a widget; once it is ``closing``, the widget is gone."""

    closing = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Look the widget up."""
        if self.closing:
            self.query_one("#gone")
        return True


async def test_keys_survive_a_screen_that_is_closing() -> None:
    app = ClosingApp()
    async with app.run_test(size=(40, 10)) as pilot:
        await until(pilot, partial(fit, app, "abcf1"))
        app.closing = True
        await app.query_one(Keys).recompose()
        app.closing = False
        assert fit(app, "abcf1")


async def test_what_never_comes_is_named_with_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.screens.driving.PATIENCE", 0.05)
    async with FourKeys().run_test(size=(40, 10)) as pilot:
        with pytest.raises(AssertionError, match=r"(?s)waited 0\.05 s for: .*no_such.*First key"):
            await until(pilot, lambda: bool(pilot.app.query("#no_such")))
