"""Did it answer the question? Which parts were found, each with its words; never a score.

Everything here comes from the words, and from the scores that a sentence encoder gave them in the
analysis process. The parts are those of the interview guide; some that are there are not found,
so reports never call a part missing.
Standard library only.
"""

from __future__ import annotations

from analysis.coverage.hear import coverage
from analysis.coverage.types import Coverage, HeardPart

__all__ = ["Coverage", "HeardPart", "coverage"]
