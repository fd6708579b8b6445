"""How likely an answer holds each part that its question asks for, however it is worded.

Each part has one logistic regression on the vectors of an answer's stretches; one more judges
whether a sentence is about something else. ``tools/sentences/train.py`` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from analysis.content.tokenized_answer import tokenize
from analysis.coverage.hear import ENOUGH
from analysis.coverage.questions import asked
from analysis.sentences.encoder import DATA, DamagedEncoder
from analysis.sentences.units import EncodedAnswer, encoded
from analysis.sound.arrays import Floats
from analysis.types import PartScore, PartScores, QuestionContext, Word

HEADS = DATA / "parts.npz"
OFF_HEAD = "off"

Heads = Mapping[str, Floats]
"""Weights (385,) by name, the constant last: `part_name` of each part, and ``OFF_HEAD``."""


def part_name(kind: str, part: str) -> str:
    """Return the name of a part of this kind of question among the heads."""
    return f"{kind}: {part}"


def save(heads: Heads, path: Path) -> None:
    """Write heads to a file."""
    names = sorted(heads)
    weights = np.stack([heads[name] for name in names]).astype(np.float32)
    np.savez(path, names=np.array(names), weights=weights)


@cache
def load(path: Path | None = None) -> Heads:
    """Read heads from a file; ``None``: Viva's own.

    Raises
    ------
    DamagedEncoder
        When the file can't be used.
    """
    try:
        with np.load(path or HEADS) as file:
            return dict(zip(file["names"].tolist(), file["weights"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise DamagedEncoder from error


def part_scores(words: tuple[Word, ...], question: QuestionContext | None) -> PartScores | None:
    """Return the scores; ``None`` if the question asks for no parts, or with too few words.

    The words must be English.
    """
    wanted = asked(question)
    if wanted is None:
        return None
    answer = tokenize(words, question)
    if len(answer.tokens) < ENOUGH:
        return None
    said, heads = encoded(answer), load()
    parts = tuple(
        score(said, part.name, heads[name])
        for part in wanted.parts
        if (name := part_name(wanted.name, part.name)) in heads
    )
    return PartScores(wanted.name, off_score(said, heads[OFF_HEAD]), parts)


def score(said: EncodedAnswer, name: str, head: Floats) -> PartScore:
    """Return the log odds of the likeliest stretch.

    Where two sentences together are the likeliest, the place is that of the likeliest of the
    stretches within one sentence, so that what is shown is short.
    """
    odds = log_odds(said.vectors, head)
    best = int(odds[: said.single].argmax())
    first, last = said.stretches[best]
    shown = said.answer.quote(first, last)
    return PartScore(shown.start, shown.end, name, float(odds.max()))


def off_score(said: EncodedAnswer, head: Floats) -> float:
    """Return the mean log odds of the sentences to be about something else."""
    return float(log_odds(said.vectors[: said.sentences], head).mean())


def log_odds(vectors: Floats, head: Floats) -> Floats:
    """Return the log odds (n,) of vectors (n, 384)."""
    return np.asarray(vectors @ head[:-1] + head[-1], np.float32)
