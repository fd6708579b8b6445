"""Captions for a player: WebVTT and SRT, with cues that can be read while they are shown.

A cue is a sentence or a part of one: at most two lines of 42 characters and 7 s, which is what
broadcasters' guides for captions allow. Cues begin where a clause does, unless one is too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from analysis.report.formats.clauses import clauses, span_of
from analysis.report.text import plain
from analysis.types import Analysis, Word

LINE = 42
"""Characters in a line."""

LINES = 2
LONGEST = 7.0
"""Seconds that one cue lasts at most, unless a single word is longer."""

SHORTEST_MS = 1
"""Milliseconds that one cue lasts at least; players drop empty ones."""


class NeedsWords(ValueError):
    """There is no transcript, so there is nothing to caption."""


def webvtt(analysis: Analysis) -> str:
    """Write the captions as WebVTT."""
    cues = [
        f"{_clock(start, '.')} --> {_clock(end, '.')}\n{_escaped(text)}\n"
        for start, end, text in _cues(analysis)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def srt(analysis: Analysis) -> str:
    """Write the captions as SRT."""
    return "\n".join(
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{_without_tags(text)}\n"
        for number, (start, end, text) in enumerate(_cues(analysis), 1)
    )


def _cues(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each cue in milliseconds, and its text in lines."""
    if analysis.transcript is None:
        raise NeedsWords("captions need words, and there is no transcript yet")
    parts = list(_parts(analysis))
    for number, words in enumerate(parts):
        span = span_of(words)
        start, end = round(span.start * 1000), round(span.end * 1000)
        if number + 1 < len(parts):
            end = min(end, round(parts[number + 1][0].start * 1000))
        yield start, max(end, start + SHORTEST_MS), "\n".join(_lines(words))


def _parts(analysis: Analysis) -> Iterator[tuple[Word, ...]]:
    """Yield the words of each cue: whole clauses of one sentence as far as they fit."""
    held: tuple[Word, ...] = ()
    for clause in clauses(analysis):
        for piece in _pieces(clause.words):
            if held and not _fits((*held, *piece)):
                yield held
                held = ()
            held = (*held, *piece)
        if clause.ends_sentence:
            yield held
            held = ()
    if held:
        yield held


def _pieces(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Yield a clause whole, or in pieces that fit."""
    piece: tuple[Word, ...] = ()
    for word in words:
        if piece and not _fits((*piece, word)):
            yield piece
            piece = ()
        piece = (*piece, word)
    if piece:
        yield piece


def _fits(words: Sequence[Word]) -> bool:
    return len(_lines(words)) <= LINES and span_of(words).duration <= LONGEST


def _lines(words: Sequence[Word]) -> list[str]:
    """Break a cue into lines; a word longer than a line is broken too."""
    return wrap(" ".join(plain(" ".join(w.text for w in words)).split()), LINE) or ["…"]


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _without_tags(text: str) -> str:
    """Replace what an SRT player would read as a tag or an arrow; SRT has no escapes."""
    return text.replace("<", "‹").replace(">", "›")
