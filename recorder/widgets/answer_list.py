"""A list as long as the store: every answer has its place, but only those in view are read.

Two lines for each answer; so the whole need not be drawn to know how long it is. Keys and mouse
are those of any list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.console import RenderableType
from textual.binding import Binding, BindingType
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, RichVisual, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sessions.types import Answer

LINES = 2
"""Height of an answer."""

PAGE = 100
"""Answers that are read at once."""

Read = Callable[[int, int], Sequence[Answer | None]]
"""Gives so many answers from a place on: ``read(offset, limit)``; ``None``: cannot be read."""

UNREAD = "This answer cannot be read."


class AnswerList(OptionList):
    """The answers a store has; ``draw`` gives the two lines of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Show its report", id="answers.open")
    ]

    def __init__(self, draw: Callable[[Answer], RenderableType]) -> None:
        super().__init__()
        self._draw_answer = draw
        self._read: Read = lambda offset, limit: ()
        self._pages: dict[int, Sequence[Answer | None]] = {}

    def show(self, count: int, read: Read, highlighted: int = 0) -> None:
        """Show so many answers, read as they come into view; the same one stays where it is."""
        stays, line = self.highlighted == highlighted, self.scroll_offset.y
        self._read = read
        self._pages.clear()
        self.set_options(Option(_Row(self, place)) for place in range(count))
        if count:
            self.highlighted = min(highlighted, count - 1)
        if stays:
            self.scroll_to(y=line, animate=False, force=True, immediate=True)

    @property
    def chosen(self) -> Answer | None:
        """The highlighted answer."""
        return None if self.highlighted is None else self.at(self.highlighted)

    def at(self, place: int) -> Answer | None:
        """Give the answer at a place; ``None``: it cannot be read, or is gone."""
        number, rest = divmod(place, PAGE)
        if number not in self._pages:
            self._pages[number] = self._read(number * PAGE, PAGE)
        page = self._pages[number]
        return page[rest] if rest < len(page) else None

    def drawn(self, place: int) -> Visual:
        """Give what is shown at a place."""
        answer = self.at(place)
        return RichVisual(self, UNREAD if answer is None else self._draw_answer(answer))


class _Row(Visual):
    """One answer; knows its height before it is read."""

    def __init__(self, list: AnswerList, place: int) -> None:
        self._list = list
        self._place = place

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Read and draw it; always two lines."""
        strips = self._list.drawn(self._place).render_strips(width, LINES, style, options)
        return (strips + [Strip.blank(width, style.rich_style)] * LINES)[:LINES]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Two lines."""
        return LINES
