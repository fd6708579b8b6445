"""How far an answer is on its way from its first sound to its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.types import Analysis
from sessions.types import Answer

AnalysisState = Literal["recording", "listening", "writing", "reported", "failed", "cancelled"]
"""``listening``: the recording is complete; ``writing``: what the sound alone gives is there and
the words are to come. The last three are ends."""


@dataclass(frozen=True, slots=True)
class AnalysisStatus:
    """Everything there is to tell of one answer now.

    ``share`` is done, 0–1; ``left`` is the speech, in seconds, whose words are still to come,
    ``None`` where that is not known. ``analysis`` is from the sound alone until it is
    ``reported``. ``problem`` is a sentence for the person; a report may have one too.
    """

    answer: Answer
    state: AnalysisState
    share: float = 0.0
    left: float | None = None
    analysis: Analysis | None = None
    problem: str | None = None
    patient: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("reported", "failed", "cancelled")
