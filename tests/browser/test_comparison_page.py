"""The page of a comparison in a real browser, from disk: it plays, and it suits everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analysis.report.comparison.build import compare
from analysis.report.comparison.page import render
from recorder.reports.save_page import encode
from tests.analysis.report.comparison.test_comparison import FIRST, SECOND, answers, hostile
from tests.browser.conftest import Open
from tests.examples import one_more
from tests.microphone import write_wav

pytestmark = pytest.mark.browser

PLAYING = "[...document.querySelectorAll('audio')].map(sound => !sound.paused)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two answers, each with half a minute of silence."""
    folder = tmp_path_factory.mktemp("page")
    write_wav(folder / "a.wav", [0] * (30 * 8000), 8000)
    sound = encode(folder / "a.wav")
    path = folder / "comparison.html"
    comparison = compare("Why Med-Peds?", answers(FIRST, SECOND))
    path.write_text(render(comparison, {0: sound, 1: sound}), "utf-8")
    return path


def test_it_opens_from_disk_and_asks_for_nothing(opened: Open, file: Path) -> None:
    found = opened(file)
    assert found.complaints == []
    assert {url for url in found.requests if not url.startswith("data:")} == {file.as_uri()}


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
def test_everyone_can_use_it(opened: Open, file: Path, scheme: str) -> None:
    results = Axe().run(opened(file, color_scheme=scheme).page)
    assert results.violations_count == 0, results.generate_report()


def test_one_recording_plays_at_a_time(opened: Open, file: Path) -> None:
    page = opened(file).page
    left, right = page.locator("[data-sound='0']").first, page.locator("[data-sound='1']").first
    left.click()
    expect(left).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(PLAYING) == [True, False]
    right.press("Enter")
    expect(right).to_have_attribute("aria-pressed", "true")
    expect(left).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(PLAYING) == [False, True]
    right.press("Space")
    expect(right).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(PLAYING) == [False, False]


def test_a_part_stops_at_its_end(opened: Open, file: Path) -> None:
    page = opened(file).page
    part = page.locator("[data-sound='0']").first
    part.click()
    expect(part).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.getElementById('sound-0').currentTime = 20")
    expect(part).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(PLAYING) == [False, False]


def test_without_scripts_the_words_are_there(opened: Open, file: Path) -> None:
    page = opened(file, java_script_enabled=False).page
    assert "sickle cell disease" in page.locator(".said").inner_text()
    assert "not heard again" in page.locator(".said").inner_text()


def test_hostile_text_stays_text(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile()), "utf-8")
    found = opened(path)
    assert found.complaints == []
    assert found.page.locator("img, iframe, script").count() == 0
