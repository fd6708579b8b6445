"""The table of routes: each message that asks for a screen leads to one."""

from textual.message import Message

from recorder import messages
from recorder.app.navigation import Navigation
from recorder.app.routes import BY_MESSAGE, ROUTES

ASKING = ("Show", "Run", "Practice", "Go", "Choose")
"""How the names of messages begin that ask the app to show something."""


def test_each_message_has_one_route() -> None:
    assert len(BY_MESSAGE) == len(ROUTES)


def test_every_message_that_asks_for_a_screen_is_answered() -> None:
    asking = {
        message
        for name, message in vars(messages).items()
        if name.startswith(ASKING) and isinstance(message, type) and issubclass(message, Message)
    }
    answered = set(vars(Navigation)["_decorated_handlers"])
    answered.add(messages.ShowModelOffer)  # a handler of the app itself
    assert asking - answered == set()
