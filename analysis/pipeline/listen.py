"""The sound of one recording: samples go in bit by bit or all at once, frames and words come out.

A recording that is followed while it grows and one read from a finished file go the same way: they
are cut into the same chunks and differ only in timing. A chunk in which no speech was noticed
is checked again once the whole recording is known, and is only transcribed if
`analysis.hearing.speech` finds speech in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.hearing.analyzer import SpeechAnalysis, SpeechAnalyzer
from analysis.hearing.nudging import Nudging
from analysis.hearing.speech import Speech, without
from analysis.hearing.voices import Timbre, Voices, two_voices
from analysis.sound.audio import RATE, Samples
from analysis.sound.encoder import PERIOD
from analysis.sound.frames import Frames, Framing
from analysis.transcription.chunking import Chunk, Chunker
from analysis.transcription.repeats.restore import restore
from analysis.transcription.stitching import join
from analysis.types import Nudge, OtherLanguage, Span, Transcript, Word

FADING = 0.06
"""Seconds of speech that may reach into a silent chunk without making it speech."""


@dataclass(frozen=True, slots=True)
class AcousticResult:
    """What the sound alone shows: pitch frames, speech with everything found in it, two voices."""

    frames: Frames
    analysis: SpeechAnalysis
    voices: Voices | None = None

    @property
    def speech(self) -> Speech:
        """Speech regions, pauses and levels."""
        return self.analysis.speech

    def without(self, spans: Sequence[Span]) -> AcousticResult:
        """Leave out what was said in some spans."""
        if not spans:
            return self
        nuclei = tuple(
            at for at in self.analysis.nuclei if not any(s.start <= at < s.end for s in spans)
        )
        rest = without(self.analysis.speech, spans)
        return replace(self, analysis=replace(self.analysis, speech=rest, nuclei=nuclei))


@dataclass(frozen=True, slots=True)
class ChunkAudio:
    """A chunk to transcribe, with the samples (n,) for Whisper, at 16 kHz."""

    chunk: Chunk
    samples: Samples

    @property
    def duration(self) -> float:
        """Seconds of the recording that belong to the chunk itself."""
        return (self.chunk.end - self.chunk.start) / RATE


class AcousticAnalysis:
    """Analyzes one recording's sound; without ``words`` none of it is transcribed.

    The caller takes a chunk when one is ``ready``, reports its progress, and adds its words; that
    can happen on another thread while more sound arrives.
    """

    def __init__(self, *, words: bool) -> None:
        self._wants_words = words
        self._framing = Framing()
        self._analyzer = SpeechAnalyzer()
        self._timbre = Timbre()
        self._nudging = Nudging()
        self._chunker = Chunker()
        self._waiting: deque[Chunk] = deque()
        self._silent: list[Chunk] = []
        self._transcribed: list[tuple[Chunk, tuple[Word, ...]]] = []
        self._restored: dict[Chunk, tuple[Word, ...]] = {}
        self._other_languages: list[OtherLanguage] = []
        self._in_progress: tuple[Chunk | None, float] = (None, 0.0)
        self._model: str | None = None
        self._ended = False

    @property
    def duration(self) -> float:
        """Seconds of sound so far."""
        return len(self._framing.samples) / RATE

    @property
    def left(self) -> float:
        """Seconds of sound still to be transcribed, as far as it is cut into chunks."""
        current, share = self._in_progress
        shares = ((1 - share if chunk == current else 1, chunk) for chunk in self._waiting)
        return sum(left * (chunk.end - chunk.start) for left, chunk in shares) / RATE

    def nudge(self) -> Nudge | None:
        """Return what a person who is still speaking should know now, if anything."""
        return self._nudging.check(self._analyzer)

    def feed(self, samples: Samples) -> None:
        """Add samples (n,) at 16 kHz that follow those before."""
        self._framing.feed(samples)
        self._analyzer.feed(samples)
        self._timbre.feed(self._framing.samples)
        if self._wants_words:
            self._take(self._chunker.feed(samples))

    def close(self) -> None:
        """Make the last chunk ready before ``end`` analyzes the whole: no more sound comes."""
        if not self._ended and self._wants_words:
            self._take(self._chunker.end())
        self._ended = True

    def end(self) -> AcousticResult:
        """Analyze the complete recording; the last words may be on their way."""
        self.close()
        frames = self._framing.end()
        analysis = self._analyzer.end(frames.samples)
        spoken = [chunk for chunk in self._silent if _spoken(chunk, analysis.speech)]
        self._waiting = deque(sorted((*self._waiting, *spoken), key=lambda c: c.start))
        voices = two_voices(frames, analysis, self._timbre)
        return AcousticResult(frames, analysis, voices)

    # Transcription

    def ready(self) -> ChunkAudio | None:
        """Return the next chunk to transcribe; ``None`` when none is complete yet."""
        sound = self._framing.samples
        if not self._waiting:
            return None
        chunk = self._waiting[0]
        if chunk.heard_to > len(sound) and not self._ended:
            return None
        return ChunkAudio(chunk, sound[chunk.heard_from : chunk.heard_to])

    def last_if_silent(self) -> ChunkAudio | None:
        """Return the last chunk, should the person be done speaking; ``None`` while they speak.

        It may be transcribed already. Its words are of use once ``is_waiting`` says so.
        """
        chunk = self._chunker.paused() if self._wants_words and not self._ended else None
        sound = self._framing.samples
        return (
            None if chunk is None else ChunkAudio(chunk, sound[chunk.heard_from : chunk.heard_to])
        )

    def is_waiting(self, audio: ChunkAudio) -> bool:
        """Whether this same chunk is waiting to be transcribed."""
        return audio.chunk in self._waiting

    def progressed(self, audio: ChunkAudio, share: float) -> None:
        """Note the share of a chunk that is transcribed, 0–1; may be called from another thread."""
        self._in_progress = (audio.chunk, share)

    def add(self, audio: ChunkAudio, transcript: Transcript) -> None:
        """Take the words of a chunk."""
        self._waiting.remove(audio.chunk)
        self._model = transcript.model
        self._transcribed.append((audio.chunk, _moved(transcript.words, audio)))
        at = audio.chunk.heard_from / RATE
        for other in transcript.other_languages:
            span = OtherLanguage(at + other.start, at + other.end, other.language)
            self._other_languages.append(span)

    def transcript(self) -> Transcript | None:
        """Return all words, with the repeats found in what is encoded; silence has no model."""
        if not self._wants_words:
            return None
        words: tuple[Word, ...] = ()
        for chunk, heard in sorted(self._transcribed, key=lambda w: w[0].start):
            more = self._with_repeats(chunk, heard)
            unsure = chunk.heard_from < chunk.start
            words = join(words, more, chunk.start / RATE) if unsure else (*words, *more)
        others = tuple(sorted(self._other_languages, key=lambda o: o.start))
        return Transcript(words, self.duration, "en", self._model, others)

    @property
    def unrestored(self) -> bool:
        """Whether the sound of a transcribed chunk is now encoded, so that repeats can be found."""
        chunks = (chunk for chunk, _ in self._transcribed if chunk not in self._restored)
        return any(self._analyzer.encoded >= _frames(chunk)[1] for chunk in chunks)

    def _with_repeats(self, chunk: Chunk, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """Put back the repeats that Whisper left out of a chunk, once its sound is encoded."""
        first, last = _frames(chunk)
        if chunk not in self._restored and self._analyzer.encoded >= last:
            phones = self._analyzer.phones(first, last)
            self._restored[chunk] = restore(words, phones, first * PERIOD)
        return self._restored.get(chunk, words)

    def _take(self, chunks: list[Chunk]) -> None:
        for chunk in chunks:
            (self._silent if chunk.silent else self._waiting).append(chunk)


def _frames(chunk: Chunk) -> tuple[int, int]:
    """Return the first frame of a chunk's sound, and the one after the last."""
    return round(chunk.heard_from / RATE / PERIOD), round(chunk.heard_to / RATE / PERIOD)


def _spoken(chunk: Chunk, speech: Speech) -> bool:
    part = Span(chunk.start / RATE, chunk.end / RATE)
    return any(region.overlap(part) > FADING for region in speech.regions)


def _moved(words: tuple[Word, ...], audio: ChunkAudio) -> tuple[Word, ...]:
    """Move words to their times in the recording; a model may not reach beyond its chunk."""
    at, last = audio.chunk.heard_from / RATE, len(audio.samples) / RATE
    return tuple(
        replace(w, start=at + min(w.start, last), end=at + min(max(w.end, w.start), last))
        for w in words
    )
