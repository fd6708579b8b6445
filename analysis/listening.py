"""One recording as it is heard: sound goes in bit by bit or whole, frames and words come out.

There is one way through: what is followed while it grows and what is read from a finished file
are cut and written down alike, and differ in nothing but when. A chunk in which no speech was
noticed is looked at again once the whole recording is known, and only written down if there is
some by the rules of `analysis.speech`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from analysis.audio import RATE, Samples
from analysis.cuts import Chunk, Cutter
from analysis.frames import Frames, Framing
from analysis.seams import join
from analysis.speech import Speech, hear
from analysis.syllables import nuclei
from analysis.transcribe import Transcriber
from analysis.types import Span, Transcript, Word

Left = Callable[[float], None]
"""Told the seconds of sound whose words are still to come; may raise ``Cancelled``."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the sound alone tells."""

    frames: Frames
    speech: Speech
    nuclei: tuple[float, ...]


class Listening:
    """Listens to one recording; without a transcriber there are no words to come."""

    def __init__(self, transcriber: Transcriber | None) -> None:
        self._transcriber = transcriber
        self._framing = Framing()
        self._cutter = Cutter()
        self._waiting: deque[Chunk] = deque()
        self._doubtful: list[Chunk] = []
        self._written: list[tuple[Chunk, tuple[Word, ...]]] = []
        self._model: str | None = None
        self._ended = False

    @property
    def duration(self) -> float:
        """Seconds heard so far."""
        return len(self._framing.samples) / RATE

    @property
    def left(self) -> float:
        """Seconds of sound whose words are still to be written down, as far as it is cut."""
        return sum(chunk.end - chunk.start for chunk in self._waiting) / RATE

    def feed(self, samples: Samples) -> None:
        """Hear samples (n,) at 16 kHz that follow on those before."""
        self._framing.feed(samples)
        if self._transcriber is not None:
            self._take(self._cutter.feed(samples))

    def end(self) -> Heard:
        """The recording is complete: hear it as a whole; its last words may be still to come."""
        frames = self._framing.end()
        speech = hear(frames)
        self._ended = True
        if self._transcriber is not None:
            self._take(self._cutter.end())
            spoken = [chunk for chunk in self._doubtful if _spoken(chunk, speech)]
            self._waiting = deque(sorted((*self._waiting, *spoken), key=lambda c: c.start))
        return Heard(frames, speech, nuclei(frames, speech))

    def write(self, tell: Left) -> bool:
        """Write down the words of the next chunk; ``False`` when none is ready."""
        sound = self._framing.samples
        if self._transcriber is None or not self._waiting:
            return False
        chunk = self._waiting[0]
        if chunk.heard_to > len(sound) and not self._ended:
            return False
        piece = sound[chunk.heard_from : chunk.heard_to]
        left, own = self.left, (chunk.end - chunk.start) / RATE
        transcript = self._transcriber.transcribe(piece, lambda done: tell(left - done * own))
        self._waiting.popleft()
        self._model = transcript.model
        self._written.append((chunk, _moved(transcript.words, chunk, len(piece))))
        return True

    def transcript(self) -> Transcript | None:
        """Give all words; on silence there is no model that wrote them."""
        if self._transcriber is None:
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
    return any(region.overlap(part) > 0 for region in speech.regions)


def _moved(words: tuple[Word, ...], chunk: Chunk, length: int) -> tuple[Word, ...]:
    """Words of a chunk at their times in the recording; a model may not reach beyond the chunk."""
    at, last = chunk.heard_from / RATE, length / RATE
    return tuple(
        replace(w, start=at + min(w.start, last), end=at + min(max(w.end, w.start), last))
        for w in words
    )
