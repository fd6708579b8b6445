"""A shared page that a mentor fills in: offline, by mouse or keyboard, and saved as a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from analysis.feedback.reading import LONGEST_COMMENT, LONGEST_MARK, LONGEST_NAME, MOST_MARKS, read
from analysis.feedback.types import MentorMark
from analysis.report.html.page import render
from analysis.report.sharing import PARTS, ReportPart, without
from analysis.report.text import render as text
from recorder.reports.fetch import report_of
from recorder.reports.mentor_file import examine
from recorder.reports.save_page import Contents, encode, write_html
from sessions.answers.feedback import identifier
from tests.analysis.report.test_page import hostile
from tests.browser.answer import SECONDS, analysis, report
from tests.browser.conftest import Open, violations
from tests.examples import one_more
from tests.sessions.conftest import open_store
from tests.sessions.material import record
from tests.speech import write_speech

pytestmark = pytest.mark.browser

ANSWER = "0123456789abcdef" * 2
REPORT = report()
HISTORY: tuple[ReportPart, ...] = ("history",)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is shared by default: no voice, no words."""
    path = tmp_path_factory.mktemp("page") / "bare.html"
    path.write_text(render(without(REPORT, PARTS), None, ANSWER), "utf-8")
    return path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with the transcript and a voice."""
    folder = tmp_path_factory.mktemp("page")
    sound = encode(write_speech(folder / "spoken.wav", SECONDS - 1.0, still=0.5))
    path = folder / "full.html"
    path.write_text(render(without(REPORT, HISTORY), sound, ANSWER), "utf-8")
    return path


def saved(page: Page) -> bytes:
    """Save the file, and return what was downloaded."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == "feedback-01234567-dr-lee.json"
    return Path(download.value.path()).read_bytes()


def status(page: Page) -> str:
    return page.locator("#feedback-status").inner_text()


def fill_in(page: Page) -> None:
    page.get_by_label("Your name or initials").fill("Dr. Lee")
    page.get_by_role("group", name="Clarity").get_by_label("Mostly clear").check()
    page.get_by_role("group", name="Delivery").get_by_label("Easy to listen to").last.check()
    page.get_by_label("Overall comment").fill('Good. <b>"Say"</b> it\nagain, ünd 数学.')


@pytest.mark.slow
def test_a_page_without_words_is_filled_in_and_saved(opened: Open, bare: Path) -> None:
    found = opened(bare)
    page = found.page
    with violations(page) as refused:
        fill_in(page)
        line = page.locator("#timeline > svg")
        box = line.bounding_box()
        assert box is not None
        line.click(position={"x": box["width"] / 2, "y": 40})
        page.keyboard.type("Slower here")
        page.locator(".moments .chip").first.click()
        page.keyboard.type("A good start")
        data = saved(page)
    assert refused == [] and found.complaints == []
    assert all(url.startswith(("file:", "blob:")) for url in found.requests)
    file = read(data)
    assert file.answer == ANSWER
    said = file.feedback
    assert said.mentor == "Dr. Lee" and said.ratings == {"clarity": 3, "delivery": 5}
    assert said.comment == 'Good. <b>"Say"</b> it\nagain, ünd 数学.'
    assert {mark.comment for mark in said.marks} == {"Slower here", "A good start"}
    middle = next(mark for mark in said.marks if mark.comment == "Slower here")
    assert middle.at == pytest.approx(SECONDS / 2, abs=0.5)
    assert "Saved as feedback-01234567-dr-lee.json" in status(page)
    by_hand = page.locator("#file-text").input_value()
    assert read(by_hand.encode()) == file


def test_a_moment_is_marked_while_it_plays(opened: Open, full: Path) -> None:
    page = opened(full).page
    fill_in(page)
    page.evaluate("document.activeElement.blur(); sound.currentTime = 12.34")
    page.keyboard.press("m")
    page.keyboard.type("m stays a letter here ")
    page.evaluate("sound.currentTime = 30")
    page.locator("#mark-now").click()
    page.keyboard.type("By the button")
    marks = read(saved(page)).feedback.marks
    assert marks == (MentorMark(12.34, "m stays a letter here"), MentorMark(30.0, "By the button"))
    assert page.locator(".flag").count() == 2 and page.locator(".flagged").count() == 2
    row = page.locator("#marks li").first
    assert "mother" in row.locator(".near").inner_text()
    row.get_by_role("button", name="Play moment 1").click()
    assert 10 < float(page.evaluate("sound.currentTime")) < 13


