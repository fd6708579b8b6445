"""Draws docs/home.png: the first screen with the tests' made-up data.

python tools/pictures/home.py    (needs Chromium; look at the picture before you commit it)
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ["TZ"] = "UTC"
time.tzset()

from recorder.app.app import VivaApp  # noqa: E402
from tests.screens.fakes import World  # noqa: E402
from tests.screens.home.test_next_up import interview, mock  # noqa: E402
from tests.screens.samples import full  # noqa: E402

ANSWERED = ("tell-me-about-yourself", "team-conflict", "why-medicine-pediatrics")
SIZE = {"width": 1238, "height": 787}


async def drawn(folder: Path) -> str:
    """Return the screen as SVG."""
    world = World(folder)
    with world.store:
        for question in ANSWERED:
            world.answered(question, analysis=full())
            world.time += timedelta(days=1)
        interview(world, 6)
        mock(world)
        app = VivaApp(world.services)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause(1.0)
            return app.export_screenshot(title="Viva")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        picture = folder / "home.svg"
        picture.write_text(asyncio.run(drawn(folder / "world")), encoding="utf-8")
        with sync_playwright() as play:
            program = shutil.which("chromium") or shutil.which("google-chrome")
            browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)
            page.goto(picture.as_uri())
            page.screenshot(path=str(ROOT / "docs" / "home.png"))
            browser.close()


if __name__ == "__main__":
    main()
