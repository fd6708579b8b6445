"""The commands of the palette (ctrl+p), beside Textual's own: home and its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import App, SystemCommand
from textual.message import Message

from recorder.home.places import PLACES
from recorder.messages import GoHome, ShowDoctor

HOME = ("Questions", "Choose a question to answer", GoHome)
DOCTOR = ("Doctor", "Check what Viva needs; copy it for a bug report", ShowDoctor)


def commands(app: App[None]) -> Iterator[SystemCommand]:
    """Make the commands; each posts its message on the screen that shows then."""
    places = ((place.title, place.text, place.message) for place in PLACES)
    for title, text, message in (HOME, *places, DOCTOR):
        yield SystemCommand(title, text, _post(app, message))


def _post(app: App[None], message: type[Message]) -> Callable[[], object]:
    return lambda: app.screen.post_message(message())