def test_the_scores_are_shown_after_the_rating(opened: Open, full: Path) -> None:
    page = opened(full).page
    scores = page.get_by_role("heading", name="Scores")
    page.emulate_media(media="print")
    assert not scores.is_visible()
    page.emulate_media(media="screen")
    assert not scores.is_visible()
    fill_in(page)
    saved(page)
    assert scores.is_visible()


def test_viva_s_marks_are_shown_with_its_scores(opened: Open, full: Path) -> None:
    page = opened(full).page
    words = page.locator("#text")
    signs = ("[um]", "‹", "|")
    filler = page.locator("#text .discourse_marker").first
    before = words.inner_text()
    assert not any(sign in before for sign in signs) and "  " not in before
    assert filler.inner_text() == "like"
    assert not page.locator("#transcript .legend").is_visible()
    assert not page.locator("#timeline").is_visible()
    page.locator("#viva-says summary").first.click()
    after = words.inner_text()
    assert all(sign in after for sign in signs)
    assert filler.inner_text().startswith("‹like›")
    assert page.locator("#transcript .legend").is_visible()
    assert page.locator("#timeline").is_visible()


def test_the_keyboard_is_enough(opened: Open, bare: Path) -> None:
    page = opened(bare).page
    page.get_by_label("Your name or initials").focus()
    page.keyboard.type("Dr. Lee")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.locator("#add-mark").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("0:20")
    page.keyboard.press("Tab")
    page.keyboard.type("Here")
    page.locator("#save-file").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    said = read(Path(download.value.path()).read_bytes()).feedback
    assert said.ratings == {"clarity": 2} and said.marks == (MentorMark(20.0, "Here"),)


def test_what_is_missing_is_said_and_nothing_is_saved(opened: Open, bare: Path) -> None:
    page = opened(bare).page
    save = page.get_by_role("button", name="Save the file")
    save.click()
    assert "Add your name or initials" in status(page)
    page.keyboard.type("Dr. Lee")
    save.click()
    assert status(page) == "Nothing is filled in yet."
    page.locator("#add-mark").click()
    page.keyboard.type("9:99")
    save.click()
    assert status(page) == "Type a time from 0:00 to 1:00."
    page.locator(".at").fill("0:30")
    save.click()
    assert "Write a comment on the moment at 0:30" in status(page)
    page.get_by_role("button", name="Remove moment 1").click()
    assert page.locator("#marks li").count() == 0 and page.locator(".flag").count() == 0


@pytest.mark.slow
def test_a_saved_file_can_be_continued(opened: Open, full: Path, tmp_path: Path) -> None:
    page = opened(full).page
    fill_in(page)
    page.locator("#add-mark").click()
    page.keyboard.type("First")
    first = saved(page)
    (file := tmp_path / "first.json").write_bytes(first)
    (other := tmp_path / "other.json").write_bytes(first.replace(b"0123", b"ffff"))
    (broken := tmp_path / "broken.json").write_bytes(first[:40])
    again = opened(full).page
    again.locator("#open-file").set_input_files(broken)
    again.wait_for_timeout(200)
    assert "wasn’t saved from a page like this" in status(again)
    again.locator("#open-file").set_input_files(other)
    again.wait_for_timeout(200)
    assert status(again) == "That file is about another answer."
    again.locator("#open-file").set_input_files(file)
    again.wait_for_timeout(200)
    assert status(again) == "Filled in from the file."
    assert read(saved(again)) == read(first)


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
def test_everyone_can_use_the_form(opened: Open, full: Path, scheme: str) -> None:
    page = opened(full, color_scheme=scheme).page
    fill_in(page)
    page.locator("#add-mark").click()
    page.keyboard.type("Here")
    saved(page)
    results = Axe().run(page, options={"rules": {"region": {"enabled": False}}})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, *one_more(390, 1280)])
def test_no_width_scrolls_sideways(opened: Open, full: Path, width: int) -> None:
    page = opened(full, viewport={"width": width, "height": 800}).page
    page.locator("#add-mark").click()
    page.keyboard.type("A long comment " * 10)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    what, form = page.locator(".what").bounding_box(), page.locator("#form").bounding_box()
    assert what is not None and form is not None and what["width"] > 0.55 * form["width"]


