"""How far an answer is between its first sound and its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.types import Analysis, Nudge
from sessions.types import Answer

AnalysisState = Literal["recording", "analyzing", "transcribing", "reported", "failed", "cancelled"]
"""``analyzing``: the recording is complete; ``transcribing``: the results from sound alone are
there and the words are still to come. The last three are final."""


@dataclass(frozen=True, slots=True)
class AnalysisStatus:
    """Everything there is to show about one answer now.

    ``share`` is the part done, 0–1; ``left`` is the speech still to be transcribed, in seconds,
    ``None`` if unknown. ``analysis`` is from the sound alone until the state is ``reported``.
    ``nudge`` is the latest hint for the person while they speak, if they want hints.
    ``problem`` is a sentence for the person; a report can have one too.
    """

    answer: Answer
    state: AnalysisState
    share: float = 0.0
    left: float | None = None
    analysis: Analysis | None = None
    problem: str | None = None
    patient: bool = False
    nudge: Nudge | None = None

    @property
    def ended(self) -> bool:
        """Whether this is final."""
        return self.state in ("reported", "failed", "cancelled")
