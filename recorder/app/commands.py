"""The palette's commands (ctrl+p) in addition to Textual's: the first screen and its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import App, SystemCommand
from textual.message import Message

from recorder.home.places import PLACES
from recorder.messages import GoHome, ShowDoctor

HOME = ("Questions", "Choose a question to answer", GoHome)
DOCTOR = ("Doctor", "Check what Viva needs; copy it for a bug report", ShowDoctor)


def commands(app: App[None]) -> Iterator[SystemCommand]:
    """Yield the commands; each posts its message on the screen that is open at that time."""
    places = ((place.title, place.text, place.message) for place in PLACES)
    for title, text, message in (HOME, *places, DOCTOR):
        yield SystemCommand(title, text, _post(app, message))


def _post(app: App[None], message: type[Message]) -> Callable[[], object]:
    return lambda: app.screen.post_message(message())
