"""Speculative transcription: the words so far are transcribed in a pause, in case it is the end.

Most people are silent for a second before they press the key. The words up to then are
transcribed in that time, at most once for each pause; if they continue, the result is dropped.
"""

from __future__ import annotations

from concurrent.futures import Future

from analysis.pipeline.listen import AcousticAnalysis, ChunkAudio
from analysis.transcription.chunking import Chunk
from analysis.types import Transcript

BUSY_SHARE = 0.5
"""Share of the time so far that may have gone into transcription. Above it nothing is transcribed
speculatively: the machine is falling behind, or it would drain the battery."""


class Speculation:
    """One chunk transcribed speculatively; it is no longer wanted once ``dropped``."""

    def __init__(self, chunk: ChunkAudio) -> None:
        self.chunk = chunk
        self.words: Future[Transcript] | None = None
        self.dropped = False
        self._kept = False

    def drop(self) -> None:
        """Drop it at the next step, unless it was already confirmed."""
        self.dropped = not self._kept

    def keep(self) -> Future[Transcript] | None:
        """Return its words, which may still be on their way; ``None`` if there are none to use."""
        words = self.words
        if self.dropped or words is None or (words.done() and words.exception() is not None):
            return None
        self._kept = True
        return words


class SpeculativeTranscription:
    """What is transcribed speculatively of one growing recording, one chunk at a time."""

    def __init__(self, acoustics: AcousticAnalysis) -> None:
        self._acoustics = acoustics
        self._current: Speculation | None = None
        self._last: Chunk | None = None

    def propose(self, spent: float) -> Speculation | None:
        """In a pause, return a chunk; ``spent`` seconds went into transcription so far."""
        if self._current is not None or self._acoustics.left:
            return None
        chunk = self._acoustics.last_if_silent()
        if chunk is None or chunk.chunk == self._last:
            return None
        if spent > BUSY_SHARE * self._acoustics.duration:
            return None
        self._last = chunk.chunk
        self._current = Speculation(chunk)
        return self._current

    def confirmed(self) -> tuple[ChunkAudio, Future[Transcript]] | None:
        """Return the speculation that turned out right; drop one that no longer can."""
        current = self._current
        if current is None:
            return None
        if self._acoustics.is_waiting(current.chunk):
            self._current = None
            words = current.keep()
            return None if words is None else (current.chunk, words)
        last = self._acoustics.last_if_silent()
        if last is None or last.chunk != current.chunk.chunk:
            current.drop()
            self._current = None
        return None
