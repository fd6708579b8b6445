"""Words written down in a pause, in case the person says no more.

Most people are silent for a second before they press the key. What they have said by then is
written down meanwhile, at most once for each pause; if they go on, it was in vain and is dropped.
"""

from __future__ import annotations

from concurrent.futures import Future

from analysis.pipeline.follow import RecordingAnalysis
from analysis.pipeline.listen import ChunkAudio
from analysis.transcription.chunking import Chunk
from analysis.types import Transcript

MOST = 0.5
"""Share of the time so far that may have gone into writing: above it nothing is done ahead, as the
machine falls behind or its battery would pay."""


class Speculation:
    """One piece that is written ahead; asks for nothing once it is ``dropped``."""

    def __init__(self, piece: ChunkAudio) -> None:
        self.piece = piece
        self.words: Future[Transcript] | None = None
        self.dropped = False
        self._kept = False

    def drop(self) -> None:
        """Give it up at the next step, unless it has come true."""
        self.dropped = not self._kept

    def keep(self) -> Future[Transcript] | None:
        """It has come true: give its words, which may still be to come; ``None`` without any."""
        words = self.words
        if self.dropped or words is None or (words.done() and words.exception() is not None):
            return None
        self._kept = True
        return words


class SpeculativeTranscription:
    """What is written ahead of one growing recording, one guess at a time."""

    def __init__(self, following: RecordingAnalysis) -> None:
        self._following = following
        self._guess: Speculation | None = None
        self._last: Chunk | None = None

    def guess(self, spent: float) -> Speculation | None:
        """In a pause, give what to write ahead; ``spent`` seconds have gone into writing so far."""
        if self._guess is not None or self._following.left:
            return None
        piece = self._following.foreseen()
        if piece is None or piece.chunk == self._last or spent > MOST * self._following.duration:
            return None
        self._last = piece.chunk
        self._guess = Speculation(piece)
        return self._guess

    def come_true(self) -> tuple[ChunkAudio, Future[Transcript]] | None:
        """Give the guess that has come true; drops one that no longer can."""
        guess = self._guess
        if guess is None:
            return None
        if self._following.wants(guess.piece):
            self._guess = None
            words = guess.keep()
            return None if words is None else (guess.piece, words)
        foreseen = self._following.foreseen()
        if foreseen is None or foreseen.chunk != guess.piece.chunk:
            guess.drop()
            self._guess = None
        return None
