"""Wait until a screen has nothing left to do, judging by its event loop and not by a clock.

Textual's own wait for tests sleeps 20 ms at a time until the process has used less than 1 ms of
the processor: twice for each key, up to a second where anything ticks, and too short on a busy
machine, where a process that has work to do may get no processor for 20 ms. It also sends a message
to every widget for each key and pause, and waits until all of them have come.
"""

from __future__ import annotations

import asyncio
import time

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

from tests.patience import PATIENCE

FRAMES = 20
"""Frames to draw at most: something that moves by itself is never done."""


def has_work() -> bool:
    """Return whether the loop has anything to run now other than the current task."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


async def quiet() -> bool:
    """Run everything that can run without time passing; return whether there was anything."""
    worked, idle, end = False, 0, time.perf_counter() + PATIENCE
    while idle < 2:  # the second look sees what came from a thread during the first
        assert time.perf_counter() < end, f"the screen did not come to rest in {PATIENCE:g} s"
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


async def handled(pilot: Pilot[None], timeout: float = 30.0) -> bool:
    """Wait for the messages that are waiting now; stands in for ``Pilot._wait_for_screen``.

    Asks only the app, the screen, and the widgets that have messages once everything has run that
    can; returns ``False`` if the app has failed.
    """
    await quiet()
    app = pilot.app
    if not app.screen_stack:
        return False
    screen = app.screen
    busy = [each for each in screen.walk_children() if not each._message_queue.empty()]
    asked = [each for each in (app, screen, *busy) if each._message_queue is not None]
    left, all_done = 0, asyncio.Event()

    def done() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            all_done.set()

    for each in asked:
        left += each.call_later(done)
    if not left:
        return True
    waits = [asyncio.create_task(each.wait()) for each in (all_done, app._exception_event)]
    ended, open_ = await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    for wait in open_:
        wait.cancel()
    assert ended, "the screen did not handle its messages"
    return left == 0
