"""Draws docs/progress.png: the progress screen and page for the made-up history.

python tools/pictures/progress.py    (needs Chromium; look at the picture before you commit it)
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import async_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

NOW = datetime(2026, 11, 25, 21, tzinfo=UTC)
SIZE = (100, 30)
FILLERS = 6
"""Measures above the one shown."""

PAGE = {"width": 760, "height": 1000}
BOTH = {"width": 2080, "height": 1040}
FRAME = """<body style="margin:0;padding:40px;display:flex;gap:40px;align-items:center;
background:#8d9aa0"><style>img{{border-radius:14px}}</style>
<img src="{screen}" width="1240"><img src="{page}" height="960">"""


async def screen(home: Path) -> str:
    """Capture the screen as SVG."""
    from prompts.loader import load
    from recorder.app.app import VivaApp
    from recorder.demo import history
    from recorder.files.locations import Locations
    from recorder.screens.progress.progress import ProgressScreen
    from recorder.services import build
    from sessions.store import Store

    locations = Locations(home, home, home / "log")
    locations.prepare()
    history.fill(locations, load(), NOW)
    with Store.open(locations.database, locations.recordings) as store:
        app = VivaApp(build(locations, store))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1)
            await pilot.press("g")
            shown = app.screen
            while not isinstance(shown, ProgressScreen) or len(shown.lines) < len(
                shown.measures.options
            ):
                await pilot.pause(0.2)
                shown = app.screen
            await pilot.press(*["down"] * FILLERS)
            await pilot.pause(0.5)
            return app.export_screenshot(title="viva demo --history")


def page(home: Path) -> str:
    """Write the page for the same answers."""
    from analysis.progress import build
    from analysis.progress.html.page import render
    from analysis.trends import MAIN, by_way
    from recorder.progress.dated import dated
    from sessions.store import Store

    with Store.open(home / "viva.db", home / "recordings") as store:
        return render([build.build(by_way(dated(store)), MAIN, "all questions")])


async def main() -> None:
    """Capture both, and place them side by side."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        drawn = base64.b64encode((await screen(home)).encode()).decode()
        (home / "page.html").write_text(page(home), "utf-8")
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox"]
            )
            opened = await browser.new_page(viewport=PAGE)
            await opened.goto((home / "page.html").as_uri())
            shot = base64.b64encode(await opened.screenshot()).decode()
            context = await browser.new_context(viewport=BOTH, device_scale_factor=0.68)
            both = await context.new_page()
            await both.set_content(
                FRAME.format(
                    screen=f"data:image/svg+xml;base64,{drawn}",
                    page=f"data:image/png;base64,{shot}",
                )
            )
            await both.screenshot(path=ROOT / "docs" / "progress.png")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
