"""What stands out in a person's last answers: the one problem most worth a drill."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from analysis.goals.derive import RECENT
from analysis.goals.types import PROBLEMS, FocusArea
from analysis.scoring.score import WEIGHTS
from analysis.trends.types import Dated

FEWEST = 3
"""Answers under which nothing stands out."""

CLEAR = 75
"""The typical score below which a problem is worth a drill."""


def stands_out(answers: Sequence[Dated]) -> FocusArea | None:
    """Return the problem that costs the most points in the last answers; ``None``: none is clear.

    Typical is the median of the last five scores, of answers of one way of analysis.
    """
    costs: dict[FocusArea, float] = {}
    for problem in PROBLEMS:
        scores = [v for a in answers if (v := a.values.get(problem)) is not None][-RECENT:]
        if len(scores) >= FEWEST and (typical := statistics.median(scores)) < CLEAR:
            costs[problem] = (100 - typical) * WEIGHTS[problem]
    return max(costs, key=costs.__getitem__, default=None)
