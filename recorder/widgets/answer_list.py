"""A list as long as the store: every answer has a place, but only those in view are read.

Each answer takes two lines, so the list's height is known without drawing it all. Keys and mouse
work as in any list.
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
"""Answers read at a time."""

Read = Callable[[int, int], Sequence[Answer | None]]
"""``read(offset, limit)`` returns answers; ``None`` marks one that can't be read."""

UNREAD = "This answer can't be read."


class AnswerList(OptionList):
    """The answers in a store; ``draw`` returns an answer's two lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Show its report", id="answers.open")
    ]

    def __init__(self, draw: Callable[[Answer], RenderableType]) -> None:
        super().__init__()
        self._draw_answer = draw
        self._read: Read = lambda offset, limit: ()
        self._pages: dict[int, Sequence[Answer | None]] = {}

    def show(self, count: int, read: Read, highlighted: int = 0) -> None:
        """Show ``count`` answers, read as they come into view; the same row stays in place."""
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
        """Return the answer at a place; ``None`` if it can't be read or is gone."""
        number, rest = divmod(place, PAGE)
        if number not in self._pages:
            self._pages[number] = self._read(number * PAGE, PAGE)
        page = self._pages[number]
        return page[rest] if rest < len(page) else None

    def drawn(self, place: int) -> Visual:
        """Return the visual for a place."""
        answer = self.at(place)
        return RichVisual(self, UNREAD if answer is None else self._draw_answer(answer))


class _Row(Visual):
    """One answer; its height is known before it is read."""

    def __init__(self, list: AnswerList, place: int) -> None:
        self._list = list
        self._place = place

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Read and draw the answer in exactly two lines."""
        strips = self._list.drawn(self._place).render_strips(width, LINES, style, options)
        return (strips + [Strip.blank(width, style.rich_style)] * LINES)[:LINES]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the full width of the container."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the fixed number of lines."""
        return LINES
