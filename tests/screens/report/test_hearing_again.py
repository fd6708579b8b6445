"""Transcript and timeline as an answer plays: what is highlighted, what a click posts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from analysis.report.model import Event, PaceWindow, Timeline, TranscriptPiece
from analysis.types import Span
from recorder.widgets.report.timeline_view import TimelineView
from recorder.widgets.report.transcript_view import TranscriptView

PIECES = tuple(TranscriptPiece("word", f"word{n}", float(n), n + 0.8) for n in range(200))
TIMELINE = Timeline(
    duration=100.0,
    speech=(Span(0, 30), Span(40, 100)),
    events=(
        Event(30, 40, "pause", "10 s", noticeable=True),
        Event(50.0, 50.4, "filled_pause", "um"),
    ),
    paces=(PaceWindow(0, 50, 140.0), PaceWindow(50, 100, 220.0)),
    stretches=(),
    comfortable=(120.0, 160.0),
    slowest=60.0,
    fastest=220.0,
    target=(60.0, 120.0),
    summary="A long pause at 0:30.",
)


class Sheet(App[None]):
    """Both on a page that scrolls; keeps what they say."""

    CSS = "VerticalScroll { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield TimelineView(TIMELINE)
            yield TranscriptView(PIECES, "legend")

    def on_transcript_view_clicked(self, message: TranscriptView.Clicked) -> None:
        self.said.append(message)

    def on_timeline_view_clicked(self, message: TimelineView.Clicked) -> None:
        self.said.append(message)


async def test_what_is_heard_is_highlighted_and_kept_in_view() -> None:
    app = Sheet()
    async with app.run_test(size=(60, 12)) as pilot:
        view = app.query_one(TranscriptView)
        page = app.query_one("#page", VerticalScroll)
        view.follow(150.3)
        await pilot.pause()
        await pilot.pause()
        assert view.heard == 150
        line = view.line_of(150)
        assert line is not None
        top = 4 + line - page.scroll_offset.y
        assert 0 <= top < page.size.height
        view.follow(None)
        assert view.heard is None


async def test_before_the_first_word_nothing_is_highlighted() -> None:
    app = Sheet()
    async with app.run_test():
        assert app.query_one(TranscriptView).at(-0.1) is None


async def test_a_click_says_which_piece_and_whether_twice() -> None:
    app = Sheet()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(TranscriptView, offset=(7, 0))
        await pilot.click(TranscriptView, offset=(7, 0), times=2)
        found = [(m.number, m.twice) for m in app.said if isinstance(m, TranscriptView.Clicked)]
        assert found[0] == (1, False) and found[-1] == (1, True)


async def test_a_click_on_the_timeline_says_the_moment() -> None:
    app = Sheet()
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.click(TimelineView, offset=(50, 1))
        (message,) = app.said
        assert isinstance(message, TimelineView.Clicked)
        assert message.seconds == pytest.approx(50, abs=2)


@pytest.mark.parametrize("width", [20, 40, 100])
async def test_the_timeline_shows_pauses_fillers_and_the_target(width: int) -> None:
    app = Sheet()
    async with app.run_test(size=(width, 20)):
        view = app.query_one(TimelineView)
        lines = [
            "".join(segment.text for segment in view.render_line(y))
            for y in range(view.size.height)
        ]
        cells = view.size.width
        assert lines[1][int(0.35 * cells)] == " " and lines[1][int(0.8 * cells)] == "━"
        assert lines[2].index("▲") == pytest.approx(cells / 2, abs=1)
        assert "┊" in lines[3] and lines[3].startswith("0:00") and "1:40" in lines[3]


async def test_lost_time_is_neither_speech_nor_a_pause_nor_a_pace() -> None:
    class Holed(Sheet):
        def compose(self) -> ComposeResult:
            lost = (Span(60, 80),)
            speech = (Span(0, 30), Span(40, 60), Span(80, 100))
            yield TimelineView(replace(TIMELINE, speech=speech, lost=lost))

    app = Holed()
    async with app.run_test(size=(100, 20)):
        view = app.query_one(TimelineView)
        pace, speech = ("".join(segment.text for segment in view.render_line(y)) for y in range(2))
        assert pace[65:75].strip() == speech[65:75].strip() == ""
        assert pace[55] != " " and pace[85] != " " and speech[55] == speech[85] == "━"


async def test_without_words_there_is_no_pace() -> None:
    class Alone(Sheet):
        def compose(self) -> ComposeResult:
            yield TimelineView(replace(TIMELINE, paces=()))

    app = Alone()
    async with app.run_test():
        assert app.query_one(TimelineView).size.height == 3
