"""Wait until a screen has nothing left to do, judging by its event loop and not by a clock.

Textual's own wait for tests sleeps 20 ms at a time until the process has used less than 1 ms of
the processor: twice for each key, up to a second where anything ticks, and too short on a busy
machine, where a process that has work to do may get no processor for 20 ms.
"""

from __future__ import annotations

import asyncio

from textual._context import active_app
from textual.app import App

FRAMES = 20
"""Frames to draw at most: something that moves by itself is never done."""


def has_work() -> bool:
    """Return whether the loop has anything to run now other than the current task."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


async def quiet() -> bool:
    """Run everything that can run without time passing; return whether there was anything."""
    worked, idle = False, 0
    while idle < 2:  # the second look sees what came from a thread during the first
        await asyncio.sleep(0)
        idle = 0 if has_work() else idle + 1
        worked = worked or idle == 0
    return worked


async def settle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Handle every message and draw every frame that is due; stands in for ``wait_for_idle``."""
    app: App[None] = active_app.get()
    await quiet()
    for _ in range(FRAMES):
        if not app.is_running or not app.screen_stack:
            return
        for screen in (*app._background_screens, app.screen):  # those seen behind a dialog as well
            screen._on_timer_update()  # what its timer does up to 17 ms later
        if not await quiet():
            return
