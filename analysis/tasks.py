"""One job of the child in steps, so that several can take turns and a growing one can wait.

A task's steps yield the messages to send; ``None`` means that nothing can be done before more
sound has come. Between two steps another task may go first.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from analysis.audio import load, require_enough
from analysis.growing import Changed, GrowingSound
from analysis.interchange import to_json
from analysis.judging import Request
from analysis.pipeline import Following, share_done
from analysis.protocol import Job
from analysis.transcribe import Transcriber

Message = dict[str, Any]
Steps = Generator[Message | None, None, None]


class Task:
    """One recording to analyse; ``tell`` sends a message in the middle of a step.

    ``growing`` ones are followed until ``finish``.
    """

    def __init__(self, job: Job, *, growing: bool, tell: Callable[[Message], None]) -> None:
        self.job = job
        self._growing = growing
        self._tell = tell
        self._overflows: int | None = None

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
            See `analysis.pipeline.analyse`.
        """
        if not self._growing:
            yield from self._read(transcriber)
            return
        try:
            following = yield from self._follow(transcriber)
        except Changed:
            while self._growing:
                yield None
            yield from self._read(transcriber)
        else:
            yield from self._write(following)

    def _new(self, transcriber: Transcriber | None) -> Following:
        job = self.job
        request = Request(
            job.path,
            job.question,
            job.words,
            job.words_by,
            job.overflows,
            job.own_fillers,
            job.corrections,
        )
        return Following(request, transcriber)

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
    ) -> Generator[Message | None, None, Following]:
        """Hear a growing file to its end; write down what is ready while it grows."""
        following, source = self._new(transcriber), GrowingSound(self.job.path)
        while self._growing:
            blocks = source.read()
            for samples in blocks:
                following.feed(samples)
            if following.write(self._while_growing):
                yield self._progress(0.0, following.left)
            elif not blocks:
                yield None
        while blocks := source.read():
            for samples in blocks:
                following.feed(samples)
        for samples in source.end():
            following.feed(samples)
        require_enough(self.job.path, source.duration)
        following.complete(source.sample_rate, None, self._overflows)
        return following

    def _write(self, following: Following) -> Steps:
        """Tell what the sound alone says, write down what is left, then tell the result."""
        whole = following.left
        if whole and not self.job.patient:
            alone = to_json(following.result(sound_alone=True))
            yield {"event": "sound", "id": self.job.id, "analysis": alone}

        def progress(left: float) -> Message:
            return self._progress(share_done(whole, left), left)

        yield progress(whole)
        while following.write(lambda left: self._tell(progress(left))):
            yield progress(following.left)
        yield {"event": "result", "id": self.job.id, "analysis": to_json(following.result())}

    def _while_growing(self, left: float) -> None:
        self._tell(self._progress(0.0, left))

    def _progress(self, share: float, left: float | None) -> Message:
        left = None if left is None else round(left, 1)
        return {"event": "progress", "id": self.job.id, "share": round(share, 3), "left": left}
