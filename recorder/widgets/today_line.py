"""Today at home: one line with the next question and why, where there is room for it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from recorder.services import Services
from recorder.today.round import Item
from recorder.widgets.words import plain
from sessions.errors import StoreError


class TodayLine(Static):
    """Shown once there is an answer; a click opens today's list."""

    def __init__(self, services: Services) -> None:
        super().__init__(id="today")
        self._services = services

    def show(self) -> None:
        """Read today's list anew."""
        try:
            items = self._services.today.items() if self._services.store.latest() else ()
        except StoreError:  # the list of questions says it too
            items = ()
        self.set_class(bool(items), "-shown")
        self.update(said(items))

    async def on_click(self) -> None:
        """Open the list."""
        await self.run_action("screen.go('today')")


def said(items: tuple[Item, ...]) -> Content:
    """Name the next open question and why; where all are done, say that."""
    item = next((item for item in items if not item.done), None)
    if item is None:
        return Content.assemble(("Today", "bold $accent"), ": all done. p shows the list.")
    place = items.index(item) + 1
    return Content.assemble(
        (f"Today {place} of {len(items)}", "bold $accent"),
        f": {plain(item.question.text)}",
        (f" – {plain(item.why)}. ", "$foreground-muted"),
        ("p", "bold"),
        (" shows all", "$foreground-muted"),
    )
