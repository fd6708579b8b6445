"""The HTML report in a real browser, from disk: it replays, keeps its policy, suits everyone."""

from __future__ import annotations

import base64
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from analysis.report.html.page import render
from analysis.report.sharing import PARTS, without
from recorder.reports.save_page import encode
from tests.analysis.report.test_page import hostile
from tests.browser.answer import SECONDS, report
from tests.browser.conftest import Open, violations
from tests.examples import one_more

pytestmark = pytest.mark.browser

REPORT = report()
CLICKS = [1.0, 2.5, 30.0, 59.0]
DECODE = """async encoded => {
  const bytes = Uint8Array.from(atob(encoded), c => c.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes.buffer);
  const samples = [...sound.getChannelData(0)];
  return samples.flatMap((x, i) => Math.abs(x) > 0.2 ? [i / 24000] : []);
}"""
WATCH = """async seconds => {
  const seen = [], until = performance.now() + 1000 * seconds;
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame);
    await new Promise(done => setTimeout(done));  // after the page's own frame
    const now = document.querySelector(".w.now, .m.now");
    const [start, end] = now ? [now.dataset.s, now.dataset.e] : [-1, -1];
    seen.push([sound.currentTime, Number(start), Number(end)]);
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A minute as it is in a page: silence, with a click of 10 ms at each of ``CLICKS``."""
    path = tmp_path_factory.mktemp("sound") / "clicks.wav"
    samples = bytearray(2 * 48_000 * round(SECONDS))
    for second in CLICKS:
        first = 2 * round(second * 48_000)
        samples[first : first + 960] = (b"\x20\x4e" * 24 + b"\xe0\xb1" * 24) * 10
    with wave.open(str(path), "wb") as made:
        made.setparams((1, 2, 48_000, 0, "NONE", ""))
        made.writeframes(bytes(samples))
    return encode(path)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, sound: bytes) -> Path:
    """The page with its sound inside."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(REPORT, sound), "utf-8")
    return path


def time(page: Page) -> float:
    return float(page.evaluate("sound.currentTime"))


def paused(page: Page) -> bool:
    return bool(page.evaluate("sound.paused"))


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's policy keeps Playwright from asking in the page."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


def ready(page: Page) -> None:
    until(page, "sound.readyState >= 3")


def test_it_opens_from_disk_and_asks_for_nothing(opened: Open, file: Path) -> None:
    found = opened(file)
    ready(found.page)
    assert found.complaints == []
    assert {url.split(":")[0] for url in found.requests} <= {"file", "data"}
    assert [url for url in found.requests if url.startswith("file:")] == [file.as_uri()]
    assert abs(float(found.page.evaluate("sound.duration")) - SECONDS) < 0.1


def test_a_word_is_heard_by_a_click(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    for text in ("mother", "Saturday."):
        word = page.get_by_text(text, exact=True)
        start = float(word.get_attribute("data-s") or -1)
        word.click()
        until(page, "!sound.paused && !sound.seeking")
        assert start <= time(page) < start + 1.0
        assert "now" in str(word.get_attribute("class"))


def lag(at: float, start: float, end: float) -> float:
    """Seconds by which what is highlighted (−1: nothing) is not what is heard."""
    if start >= 0:
        return max(start - at, at - end, 0.0)
    inside = [min(at - p.start, p.end - at) for p in REPORT.pieces if p.start < at < p.end]
    return max(inside, default=0.0)


@pytest.mark.slow
def test_the_highlight_keeps_to_the_sound_within_a_tenth(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    for speed in ("1", "1.5"):
        page.select_option("#speed", speed)
        page.evaluate("sound.currentTime = 8")
        page.keyboard.press("Space")
        seen = page.evaluate(WATCH, 2.0)
        page.keyboard.press("Space")
        assert seen[-1][0] - seen[0][0] > 1.2
        late = [off for off in (lag(*sample) for sample in seen) if off > 0.1]
        assert len(late) <= 0.25 * len(seen), late  # a busy machine draws some frames late
        assert len({start for _, start, _ in seen}) > 4


def test_keys_play_and_step_by_sentence(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    starts = [s.start for s in REPORT.sentences]
    for start in starts[1:4]:
        page.keyboard.press("ArrowRight")
        assert time(page) == pytest.approx(start, abs=0.05)
    page.keyboard.press("ArrowLeft")
    assert time(page) == pytest.approx(starts[2], abs=0.05)
    assert paused(page)
    page.keyboard.press("Space")
    until(page, "!sound.paused")
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.keyboard.press("Space")
    until(page, "sound.paused")
    page.get_by_role("button", name="Sentence forward").click()
    assert time(page) == pytest.approx(starts[3], abs=0.05)


def test_a_mark_plays_from_two_seconds_before(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    mark = page.locator("#text .m.filled_pause").nth(1)
    start = float(mark.get_attribute("data-s") or -1)
    mark.focus()
    page.keyboard.press("Enter")
    until(page, "!sound.paused && !sound.seeking")
    assert start - 2 <= time(page) < start - 1
    page.keyboard.press("Space")
    until(page, "sound.paused")
    page.locator(".remarks .chip").click()
    until(page, "!sound.paused && !sound.seeking")
    assert 10.0 <= time(page) < 11.0


def test_speed_leaves_the_pitch(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    page.get_by_label("Speed").select_option("0.75")
    assert page.evaluate("[sound.playbackRate, sound.preservesPitch]") == [0.75, True]


def test_the_timeline_and_the_slider_seek(opened: Open, file: Path) -> None:
    page = opened(file).page
    ready(page)
    figure = page.locator("#timeline > svg")
    box = figure.bounding_box()
    assert box is not None and REPORT.timeline is not None
    figure.click(position={"x": box["width"] / 2, "y": 8})
    until(page, "!sound.paused && !sound.seeking")
    assert time(page) == pytest.approx(REPORT.timeline.duration / 2, abs=1.0)
    page.keyboard.press("Space")
    page.get_by_label("Position").fill("20")
    assert time(page) == pytest.approx(20, abs=0.1)


def test_the_policy_refuses_everything_else(opened: Open, file: Path) -> None:
    page = opened(file).page
    with violations(page) as refused:
        page.evaluate(
            """() => {
              for (const [tag, name, value] of [
                ["img", "src", "https://example.org/x.png"], ["iframe", "src", "data:text/html,x"],
                ["audio", "src", "https://example.org/x.mp3"],
              ]) {
                const element = document.createElement(tag);
                element.setAttribute(name, value);
                document.body.append(element);
              }
              const script = document.createElement("script");
              script.textContent = "window.acted = true";
              document.body.append(script);
              document.body.setAttribute("style", "color: red");
              fetch("https://example.org").catch(() => {});
            }"""
        )
    assert {
        "img-src", "frame-src", "media-src", "script-src-elem", "style-src-attr", "connect-src",
    } <= set(refused)  # fmt: skip
    assert page.evaluate("window.acted") is None


def test_hostile_text_stays_text(opened: Open, tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile(), sound), "utf-8")
    found = opened(path)
    ready(found.page)
    assert found.complaints == []
    assert found.page.locator("img, iframe, script:not(:last-child)").count() == 0
    assert "<script>alert(1)</script>" in found.page.locator("#text").inner_text()
    assert found.page.title().startswith('"><script>')


def test_linked_sound_plays_from_the_file_beside(
    opened: Open, tmp_path: Path, sound: bytes
) -> None:
    (tmp_path / "my answer.mp3").write_bytes(sound)
    path = tmp_path / "my answer.html"
    path.write_text(render(REPORT, "my answer.mp3"), "utf-8")
    found = opened(path)
    ready(found.page)
    found.page.keyboard.press("Space")
    until(found.page, "sound.currentTime > 0.2")
    assert found.complaints == []


def test_missing_sound_is_said(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "alone.html"
    path.write_text(render(REPORT, "gone.mp3"), "utf-8")
    page = opened(path).page
    page.get_by_text("The recording can't be played").wait_for()


def test_without_scripts_it_reads_well(opened: Open, file: Path) -> None:
    page = opened(file, java_script_enabled=False).page
    assert page.get_by_text("Saturday.", exact=True).is_visible()
    assert page.locator("audio").is_visible()
    assert not page.locator("#player").is_visible()
    assert not page.locator("#hint").is_visible()


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
@pytest.mark.parametrize("shared", [False, *one_more(True)])
def test_everyone_can_use_it(
    opened: Open, file: Path, tmp_path: Path, scheme: str, shared: bool
) -> None:
    if shared:
        file = tmp_path / "shared.html"
        file.write_text(render(without(REPORT, PARTS)), "utf-8")
    page = opened(file, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    if not shared:
        ready(page)
        page.get_by_text("mother", exact=True).click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_headings_and_landmarks_lead_through_it(opened: Open, file: Path) -> None:
    page = opened(file).page
    assert page.get_by_role("main").count() == page.get_by_role("banner").count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "Tell me about yourself."
    regions = page.get_by_role("region")
    for name in ("Scores", "In short", "The whole answer", "Transcript", "Player"):
        assert regions.and_(page.get_by_label(name, exact=True)).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the scores"
    figure = page.get_by_role("img", name="Timeline of the answer")
    assert figure.get_attribute("aria-describedby") == "timeline-summary"


@pytest.mark.parametrize("width", [320, *one_more(390), 1280])
def test_no_width_scrolls_sideways(opened: Open, tmp_path: Path, width: int) -> None:
    path = tmp_path / "wide.html"
    path.write_text(render(hostile(), b"\xff"), "utf-8")
    page = opened(path, viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_every_measure_and_no_player(opened: Open, file: Path) -> None:
    page = opened(file).page
    page.emulate_media(media="print")
    assert page.locator(".measures tbody tr").last.is_visible()
    assert not page.locator("#player").is_visible()


def test_sound_and_times_begin_together(opened: Open, tmp_path: Path, sound: bytes) -> None:
    """A click is at its known time in the encoded sound, as the browser decodes it."""
    (tmp_path / "empty.html").write_text("<!doctype html><title>x</title>")
    page = opened(tmp_path / "empty.html").page
    loud = page.evaluate(DECODE, base64.b64encode(sound).decode())
    firsts = [loud[0], *(later for earlier, later in pairwise(loud) if later - earlier > 0.5)]
    assert firsts == pytest.approx(CLICKS, abs=0.03)
