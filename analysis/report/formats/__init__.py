"""An analysis in the formats of other programs: Praat's TextGrid, captions, and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.report.formats.captions import NeedsWords, srt, webvtt
from analysis.report.formats.events import csv_table
from analysis.report.formats.textgrid import textgrid
from analysis.types import Analysis

__all__ = ["SUFFIXES", "NeedsWords", "write"]

SUFFIXES: Mapping[str, str] = {
    "textgrid": ".TextGrid",
    "webvtt": ".vtt",
    "srt": ".srt",
    "csv": ".csv",
}
"""How the files of each format are named."""

_WRITERS: Mapping[str, Callable[[Analysis], str]] = {
    "textgrid": textgrid,
    "webvtt": webvtt,
    "srt": srt,
    "csv": csv_table,
}


def write(analysis: Analysis, format: str) -> str:
    """Write an analysis in one of the formats; for UTF-8.

    Raises
    ------
    NeedsWords
        If the format needs words, and there is no transcript.
    """
    return _WRITERS[format](analysis)
