"""What the measures are made from: everything heard in one answer, as plain spans and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.measures.own_time import OwnTime
from analysis.types import Filler, Pause, Span, Word


@dataclass(frozen=True, slots=True)
class Material:
    """One answer's evidence.

    ``answer`` runs from the first to the last speech (``None``: no speech); ``lost`` are stretches
    of it that don't count: the device gave no sound, or something else sounded. ``words`` leaves
    fillers out and is ``None`` without a transcript, as are ``repetitions`` and ``restarts``.
    ``spoken_at`` has the middle of each word as it is said ("2020" is two); ``None``: as written.
    ``prolongations`` are sounds drawn out in hesitation; ``drawn_out`` is the share (0–1) of the
    speech that they are expected to take. ``change`` is the mean acoustic change in speech (0–2).
    ``level_db`` is dBFS, ``noise_db`` the signal-to-noise ratio, ``clipped`` a share (0–1),
    ``pitch_spread_st`` in semitones.
    """

    answer: Span | None
    pauses: Sequence[Pause] = ()
    fillers: Sequence[Filler] = ()
    syllables: int | None = None
    words: Sequence[Word] | None = None
    spoken_at: Sequence[float] | None = None
    repetitions: Sequence[Span] | None = None
    restarts: Sequence[Span] | None = None
    prolongations: Sequence[Span] = ()
    drawn_out: float | None = None
    change: float | None = None
    level_db: float | None = None
    noise_db: float | None = None
    clipped: float | None = None
    pitch_spread_st: float | None = None
    lost: Sequence[Span] = ()

    @property
    def word_count(self) -> int | None:
        """Spoken words, fillers left out; ``None`` without a transcript."""
        return None if self.middles is None else len(self.middles)

    @property
    def middles(self) -> Sequence[float] | None:
        """The middle of each spoken word, in seconds; ``None`` without a transcript."""
        if self.spoken_at is not None or self.words is None:
            return self.spoken_at
        return [word.middle for word in self.words]

    @property
    def length(self) -> float | None:
        """Seconds of the answer that count; ``None`` when there is no answer."""
        if self.answer is None:
            return None
        return max(0.0, OwnTime(self.lost).seconds(self.answer))

    @property
    def minutes(self) -> float | None:
        """Length of the answer in minutes; ``None`` when there is none."""
        length = self.length
        return length / 60 if length else None

    def per_minute(self, things: Sequence[object] | None) -> float | None:
        """Count of things for each minute of the answer; ``None`` where either is unknown."""
        if things is None or self.minutes is None:
            return None
        return len(things) / self.minutes
