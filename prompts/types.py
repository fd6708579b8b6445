"""The question and its kinds, as the bank holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "background",  # who the person is and where they come from
    "motivational",  # why, and where to
    "behavioural",  # something that really happened: situation, task, action, result
    "ethical",  # a judgement under pressure
    "knowledge",  # how the person works and keeps learning
    "gap",  # a stretch of the path that needs a short explanation
    "program",  # why this program
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question; ``target`` is the shortest and longest good answer in seconds."""

    id: str
    text: str
    category: str
    kind: Kind
    target: tuple[float, float]
    tips: tuple[str, ...]
