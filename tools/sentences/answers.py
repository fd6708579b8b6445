"""What the heads are trained with: labeled answers, and sentences written for each part."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.content.tokenized_answer import TokenizedAnswer, tokenize
from analysis.coverage.catalog import BRIEF
from analysis.coverage.hear import coverage_of_words
from analysis.coverage.questions import asked
from analysis.coverage.types import Coverage
from analysis.sentences.encoder import encode_all
from analysis.sentences.parts import OFF_HEAD, part_name
from analysis.sentences.units import EncodedAnswer, encoded
from analysis.sound.arrays import Floats
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage import test_parts

SENTENCES = Path(__file__).parent / "sentences.toml"
NONE = "none"
"""Name of the written sentences that show no part, though some sound like it."""


@dataclass(frozen=True, slots=True)
class LabeledAnswer:
    """An answer with the parts it holds and what the rules find in it.

    ``parts`` are the names of those that its question asks for, ``there`` of those it holds,
    ``heard`` of those that the rules find; ``hits`` are the tokens where they find them.
    """

    origin: str
    kind: str
    parts: tuple[str, ...]
    there: frozenset[str]
    is_off: bool
    heard: frozenset[str]
    hits: dict[str, int]
    said: EncodedAnswer


def labeled(origin: str) -> Iterator[LabeledAnswer]:
    """Encode a set of labeled answers in ``tests/analysis/coverage/data``."""
    for id, _, names, text in test_parts.answers(origin):
        question, words = test_parts.question(id), spoken(text)
        kind, rules = asked(question), coverage_of_words(words, question)
        if kind is None or rules is None:
            continue
        answer = tokenize(words, question)
        parts = tuple(part.name for part in kind.parts if part.name != BRIEF)
        heard = frozenset(p.name for p in rules.heard if p.name in parts)
        yield LabeledAnswer(
            origin,
            kind.name,
            parts,
            names & frozenset(parts),
            OFF_HEAD in names,
            heard,
            hits(answer, rules),
            encoded(answer),
        )


def hits(answer: TokenizedAnswer, rules: Coverage) -> dict[str, int]:
    """Return the token at which the rules find each part."""
    at = {answer.words[token.index].start: i for i, token in enumerate(answer.tokens)}
    return {p.name: at[p.quote.start] for p in rules.heard if p.quote and p.name != BRIEF}


def written(path: Path = SENTENCES) -> dict[str, Floats]:
    """Encode the written sentences, by `part_name`; ``OFF_HEAD`` and ``NONE`` belong to no part."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    shared = read.pop("shared", {})
    texts = {name: read.pop(name) for name in (OFF_HEAD, NONE)}
    texts |= {part_name(kind, p): said for kind, parts in read.items() for p, said in parts.items()}
    for name, other in shared.items():
        texts[name] = texts.get(name, []) + texts[other]
    return {name: encode_all(said) for name, said in texts.items()}
