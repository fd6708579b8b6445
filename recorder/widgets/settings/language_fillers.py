"""One language's fillers, a checkbox each, and hints on its rhythm, each with its source."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prompts.languages import Language, LanguageFiller
from recorder.display_text import plain
from recorder.person.first_language import missing
from recorder.widgets.settings.remark_choices import Box

NO_FILLERS = "Viva has no sourced list of fillers for this language. Add your own in the settings."
ON_THE_LIST = "already on your list"
ASKED = "Check what you say without meaning it"


class LanguageFillers(Vertical):
    """What a language offers; ``own`` are the person's fillers so far."""

    def __init__(self) -> None:
        super().__init__()
        self.language: Language | None = None
        self._own: tuple[str, ...] = ()

    async def show(self, language: Language | None, own: Collection[str]) -> None:
        """Show another language, or the same one after the list has changed."""
        self.language, self._own = language, tuple(own)
        await self.recompose()

    def compose(self) -> ComposeResult:
        """Lay out the fillers, then the hints."""
        if self.language is None:
            return
        yield Static(ASKED if self.language.fillers else NO_FILLERS, classes="asked")
        for number, filler in enumerate(self.language.fillers):
            yield from self._filler(number, filler)
        if self.language.hints:
            yield Static("Rhythm", classes="part")
        for hint in self.language.hints:
            yield Static(Content(plain(hint.text)))
            yield Static(Content(plain(f"Source: {hint.source}")), classes="source")

    def _filler(self, number: int, filler: LanguageFiller) -> ComposeResult:
        there = not missing([filler], self._own)
        label = f"{filler.text} ({filler.means})"
        if there:
            label += f" · {ON_THE_LIST}"
        wanted = there or filler.caution is None
        box = Box(Content(plain(label)), wanted, name=str(number), compact=True)
        box.disabled = there
        yield box
        if filler.caution:
            yield Static(Content(plain(f"Not checked: {filler.caution}")), classes="source")
        yield Static(Content(plain(f"Source: {filler.source}")), classes="source")

    @property
    def chosen(self) -> tuple[LanguageFiller, ...]:
        """The checked fillers."""
        if self.language is None:
            return ()
        places = [int(box.name or 0) for box in self.query(Box) if box.value]
        return tuple(self.language.fillers[place] for place in places)
