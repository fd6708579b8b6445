"""One job of the child in steps, so that several can take turns and a growing one can wait.

A task's steps yield the messages to send; ``None`` means that nothing can be done before more
sound, or the words of a piece, have come. Words are written on the `TranscriptionThread`, so that a
task goes on hearing, and can say what the sound alone tells, while Whisper is at work.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from time import monotonic
from typing import Protocol

from analysis.interchange import to_json
from analysis.pipeline.follow import RecordingAnalysis, share_done
from analysis.pipeline.judge import AnalysisRequest
from analysis.pipeline.listen import ChunkAudio
from analysis.pipeline.speculation import SpeculativeTranscription
from analysis.protocol import Job, Message
from analysis.sound.audio import load, require_enough
from analysis.sound.growing import FileChanged, GrowingRecording
from analysis.transcription.transcribe import Cancelled, Transcriber
from analysis.types import Transcript

Steps = Generator[Message | None, None, None]


class TranscriptionThread(Protocol):
    """Writes one piece at a time, on a thread of its own."""

    @property
    def idle(self) -> bool:
        """Whether it can begin now."""

    def begin(
        self, work: Callable[[], Transcript], give_way: Callable[[], None] | None = None
    ) -> Future[Transcript]:
        """Begin to write; ``give_way`` ends what need not be written now."""
        ...

    def hurry(self) -> None:
        """Ask what is written to give way, if it can."""

    def wake(self) -> None:
        """Say from its thread that it has come further."""


class Task:
    """One recording to analyse; ``growing`` ones are followed until ``finish``.

    ``wanted`` says whether the person still wants it.
    """

    def __init__(
        self, job: Job, *, growing: bool, scribe: TranscriptionThread, wanted: Callable[[], bool]
    ) -> None:
        self.job = job
        self._growing = growing
        self._scribe = scribe
        self._wanted = wanted
        self._overflows: int | None = None
        self._writing: tuple[ChunkAudio, Future[Transcript]] | None = None
        self._foresight: SpeculativeTranscription | None = None
        self._spent = 0.0
        self._whole: float | None = None
        self._told: Message = {}

    @property
    def urgency(self) -> int:
        """Order of turns: what a person waits for, what still grows, what nobody waits for."""
        return 2 if self.job.patient else int(self._growing)

    def finish(self, overflows: int) -> None:
        """The recording is complete; so many blocks were lost."""
        self._growing = False
        self._overflows = overflows

    def steps(self, transcriber: Transcriber | None) -> Steps:
        """Do the job.

        Raises
        ------
        UnreadableSound, Cancelled
            See `analysis.pipeline.follow.analyse`.
        """
        if not self._growing:
            yield from self._read(transcriber)
            return
        try:
            following = yield from self._follow(transcriber)
        except FileChanged:
            while self._growing:
                yield None
            yield from self._read(transcriber)
        else:
            yield from self._write(following)

    def _new(self, transcriber: Transcriber | None) -> RecordingAnalysis:
        job = self.job
        request = AnalysisRequest(
            job.path,
            job.question,
            job.words,
            job.words_by,
            job.overflows,
            job.own_fillers,
            job.corrections,
        )
        return RecordingAnalysis(request, transcriber)

    def _read(self, transcriber: Transcriber | None) -> Steps:
        """Hear a finished file, then write down its words."""
        yield self._progress(0.0, None)
        sound = load(self.job.path)
        following = self._new(transcriber)
        following.feed(sound.samples)
        following.complete(sound.sample_rate, sound.promised, self._overflows)
        yield from self._write(following)

    def _follow(
        self, transcriber: Transcriber | None
    ) -> Generator[Message | None, None, RecordingAnalysis]:
        """Hear a growing file to its end; write down what is ready while it grows."""
        following, source = self._new(transcriber), GrowingRecording(self.job.path)
        self._foresight = SpeculativeTranscription(following)
        while self._growing:
            blocks = source.read()
            for samples in blocks:
                following.feed(samples)
            if self._advance(following) or self._has_news(following):
                yield self._told
            elif not blocks:
                self._look_ahead(following, self._foresight)
                yield None
        while blocks := source.read():
            for samples in blocks:
                following.feed(samples)
        for samples in source.end():
            following.feed(samples)
        require_enough(self.job.path, source.duration)
        following.close()
        self._advance(following)  # the last words are written while the sound is judged
        following.complete(source.sample_rate, None, self._overflows)
        return following

    def _write(self, following: RecordingAnalysis) -> Steps:
        """Tell what the sound alone says, write down what is left, then tell the result."""
        self._collect(following)
        self._whole = following.left
        self._advance(following)
        if self._whole and not self.job.patient:
            alone = to_json(following.result(sound_alone=True))
            yield {"event": "sound", "id": self.job.id, "analysis": alone}
        self._has_news(following)
        yield self._told
        while self._writing is not None or following.left:
            moved = self._advance(following)
            yield self._told if self._has_news(following) or moved else None
        yield {"event": "result", "id": self.job.id, "analysis": to_json(following.result())}

    def _advance(self, following: RecordingAnalysis) -> bool:
        """Take the words that were written, or have the next piece written; or wait."""
        if self._writing is not None:
            return self._collect(following)
        if self._foresight and (true := self._foresight.come_true()):
            self._writing = true
            return True
        piece = following.ready()
        if piece is None:
            return False
        if not self._scribe.idle:
            if not self.job.patient:
                self._scribe.hurry()
            return False
        self._writing = piece, self._scribe.begin(self._work(following, piece))
        return True

    def _collect(self, following: RecordingAnalysis) -> bool:
        """Take the words that were written, also ahead; ``False`` when there are none yet."""
        if self._writing is None and self._foresight:
            self._writing = self._foresight.come_true()
        if self._writing is None or not self._writing[1].done():
            return False
        (piece, words), self._writing = self._writing, None
        following.add(piece, words.result())
        return True

    def _look_ahead(
        self, following: RecordingAnalysis, foresight: SpeculativeTranscription
    ) -> None:
        """While nothing else is to be written, write what is the last piece if all is said."""
        if not self._scribe.idle:
            return
        if guess := foresight.guess(self._spent):
            work = self._work(following, guess.piece, lambda: not guess.dropped)
            guess.words = self._scribe.begin(work, guess.drop)

    def _work(
        self,
        following: RecordingAnalysis,
        piece: ChunkAudio,
        still: Callable[[], bool] = lambda: True,
    ) -> Callable[[], Transcript]:
        """Give the work of writing a piece, which ends early when it is not wanted any more."""

        def heed(share: float) -> None:
            if not (self._wanted() and still()):
                raise Cancelled
            self._scribe.wake()

        def work() -> Transcript:
            began = monotonic()
            try:
                return following.transcribe(piece, heed)
            finally:
                self._spent += monotonic() - began

        return work

    def _has_news(self, following: RecordingAnalysis) -> bool:
        """Note how far it is; ``True`` when that is new."""
        left = following.left
        share = 0.0 if self._whole is None else share_done(self._whole, left)
        before, self._told = self._told, self._progress(share, left)
        return self._told != before

    def _progress(self, share: float, left: float | None) -> Message:
        left = None if left is None else round(left, 1)
        return {"event": "progress", "id": self.job.id, "share": round(share, 3), "left": left}
