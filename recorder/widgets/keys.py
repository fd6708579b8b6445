"""The keys of a screen that stays while others come and go, at its foot."""

from __future__ import annotations

from textual.widgets import Footer


class Keys(Footer):
    """Textual's footer without the palette's key, and without what it was.

    Textual draws its keys anew whenever another screen covers this one or goes, and a key that is
    gone stays bound to the footer (with all that was drawn of it) until what it is bound to
    changes: a third of a megabyte for each answer under home.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    async def recompose(self) -> None:
        """Draw the keys anew and let the old ones go."""
        await super().recompose()
        self.mutate_reactive(Footer.compact)
