"""A check, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from recorder.doctor.surroundings import Surroundings

CheckState = Literal["ok", "warn", "bad"]
"""Fine; works but worth a look; something needed doesn't work."""

CheckDuration = Literal["quick", "slow", "asked"]
"""Instant; may take seconds; only on request, since it needs the person's voice or much memory."""

WORDS: dict[CheckState, str] = {"ok": "ok", "warn": "look", "bad": "fix"}
"""The word printed for each state."""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found, in words, and what to do if it isn't fine."""

    state: CheckState
    text: str
    advice: str = ""


def ok(text: str, advice: str = "") -> CheckFinding:
    """Return the result of a check in which everything is fine."""
    return CheckFinding("ok", text, advice)


def warn(text: str, advice: str) -> CheckFinding:
    """It works but is worth a look."""
    return CheckFinding("warn", text, advice)


def bad(text: str, advice: str) -> CheckFinding:
    """Something needed doesn't work."""
    return CheckFinding("bad", text, advice)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its printed name, how long it takes, its function, and ``about``, what it does."""

    name: str
    pace: CheckDuration
    run: Callable[[Surroundings], CheckFinding]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, with private details removed."""

    check: Check
    found: CheckFinding

    @property
    def name(self) -> str:
        """The check's name."""
        return self.check.name

    @property
    def state(self) -> CheckState:
        """The state of the finding."""
        return self.found.state
