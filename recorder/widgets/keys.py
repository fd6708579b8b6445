"""The keys of a screen that stays while others come and go, at its foot."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class Keys(Footer):
    """Textual's footer without the palette's key, and without what it was.

    Textual draws its keys anew whenever the focus moves or another screen covers this one or goes;
    these are drawn anew only when they have changed. A key that is gone stays bound to the footer
    (with all that was drawn of it) until what it is bound to changes: a third of a megabyte for
    each answer under home.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._drawn: list[tuple[Binding, bool, str, str]] | None = None

    def compose(self) -> ComposeResult:
        """Give each key its width from the start: changing it later costs two layouts."""
        for widget in super().compose():
            if isinstance(widget, FooterKey):
                widget.set_reactive(FooterKey.compact, self.compact)
            yield widget

    async def recompose(self) -> None:
        """Draw the keys anew where they have changed, and let the old ones go."""
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
