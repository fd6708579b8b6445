"""The report over a whole mock interview. Standard library only.

``build`` decides what to say, ``text`` writes it for a terminal, and a screen draws the same. What
each answer's own report says comes from ``analysis.report``.
"""

from __future__ import annotations

from analysis.report.mock.build import build
from analysis.report.mock.model import AskedQuestion, MockReport

__all__ = ["AskedQuestion", "MockReport", "build"]
