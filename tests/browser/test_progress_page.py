"""The page of progress in a real browser, from disk: its policy holds, and it suits everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.progress.html.page import render
from tests.analysis.progress.test_page import history, hostile
from tests.browser.conftest import Open, violations
from tests.examples import one_more

pytestmark = pytest.mark.browser

UNFOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a made-up history."""
    path = tmp_path_factory.mktemp("page") / "progress.html"
    path.write_text(render(history()), "utf-8")
    return path


def test_it_opens_from_disk_and_asks_for_nothing(opened: Open, file: Path) -> None:
    found = opened(file)
    assert found.complaints == []
    assert found.requests == [file.as_uri()]
    assert found.page.locator("script").count() == 0


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
def test_everyone_can_use_it(opened: Open, file: Path, scheme: str) -> None:
    page = opened(file, color_scheme=scheme).page
    page.evaluate(UNFOLD)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_chart_is_drawn_and_named(opened: Open, file: Path) -> None:
    page = opened(file, java_script_enabled=False).page
    chart = page.get_by_role("img", name="Fillers, /min").first
    box = chart.bounding_box()
    assert box is not None and box["width"] > 400 and box["height"] > 100
    band = chart.locator(".good-band").bounding_box()
    dots = [dot.bounding_box() for dot in chart.locator(".median").all()]
    assert band is not None and band["height"] > 10
    assert len(dots) > 4 and all(d and box["y"] <= d["y"] <= box["y"] + box["height"] for d in dots)


def test_hostile_text_stays_text(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile()), "utf-8")
    found = opened(path)
    assert found.complaints == []
    assert found.page.locator("img:not([role]), iframe, script").count() == 0
    assert "<script>alert(1)</script>" in found.page.locator("h1").inner_text()


def test_the_policy_refuses_everything_else(opened: Open, file: Path) -> None:
    page = opened(file).page
    with violations(page) as refused:
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.acted = true";
              const image = document.createElement("img");
              image.src = "https://example.org/x.png";
              document.body.append(script, image);
              fetch("https://example.org").catch(() => {});
            }"""
        )
    assert {"script-src-elem", "img-src", "connect-src"} <= set(refused)
    assert page.evaluate("window.acted") is None


@pytest.mark.parametrize("width", [320, *one_more(390), 1280])
def test_no_width_scrolls_sideways(opened: Open, tmp_path: Path, width: int) -> None:
    path = tmp_path / "wide.html"
    path.write_text(render([*hostile(), *history()]), "utf-8")
    page = opened(path, viewport={"width": width, "height": 800}).page
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_charts_and_tables(opened: Open, file: Path) -> None:
    page = opened(file).page
    page.emulate_media(media="print")
    assert page.get_by_role("img", name="Fillers, /min").first.is_visible()
    assert page.locator(".weeks tbody tr").last.is_visible()
