"""The commands of the palette (ctrl+p), beside Textual's own: one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import App, SystemCommand
from textual.message import Message

from recorder.messages import GoHome, ShowAnswers, ShowDemo, ShowDrill, ShowSettings

COMMANDS: tuple[tuple[str, str, type[Message]], ...] = (
    ("Questions", "Choose a question to answer", GoHome),
    ("Answers", "Reports of what you recorded", ShowAnswers),
    ("Medical terms", "Read terms aloud and see what is understood", ShowDrill),
    ("Settings", "Microphone, thinking time, speech model", ShowSettings),
    ("Demo", "See the report of a sample answer", ShowDemo),
)


def commands(app: App[None]) -> Iterator[SystemCommand]:
    """Make the commands; each posts its message on the screen that shows then."""
    for title, text, message in COMMANDS:
        yield SystemCommand(title, text, _post(app, message))


def _post(app: App[None], message: type[Message]) -> Callable[[], object]:
    return lambda: app.screen.post_message(message())
