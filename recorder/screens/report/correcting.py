"""The part of a report's screen where a person corrects the transcript.

Every correction is saved at once. The answer is scored again once: after the words of a sentence,
and for marks made with a key, when playback ends, at ``j``, or when the report is closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from analysis.report.model import TranscriptPiece
from analysis.report.transcript.moments import timestamp
from analysis.types import Analysis, Correction, Word
from analysis.words.corrections import reworded
from recorder.display_text import plain
from recorder.screens.report import marking
from recorder.screens.report.correct import CorrectionDialog
from recorder.screens.report.edit_sentence import SentenceDialog
from recorder.screens.report.replaying import ReplayScreen
from recorder.services import Services
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.report.transcript_view import TranscriptView
from sessions.errors import StoreError
from sessions.types import Answer

CHOOSE = (
    "Play the answer (space), or select a word first: click it or press Shift+→. Press , or . to "
    "jump between marks."
)
NO_FILLER_HERE = "No filler is marked here. Press . to go to the next mark."
GONE = "The recording of this answer was deleted, so it can't be corrected."


WORDS = ("word", "doubtful", "repeat")
"""Pieces corrected within their sentence; marks and pauses are corrected by themselves."""

CORRECTED: Mapping[str, tuple[str, ...] | None] = {
    "correct": WORDS,
    "filler": None,
    "no_filler": marking.FILLERS,
}
"""Kinds of pieces that each key needs; ``None``: any."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a key means: a piece, and the moment of playback unless the piece is selected."""

    piece: int
    moment: float | None = None
    playing: bool = False


class NotedLine(Static):
    """Corrections that aren't in the scores yet; hidden if there are none."""

    DEFAULT_CSS = """
    NotedLine { height: auto; padding: 0 2; color: $text-accent; display: none; }
    """

    def show(self, noted: int, last: str) -> None:
        """Show the last mark, and how many are waiting."""
        self.display = noted > 0
        count = "1 correction" if noted == 1 else f"{noted} corrections"
        text = f"{last}  {count} saved. Press j to update the scores, u to undo the last one."
        self.update(Content(plain(text)))


