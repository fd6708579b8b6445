"""The commands of the palette (ctrl+p), beside Textual's own: home and its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import App, SystemCommand
from textual.message import Message

from recorder.messages import GoHome
from recorder.places import PLACES

HOME = ("Questions", "Choose a question to answer", GoHome)


def commands(app: App[None]) -> Iterator[SystemCommand]:
    """Make the commands; each posts its message on the screen that shows then."""
    for title, text, message in (HOME, *((p.title, p.text, p.message) for p in PLACES)):
        yield SystemCommand(title, text, _post(app, message))


def _post(app: App[None], message: type[Message]) -> Callable[[], object]:
    return lambda: app.screen.post_message(message())
