"""The report as an HTML page: nothing acts, nothing leaks, and the numbers are the report's."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.build import build
from analysis.report.html.page import render
from analysis.report.model import MentorNotes, MentorRating, Moment, Report, ReportRemark
from analysis.report.sharing import PARTS, without
from analysis.types import Filler, Note, QuestionContext, Recording, Transcript, Word
from tests.analysis.report.test_history import earlier
from tests.analysis.report.test_timeline import UNEVEN
from tests.analysis.sample import ANALYSIS, WORDS
from tests.examples import examples

HOSTILE = (
    "\"><script>alert(1)</script><img src=x onerror=alert(1)>'--></title>{{7*7}}\x1b[2J\u202eevil"
)
PLACE = "/home/someone/answer.wav"
MP3 = b"\xff\xfbsound"


class Page(HTMLParser):
    """What a parser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {"script": "", "style": ""}
        self.text = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag if tag in self.inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[self._open] += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def hostile(text: str = HOSTILE) -> Report:
    """Every text that a person, a file or a model can put into a report is this one."""
    words = tuple(replace(w, text=text) for w in WORDS)
    analysis = replace(
        ANALYSIS,
        recording=Recording(PLACE, 10.0, 48_000),
        question=QuestionContext("why-med-peds", text),
        transcript=Transcript(words, 10.0, "en", text),
        fillers=(Filler(4.2, 4.6, text, "discourse_marker", "words"),),
        scores=tuple(replace(s, advice=text, source=text) for s in ANALYSIS.scores),
        notes=(Note("recording", text), Note("content", text, 1.0, 2.0)),
    )
    report = build(analysis, history=(earlier(2, model="small.en"),))
    remark = ReportRemark("x", text, text, (Moment(1.0, 2.0, text, "0:01", text),))
    moment = Moment(1.0, 2.0, text, "0:01", text)
    line = text.replace("\n", " ")  # a comment's lines are paragraphs
    mentor = MentorNotes(text, text, (MentorRating("Clarity", 4, text, text),), line, (moment,))
    return replace(report, remarks=(*report.remarks, remark), mentors=(mentor,))


def test_hostile_text_is_text() -> None:
    html = render(hostile(), MP3)
    page = Page(html)
    assert len(page.all("script")) == 1 and page.all("img") == []
    assert "alert(1)" not in page.inside["script"]
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert "\x1b" not in html and "\u202e" not in html
    assert page.text.count("<script>alert(1)</script>") > 10
    assert "{{7*7}}" in page.text


@examples(60)
@given(st.text(max_size=40))
def test_no_text_whatever_changes_the_page_around_it(text: str) -> None:
    """The page has the same elements and attributes as with a harmless word."""
    plain, page = Page(render(hostile("x"), MP3)), Page(render(hostile(f"x{text}"), MP3))

    def shape(found: Page) -> list[tuple[str, list[str]]]:
        # spans apart: whether a word counts as a repeat is a matter of the words
        return [(tag, sorted(a)) for tag, a in found.elements if tag != "span"]

    assert shape(page) == shape(plain)
    assert page.inside == plain.inside


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(page: Page) -> dict[str, list[str]]:
    (found,) = [
        m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    ]
    assert found is not None
    return {rule.split()[0]: rule.split()[1:] for rule in found.split(";")}