def test_the_form_prints(opened: Open, bare: Path) -> None:
    page = opened(bare).page
    fill_in(page)
    page.emulate_media(media="print")
    assert page.get_by_label("Overall comment").is_visible()
    assert not page.locator("#save-file").is_visible()


def test_without_scripts_it_says_what_to_do(opened: Open, bare: Path) -> None:
    page = opened(bare, java_script_enabled=False).page
    assert page.get_by_text("open the page in a browser that runs scripts").is_visible()
    assert not page.locator("#save-file").is_visible()


def test_hostile_text_in_a_file_stays_text(opened: Open, bare: Path, tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)>"
    content: dict[str, Any] = {"format": "viva-feedback", "version": 1, "answer": ANSWER}
    content |= {"mentor": bad, "comment": bad, "ratings": {"clarity": bad}}
    content["marks"] = [{"at": 3, "comment": bad}, {"at": "x", "comment": {}}, {"at": -1}]
    (file := tmp_path / "bad.json").write_text(json.dumps(content))
    found = opened(bare)
    found.page.locator("#open-file").set_input_files(file)
    found.page.wait_for_timeout(200)
    assert found.complaints == [] and found.page.locator("img").count() == 0
    assert found.page.locator("#marks li").count() == 1


@pytest.mark.slow
def test_the_page_writes_nothing_that_is_too_long(opened: Open, bare: Path) -> None:
    page = opened(bare).page
    for field, most in (("#mentor", LONGEST_NAME), ("#comment", LONGEST_COMMENT)):
        assert page.locator(field).get_attribute("maxlength") == str(most)
    page.locator("#add-mark").click()
    assert page.locator(".what").get_attribute("maxlength") == str(LONGEST_MARK)
    for _ in range(MOST_MARKS):
        page.evaluate("document.getElementById('add-mark').click()")
    assert page.locator("#marks li").count() == MOST_MARKS
    assert status(page) == f"There can be {MOST_MARKS} moments."


def test_what_a_mentor_saves_comes_back_into_the_report(opened: Open, tmp_path: Path) -> None:
    with open_store(tmp_path / "home") as store:
        answer = record(store, seconds=SECONDS)
        store.save_analysis(answer.id, analysis(SECONDS))
        found = store.analysis(answer.id)
        assert found is not None
        contents = Contents("embed", HISTORY, identifier(answer))
        page_file = write_html(
            report_of(store, answer, found),
            tmp_path / "page.html",
            recording=write_speech(tmp_path / "spoken.wav", SECONDS - 1.0, still=0.5),
            contents=contents,
        )
        page = opened(page_file, viewport={"width": 390, "height": 844}).page
        page.get_by_label("Your name or initials").fill("Dr. Lee")
        page.get_by_role("group", name="Delivery").get_by_label("They got in the way").check()
        page.evaluate("sound.currentTime = 12.34")
        page.locator("#mark-now").click()
        page.keyboard.type("Slower here")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save the file").click()
        file = examine(Path(download.value.path()), store)
        assert file.answer.id == answer.id and file.before is None
        store.feedback.save(file.answer.id, file.feedback)
        said = text(report_of(store, answer, found))
    assert "Delivery  1 of 5  They got in the way (Viva: 95 of 100)" in said
    assert "· 0:12 Slower here (after “the mountains. My mother”)" in " ".join(said.split())


@pytest.mark.parametrize("scheme", ["light", *one_more("dark")])
def test_everyone_can_read_what_mentors_said(opened: Open, tmp_path: Path, scheme: str) -> None:
    notes = hostile("Say the result first.").mentors
    (path := tmp_path / "own.html").write_text(render(replace(REPORT, mentors=notes)), "utf-8")
    page = opened(path, color_scheme=scheme).page
    assert page.get_by_role("heading", name="Feedback from Say the result first.").is_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_hostile_report_has_a_working_form(opened: Open, tmp_path: Path) -> None:
    (path := tmp_path / "hostile.html").write_text(
        render(replace(hostile(), mentors=()), None, ANSWER), "utf-8"
    )
    found = opened(path)
    fill_in(found.page)
    assert read(saved(found.page)).answer == ANSWER and found.complaints == []
