"""What is usual for this person, and the last attempts at a question, from earlier answers.

The caller passes the earlier answers. Only those that were analyzed by the same version, and that
have words if this one has, are compared with this one.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analysis.report.model import Usual
from analysis.scoring.scales import Scale
from analysis.types import Analysis, Measures

ENOUGH = 5
"""The fewest earlier answers that show what is usual."""

RECENT = 20
"""The last answers that are looked at; people change."""

EvidenceSource = Literal["sound", "words"]


@dataclass(frozen=True, slots=True)
class EarlierMeasures:
    """An answer before this one; its time is shown in its own time zone.

    ``version`` and ``model`` are those of its latest analysis; ``model`` ``None``: no words.
    ``target`` is the length that was asked for; ``None``: unknown.
    """

    recorded_at: datetime
    question_id: str | None
    version: str
    model: str | None
    overall: int | None
    measures: Measures
    target: tuple[float, float] | None = None

    def asked_for(self, target: tuple[float, float]) -> bool:
        """Whether its length was asked for as well: with another target, lengths say nothing."""
        return self.target is None or self.target == target


def comparable(
    analysis: Analysis, history: Sequence[EarlierMeasures]
) -> tuple[EarlierMeasures, ...]:
    """Return the earlier answers whose numbers mean the same as this one's, the oldest first."""
    kind = _evidence(analysis.model)
    same = (e for e in history if e.version == analysis.version and _evidence(e.model) == kind)
    return tuple(sorted(same, key=lambda e: e.recorded_at))


def usual_on(scale: Scale, analysis: Analysis, history: Sequence[EarlierMeasures]) -> Usual | None:
    """Return what is usual on a scale; lengths are compared only at the same question."""
    found = comparable(analysis, history)
    if scale.measure == "answer_length":
        found = _same_target(analysis, same_question(analysis, found))
    values = [v for e in found if (v := e.measures.get(scale.measure)) is not None]
    spread = _spread(values)
    if spread is None:
        return None
    low, median, high = spread
    return Usual(
        scale.clamp(median),
        scale.clamp(low),
        scale.clamp(high),
        min(len(values), RECENT),
        scale.show_range(low, high),
    )


def usual_overall(analysis: Analysis, history: Sequence[EarlierMeasures]) -> Usual | None:
    """Return the usual overall score."""
    values = [float(e.overall) for e in comparable(analysis, history) if e.overall is not None]
    spread = _spread(values)
    if spread is None:
        return None
    low, median, high = spread
    shown = f"{low:.0f}–{high:.0f}" if round(low) != round(high) else f"{low:.0f}"
    return Usual(median, low, high, min(len(values), RECENT), shown)


def same_question(
    analysis: Analysis, found: Sequence[EarlierMeasures]
) -> tuple[EarlierMeasures, ...]:
    """Return those at the same question of the bank."""
    asked = analysis.question.id if analysis.question else None
    return tuple(e for e in found if asked is not None and e.question_id == asked)


def _same_target(
    analysis: Analysis, found: Sequence[EarlierMeasures]
) -> tuple[EarlierMeasures, ...]:
    target = analysis.target
    return tuple(e for e in found if e.asked_for(target))


def _spread(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Return the quartiles of the last values; ``None`` where there are too few."""
    if len(values) < ENOUGH:
        return None
    low, median, high = statistics.quantiles(values[-RECENT:], n=4, method="inclusive")
    return low, median, high


def _evidence(model: str | None) -> EvidenceSource:
    return "sound" if model is None else "words"
