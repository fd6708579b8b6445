"""The one table of bands: what counts as good, as slightly off, and as far off in an answer.

Scores, lights, scales, advice, milestones, goals, progress and the written documents all call
`bands()` at the moment they need a number, never at import, so a change here reaches all of them.
Standard library only. Every value is in the unit of its row; scores are 0 to 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from analysis.types import Band

FULL = 100
"""The score of everything inside the good range."""

FAIR = 60
"""A score from which a value is slightly off, and below which it is far off."""

POOR = 30
"""A score below which a value gets the lowest grade."""

Grade = Literal["good", "near", "slight", "clear", "far"]
"""How good a score is, in the steps that labels and advice have words for."""


def band_of(score: int, *, low: bool = False) -> Band:
    """Return the band of a score; ``low``: its value is below the good range, not above it."""
    if score >= FULL:
        return "within"
    if score >= FAIR:
        return "below" if low else "above"
    return "far_below" if low else "far_above"


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """How a measure is scored: straight lines through ``points`` of (value, score).

    Points are in ascending order of value. Where the score is 100 the value is good. A curve that
    starts at 100 has no lower limit. A value is first rounded to ``digits``, as it is shown, so
    that what reads the same is judged the same; its band follows from its score.
    """

    points: tuple[tuple[float, float], ...]
    unit: str = ""
    source: str = ""
    digits: int = 1

    @property
    def good(self) -> tuple[float, float]:
        """Lowest and highest value with the full score."""
        full = [value for value, score in self.points if score == FULL]
        return (0.0 if self.points[0][1] == FULL else full[0]), full[-1]

    @property
    def slightly_off(self) -> tuple[float, float]:
        """Lowest and highest value that is at most slightly off."""
        low, high = self.good
        rising = [self._at_fair(a, b) for a, b in pairwise(self.points) if a[1] < FAIR <= b[1]]
        falling = [self._at_fair(a, b) for a, b in pairwise(self.points) if a[1] >= FAIR > b[1]]
        return (rising[0] if rising else low), (falling[-1] if falling else high)

    @staticmethod
    def _at_fair(one: tuple[float, float], other: tuple[float, float]) -> float:
        """Return the value at which the line between two points has the score ``FAIR``."""
        return one[0] + (other[0] - one[0]) * (FAIR - one[1]) / (other[1] - one[1])

    @property
    def end(self) -> float:
        """The value beyond which the score stays the same."""
        return self.points[-1][0]

    @property
    def middle(self) -> float:
        """The middle of the good range."""
        return sum(self.good) / 2

    def score(self, value: float) -> int:
        """Return the score of a value as it is shown; level beyond the ends of the curve.

        Only a value in the good range has the full score; the next one shown has 99 at most.
        """
        value = round(value, self.digits)
        if value <= self.points[0][0]:
            return round(self.points[0][1])
        low, high = self.good
        for (x0, y0), (x1, y1) in pairwise(self.points):
            if value <= x1:
                found = round(y0 + (y1 - y0) * (value - x0) / (x1 - x0))
                return found if low <= value <= high else min(found, FULL - 1)
        return round(self.points[-1][1])

    def band(self, value: float) -> Band:
        """Say where a value is: in the good range, slightly off it, or far off."""
        return band_of(self.score(value), low=self.is_low(value))

    def is_low(self, value: float) -> bool:
        """Whether a value, as it is shown, is below the good range."""
        return round(value, self.digits) < self.good[0]


@dataclass(frozen=True, slots=True)
class LengthRule:
    """How a length is scored against its question's own target, in seconds.

    ``grace`` is how far outside the target is only slightly off, but no more than one part in
    ``smallest_share`` of the target's near end: 30 s too many mean more in an answer of 40 s.
    """

    grace: float = 30.0
    smallest_share: int = 3
    grace_score: int = FAIR
    source: str = "guide: 2–3 minutes for most answers; AAMC video interview: 3 minutes at most"

    def curve(self, target: tuple[float, float]) -> ScoreCurve:
        """Return the curve for a target: 0 at three times the grace below, four times above."""
        low, high = target
        before = min(self.grace, low / self.smallest_share)
        after = min(self.grace, high / self.smallest_share)
        points = (
            (max(0.0, low - 3 * before), 0),
            (low - before, self.grace_score),
            (low, FULL),
            (high, FULL),
            (high + after, self.grace_score),
            (high + 4 * after, 0),
        )
        return ScoreCurve(points, "s", self.source, digits=0)

    def too_long(self, target: tuple[float, float]) -> float:
        """Return the seconds at which the recording clock says to stop."""
        return target[1] + self.grace


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """What an answer needs to be scored; seconds, shares from 0 to 1, and dB full scale."""

    speech: float = 30.0
    """Seconds of speech; of questions with a shorter target, their shortest answer."""
    share_of_target: float = 0.5
    """Share of the lower end of the question's target."""
    spoken: float = 0.25
    """Share of the answer that is speech and not pauses."""
    understood: float = 0.5
    """Share of the speech that words account for."""
    quiet: float = -45.0
    """Level of the speech below which the microphone should be closer."""
    quietest: float = -60.0
    """Level of the speech below which fillers and pauses can no longer be detected."""


PAUSES_SOURCE = "Kahng 2018: mid-clause pauses are what listeners hear as disfluent"


@dataclass(frozen=True, slots=True)
class Bands:
    """Every band, and the numbers that decide between good and not good."""

    pace: ScoreCurve = ScoreCurve(
        ((60, 0), (100, 60), (120, 100), (160, 100), (180, 60), (240, 0)),
        "words a minute",
        "Microsoft 100–165, TOEFL top scorers 158, SpeechAce 120 and more words a minute",
        digits=0,
    )
    fillers: ScoreCurve = ScoreCurve(
        ((5, 100), (9, 60), (12, 40), (20, 0)),
        "fillers a minute",
        "Laske & DiGennaro Reed 2024: 5 a minute did no harm, 12 did",
    )
    mid_clause_pauses: ScoreCurve = ScoreCurve(
        ((6, 100), (13, 60), (20, 30), (32, 0)), "mid-clause pauses a minute", PAUSES_SOURCE
    )
    pauses: ScoreCurve = ScoreCurve(
        ((18, 100), (27, 60), (36, 30), (50, 0)), "pauses a minute", PAUSES_SOURCE
    )
    """All pauses, scored where no words show which of them are inside a clause."""
    length: LengthRule = LengthRule()
    evidence: EvidenceLimits = EvidenceLimits()

    very_long_pause_cost: float = 8.0
    """Points lost for each very long pause a minute."""
    syllables_a_word: float = 1.5
    """Syllables in a spoken English word, for a pace from the sound alone."""

    good_score: int = 85
    """A score from which nothing needs to change."""
    good_overall: int = 80
    """An overall score from which an answer is good."""


TABLE = Bands()


def bands() -> Bands:
    """Return the table; call it where a number is needed, and store nothing made from it."""
    return TABLE


def grade(score: int) -> Grade:
    """Return the grade of a score: every label and sentence of advice follows it."""
    if score >= FULL:
        return "good"
    steps: tuple[tuple[int, Grade], ...] = (
        (bands().good_score, "near"),
        (FAIR, "slight"),
        (POOR, "clear"),
    )
    return next((name for least, name in steps if score >= least), "far")
