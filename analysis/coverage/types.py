"""What a question asks for and what an answer to it includes. Never part of a score.

Times are seconds from the start of the recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.content.types import Quote

Patterns = Sequence[str]
"""Regular expressions as ``TokenizedAnswer.find`` reads them."""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One thing a good answer includes.

    ``label`` completes "nothing about …"; ``patterns`` are the words that show it, none if
    something other than words does. A ``personal`` part counts only near "I", "me", or "my"; an
    ``own`` part doesn't count where someone else did it ("my sister graduated").
    ``sure`` parts show by themselves that the question is being answered. A ``denied`` part
    also counts after a "not" ("I could not forget him"). A ``varied`` part is said in so many ways
    that it may be there even if no pattern shows it, so it is never listed as not recognized.
    """

    name: str
    label: str
    patterns: Patterns = ()
    personal: bool = False
    sure: bool = True
    denied: bool = True
    own: bool = False
    varied: bool = False


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """A kind of question: what to listen for.

    ``topic`` are words found in answers to such questions; ``name`` is stable.
    """

    name: str
    parts: tuple[AskedPart, ...]
    topic: Patterns = ()


@dataclass(frozen=True, slots=True)
class HeardPart:
    """A part of the answer, with the words that show it, or ``None`` if none were found.

    ``note`` says what was found if no words can be quoted (a length, for instance). ``varied`` is
    as in `AskedPart`.
    """

    name: str
    label: str
    quote: Quote | None = None
    note: str = ""
    varied: bool = False

    @property
    def is_heard(self) -> bool:
        """Whether something shows it."""
        return self.quote is not None or bool(self.note)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which parts of a question an answer includes.

    ``kind`` is the name of the ``QuestionParts``; ``is_off`` is true for an answer that seems to
    be about something else.
    """

    kind: str
    parts: tuple[HeardPart, ...]
    is_off: bool = False

    @property
    def heard(self) -> tuple[HeardPart, ...]:
        """Parts that something shows."""
        return tuple(p for p in self.parts if p.is_heard)

    @property
    def missing(self) -> tuple[HeardPart, ...]:
        """Parts that nothing shows."""
        return tuple(p for p in self.parts if not p.is_heard)

    @property
    def unrecognized(self) -> tuple[HeardPart, ...]:
        """Parts that nothing shows and that are likely not there."""
        return tuple(p for p in self.missing if not p.varied)
