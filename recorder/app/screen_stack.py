"""The stack of screens, and the few ways it changes.

The first screen is at the bottom. Dialogs are on top of the screen that asked; transient screens,
such as practice, analysis, report, and failure, replace each other.
"""

from __future__ import annotations

from textual.app import App
from textual.screen import ModalScreen, Screen

from recorder.screens.base import VivaScreen
from recorder.screens.home.home import HomeScreen
from recorder.services import Services


class ScreenStack(App[None]):
    """An app on top of the services, with a stack of screens and the first screen at the bottom."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def get_default_screen(self) -> Screen[None]:
        """Start with the first screen."""
        return HomeScreen(self.services)

    @property
    def viva_screens(self) -> list[VivaScreen[object]]:
        """The screens on the stack that aren't dialogs, lowest first."""
        return [screen for screen in self.screen_stack if isinstance(screen, VivaScreen)]

    @property
    def in_progress(self) -> bool:
        """Whether something is in progress that other screens must not interrupt."""
        return any(screen.in_progress for screen in self.viva_screens)

    @property
    def has_transient(self) -> bool:
        """Whether the next screen replaces one on the stack."""
        return any(screen.TRANSIENT for screen in self.viva_screens)

    def show(self, screen: Screen[None]) -> None:
        """Show a screen in place of the transient one, or on top without one; close dialogs."""
        stack = self.screen_stack
        for place, each in enumerate(stack):
            if isinstance(each, VivaScreen) and each.TRANSIENT:
                self.close_above(place)
                self.switch_screen(screen)
                return
        self.close_above(sum(not isinstance(each, ModalScreen) for each in stack) - 1)
        self.push_screen(screen)

    def return_to(self, kind: type[VivaScreen[None]]) -> bool:
        """Close what is above the topmost screen of a kind; return ``False`` if there is none."""
        stack = self.screen_stack
        for place in reversed(range(len(stack))):
            if isinstance(stack[place], kind):
                self.close_above(place)
                return True
        return False

    def close_above(self, place: int) -> None:
        """Close every screen above a place on the stack; 0 is the first screen."""
        while len(self.screen_stack) > place + 1:
            self.pop_screen()
