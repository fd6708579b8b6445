"""Every word, pause, and filler as a row of a table (CSV), in the order of time.

Times are seconds from the start of the recording; an empty cell means unknown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from analysis.report.text import plain
from analysis.spreadsheet import escaped
from analysis.types import Analysis

COLUMNS = ("start", "end", "kind", "text", "position", "evidence", "confidence")

Row = tuple[float, float, str, str, str, str, str]


def csv_table(analysis: Analysis) -> str:
    """Write the table (RFC 4180) with a heading.

    ``kind`` is word, pause, filled_pause, or discourse_marker (a filler word; its words
    have rows too).
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for start, end, *rest in sorted(_rows(analysis)):
        writer.writerow((f"{start:.3f}", f"{end:.3f}", *rest))
    return out.getvalue()


def _rows(analysis: Analysis) -> Iterator[Row]:
    for word in analysis.transcript.words if analysis.transcript else ():
        sure = f"{word.probability:.3f}"
        yield word.start, word.end, "word", _text(word.text), "", "", sure
    for pause in analysis.pauses:
        yield pause.start, pause.end, "pause", "", pause.position or "", "", ""
    for filler in analysis.fillers:
        sure = f"{filler.confidence:.2f}"
        text = _text(filler.text)
        yield filler.start, filler.end, filler.kind, text, "", filler.evidence, sure


def _text(text: str) -> str:
    return escaped(plain(text).strip())
