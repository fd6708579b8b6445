"""The transcript as flowing text with its marks; color only repeats what the signs say.

The piece that is playing and the one that is selected are highlighted; a click on a piece posts
a message with its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from analysis.report.model import PieceKind, TranscriptPiece
from recorder.display_text import plain

STYLES: Mapping[PieceKind, str] = {
    "word": "",
    "doubtful": "$foreground-muted italic",
    "filled_pause": "bold $warning",
    "discourse_marker": "$secondary",
    "pause": "$foreground-muted",
    "repeat": "$secondary italic",
    "unheard": "$secondary italic",
}
NOTICEABLE_PAUSE = "$error"
STRETCHED = "on $panel"
HEARD = "reverse"
CHOSEN = "bold underline"

SHORT_HIDDEN = "Short pauses between clauses are hidden. Press v to show every pause."
ALL_SHOWN = "Every pause is shown. Press v to hide short ones between clauses."

KEY = "piece"
"""Key of a piece's number in the style of its text."""


class TranscriptView(Widget):
    """The marked words of a report."""

    DEFAULT_CSS = "TranscriptView { height: auto; }"

    heard: reactive[int | None] = reactive(None)
    """The piece that is playing."""

    all_pauses: reactive[bool] = reactive(False, layout=True)
    """Whether short pauses between clauses are shown as well."""

    chosen: reactive[int | None] = reactive(None)
    """The selected piece, which the keys act on."""

    @dataclass
    class Clicked(Message):
        """A piece was clicked, or clicked twice."""

        number: int
        twice: bool

    def __init__(
        self, pieces: Sequence[TranscriptPiece], legend: str, *, hides_pauses: bool = False
    ) -> None:
        super().__init__()
        self._hides_pauses = hides_pauses
        self._pieces = tuple(pieces)
        self._words = tuple(_marked(number, piece) for number, piece in enumerate(pieces))
        self._legend = Content.styled(plain(legend), "$foreground-muted")

    def render(self) -> RenderResult:
        """Draw the text with its highlights, and the legend below."""
        words = list(self._words)
        for number, style in ((self.chosen, CHOSEN), (self.heard, HEARD)):
            if number is not None:
                words[number] = words[number].stylize(style)
        shown = [words[number] for number in self.in_view]
        parts = [Content(" ").join(shown), self._legend]
        if self._hides_pauses:
            said = ALL_SHOWN if self.all_pauses else SHORT_HIDDEN
            parts.append(Content.styled(said, "$foreground-muted"))
        return Content("\n\n").join(parts[:2]) + Content("\n") + Content("\n").join(parts[2:])

    @property
    def in_view(self) -> tuple[int, ...]:
        """Numbers of the pieces that are shown."""
        few = self._hides_pauses and not self.all_pauses
        return tuple(n for n, p in enumerate(self._pieces) if not (few and p.is_short_pause))

    def at(self, seconds: float) -> int | None:
        """Return the piece playing at a moment: the last that has begun."""
        begun = [n for n, piece in enumerate(self._pieces) if piece.start <= seconds]
        return max(begun, key=lambda n: (self._pieces[n].start, n)) if begun else None

    def follow(self, seconds: float | None) -> None:
        """Highlight the piece playing at a moment, and keep it in view."""
        number = None if seconds is None else self.at(seconds)
        if number != self.heard:
            self.heard = number
            if number is not None:
                self.call_after_refresh(self.show, number)

    def show(self, number: int) -> None:
        """Scroll so that a piece can be seen."""
        line = self.line_of(number)
        page = next((a for a in self.ancestors if isinstance(a, VerticalScroll)), None)
        if line is not None and page is not None:
            top = self.region.y - page.content_region.y + page.scroll_offset.y
            place = Region(0, max(0, top + line - 1), 1, 3)
            page.scroll_to_region(place, animate=False)

    def watch_chosen(self, number: int | None) -> None:
        """Keep the selected piece in view."""
        if number is not None:
            self.call_after_refresh(self.show, number)

    def on_click(self, event: events.Click) -> None:
        """Post a message with the piece that was clicked."""
        number = event.style.meta.get(KEY)
        if number is not None:
            event.stop()
            self.post_message(self.Clicked(number, event.chain > 1))

    def line_of(self, number: int) -> int | None:
        """Return the line on which a piece begins, as it is laid out now."""
        for line in range(self.size.height):
            for segment in self.render_line(line):
                if segment.style is not None and segment.style.meta.get(KEY) == number:
                    return line
        return None


def _marked(number: int, piece: TranscriptPiece) -> Content:
    """Return a piece with its sign and style; its number is for the mouse."""
    style = NOTICEABLE_PAUSE if piece.kind == "pause" and piece.noticeable else STYLES[piece.kind]
    text = Content(plain(f"{piece.opens} {piece.text} {piece.closes}".strip()))
    if style:
        text = text.stylize(style)
    if piece.stretch is not None:
        text = text.stylize(STRETCHED)
    return text.stylize(Style.from_meta({KEY: number}))
