"""Joins the steps from a sound to an Analysis; the only module that knows them all.

The sound is always heard; the words come from a transcript that is given, or from a transcriber,
or not at all. A finished file goes the same way as one that is followed while it grows.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.pipeline.judge import AnalysisRequest, judge
from analysis.pipeline.listen import AcousticAnalysis, AcousticResult, ChunkAudio
from analysis.sound.audio import Audio, Samples, load
from analysis.transcription.transcribe import Transcriber, TranscriptionProgress
from analysis.types import Analysis, Transcript

HEARD = 0.1
"""Share of the work that is done when the sound has been heard and the words are still to come."""


class RecordingAnalysis:
    """One recording on its way from its first sample to its Analysis, in steps.

    Feed it the sound and ``complete`` it; ``transcribe`` and ``add`` each piece that is ready, and
    ask for the result. Before the words are there it can already be judged from the sound alone.
    """

    def __init__(self, request: AnalysisRequest, transcriber: Transcriber | None) -> None:
        self._request = request
        self._transcriber = transcriber if request.transcript is None else None
        self._listening = AcousticAnalysis(words=self._transcriber is not None)
        self._sound: Audio | None = None
        self._heard: AcousticResult | None = None

    @property
    def left(self) -> float:
        """Seconds of sound whose words are still to be written down."""
        return self._listening.left

    @property
    def duration(self) -> float:
        """Seconds heard so far."""
        return self._listening.duration

    def feed(self, samples: Samples) -> None:
        """Hear samples (n,) at 16 kHz that follow on those before."""
        self._listening.feed(samples)

    def ready(self) -> ChunkAudio | None:
        """Give the next piece to write down; ``None`` when there is none yet."""
        return self._listening.ready()

    def foreseen(self) -> ChunkAudio | None:
        """Give what is the last piece if the person says no more; ``None`` while they speak."""
        return self._listening.foreseen()

    def wants(self, piece: ChunkAudio) -> bool:
        """Whether this very piece waits to be written down."""
        return self._listening.wants(piece)

    def transcribe(self, piece: ChunkAudio, tell: TranscriptionProgress) -> Transcript:
        """Write down a piece, on any thread; ``tell`` may raise ``Cancelled``."""
        assert self._transcriber is not None, "no words are wanted"

        def progress(share: float) -> None:
            self._listening.progressed(piece, share)
            tell(share)

        return self._transcriber.transcribe(piece.samples, progress)

    def add(self, piece: ChunkAudio, transcript: Transcript) -> None:
        """Take the words of a piece."""
        self._listening.add(piece, transcript)

    def close(self) -> None:
        """No more sound comes: what is left may be written down while ``complete`` hears it all."""
        self._listening.close()

    def complete(
        self, sample_rate: int, promised: float | None = None, overflows: int | None = None
    ) -> None:
        """All sound is there: its own sample rate in hertz, and the length its header promised.

        ``overflows`` goes before the request's: while a recording grows nobody knows them.
        """
        self._heard = self._listening.end()
        self._sound = Audio(self._heard.frames.samples, sample_rate, promised)
        if overflows is not None:
            self._request = replace(self._request, overflows=overflows)

    def result(self, *, sound_alone: bool = False) -> Analysis:
        """Judge what was heard; ``sound_alone`` leaves the words out as if there were none."""
        assert self._sound is not None and self._heard is not None, "complete it first"
        transcript = None if sound_alone else self._transcript()
        return judge(self._request, self._sound, self._heard, transcript)

    def _transcript(self) -> Transcript | None:
        words = self._request.transcript
        if words is None:
            return self._listening.transcript()
        model = self._request.transcript_model or "given"
        return Transcript(words, self._listening.duration, "en", model)


def analyse(
    request: AnalysisRequest, transcriber: Transcriber | None, progress: TranscriptionProgress
) -> Analysis:
    """Analyse one finished recording.

    ``progress`` is told the share done; most of it is transcription.

    Raises
    ------
    UnreadableSound
        When the file cannot be analysed.
    Cancelled
        When ``progress`` raised it.
    """
    sound = load(request.path)
    following = RecordingAnalysis(request, transcriber)
    following.feed(sound.samples)
    following.complete(sound.sample_rate, sound.promised)
    whole = following.left

    def tell() -> None:
        progress(share_done(whole, following.left))

    tell()
    while piece := following.ready():
        following.add(piece, following.transcribe(piece, lambda share: tell()))
        tell()
    return following.result()


def share_done(whole: float, left: float) -> float:
    """Share of the work done when of ``whole`` seconds to write down so many are left."""
    return HEARD + (1 - HEARD) * (1 - left / whole if whole else 1.0)
