"""Playing an answer again: from a moment, by sentence, slower or faster at the same pitch.

Joins the player with the copies that it may need. Times are seconds of the recording.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from analysis.types import Span
from recorder.playback.playable import Playables
from recorder.playback.player import Player
from recorder.playback.sound_output import OpenOutput, RateRefused, SoundDeviceOutput

SPEEDS = (0.75, 1.0, 1.25, 1.5)

BEFORE = 2.0
"""Seconds played before a marked moment, for context."""

AFTER = 1.0

LATE = 1.0
"""Seconds into a sentence after which a step back goes to its own start."""


class Replay:
    """One answer's recording; nothing is opened before the first play."""

    def __init__(
        self,
        recording: Path,
        sentences: Sequence[Span] = (),
        open_output: OpenOutput = SoundDeviceOutput,
    ) -> None:
        self._playables = Playables(recording)
        self._player = Player(open_output)
        self.set_sentences(sentences)
        self._sample_rate: int | None = None
        self._loaded: float | None = None
        self._wanted: object = None
        self.speed = 1.0
        """How many times as fast as the original speech."""

    def set_sentences(self, sentences: Sequence[Span]) -> None:
        """Set the sentences that `step` goes by."""
        self._starts = [sentence.start for sentence in sentences]

    @property
    def playing(self) -> bool:
        """Whether sound is being heard."""
        return self._player.playing

    @property
    def position(self) -> float:
        """The moment being heard, or heard next."""
        return self._player.position

    async def play(self, start: float | None = None, end: float | None = None) -> None:
        """Play from a moment (default: where it stopped) to another (default: the end).

        Does nothing if paused or replaced while a copy is made or the device opens.

        Raises
        ------
        OutputError, Unplayable
            With what is wrong, in one sentence.
        """
        self._wanted = wanted = object()
        try:
            await self._load_and_play(wanted, start, end)
        except RateRefused as refused:
            self._sample_rate, self._loaded = refused.accepted, None
            await self._load_and_play(wanted, start, end)

    async def play_moment(self, span: Span) -> None:
        """Play a marked moment with the two seconds before it; raises what `play` raises."""
        await self.play(max(0.0, span.start - BEFORE), span.end + AFTER)

    async def toggle(self) -> None:
        """Pause or continue; raises what `play` raises."""
        if self.playing:
            self.pause()
        else:
            await self.play()

    async def step(self, direction: int) -> None:
        """Go to the next sentence (1), or to the start of this or the previous one (-1)."""
        position = self.position
        if direction > 0:
            place = bisect_right(self._starts, position + 0.01)
        else:
            place = bisect_right(self._starts, position - LATE) - 1
        if self._starts and place < len(self._starts):
            await self.play(self._starts[max(0, place)])

    async def change_speed(self, direction: int) -> None:
        """Go one speed up (1) or down (-1), and keep playing from the same place."""
        at = SPEEDS.index(self.speed) + direction
        if not 0 <= at < len(SPEEDS):
            return
        self.speed = SPEEDS[at]
        if self.playing:
            await self.play()

    def pause(self) -> None:
        """Stop playing."""
        self._wanted = None
        self._player.pause()

    def close(self) -> None:
        """Stop playing and remove the copies."""
        self._wanted = None
        self._player.close()
        self._playables.close()

    async def _load_and_play(self, wanted: object, start: float | None, end: float | None) -> None:
        if self._loaded != self.speed:
            sound = await self._playables.get(self.speed, self._sample_rate)
            if wanted is not self._wanted:
                return
            self._player.load(sound, self.speed)
            self._loaded = self.speed
        await self._player.play(start, end)
