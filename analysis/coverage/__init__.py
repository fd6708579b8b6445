"""Did it answer the question? Which parts of it were heard, each with its words; never a score.

What is told comes from the words alone. The parts are those of the interview guide; a part that
was said in words nobody foresaw is not heard, so that reports never call one missing.
Standard library only.
"""

from __future__ import annotations

from analysis.coverage.hear import coverage
from analysis.coverage.types import Coverage, HeardPart

__all__ = ["Coverage", "HeardPart", "coverage"]
