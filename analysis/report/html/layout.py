"""The pieces of the transcript as the page shows them: paragraphs, sentences, runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from analysis.report.model import StretchKind, TranscriptPiece
from analysis.report.text import plain
from analysis.report.transcript.pieces import ADDED

PARAGRAPH = 20.0
"""Seconds after which the next sentence begins a paragraph, with its time in the margin."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighboring pieces of one sentence that are in one stretch, or in none."""

    stretch: StretchKind | None
    pieces: tuple[TranscriptPiece, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The runs of one sentence; ``number`` is its place in the report's sentences."""

    number: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences from ``start`` on."""

    start: float
    sentences: tuple[Sentence, ...]


def paragraphs(pieces: Sequence[TranscriptPiece]) -> tuple[Paragraph, ...]:
    """Lay the pieces out; a paragraph ends with the sentence that makes it long enough."""
    found: list[tuple[float, list[Sentence]]] = []
    for number, group in groupby(pieces, key=lambda piece: piece.sentence):
        inside = tuple(group)
        if not found or inside[0].start - found[-1][0] >= PARAGRAPH:
            found.append((inside[0].start, []))
        found[-1][1].append(Sentence(number, _runs(inside)))
    return tuple(Paragraph(start, tuple(sentences)) for start, sentences in found)


def with_signs(piece: TranscriptPiece) -> Markup:
    """Write a piece with each sign that wasn't said in its own element."""
    first, last = ADDED.get(piece.kind, ("", ""))
    said = plain(piece.text).removeprefix(first).removesuffix(last)
    return _sign(first) + escape(said) + _sign(last)


def _sign(text: str) -> Markup:
    return Markup('<span class="added">{}</span>').format(text) if text else Markup()


def _runs(pieces: Sequence[TranscriptPiece]) -> tuple[Run, ...]:
    grouped = groupby(pieces, key=lambda piece: piece.stretch)
    return tuple(Run(stretch, tuple(inside)) for stretch, inside in grouped)
