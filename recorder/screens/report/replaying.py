"""The part of a report's screen that plays it: keys, clicks, and highlights during playback."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from analysis.report.model import Report, TranscriptPiece
from analysis.types import Span
from recorder.screens.base import VivaScreen
from recorder.widgets.report.moment_lines import MomentLines
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.report.timeline_view import TimelineView
from recorder.widgets.report.transcript_view import TranscriptView


class ReplayScreen(VivaScreen[None]):
    """A screen with a `ReplayBar`, if there is sound, and a report's transcript and timeline."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play", tooltip="Play or pause the answer", id="replay.play"),
        Binding(
            "left",
            "step(-1)",
            "Previous sentence",
            show=False,
            priority=True,
            id="replay.sentence_back",
        ),
        Binding(
            "right",
            "step(1)",
            "Next sentence",
            show=False,
            priority=True,
            id="replay.sentence_next",
        ),
        Binding("comma", "mark(-1)", "Previous mark", show=False, id="replay.mark_back"),
        Binding("full_stop", "mark(1)", "Next mark", show=False, id="replay.mark_next"),
        Binding("shift+left", "choose(-1)", "Previous word", show=False, id="replay.word_back"),
        Binding("shift+right", "choose(1)", "Next word", show=False, id="replay.word_next"),
        Binding("enter", "hear", "Play from here", show=False, id="replay.hear"),
        Binding(
            "v",
            "all_pauses",
            "All pauses",
            show=False,
            tooltip="Show every pause, or only the ones listeners notice",
            id="replay.all_pauses",
        ),
        Binding("minus", "speed(-1)", "Slower", show=False, id="replay.slower"),
        Binding("plus,equals_sign", "speed(1)", "Faster", show=False, id="replay.faster"),
        Binding("1", "focus_on(0)", "Play the first moment", show=False, id="replay.first"),
        Binding("2", "focus_on(1)", "Play the second moment", show=False, id="replay.second"),
        Binding("3", "focus_on(2)", "Play the third moment", show=False, id="replay.third"),
    ]

    contents: Report
    """The report shown."""

    # Parts of the screen

    @property
    def replay(self) -> ReplayBar | None:
        """The player's line; ``None`` if the recording was deleted."""
        return next(iter(self.query(ReplayBar)), None)

    @property
    def transcript(self) -> TranscriptView | None:
        """The transcript; ``None`` if there are no words."""
        return next(iter(self.query(TranscriptView)), None)

    # Keys

    def action_play(self) -> None:
        """Play or pause."""
        if self.replay is not None:
            self.replay.toggle()

    def action_step(self, direction: int) -> None:
        """Go a sentence forward or back."""
        if self.replay is not None:
            self.replay.step(direction)

    def action_speed(self, direction: int) -> None:
        """Play faster or slower."""
        if self.replay is not None:
            self.replay.change_speed(direction)

    def action_focus_on(self, number: int) -> None:
        """Play the first moment of one of the things most worth a look."""
        if self.replay is not None and number < len(self.contents.focus):
            for moment in self.contents.focus[number].moments[:1]:
                self.replay.play_moment(Span(moment.start, moment.end))

    def action_mark(self, direction: int) -> None:
        """Select the next marked piece, or the previous one."""
        self._choose(direction, [n for n, p in enumerate(self.contents.pieces) if is_marked(p)])

    def action_choose(self, direction: int) -> None:
        """Select the next piece, or the previous one."""
        view = self.transcript
        self._choose(direction, list(view.in_view) if view is not None else [])

    def action_all_pauses(self) -> None:
        """Show every pause, or only the ones listeners notice."""
        if self.transcript is not None:
            self.transcript.all_pauses = not self.transcript.all_pauses

    def action_hear(self) -> None:
        """Play the selected piece; a mark plays with the two seconds before it."""
        view = self.transcript
        if view is not None and view.chosen is not None:
            self._play_piece(view.chosen)

    def _choose(self, direction: int, among: list[int]) -> None:
        view = self.transcript
        if view is None or not among:
            return
        here = view.chosen if view.chosen is not None else view.heard
        if here is None:
            view.chosen = among[0] if direction > 0 else among[-1]
            return
        beyond = [n for n in among if (n - here) * direction > 0]
        if beyond:
            view.chosen = beyond[0] if direction > 0 else beyond[-1]

    def _play_piece(self, number: int) -> None:
        """Play a mark with the two seconds before it, or a word from itself on."""
        piece = self.contents.pieces[number]
        if self.replay is None:
            return
        if is_marked(piece):
            self.replay.play_moment(Span(piece.start, piece.end))
        else:
            self.replay.play(piece.start)

    # The mouse, and playback

    @on(TranscriptView.Clicked)
    def _clicked(self, event: TranscriptView.Clicked) -> None:
        view = self.transcript
        if view is not None and not event.twice:
            view.chosen = event.number
            self._play_piece(event.number)

    @on(TimelineView.Clicked)
    def _seek(self, event: TimelineView.Clicked) -> None:
        if self.replay is not None:
            self.replay.play(event.seconds)

    @on(MomentLines.Chosen)
    def _play_moment(self, event: MomentLines.Chosen) -> None:
        if self.replay is not None:
            self.replay.play_moment(event.span)

    @on(ReplayBar.Heard)
    def _follow_playback(self, event: ReplayBar.Heard) -> None:
        if self.transcript is not None:
            self.transcript.follow(event.seconds)
        for line in self.query(TimelineView):
            line.position = event.seconds


def is_marked(piece: TranscriptPiece) -> bool:
    """Whether a piece is worth playing by itself: anything but plain words and good pauses."""
    return piece.noticeable if piece.kind == "pause" else piece.kind != "word"
