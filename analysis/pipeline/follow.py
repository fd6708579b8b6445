"""One recording from its first sample to its Analysis; the only module that knows every step.

The sound is always analyzed; the words come from a given transcript, from a transcriber, or not at
all. A finished file takes the same steps as one that is followed while it grows.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.pipeline.judge import judge, prepare
from analysis.pipeline.listen import AcousticAnalysis, AcousticResult, ChunkAudio
from analysis.pipeline.tracks import ChosenTrack, load_track
from analysis.pipeline.voices import ChosenVoice, choose_voice
from analysis.protocol import Job
from analysis.sound.audio import Audio
from analysis.transcription.transcribe import Transcriber, TranscriptionProgress
from analysis.types import GIVEN, Analysis, Note, Transcript

SOUND_SHARE = 0.1
"""Share of the work that is done once the sound is analyzed and only the words are left."""


class RecordingAnalysis:
    """One recording on its way to its Analysis, in steps.

    Feed its ``acoustics`` the sound and ``complete`` it; ``transcribe`` each chunk that is ready
    and add the words to ``acoustics``; then ask for the result. Before the words are
    there, the sound alone can already be analyzed.
    """

    def __init__(self, job: Job, transcriber: Transcriber | None) -> None:
        self._job = job
        self._transcriber = transcriber if job.words is None else None
        self.acoustics = AcousticAnalysis(words=self._transcriber is not None)
        self._audio: Audio | None = None
        self._notes: tuple[Note, ...] = ()
        self._voice = ChosenVoice()
        self._acoustic_result: AcousticResult | None = None

    def prepare(self) -> None:
        """Prepare to judge the words so far, while the recording still grows."""
        transcript = self.acoustics.transcript()
        if transcript is not None:
            prepare(self._job.question, transcript.words)

    def transcribe(self, chunk: ChunkAudio, notify: TranscriptionProgress) -> Transcript:
        """Transcribe a chunk, on any thread; ``notify`` may raise ``Canceled``."""
        assert self._transcriber is not None, "no words are wanted"

        def progress(share: float) -> None:
            self.acoustics.progressed(chunk, share)
            notify(share)

        return self._transcriber.transcribe(chunk.samples, progress)

    def complete(
        self,
        sample_rate: int,
        losses: tuple[int, int] | None = None,
        read: ChosenTrack | None = None,
    ) -> None:
        """Finish the sound: take its own sample rate in hertz, and the track it was ``read`` from.

        ``losses`` replace the job's overflows and interruptions, unknown while a recording grows.
        """
        self._acoustic_result = self.acoustics.end()
        heard = self._acoustic_result
        self._audio = Audio(heard.frames.samples, sample_rate)
        self._voice = choose_voice(heard.voices, self._job.voice)
        if read is not None:
            self._notes = read.notes
            self._audio = replace(
                self._audio, promised=read.audio.promised, missing=read.audio.missing
            )
        if losses is not None:
            overflows, interruptions = losses
            self._job = replace(self._job, overflows=overflows, interruptions=interruptions)

    def result(self, *, sound_alone: bool = False) -> Analysis:
        """Judge the answer; ``sound_alone`` leaves the words out as if there were none."""
        assert self._audio is not None and self._acoustic_result is not None, "complete it first"
        transcript = None if sound_alone else self._transcript()
        heard, words = self._voice.sound(self._acoustic_result), self._voice.words(transcript)
        analysis = judge(self._job, self._audio, heard, words)
        return replace(analysis, notes=(*self._notes, *self._voice.notes, *analysis.notes))

    def _transcript(self) -> Transcript | None:
        if self._job.words is None:
            return self.acoustics.transcript()
        model = self._job.words_by or GIVEN
        return Transcript(self._job.words, self.acoustics.duration, "en", model)


def analyze(job: Job, transcriber: Transcriber | None, progress: TranscriptionProgress) -> Analysis:
    """Analyze one finished recording.

    ``progress`` receives the share done; most of it is transcription.

    Raises
    ------
    UnreadableSound
        When the file can't be analyzed.
    Canceled
        When ``progress`` raised it.
    """
    read = load_track(job.path, job.track)
    recording = RecordingAnalysis(job, transcriber)
    acoustics = recording.acoustics
    acoustics.feed(read.audio.samples)
    recording.complete(read.audio.sample_rate, read=read)
    whole = acoustics.left

    def notify() -> None:
        progress(share_done(whole, acoustics.left))

    notify()
    while chunk := acoustics.ready():
        acoustics.add(chunk, recording.transcribe(chunk, lambda share: notify()))
        notify()
    return recording.result()


def share_done(whole: float, left: float) -> float:
    """Return the share of the work done: of ``whole`` seconds to transcribe, ``left`` remain."""
    return SOUND_SHARE + (1 - SOUND_SHARE) * (1 - left / whole if whole else 1.0)
