"""Waits for the screens without a clock: until something is true, or the test's time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from recorder.screens.practice.practice import PracticeScreen
from tests.screens.fakes import World
from tests.screens.settling import settle

S = TypeVar("S", bound=Screen[Any])


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app run until this is true."""
    await settle()
    while not true():  # it waits for a thread or a timer: looking costs little, drawing a lot
        await asyncio.sleep(0.005)
        assert pilot.app.is_running, "the app has ended"
    await settle()


async def shown(pilot: Pilot[None], kind: type[S]) -> S:
    """Wait for a screen of this kind to be on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def recording(pilot: Pilot[None], world: World) -> PracticeScreen:
    """Choose the highlighted question and begin to record."""
    await pilot.press("enter")
    practice = await shown(pilot, PracticeScreen)
    await until(pilot, lambda: practice.panel.stage == "ready")
    await pilot.press("space")
    await until(pilot, lambda: practice.panel.stage == "recording")
    return practice


async def speaking(
    pilot: Pilot[None], world: World, seconds: float, peak: int = 8000
) -> PracticeScreen:
    """Record so much sound, and wait until the screen shows all of it."""
    practice = await recording(pilot, world)
    world.microphone.speak(seconds, peak)
    await until(pilot, lambda: practice.panel.clock.elapsed >= seconds - 0.06)
    await until(pilot, lambda: world_is_written(practice))
    await pilot.pause(0.1)
    return practice


def world_is_written(practice: PracticeScreen) -> bool:
    """Whether the writer thread has taken every block."""
    attempt = practice._attempt
    return attempt is not None and attempt.take._queue.empty()
