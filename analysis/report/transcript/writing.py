"""The words of a transcript the way people write them: names, numbers, exams, Med-Peds.

Only what is shown changes, never what is counted: a recognizer often misspells medical names, and
earlier versions of Viva took "all" and "-female" for two words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.report.model import TranscriptPiece
from analysis.types import Word
from analysis.words.spoken import continues

PUNCTUATION = ".,;:!?\"'“”‘’()…"

NAMES = {
    "usmle": "USMLE",
    "ecfmg": "ECFMG",
    "eras": "ERAS",
    "icu": "ICU",
    "nicu": "NICU",
    "picu": "PICU",
    "ekg": "EKG",
    "ecg": "ECG",
    "ct": "CT",
    "mri": "MRI",
    "hiv": "HIV",
    "copd": "COPD",
    "covid": "COVID",
    "covid-19": "COVID-19",
    "h1b": "H-1B",
    "h-1b": "H-1B",
    "j1": "J-1",
    "j-1": "J-1",
    "img": "IMG",
    "imgs": "IMGs",
    "mbbs": "MBBS",
    "md": "MD",
    "english": "English",
    "american": "American",
    "spanish": "Spanish",
    "medpeds": "Med-Peds",
    "med-peds": "Med-Peds",
    "med-ped": "Med-Peds",
    "med-pets": "Med-Peds",
    "med-pads": "Med-Peds",
    "met-peds": "Med-Peds",
    "i": "I",
    "i'm": "I'm",
    "i've": "I've",
    "i'd": "I'd",
    "i'll": "I'll",
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
    "saturday": "Saturday",
    "sunday": "Sunday",
    "january": "January",
    "february": "February",
    "april": "April",
    "june": "June",
    "july": "July",
    "august": "August",
    "september": "September",
    "october": "October",
    "november": "November",
    "december": "December",
}
"""Words that are always written one way. "May", "March" and "er" are ordinary words too."""

PAIRS = {
    ("med", "peds"): "Med-Peds",
    ("med", "ped"): "Med-Peds",
    ("med", "pets"): "Med-Peds",
    ("met", "peds"): "Med-Peds",
    ("h1", "b"): "H-1B",
    ("covid", "19"): "COVID-19",
    ("h", "1b"): "H-1B",
    ("j", "1"): "J-1",
}
"""Two words that are written as one name."""

STEPS = {"one": "1", "two": "2", "three": "3", "1": "1", "2": "2", "3": "3"}
"""The numbers of the exam's steps."""


def as_written(pieces: Sequence[TranscriptPiece]) -> tuple[TranscriptPiece, ...]:
    """Write the plain words among the pieces the way people write them."""
    written: list[TranscriptPiece] = []
    for piece in pieces:
        last = written[-1] if written else None
        joined = _join(last, piece) if last else None
        if joined is not None:
            written[-1] = joined
        elif last is not None and _is_step(last, piece):
            written[-1] = replace(last, text=last.text[:1].upper() + last.text[1:])
            written.append(_replaced(piece, STEPS[_core(piece.text)]))
        else:
            written.append(_named(piece))
    return tuple(written)


def quoted(words: Iterable[Word]) -> str:
    """Return plain words as one text, the way people write it."""
    return " ".join(
        piece.text
        for piece in as_written([TranscriptPiece("word", w.text, w.start, w.end) for w in words])
    )


def _join(last: TranscriptPiece, piece: TranscriptPiece) -> TranscriptPiece | None:
    """Join a word to the one before where both are one; ``None`` where they are two."""
    if (last.kind, piece.kind) != ("word", "word") or last.closes or piece.opens:
        return None
    if continues(last.text, piece.text):
        return _named(_both(last, piece, last.text + piece.text))
    name = PAIRS.get((last.text.lower(), _core(piece.text)))
    return _both(last, piece, _replaced(piece, name).text) if name else None


def _both(first: TranscriptPiece, second: TranscriptPiece, text: str) -> TranscriptPiece:
    return replace(first, text=text, end=max(first.end, second.end), closes=second.closes)


def _is_step(last: TranscriptPiece, piece: TranscriptPiece) -> bool:
    """Whether the two are a step of the exam."""
    said = (last.kind, piece.kind, last.text.lower()) == ("word", "word", "step")
    return said and _core(piece.text) in STEPS


def _named(piece: TranscriptPiece) -> TranscriptPiece:
    name = NAMES.get(_core(piece.text)) if piece.kind == "word" else None
    return _replaced(piece, name) if name else piece


def _core(text: str) -> str:
    return text.strip(PUNCTUATION).replace("’", "'").lower()


def _replaced(piece: TranscriptPiece, name: str) -> TranscriptPiece:
    """Replace the word with a name, and keep what is around it."""
    core = piece.text.strip(PUNCTUATION)
    before, _, after = piece.text.partition(core)
    return replace(piece, text=before + name + after)
