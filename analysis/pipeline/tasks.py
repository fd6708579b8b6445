"""One job of the analysis process in steps, so that several can take turns.

A task's steps yield the messages to send; ``None`` means that nothing can be done before more
sound, or the words of a chunk, arrive. Transcription runs on the `TranscriptionThread`, so a task
keeps analyzing sound, and can report what the sound alone shows, while Whisper works.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from time import monotonic
from typing import Protocol

from analysis.interchange import to_json
from analysis.pipeline.follow import RecordingAnalysis, share_done
from analysis.pipeline.listen import ChunkAudio
from analysis.pipeline.speculation import SpeculativeTranscription
from analysis.pipeline.tracks import load_track
from analysis.protocol import Job, Message
from analysis.sound.audio import require_enough
from analysis.sound.growing import FileChanged, GrowingRecording
from analysis.transcription.transcribe import Canceled, Transcriber
from analysis.types import Nudge, Transcript

Steps = Generator[Message | None, None, None]


class TranscriptionThread(Protocol):
    """Transcribes one chunk at a time, on its own thread."""

    @property
    def idle(self) -> bool:
        """Whether it can start now."""

    def begin(
        self, work: Callable[[], Transcript], give_way: Callable[[], None] | None = None
    ) -> Future[Transcript]:
        """Start transcribing, after the current work; ``give_way`` ends work that can wait."""
        ...

    def hurry(self) -> None:
        """Interrupt the current work, if possible."""

    def wake(self) -> None:
        """Signal from its thread that there is progress."""


class Task:
    """One recording to analyze; ``growing`` ones are followed until ``finish``.

    ``wanted`` says whether the person still wants it.
    """

    def __init__(
        self, job: Job, *, growing: bool, thread: TranscriptionThread, wanted: Callable[[], bool]
    ) -> None:
        self.job = job
        self._growing = growing
        self._thread = thread
        self._wanted = wanted
        self._losses: tuple[int, int] | None = None
        self._transcribing: tuple[ChunkAudio, Future[Transcript]] | None = None
        self._speculative: SpeculativeTranscription | None = None
        self._spent = 0.0
        self._whole: float | None = None
        self._last_progress: Message = {}

    @property
    def urgency(self) -> int:
        """Order of turns: awaited by a person, still growing, or not urgent."""
        return 2 if self.job.patient else int(self._growing)

    def finish(self, overflows: int, interruptions: int = 0) -> None:
        """Note that the recording is complete; the losses are as in `Recording`."""
        self._growing = False
        self._losses = overflows, interruptions

    def steps(self, transcriber: Transcriber | None) -> Steps:
        """Run the job.

        Raises
        ------
        UnreadableSound, Canceled
            See `analysis.pipeline.follow.analyze`.
        """
        if not self._growing:
            yield from self._read(transcriber)
            return
        try:
            recording = yield from self._follow(transcriber)
        except FileChanged:
            while self._growing:
                yield None
            yield from self._read(transcriber)
        else:
            yield from self._transcribe(recording)

    def _read(self, transcriber: Transcriber | None) -> Steps:
        """Analyze a finished file, then transcribe it."""
        yield self._progress(0.0, None)
        read = load_track(self.job.path, self.job.track)
        recording = RecordingAnalysis(self.job, transcriber)
        recording.acoustics.feed(read.audio.samples)
        recording.complete(read.audio.sample_rate, self._losses, read)
        yield from self._transcribe(recording)

    def _follow(
        self, transcriber: Transcriber | None
    ) -> Generator[Message | None, None, RecordingAnalysis]:
        """Follow a growing file to its end; transcribe what is ready while it grows."""
        recording, source = (
            RecordingAnalysis(self.job, transcriber),
            GrowingRecording(self.job.path),
        )
        self._speculative = SpeculativeTranscription(recording.acoustics)
        recording.prepare()
        while self._growing:
            blocks = source.read()
            for samples in blocks:
                recording.acoustics.feed(samples)
            if self.job.nudge and (nudge := recording.acoustics.nudge()):
                yield self._nudge(nudge)
            if self._advance(recording) or self._has_news(recording):
                yield self._last_progress
            elif not blocks:
                if recording.acoustics.unrestored:
                    recording.prepare()
                self._speculate(recording, self._speculative)
                yield None
        while blocks := source.read():
            for samples in blocks:
                recording.acoustics.feed(samples)
        for samples in source.end():
            recording.acoustics.feed(samples)
        require_enough(self.job.path, source.duration)
        recording.acoustics.close()
        self._advance(recording, queue=True)  # transcribed while the sound is analyzed
        recording.complete(source.sample_rate, self._losses)
        return recording

    def _transcribe(self, recording: RecordingAnalysis) -> Steps:
        """Report what the sound alone shows, transcribe what is left, then report the result."""
        self._take_words(recording)
        self._whole = recording.acoustics.left
        self._advance(recording)
        if self._whole and not self.job.patient:
            alone = to_json(recording.result(sound_alone=True))
            yield {"event": "sound", "id": self.job.id, "analysis": alone}
        self._has_news(recording)
        yield self._last_progress
        while self._transcribing is not None or recording.acoustics.left:
            moved = self._advance(recording)
            yield self._last_progress if self._has_news(recording) or moved else None
        yield {"event": "result", "id": self.job.id, "analysis": to_json(recording.result())}

    def _advance(self, recording: RecordingAnalysis, *, queue: bool = False) -> bool:
        """Take finished words, or start the next chunk; ``False`` when there is nothing to do.

        With ``queue``, the chunk follows on a thread that is still busy.
        """
        if self._transcribing is not None:
            return self._take_words(recording)
        if self._speculative and (confirmed := self._speculative.confirmed()):
            self._transcribing = confirmed
            return True
        chunk = recording.acoustics.ready()
        if chunk is None:
            return False
        if not self._thread.idle:
            if not self.job.patient:
                self._thread.hurry()
            if not queue:
                return False
        self._transcribing = chunk, self._thread.begin(self._work(recording, chunk))
        return True

    def _take_words(self, recording: RecordingAnalysis) -> bool:
        """Take finished words, also speculative ones; ``False`` when there are none yet."""
        if self._transcribing is None and self._speculative:
            self._transcribing = self._speculative.confirmed()
        if self._transcribing is None or not self._transcribing[1].done():
            return False
        (chunk, words), self._transcribing = self._transcribing, None
        recording.acoustics.add(chunk, words.result())
        if self._growing:
            recording.prepare()
        return True

    def _speculate(
        self, recording: RecordingAnalysis, speculative: SpeculativeTranscription
    ) -> None:
        """While the thread is idle, transcribe what is the last chunk if the person is done."""
        if not self._thread.idle:
            return
        if speculation := speculative.propose(self._spent):
            work = self._work(recording, speculation.chunk, lambda: not speculation.dropped)
            speculation.words = self._thread.begin(work, speculation.drop)

    def _work(
        self,
        recording: RecordingAnalysis,
        chunk: ChunkAudio,
        still_wanted: Callable[[], bool] = lambda: True,
    ) -> Callable[[], Transcript]:
        """Return the work of transcribing a chunk; it ends early when no longer wanted."""

        def check(share: float) -> None:
            if not (self._wanted() and still_wanted()):
                raise Canceled
            self._thread.wake()

        def work() -> Transcript:
            began = monotonic()
            try:
                return recording.transcribe(chunk, check)
            finally:
                self._spent += monotonic() - began

        return work

    def _has_news(self, recording: RecordingAnalysis) -> bool:
        """Note the progress; ``True`` when it changed."""
        left = recording.acoustics.left
        share = 0.0 if self._whole is None else share_done(self._whole, left)
        before, self._last_progress = self._last_progress, self._progress(share, left)
        return self._last_progress != before

    def _nudge(self, nudge: Nudge) -> Message:
        return {"event": "nudge", "id": self.job.id, "reason": nudge.reason, "at": nudge.at}

    def _progress(self, share: float, left: float | None) -> Message:
        left = None if left is None else round(left, 1)
        return {"event": "progress", "id": self.job.id, "share": round(share, 3), "left": left}