def test_the_policy_lets_in_only_what_the_page_brought() -> None:
    page = Page(render(build(ANALYSIS), MP3))
    assert policy(page) == {
        "default-src": ["'none'"],
        "style-src": [hashed(page.inside["style"])],
        "script-src": [hashed(page.inside["script"])],
        "media-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert not any("style" in attributes for _, attributes in page.elements)


def test_the_form_for_a_mentor_needs_nothing_more() -> None:
    page = Page(html := render(build(ANALYSIS), None, "0f" * 16))
    assert policy(page) == {
        "default-src": ["'none'"],
        "style-src": [hashed(page.inside["style"])],
        "script-src": [hashed(page.inside["script"])],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert not any("style" in attributes for _, attributes in page.elements)
    assert not any(sign in html for sign in ("http:", "https:", "url(", "@import", "fetch("))
    assert page.all("form") == []
    assert [a["href"] for a in page.all("a")] == ["#feedback", "#feedback"]


FOLDED = '<details id="viva-says">'


def test_who_can_judge_the_answer_rates_it_before_the_scores() -> None:
    own = render(report := build(ANALYSIS))
    assert FOLDED not in own and own.index('id="scores"') < own.index('id="text"')
    for page in (
        render(report, None, "0f" * 16),
        render(without(report, PARTS), MP3, "0f" * 16),
    ):
        before, after = page.split(FOLDED)
        assert 'id="feedback"' in before
        folded, below = after.split("</main>")
        for name in ("verdict", "scores", "timeline", "measures"):
            title = f'id="{name}-title"'
            assert title in folded and title not in before + below
    marked = render(build(replace(ANALYSIS, transcript=None)), MP3, "0f" * 16).split(FOLDED)
    assert 'id="text"' in marked[1] and 'id="text"' not in marked[0]
    numbers = render(without(report, PARTS), None, "0f" * 16)
    assert FOLDED not in numbers and 'href="#scores"' in numbers


def test_without_sound_there_is_no_script() -> None:
    page = Page(render(build(ANALYSIS)))
    assert page.all("script") == [] and page.all("audio") == []
    assert "script-src" not in policy(page) and "media-src" not in policy(page)


def test_nothing_is_fetched_from_anywhere() -> None:
    html = render(build(ANALYSIS), MP3)
    page = Page(html)
    assert not any(sign in html for sign in ("http:", "https:", "url(", "@import", "fetch("))
    addresses = [a.get("src") or a.get("href") for _, a in page.elements]
    assert {a for a in addresses if a} == {
        "#scores",
        "data:audio/mpeg;base64," + base64.b64encode(MP3).decode(),
    }


@pytest.mark.parametrize("name", ["a b.mp3", "..%2f?#.mp3", 'x".mp3', "javascript:alert(1).mp3"])
def test_linked_sound_is_a_file_beside_the_page(name: str) -> None:
    page = Page(render(build(ANALYSIS), name))
    (audio,) = page.all("audio")
    assert audio["src"] is not None and re.fullmatch(r"\./[\w.%-]+", audio["src"])
    assert policy(page)["media-src"] == ["'self'", "file:"]


def test_no_path_is_ever_in_a_page() -> None:
    assert UNEVEN.recording.path == PLACE
    for sound in (None, MP3, "answer.mp3"):
        assert "someone" not in render(build(UNEVEN), sound)


def test_the_numbers_are_those_of_the_report() -> None:
    report = build(UNEVEN, history=tuple(earlier(i) for i in range(1, 8)))
    text = " ".join(Page(render(report)).text.split())
    assert report.usual is not None and report.timeline is not None
    assert f"Overall {report.overall}" in text
    for bar in report.bars:
        assert bar.usual is not None or bar.name == "length"
        for part in (bar.shown, bar.verdict, bar.advice, bar.good_shown, str(bar.score)):
            assert part in text
    for line in report.lines:
        assert (line.definition in text) == (line.shown != "–")
    for part in (report.usual.shown, report.timeline.summary, report.legend, report.question):
        assert part in text
    for change in report.changes:
        assert change.text in text
    for attempt in report.attempts:
        assert attempt.when in text
    for focus in report.focus:
        assert focus.advice in text and all(m.what in text for m in focus.moments)


def test_every_piece_stands_in_its_order_with_its_times() -> None:
    report = build(UNEVEN)
    page = Page(render(report))
    times = [(a["data-s"], a["data-e"]) for _, a in page.elements if "data-s" in a]
    assert times == [(str(p.start), str(p.end)) for p in report.pieces]
    classes = " ".join(str(a.get("class")) for _, a in page.elements)
    assert "stretch rushed" in classes and "stretch dragging" in classes


def test_marks_are_said_in_words_for_those_who_do_not_see_them() -> None:
    text = Page(render(build(UNEVEN))).text
    for told in ("(1.5 s mid-clause pause)", "(filled pause)", "(rushed from here)"):
        assert told in text


def secret() -> Report:
    """A report in which every word, note and earlier answer differs from the rest."""
    words = tuple(Word(w.start, w.end, f"secret{i}", 0.9) for i, w in enumerate(WORDS))
    analysis = replace(
        ANALYSIS,
        transcript=Transcript(words, 10.0, "en", "base.en"),
        fillers=(Filler(4.2, 4.6, "secretly", "discourse_marker", "words"), *ANALYSIS.fillers),
        notes=(
            Note("recording", "The background is loud."),
            Note("transcript", "Written where no speech was heard: “secret talk”.", 9.0, 9.5),
            Note("content", "hidden remark", 1.0, 2.0),
        ),
    )
    return build(analysis, history=tuple(earlier(i) for i in range(1, 8)))


def test_a_page_for_others_leaves_out_what_is_not_for_them() -> None:
    html = render(without(secret(), PARTS))
    for gone in ("secret", "hidden remark", "usually", "Nov 14", "Transcript", "<audio"):
        assert gone not in html
    for kept in ("The background is loud.", "Overall", "The whole answer", "All measures"):
        assert kept in html
    assert "filler word" in html and "0:04" in html


@pytest.mark.parametrize(
    ("part", "sign"),
    [("transcript", "secret1"), ("notes", "hidden remark"), ("history", "usually")],
)
def test_each_part_can_stay(part: str, sign: str) -> None:
    assert sign in render(secret())
    assert sign in render(without(secret(), [p for p in PARTS if p != part]))
    assert sign not in render(without(secret(), PARTS))


def test_nothing_said_is_a_page_too() -> None:
    silent = replace(ANALYSIS, scores=(), overall=None, transcript=None, pauses=(), fillers=())
    html = render(build(replace(silent, measures={})))
    assert "Viva found no speech" in html and "Transcript" not in html
