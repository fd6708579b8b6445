"""The clock of an answer, with the three lights of a Toastmasters timer.

Green at the lower end of the target, amber halfway, red at the upper end. Each light is a sign and
a word as well as a color.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Digits

from analysis.bands import bands
from recorder.display_text import minutes


@dataclass(frozen=True, slots=True)
class Light:
    """One light: its sign, its name, what to do, and its style."""

    sign: str
    name: str
    text: str
    style: str


WAITING = Light("○", "no light yet", "", "$foreground-muted")
GREEN = Light("●", "GREEN", "long enough", "bold $success")
AMBER = Light("▲", "AMBER", "make your last point", "bold $warning")
RED = Light("■", "RED", "finish your sentence and stop", "bold $error")
OVER = Light("■", "RED", "too long: stop now", "bold $error")


def light(elapsed: float, target: tuple[float, float]) -> Light:
    """Return the light that is on after ``elapsed`` seconds."""
    low, high = target
    steps = (
        (bands().length.too_long(target), OVER),
        (high, RED),
        ((low + high) / 2, AMBER),
        (low, GREEN),
    )
    return next((found for at, found in steps if elapsed >= at), WAITING)


class Lights(Widget):
    """The light that is on, and a track with the target."""

    elapsed: reactive[float] = reactive(0.0)
    hint: reactive[str] = reactive("")

    def __init__(self, target: tuple[float, float]) -> None:
        super().__init__()
        self._target = target

    def set_target(self, target: tuple[float, float]) -> None:
        """Switch to another target."""
        self._target = target
        self.refresh()

    def render(self) -> RenderResult:
        """Draw two lines: the light, and the track with the target marked on it."""
        now = light(self.elapsed, self._target)
        low, high = self._target
        text = now.text or f"green at {minutes(low)}, red at {minutes(high)}"
        short = self.screen.has_class("-short")  # no room for the digits
        first = Content.assemble((f"{now.sign} {now.name} ", now.style), f" {text}")
        if now is WAITING and (short or first.cell_length > self.size.width):
            first = Content.assemble((now.sign, now.style), f" {text}")
        if short:
            first = Content.assemble((f"{minutes(self.elapsed)} ", "bold"), first)
        return Content("\n").join([self._with_hint(first, now), self._track(now)])

    def _with_hint(self, first: Content, now: Light) -> Content:
        """Add the hint; where both don't fit, it replaces what the light says."""
        if not self.hint:
            return first
        hint = (f"   {self.hint}", "$foreground-muted")
        both = Content.assemble(first, hint)
        if both.cell_length <= self.size.width:
            return both
        at = f"{minutes(self.elapsed)} " if self.screen.has_class("-short") else ""
        sign = now.sign if now is WAITING else f"{now.sign} {now.name}"
        return Content.assemble((at, "bold"), (sign, now.style), hint)

    def _track(self, now: Light) -> Content:
        cells = max(10, min(60, self.size.width))
        low = self._target[0]
        step = bands().length.too_long(self._target) / cells
        marks = []
        for cell in range(cells):
            middle = (cell + 0.5) * step
            here = light(middle, self._target)
            sign = "━" if middle <= self.elapsed else "─" if middle < low else "┅"
            marks.append((sign, here.style if middle >= low else now.style))
        return Content.assemble(*marks)


HINTED = 8.0
"""Seconds a hint stays."""


class AnswerClock(Vertical):
    """Running time in large digits next to the lights."""

    elapsed: reactive[float] = reactive(0.0)

    def __init__(self, target: tuple[float, float]) -> None:
        super().__init__()
        self._target = target
        self._hinting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the digits, then the lights."""
        yield Digits("0:00")
        yield Lights(self._target)

    def set_target(self, target: tuple[float, float]) -> None:
        """Switch to another target."""
        self._target = target
        self.query_one(Lights).set_target(target)

    def show_hint(self, text: str) -> None:
        """Show a muted word next to the light for some seconds; an empty one hides it at once."""
        if self._hinting is not None:
            self._hinting.stop()
        self.query_one(Lights).hint = text
        self._hinting = self.set_timer(HINTED, lambda: self.show_hint("")) if text else None

    def watch_elapsed(self, elapsed: float) -> None:
        """Show a new time; the digits change once a second."""
        if self.is_mounted:
            self.query_one(Digits).update(minutes(elapsed))
            self.query_one(Lights).elapsed = float(int(elapsed))