class CorrectionScreen(ReplayScreen):
    """A screen of an answer whose words and fillers can be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "correct", "Correct", tooltip="Fix the transcript here", id="correct.ask"),
        Binding(
            "f",
            "filler",
            "Add an um",
            show=False,
            tooltip="Mark an um that was missed just now",
            id="correct.filler",
        ),
        Binding(
            "x",
            "no_filler",
            "Not a filler",
            show=False,
            tooltip="Remove this filler mark",
            id="correct.no_filler",
        ),
        Binding(
            "j",
            "judge",
            "Update scores",
            show=False,
            tooltip="Update the scores with your corrections",
            id="correct.judge",
        ),
        Binding(
            "u", "undo", "Undo", show=False, tooltip="Undo the last correction", id="correct.undo"
        ),
    ]

    services: Services
    answer: Answer | None
    analysis: Analysis
    _noted: tuple[int, ...] = ()
    """How many corrections each step made that isn't in the scores yet."""
    _steps: tuple[int, ...] = ()
    """How many corrections each step made since the report was opened."""

    @property
    def recording(self) -> Path:
        """Path of the recording, which may no longer exist."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only corrections of what is there, and none without the recording."""
        if action not in CORRECTED:
            return super().check_action(action, parameters)
        kinds = CORRECTED[action]
        there = any(kinds is None or piece.kind in kinds for piece in self.contents.pieces)
        return there and self.replay is not None

    # Words

    def action_correct(self) -> None:
        """Correct the sentence that is playing, or that of the selected word."""
        meant = self._meant()
        if meant is None:
            self.notify(CHOOSE)
        elif meant.playing or self.contents.pieces[meant.piece].kind in WORDS:
            self._correct(meant.piece)
        else:
            self._correct_piece(meant.piece)

    @on(TranscriptView.Clicked)
    def _clicked_twice(self, event: TranscriptView.Clicked) -> None:
        if event.twice and self.check_action("correct", ()):
            self._correct_piece(event.number)

    @work(group="correct", exclusive=True)
    async def _correct(self, number: int) -> None:
        if not self._can_be_judged():
            return
        words, at = self._sentence(number)
        if not words:
            self._correct_piece(number)
            return
        self._pause()
        text = await self.app.push_screen_wait(SentenceDialog(words, at))
        if text is not None:
            made = _emptied(words) if not text else reworded(words, text)
            self._add(made)
            if made:
                self.action_judge()

    @work(group="correct", exclusive=True)
    async def _correct_piece(self, number: int) -> None:
        if not self._can_be_judged():
            return
        self._pause()
        ask = CorrectionDialog.of(self.contents.pieces, number)
        correction = await self.app.push_screen_wait(ask)
        if correction is not None:
            self._add((correction,))
            self.action_judge()

    def _sentence(self, number: int) -> tuple[tuple[Word, ...], int]:
        """Return the words of a piece's sentence, and the place of the word nearest to it."""
        piece = self.contents.pieces[number]
        said = self.analysis.transcript.words if self.analysis.transcript else ()
        if piece.sentence is None or not said:
            return (), 0
        span = self.contents.sentences[piece.sentence]
        words = tuple(w for w in said if span.start <= w.middle <= span.end)
        nearest = min(
            range(len(words)), key=lambda i: abs(words[i].middle - _middle(piece)), default=0
        )
        return words, nearest

    # Marks with one key

    def action_filler(self) -> None:
        """Mark a missed um: just before this moment of playback, or at the selected piece."""
        if not self._can_be_judged():
            return
        meant = self._meant()
        if meant is None:
            self.notify(CHOOSE)
            return
        if meant.moment is not None:
            made = marking.um_at(meant.moment)
        else:
            made = marking.filler_instead(self.contents.pieces[meant.piece])
        self._note(made, f"“{made.text}” marked at {timestamp(made.start)}.")

    def action_no_filler(self) -> None:
        """Remove a filler mark: the last one played, or the selected one."""
        if not self._can_be_judged():
            return
        piece = self._filler()
        if piece is None:
            self.notify(NO_FILLER_HERE)
        else:
            said = f"{piece.text} at {timestamp(piece.start)} is no longer marked as a filler."
            self._note(marking.no_filler(piece), said)

    def _filler(self) -> TranscriptPiece | None:
        pieces, meant = self.contents.pieces, self._meant()
        if meant is None:
            return None
        if meant.moment is not None:
            return marking.filler_heard(pieces, meant.moment)
        piece = pieces[meant.piece]
        return piece if piece.kind in marking.FILLERS else None

    def _note(self, correction: Correction, said: str) -> None:
        if self._add((correction,)):
            self._noted = (*self._noted, 1)
            self._show_noted(said)

    def _show_noted(self, said: str = "") -> None:
        for line in self.query(NotedLine):
            line.show(sum(self._noted), said)

    # Scoring again, and undoing

    def action_judge(self) -> None:
        """Score the answer again, with all corrections."""
        self._noted = ()
        self._show_noted()
        if self.answer is not None:
            self.services.queue.judge_again(self.answer, self.analysis)

    def action_undo(self) -> None:
        """Undo the last step: one mark, or all changes in a sentence."""
        if self.answer is None:
            return
        corrections = self.services.store.corrections
        *before, last = self._steps or (1,)
        try:
            taken = [corrections.undo(self.answer.id) for _ in range(last)]
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if taken[0] is None:
            self.notify("There are no corrections to undo.")
            return
        self._steps = tuple(before)
        if self._noted:  # not in the scores yet
            self._noted = self._noted[:-1]
            self._show_noted("Undone.")
        else:
            self.action_judge()

    @on(ReplayBar.Heard)
    def _judge_after_playback(self, event: ReplayBar.Heard) -> None:
        replay = self.replay
        if event.seconds is None and self._noted and replay is not None and replay.at_end:
            self.action_judge()

    def on_unmount(self) -> None:
        """Score the answer again with the marks made, when the report is closed."""
        if self._noted and self.answer is not None:
            self._noted = ()
            self.services.queue.judge_again(self.answer, self.analysis)

    def _add(self, made: Sequence[Correction]) -> bool:
        """Save corrections; return whether they were saved."""
        assert self.answer is not None
        try:
            for correction in made:
                self.services.store.corrections.add(self.answer.id, correction)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return False
        if made:
            self._steps = (*self._steps, len(made))
        return True

    # Where

    def _meant(self) -> Meant | None:
        """Return what a key means: the moment of playback, or the piece selected since then.

        While the answer plays, it is the moment. Playing and pausing (`listen`) end a selection.
        """
        view, replay = self.transcript, self.replay
        playing = replay is not None and replay.playing
        if view is not None and view.chosen is not None and not playing:
            return Meant(view.chosen)
        if view is None or replay is None or not (playing or replay.position):
            return None
        return Meant(self.heard or 0, replay.position, playing)

    def _can_be_judged(self) -> bool:
        there = self.recording.is_file()
        if not there:
            self.notify(GONE)
        return there

    def _pause(self) -> None:
        if self.replay is not None and self.replay.playing:
            self.listen(ReplayBar.pause)


def _middle(piece: TranscriptPiece) -> float:
    return (piece.start + piece.end) / 2


def _emptied(words: Sequence[Word]) -> tuple[Correction, ...]:
    """Return the correction that removes a sentence no one said."""
    return (Correction(words[0].start, max(w.end for w in words), "word"),)
