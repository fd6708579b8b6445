"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from recorder.doctor.surroundings import Surroundings

State = Literal["ok", "warn", "bad"]
"""As it should be; works, but is worth a look; something that is needed does not work."""

Pace = Literal["quick", "slow", "asked"]
"""At once; may take seconds; only when asked: it needs the person's voice or much memory."""

WORDS: dict[State, str] = {"ok": "ok", "warn": "look", "bad": "mend"}
"""What is printed for a state."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, in words, and what to do where that is not as it should be."""

    state: State
    text: str
    advice: str = ""


def ok(text: str, advice: str = "") -> Found:
    """As it should be."""
    return Found("ok", text, advice)


def warn(text: str, advice: str) -> Found:
    """It works, but is worth a look."""
    return Found("warn", text, advice)


def bad(text: str, advice: str) -> Found:
    """Something that is needed does not work."""
    return Found("bad", text, advice)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name in print, how long it takes, what does it; ``about`` says what that is."""

    name: str
    pace: Pace
    run: Callable[[Surroundings], Found]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check has found, with nothing private in it."""

    check: Check
    found: Found

    @property
    def name(self) -> str:
        """The check's name."""
        return self.check.name

    @property
    def state(self) -> State:
        """How it is."""
        return self.found.state
