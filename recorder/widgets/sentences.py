"""Sentences that may name a command: it stays in one piece, so that it can be read and copied."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from analysis.report.text import fold


class Sentences(Static):
    """Text in one style; a command is broken only if it is wider than a line."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._wrapped(width).wrap(width)) if width else 0

    def render(self) -> Content:
        """Wrap the text to the width there is."""
        return self._wrapped(self.content_size.width)

    def _wrapped(self, width: int) -> Content:
        text = str(self.content)
        named = "`" in text and width  # Textual wraps all else as well
        lines = [fold(line, width) if named else [line] for line in text.split("\n")]
        return Content("\n".join("\n".join(line) for line in lines))
