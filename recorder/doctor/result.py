"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from recorder.doctor.surroundings import Surroundings

CheckState = Literal["ok", "warn", "bad"]
"""As it should be; works, but is worth a look; something that is needed does not work."""

CheckDuration = Literal["quick", "slow", "asked"]
"""At once; may take seconds; only when asked: it needs the person's voice or much memory."""

WORDS: dict[CheckState, str] = {"ok": "ok", "warn": "look", "bad": "mend"}
"""What is printed for a state."""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found, in words, and what to do where that is not as it should be."""

    state: CheckState
    text: str
    advice: str = ""


def ok(text: str, advice: str = "") -> CheckFinding:
    """As it should be."""
    return CheckFinding("ok", text, advice)


def warn(text: str, advice: str) -> CheckFinding:
    """It works, but is worth a look."""
    return CheckFinding("warn", text, advice)


def bad(text: str, advice: str) -> CheckFinding:
    """Something that is needed does not work."""
    return CheckFinding("bad", text, advice)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name in print, how long it takes, what does it; ``about`` says what that is."""

    name: str
    pace: CheckDuration
    run: Callable[[Surroundings], CheckFinding]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check has found, with nothing private in it."""

    check: Check
    found: CheckFinding

    @property
    def name(self) -> str:
        """The check's name."""
        return self.check.name

    @property
    def state(self) -> CheckState:
        """How it is."""
        return self.found.state
