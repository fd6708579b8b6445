"""The keys at the bottom of every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class Keys(Footer):
    """Textual's footer without the palette key, and without a memory leak.

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
        for widget in super().compose():
            if isinstance(widget, FooterKey):
                widget.set_reactive(FooterKey.compact, self.compact)
            yield widget

    async def recompose(self) -> None:
        """Redraw the keys if they have changed, and release the old ones."""
        if not self.is_attached:
            return
        active = self.screen.active_bindings.values()
        keys = [
            (each.binding, each.enabled, each.tooltip, self.app.get_key_display(each.binding))
            for each in active
            if each.binding.show
        ]
        if keys == self._drawn:
            return
        self._drawn = keys
        await super().recompose()
        self.mutate_reactive(Footer.compact)
