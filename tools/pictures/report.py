"""Draws docs/report-html.png: the HTML report of the sample answer, wide and on a phone.

python tools/pictures/report.py    (needs Chromium; look at the picture before you commit it)
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

WHOLE = 147.64  # s, the sample answer
HEIGHT = 960
WIDE = {"width": 1080, "height": HEIGHT}
PHONE = {"width": 400, "height": HEIGHT}
BOTH = {"width": 1600, "height": HEIGHT + 80}
FRAME = """<body style="margin:0;padding:40px;display:flex;gap:40px;background:#8d9aa0">
<style>img{{border-radius:14px}}</style>
<img src="{wide}"><img src="{phone}">"""


def shot(browser: Browser, page: Path, size: dict[str, int], scheme: str, script: str) -> str:
    """Capture a page and return the picture as a data URL."""
    context = browser.new_context(
        viewport=size, color_scheme=scheme, is_mobile=size is PHONE, has_touch=size is PHONE
    )
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.evaluate(script)
    opened.wait_for_timeout(500)
    made = base64.b64encode(opened.screenshot()).decode()
    context.close()
    return f"data:image/png;base64,{made}"


def main() -> None:
    """Write the page, capture it twice, and place both side by side."""
    from analysis import demo
    from analysis.report.html.page import render
    from recorder.reports.save_page import encode
    from tests.browser.answer import report

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        page.write_text(render(report(WHOLE), encode(demo.ANSWER)), "utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        wide = shot(browser, page, WIDE, "light", "0")
        hear = "document.querySelector('.key').scrollIntoView(); sound.currentTime = 16.2"
        phone = shot(browser, page, PHONE, "dark", hear)
        both = browser.new_context(viewport=BOTH, device_scale_factor=0.68).new_page()
        both.set_content(FRAME.format(wide=wide, phone=phone))
        both.screenshot(path=ROOT / "docs" / "report-html.png")


if __name__ == "__main__":
    main()
