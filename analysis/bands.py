"""The one table of bands: what counts as good, as slightly off, and as far off in an answer.

Scores, lights, scales, advice, milestones, goals, progress and the written documents all call
`bands()` at the moment they need a number, never at import, so a change here reaches all of them.
Standard library only. Every value is in the unit of its row; scores are 0 to 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from analysis.types import Band

FULL = 100
"""The score of everything inside the good range."""


@dataclass(frozen=True, slots=True)
class ScoreCurve:
    """How a measure is scored: straight lines through ``points`` of (value, score).

    Points are in ascending order of value. Where the score is 100 the value is good; from there to
    the next point it is slightly off, and beyond that far off. A curve that starts at 100 has no
    lower limit.
    """

    points: tuple[tuple[float, float], ...]
    unit: str = ""
    source: str = ""

    @property
    def good(self) -> tuple[float, float]:
        """Lowest and highest value with the full score."""
        full = [value for value, score in self.points if score == FULL]
        return (0.0 if self.points[0][1] == FULL else full[0]), full[-1]

    @property
    def slightly_off(self) -> tuple[float, float]:
        """Lowest and highest value that is no more than slightly off."""
        low, high = self.good
        below = [value for value, _ in self.points if value < low]
        above = [value for value, _ in self.points if value > high]
        return max(below, default=low), min(above, default=high)

    @property
    def end(self) -> float:
        """The value from which the score falls no further."""
        return self.points[-1][0]

    @property
    def middle(self) -> float:
        """The middle of the good range."""
        return sum(self.good) / 2

    def score(self, value: float) -> int:
        """Give the score of a value, rounded; level beyond the ends of the curve."""
        if value <= self.points[0][0]:
            return round(self.points[0][1])
        for (x0, y0), (x1, y1) in pairwise(self.points):
            if value <= x1:
                return round(y0 + (y1 - y0) * (value - x0) / (x1 - x0))
        return round(self.points[-1][1])

    def band(self, value: float) -> Band:
        """Say where a value is: in the good range, slightly off it, or far off."""
        (low, high), (lowest, highest) = self.good, self.slightly_off
        if value < low:
            return "below" if value >= lowest else "far_below"
        if value > high:
            return "above" if value <= highest else "far_above"
        return "within"


@dataclass(frozen=True, slots=True)
class LengthRule:
    """How a length is scored against its question's own target, in seconds.

    ``grace`` is how far outside the target is only slightly off, but no more than one part in
    ``smallest_share`` of the target's near end: 30 s too many mean more in an answer of 40 s.
    """

    grace: float = 30.0
    smallest_share: int = 3
    grace_score: int = 60
    source: str = "guide: 2–3 minutes for most answers; AAMC video interview: 3 minutes at most"

    def curve(self, target: tuple[float, float]) -> ScoreCurve:
        """Give the curve for a target: 0 at three times the grace below, four times above."""
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
        return ScoreCurve(points, "s", self.source)

    def too_long(self, target: tuple[float, float]) -> float:
        """Give the seconds at which the clock of a recording says to stop now."""
        return target[1] + self.grace


PAUSES_SOURCE = "Kahng 2018: mid-clause pauses are what listeners hear as disfluent"


@dataclass(frozen=True, slots=True)
class Bands:
    """Every band, and the numbers that decide between good and not good."""

    pace: ScoreCurve = ScoreCurve(
        ((60, 0), (100, 60), (120, 100), (160, 100), (180, 60), (240, 0)),
        "words a minute",
        "Microsoft 100–165, TOEFL top scorers 158, SpeechAce 120 and more words a minute",
    )
    fillers: ScoreCurve = ScoreCurve(
        ((5, 100), (8, 70), (12, 40), (20, 0)),
        "fillers a minute",
        "Laske & DiGennaro Reed 2024: 5 a minute did no harm, 12 did; sounds weigh more",
    )
    mid_clause_pauses: ScoreCurve = ScoreCurve(
        ((6, 100), (12, 65), (20, 30), (32, 0)), "pauses a minute inside clauses", PAUSES_SOURCE
    )
    pauses: ScoreCurve = ScoreCurve(
        ((18, 100), (26, 65), (36, 30), (50, 0)), "pauses a minute", PAUSES_SOURCE
    )
    """All pauses, scored where there are no words to tell which of them are inside a clause."""
    length: LengthRule = LengthRule()

    filler_word_weight: float = 0.6
    """A filler word counts less than a filler sound (SpeechAway's published scoring: 40 to 70)."""
    very_long_pause_cost: float = 8.0
    """Points lost for each very long pause a minute."""
    syllables_a_word: float = 1.5
    """Syllables in a spoken English word, for a pace from the sound alone."""

    good_score: int = 85
    """A score from which nothing needs to change."""
    fair_score: int = 60
    """A score of pauses from which they are slightly off, not far off."""
    good_overall: int = 80
    """An overall score from which an answer is good."""


TABLE = Bands()


def bands() -> Bands:
    """Give the table; call it where a number is needed, and keep nothing made from it."""
    return TABLE
