"""Draws docs/home.png, the first screen with made-up data, and docs/report.png, a report.

python tools/pictures/screens.py    (needs Chromium; look at the pictures before you commit them)

The report is that of the sample answer, from its exact words.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from textual.pilot import Pilot

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ["TZ"] = "UTC"
time.tzset()

from recorder.app.app import VivaApp  # noqa: E402
from recorder.screens.answers.answers import AnswersScreen  # noqa: E402
from recorder.screens.report.report import ReportScreen  # noqa: E402
from tests.browser.answer import analysis  # noqa: E402
from tests.screens.driving import shown  # noqa: E402
from tests.screens.fakes import World  # noqa: E402
from tests.screens.home.test_next_up import interview, mock  # noqa: E402
from tests.screens.samples import full  # noqa: E402

ANSWERED = ("tell-me-about-yourself", "team-conflict", "why-medicine-pediatrics")
WHOLE = 147.64  # s, the sample answer
CELL = (12.2, 24.4)  # pixels of Textual's pictures
FRAME = (18, 55)

Steps = Callable[[Pilot[None]], Awaitable[object]]


async def home(world: World) -> str:
    """Return the first screen as SVG."""
    for question in ANSWERED:
        world.answered(question, analysis=full())
        world.time += timedelta(days=1)
    interview(world, 6)
    mock(world)
    return await drawn(world, lambda pilot: pilot.pause(1.0), (100, 30))


async def report(world: World) -> str:
    """Return the report on the sample answer as SVG."""
    world.answered("tell-me-about-yourself", analysis=analysis(WHOLE))

    async def opened(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.pause(1.0)

    return await drawn(world, opened, (100, 50))


async def drawn(world: World, steps: Steps, size: tuple[int, int]) -> str:
    """Return the screen after some steps as SVG."""
    app = VivaApp(world.services)
    async with app.run_test(size=size) as pilot:
        await steps(pilot)
        return app.export_screenshot(title="Viva")


def save(browser: Browser, picture: Path, rows: int) -> None:
    """Write an SVG of this many rows and 100 columns as a PNG in docs."""
    size = {
        "width": round(100 * CELL[0]) + FRAME[0],
        "height": round(rows * CELL[1]) + FRAME[1],
    }
    page = browser.new_page(viewport=size)
    page.goto(picture.as_uri())
    page.screenshot(path=str(ROOT / "docs" / f"{picture.stem}.png"))


def main() -> None:
    """Draw both."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name:
        pictures = []
        for stem, draw, rows in (("home", home, 30), ("report", report, 50)):
            world = World(Path(name) / stem)
            with world.store:
                made = asyncio.run(draw(world))
            picture = Path(name) / f"{stem}.svg"
            picture.write_text(made, encoding="utf-8")
            pictures.append((picture, rows))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for picture, rows in pictures:
                save(browser, picture, rows)


if __name__ == "__main__":
    main()
