"""The page of a mock interview in a real browser, from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.report.mock.html.page import render
from tests.analysis.report.mock.test_mock_page import mock_report, reports
from tests.browser.conftest import Open
from tests.examples import one_more

pytestmark = pytest.mark.browser

UNFOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a made-up mock interview."""
    path = tmp_path_factory.mktemp("page") / "mock.html"
    path.write_text(render(mock_report(), reports()), "utf-8")
    return path


def test_it_opens_from_disk_and_asks_for_nothing(opened: Open, file: Path) -> None:
    found = opened(file)
    assert found.complaints == []
    assert found.requests == [file.as_uri()]


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
def test_everyone_can_use_it(opened: Open, file: Path, scheme: str) -> None:
    page = opened(file, color_scheme=scheme).page
    page.evaluate(UNFOLD)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_narrow_window_cuts_nothing_off(opened: Open, file: Path) -> None:
    page = opened(file, viewport={"width": 360, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_link_leads_to_the_answer_that_shows_it(opened: Open, file: Path) -> None:
    page = opened(file).page
    link = page.locator(".moments a").first
    target = link.get_attribute("href")
    link.click()
    assert target is not None and page.url.endswith(target)
    box = page.locator(target).bounding_box()
    assert box is not None and 0 <= box["y"] < 720
