"""The part of a report's screen that plays it: keys, clicks, and highlights during playback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

HINTS: Mapping[str, str] = {
    "play": "space play",
    "step": "←→ sentence",
    "mark": ",. mark",
    "correct": "w correct",
    "filler": "f add um",
    "no_filler": "x not a filler",
    "speed": "-+ speed",
}
"""What the line of the player says about each action, the most useful first; a narrow terminal
shows as many as fit."""

NEED_SOUND = ("play", "step", "speed", "hear", "focus_on")
NEED_WORDS = ("choose", "hear", "all_pauses")


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

    @property
    def heard(self) -> int | None:
        """The piece that is playing, or was when playback stopped; ``None`` before the first."""
        view, replay = self.transcript, self.replay
        if view is None or replay is None or not (replay.playing or replay.position):
            return None
        return view.at(replay.position)

    @property
    def _here(self) -> int | None:
        """The piece to continue from: the selected one, or the one heard last."""
        view = self.transcript
        return view.chosen if view is not None and view.chosen is not None else self.heard

    def listen(self, control: Callable[[ReplayBar], None]) -> None:
        """Play or pause: from now on keys mean what is heard, and no longer what was selected."""
        if self.replay is not None:
            if self.transcript is not None:
                self.transcript.chosen = None
            control(self.replay)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys for which there is sound, a transcript, or a mark in it."""
        pieces = self.contents.pieces
        if action in NEED_SOUND and self.replay is None:
            return False
        if action == "step":
            return bool(self.contents.sentences)
        if action == "mark":
            return any(is_marked(piece) for piece in pieces)
        return bool(pieces) or action not in NEED_WORDS

    def show_hints(self) -> None:
        """Name the keys that work now next to the player."""
        if self.replay is not None:
            self.replay.hints = tuple(
                hint for action, hint in HINTS.items() if self.check_action(action, ())
            )

    def action_play(self) -> None:
        """Play or pause."""
        self.listen(ReplayBar.toggle)

    def action_step(self, direction: int) -> None:
        """Go a sentence forward or back."""
        self.listen(lambda replay: replay.step(direction))

    def action_speed(self, direction: int) -> None:
        """Play faster or slower."""
        if self.replay is not None:
            self.replay.change_speed(direction)

    def action_focus_on(self, number: int) -> None:
        """Play the first moment of one of the things most worth a look."""
        if number < len(self.contents.focus):
            for moment in self.contents.focus[number].moments[:1]:
                self.play_moment(Span(moment.start, moment.end))

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
        """Play the piece that is selected or was heard last; a mark with the sound before it."""
        here = self._here
        if here is not None:
            self._play_piece(here)

    def play_moment(self, span: Span) -> None:
        """Play a moment with the sound just before it."""
        self.listen(lambda replay: replay.play_moment(span))

    def _choose(self, direction: int, among: list[int]) -> None:
        view = self.transcript
        if view is None or not among:
            return
        here = self._here
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

    @on(ReplayBar.Clicked)
    def _play_or_pause(self) -> None:
        self.action_play()

    @on(TimelineView.Clicked)
    def _seek(self, event: TimelineView.Clicked) -> None:
        self.listen(lambda replay: replay.play(event.seconds))

    @on(MomentLines.Chosen)
    def _play_moment(self, event: MomentLines.Chosen) -> None:
        self.play_moment(event.span)

    @on(ReplayBar.Heard)
    def _follow_playback(self, event: ReplayBar.Heard) -> None:
        if self.transcript is not None:
            self.transcript.follow(event.seconds)
        for line in self.query(TimelineView):
            line.position = event.seconds


def is_marked(piece: TranscriptPiece) -> bool:
    """Whether a piece is worth playing by itself: anything but plain words and good pauses."""
    return piece.noticeable if piece.kind == "pause" else piece.kind != "word"
