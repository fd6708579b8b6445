"""Waiting for screens: until something is true, or fail with what it was and what is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.widgets.recording.thinking_time import ThinkingTime
from tests import patience
from tests.patience import PATIENCE, waited
from tests.screens.fakes import World
from tests.screens.settling import settle

S = TypeVar("S", bound=Screen[Any])

BRIEFLY = 0.1
"""Seconds for a timer that a test shortens: Textual never fires one whose time has passed when it
first looks at the clock, which on a busy machine happens to one of a few milliseconds."""


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Run the app until a condition is true."""
    await settle()
    now = asyncio.get_running_loop().time
    pause, end = 0.004, now() + PATIENCE
    while not true():  # it waits for a thread or a timer: looking costs little, drawing a lot
        await asyncio.sleep(pause)
        assert pilot.app.is_running, "the app has ended"
        assert now() < end, f"{waited(true, PATIENCE)}\non {drawn(pilot.app)}"
        pause = min(1.5 * pause, 0.03)  # some draw the screen to look for a word
    await settle()


def drawn(app: App[None]) -> str:
    """Return the name of the screen on top and everything drawn on it, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    lines = ("".join(part.text for part in strip).rstrip() for strip in strips)
    return "\n".join([type(app.screen).__name__, *filter(None, lines)])


async def shown(pilot: Pilot[None], kind: type[S]) -> S:
    """Wait for a screen of this kind to be on top."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def recording(pilot: Pilot[None], world: World) -> PracticeScreen:
    """Choose the highlighted question and start recording."""
    await pilot.press("enter")
    practice = await shown(pilot, PracticeScreen)
    await until(pilot, lambda: practice.panel.stage == "ready")
    await pilot.press("space")
    await until(pilot, lambda: practice.panel.stage == "recording")
    return practice


async def speaking(
    pilot: Pilot[None], world: World, seconds: float, peak: int = 8000
) -> PracticeScreen:
    """Record this much sound, and wait until the screen shows all of it."""
    practice = await recording(pilot, world)
    world.microphone.speak(seconds, peak)
    await until(pilot, lambda: world_is_written(practice))
    practice.panel.tick()
    assert practice.panel.clock.elapsed >= seconds - 0.06
    await pilot.pause()
    return practice


def world_is_written(practice: PracticeScreen) -> bool:
    """Whether the writer thread has taken every block."""
    take = practice.panel.take
    return take is not None and not take.unwritten


def standing_still(line: ThinkingTime, seconds: int, *, starts: bool = False) -> None:
    """Set the seconds left of the time to think, and stop the countdown there."""
    line.pause()
    line.begin(seconds, starts=starts)


async def microphones_listed(pilot: Pilot[None]) -> SettingsScreen:
    """Wait for the settings to offer the available microphones."""
    settings = await shown(pilot, SettingsScreen)
    await until(pilot, lambda: "found" in str(settings.query_one("#devices", Static).render()))
    return settings


def notices(app: App[None]) -> list[Notification]:
    """Return the current toasts; Textual itself shows them only from this list."""
    return list(app._notifications)


async def ended(app: App[None]) -> None:
    """Wait for the app to end."""
    await patience.until(lambda: not app.is_running, 0.005)
