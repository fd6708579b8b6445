"""Comments on content, as remarks: each with its reason and the words that show it.

A remark never counts in a score. Times are seconds from the start of the recording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from analysis.types import Measures, Span, Word


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """Words of the answer that show what a remark says, as transcribed."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: what was noticed, why it matters, and what to do, in a sentence each.

    ``name`` is its row in ``content.catalog`` and turns it off. ``moments`` has at least one
    quote, in order of time. ``shares`` are the parts of the answer, each with its share of the
    time (0–1), if the remark is about them.
    """

    name: str
    headline: str
    reason: str
    advice: str
    moments: tuple[Quote, ...]
    shares: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer before this one; ``recorded_at`` is shown in its own time zone.

    ``words`` may be empty if only the measures are known, and the other way around.
    """

    recorded_at: datetime
    question_id: str | None
    words: tuple[Word, ...] = ()
    measures: Measures = field(default_factory=dict)
