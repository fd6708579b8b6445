"""Answers labeled by hand with what an interviewer could fairly go after, and how they are judged.

A follow-up is right if what it asks for is among the labels of its answer.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis.follow_ups import missing_parts
from tests.analysis.content.test_remarks import question, spoken

DATA = Path(__file__).parent / "data"
SETS = ("development", "held_out", "fresh", "latest", "unseen")


@dataclass(frozen=True)
class Labeled:
    """One answer: its question's id, what is missing from it, and its words."""

    question: str
    missing: frozenset[str]
    text: str


@dataclass
class Judged:
    """What was asked: right and wrong by kind, answers left alone rightly, and those missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    left_alone: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the pointed follow-ups asked that are right."""
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        """Share of the answers that lack something in which a right follow-up is asked."""
        lacking = self.right.total() + self.missed.total()
        return self.right.total() / max(1, lacking)


def answers(part: str) -> list[Labeled]:
    """Read the answers of one file."""
    found = tomllib.loads((DATA / f"{part}.toml").read_text(encoding="utf-8"))
    labeled = []
    for id, texts in found.items():
        for text in texts:
            names, _, said = text.partition(": ")
            labeled.append(Labeled(id, frozenset(names.split()) - {"clean"}, said))
    return labeled


@cache
def judge(part: str) -> Judged:
    """Ask after every answer of a set, and compare with its labels."""
    judged = Judged()
    for each in answers(part):
        asked = missing_parts(spoken(each.text), question(each.question))
        judged_one(judged, each, asked[0] if asked else None)
    return judged


def judged_one(judged: Judged, answer: Labeled, asked: str | None) -> None:
    """Compare what is asked after one answer with its labels."""
    if asked is None and not answer.missing:
        judged.left_alone += 1
        return
    if asked in answer.missing:
        judged.right[str(asked)] += 1
        return
    if asked is None:
        judged.missed["+".join(sorted(answer.missing))] += 1
    else:
        judged.wrong[asked] += 1
    sign = "missed" if asked is None else f"wrong: {asked}"
    judged.lines.append(f"{sign}  {answer.question} {sorted(answer.missing)}: {answer.text}")
