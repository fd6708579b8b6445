"""The system's own Chromium, headless, for pages opened from disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on this computer (Debian: apt install chromium)"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for these tests; closed before any other, which may need an event loop."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        # root, as in CI, gets no sandbox; a shared memory of 64 MB, as in containers, is too small
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--mute-audio"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page, and everything it complained about or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open a file from disk: ``opened(path, color_scheme="dark")``."""
    contexts = []

    def open_file(path: Path, **options: object) -> Opened:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        found = Opened(context.new_page())
        page = found.page
        page.set_default_timeout(10_000)
        page.on("console", lambda message: found.complaints.append(message.text))
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
        page.on("request", lambda request: found.requests.append(request.url))
        page.goto(path.as_uri())
        return found

    yield open_file
    for context in contexts:
        context.close()


@contextmanager
def violations(page: Page) -> Iterator[list[str]]:
    """Collect what the page's policy refuses until the block ends."""
    refused: list[str] = []
    page.evaluate(
        "window.refused = [];"
        "document.addEventListener('securitypolicyviolation',"
        " event => window.refused.push(event.effectiveDirective))"
    )
    yield refused
    page.wait_for_timeout(100)
    refused += page.evaluate("window.refused")
