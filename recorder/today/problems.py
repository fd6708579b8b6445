"""What stands out in a person's last answers: the one problem most worth a drill."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from analysis.bands import bands
from analysis.goals.derive import RECENT
from analysis.goals.types import PROBLEMS, FocusArea
from analysis.scoring.score import WEIGHTS
from analysis.trends.types import Dated

FEWEST = 3
"""Answers from which on what is typical is looked at; before, it is the last answer alone."""

CLEAR = 75
"""The typical score below which a problem is worth a drill."""


def stands_out(answers: Sequence[Dated]) -> FocusArea | None:
    """Return the problem that costs the most points in the last answers; ``None``: none is clear.

    Typical is the median of the last five scores, of answers of one way of analysis. Of one or two
    answers it is whatever the report of the last one names as most worth changing.
    """
    costs: dict[FocusArea, float] = {}
    limit = CLEAR if len(answers) >= FEWEST else bands().good_score
    for problem in PROBLEMS:
        scores = [v for a in answers if (v := a.values.get(problem)) is not None][-RECENT:]
        if not scores:
            continue
        typical = statistics.median(scores) if len(answers) >= FEWEST else scores[-1]
        if typical < limit:
            costs[problem] = (100 - typical) * WEIGHTS[problem]
    return max(costs, key=costs.__getitem__, default=None)
