"""One recording as it is heard: sound goes in bit by bit or whole, frames and words come out.

There is one way through: what is followed while it grows and what is read from a finished file
are cut and written down alike, and differ in nothing but when. A chunk in which no speech was
noticed is looked at again once the whole recording is known, and only written down if there is
some by the rules of `analysis.hearing.speech`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from analysis.hearing.speech import Speech, hear
from analysis.hearing.syllables import nuclei
from analysis.sound.audio import RATE, Samples
from analysis.sound.frames import Frames, Framing
from analysis.transcription.chunking import Chunk, Chunker
from analysis.transcription.stitching import join
from analysis.types import Span, Transcript, Word

FADING = 0.06
"""Seconds of speech that may reach into a silent chunk and be none of its own."""


@dataclass(frozen=True, slots=True)
class AcousticResult:
    """What the sound alone tells."""

    frames: Frames
    speech: Speech
    nuclei: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChunkAudio:
    """A chunk to write down, and what Whisper hears of it: samples (n,) at 16 kHz."""

    chunk: Chunk
    samples: Samples

    @property
    def duration(self) -> float:
        """Seconds of the recording that are the chunk's own."""
        return (self.chunk.end - self.chunk.start) / RATE


class AcousticAnalysis:
    """Listens to one recording; without ``words`` nothing of it is to be written down.

    Whoever writes takes a piece when one is ``ready``, says how far it is, and gives its words
    back; that may take its time on another thread, while the recording is heard on.
    """

    def __init__(self, *, words: bool) -> None:
        self._wants_words = words
        self._framing = Framing()
        self._cutter = Chunker()
        self._waiting: deque[Chunk] = deque()
        self._doubtful: list[Chunk] = []
        self._written: list[tuple[Chunk, tuple[Word, ...]]] = []
        self._at_work: tuple[Chunk | None, float] = (None, 0.0)
        self._model: str | None = None
        self._ended = False

    @property
    def duration(self) -> float:
        """Seconds heard so far."""
        return len(self._framing.samples) / RATE

    @property
    def left(self) -> float:
        """Seconds of sound whose words are still to be written down, as far as it is cut."""
        at_work, share = self._at_work
        shares = ((1 - share if chunk == at_work else 1, chunk) for chunk in self._waiting)
        return sum(left * (chunk.end - chunk.start) for left, chunk in shares) / RATE

    def feed(self, samples: Samples) -> None:
        """Hear samples (n,) at 16 kHz that follow on those before."""
        self._framing.feed(samples)
        if self._wants_words:
            self._take(self._cutter.feed(samples))

    def close(self) -> None:
        """No more sound comes: its last piece is ready, before the whole is heard by ``end``."""
        if not self._ended and self._wants_words:
            self._take(self._cutter.end())
        self._ended = True

    def end(self) -> AcousticResult:
        """The recording is complete: hear it as a whole; its last words may be still to come."""
        self.close()
        frames = self._framing.end()
        speech = hear(frames)
        spoken = [chunk for chunk in self._doubtful if _spoken(chunk, speech)]
        self._waiting = deque(sorted((*self._waiting, *spoken), key=lambda c: c.start))
        return AcousticResult(frames, speech, nuclei(frames, speech))

    # Writing down

    def ready(self) -> ChunkAudio | None:
        """Give the next piece to write down; ``None`` when none is whole yet."""
        sound = self._framing.samples
        if not self._waiting:
            return None
        chunk = self._waiting[0]
        if chunk.heard_to > len(sound) and not self._ended:
            return None
        return ChunkAudio(chunk, sound[chunk.heard_from : chunk.heard_to])

    def foreseen(self) -> ChunkAudio | None:
        """Give what will be the last piece if the person says no more; ``None`` while they speak.

        Its words may be written down already. They are of use once ``wants`` says so.
        """
        chunk = self._cutter.paused() if self._wants_words and not self._ended else None
        sound = self._framing.samples
        return (
            None if chunk is None else ChunkAudio(chunk, sound[chunk.heard_from : chunk.heard_to])
        )

    def wants(self, piece: ChunkAudio) -> bool:
        """Whether this very piece waits to be written down."""
        return piece.chunk in self._waiting

    def progressed(self, piece: ChunkAudio, share: float) -> None:
        """So much of a piece is written down, 0–1; may be said from another thread."""
        self._at_work = (piece.chunk, share)

    def add(self, piece: ChunkAudio, transcript: Transcript) -> None:
        """Take the words of a piece."""
        self._waiting.remove(piece.chunk)
        self._model = transcript.model
        self._written.append((piece.chunk, _moved(transcript.words, piece)))

    def transcript(self) -> Transcript | None:
        """Give all words; on silence there is no model that wrote them."""
        if not self._wants_words:
            return None
        words: tuple[Word, ...] = ()
        for chunk, more in sorted(self._written, key=lambda w: w[0].start):
            unsure = chunk.heard_from < chunk.start
            words = join(words, more, chunk.start / RATE) if unsure else (*words, *more)
        return Transcript(words, self.duration, "en", self._model)

    def _take(self, chunks: list[Chunk]) -> None:
        for chunk in chunks:
            (self._doubtful if chunk.silent else self._waiting).append(chunk)


def _spoken(chunk: Chunk, speech: Speech) -> bool:
    part = Span(chunk.start / RATE, chunk.end / RATE)
    return any(region.overlap(part) > FADING for region in speech.regions)


def _moved(words: tuple[Word, ...], piece: ChunkAudio) -> tuple[Word, ...]:
    """Words of a piece at their times in the recording; a model may not reach beyond the piece."""
    at, last = piece.chunk.heard_from / RATE, len(piece.samples) / RATE
    return tuple(
        replace(w, start=at + min(w.start, last), end=at + min(max(w.end, w.start), last))
        for w in words
    )
