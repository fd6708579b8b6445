"""The keys at the bottom of every screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

STAY = ("enter", "escape")
"""Keys that are shown in every width, along with Help."""


class Keys(Footer):
    """Textual's footer with whole keys only, without the palette key, and without a memory leak.

    In a narrow terminal, the last keys that don't fit are left out, and Help stays: it shows them.
    So do Escape, the way out, and Enter, which acts on what is highlighted.

    Textual redraws its keys whenever the focus moves or another screen opens or closes on top;
    this footer redraws them only when they have changed. A removed key stays bound to the footer,
    with everything drawn for it, until the reactive it is bound to changes: a third of a megabyte
    for each answer given from the first screen.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: list[tuple[Binding, bool, str, str]] | None = None

    def compose(self) -> ComposeResult:
        """Return each key its width from the start: changing it later costs two layouts."""
        widgets = list(super().compose())
        keys = [widget for widget in widgets if isinstance(widget, FooterKey)]
        for key in keys:
            key.set_reactive(FooterKey.compact, self.compact)
        show_those_that_fit(keys, self.app.size.width)
        yield from widgets

    def on_resize(self, event: events.Resize) -> None:
        """Show the keys that fit the new width."""
        show_those_that_fit(list(self.query(FooterKey)), event.size.width)

    async def recompose(self) -> None:
        """Redraw the keys if they have changed, and release the old ones."""
        if not self.is_attached:
            return
        try:
            keys = self._active()
        except NoMatches:  # the screen is closing, and what its keys act on is gone
            return
        if keys == self._drawn:
            return
        self._drawn = keys
        await super().recompose()
        self.mutate_reactive(Footer.compact)

    def _active(self) -> list[tuple[Binding, bool, str, str]]:
        """Return the keys to show, with all that is drawn of them."""
        return [
            (each.binding, each.enabled, each.tooltip, self.app.get_key_display(each.binding))
            for each in self.screen.active_bindings.values()
            if each.binding.show
        ]


def show_those_that_fit(keys: Sequence[FooterKey], width: int) -> None:
    """Hide the last keys that don't fit into a width, in cells; some always stay."""
    room = width - sum(_cells(key) for key in keys if _stays(key))
    room += 1  # the space after the last key
    for key in keys:
        if not _stays(key):
            room -= _cells(key)
            key.display = room >= 0


def _cells(key: FooterKey) -> int:
    """Return the cells of a key, its label, and the spaces around both."""
    return cell_len(f" {key.key_display} {key.description} ")


def _stays(key: FooterKey) -> bool:
    return key.key in STAY or key.action.removeprefix("app.") == "help"
