"""Tokens become words, with the times and the certainty of all their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from analysis.transcription.alignment.word_times import STEP, WordAligner
from analysis.types import Word

STATES = 10
"""States of the encoder in each token."""


class FakeModel:
    """Places tokens one after another, each surer than the one before."""

    def align(
        self, encoded: Any, start: Any, texts: Sequence[list[int]], *rest: Any, **options: Any
    ) -> Any:
        count = len(texts[0])
        return [
            SimpleNamespace(
                alignments=[(token, token * STATES) for token in range(count + 1)],
                text_token_probs=[0.1 * (token + 1) for token in range(count)],
            )
        ]


def aligned(*groups: str) -> list[Word]:
    """Words of texts of one token each."""
    tokenizer = SimpleNamespace(
        eot=-1,
        sot_sequence=(),
        split_to_word_tokens=lambda tokens: ([*groups, "<eot>"], [[t] for t in tokens]),
    )
    aligner = WordAligner(FakeModel(), tokenizer, letters=False)
    return aligner.words(None, range(len(groups)), len(groups) * STATES)


def test_a_word_after_a_hyphen_belongs_to_the_one_before() -> None:
    first, joined, last = aligned(" about", " med", "-peds", ".", " Then")
    assert [first.text, joined.text, last.text] == ["about", "med-peds.", "Then"]
    assert (joined.start, joined.end) == pytest.approx((STATES * STEP, 3 * STATES * STEP))
    assert joined.probability == pytest.approx(0.25)
    assert last.start == pytest.approx(4 * STATES * STEP)


@pytest.mark.parametrize(
    ("groups", "texts"),
    [
        ((" at", " 9", " p", ".m", "."), ["at", "9", "p.m."]),
        ((" six", " o", "'clock"), ["six", "o'clock"]),
        ((" just", " 'cause"), ["just", "'cause"]),
        ((" I", "-I", " went"), ["I", "-I", "went"]),
        ((" be", "-", " become"), ["be-", "become"]),
        ((" yes", " -", " no"), ["yes", "-", "no"]),
        ((" Yes", " -No"), ["Yes", "-No"]),
        (("-peds",), ["-peds"]),
    ],
    ids=["p.m.", "o'clock", "'cause", "said twice", "cut off", "dash", "another speaker", "first"],
)
def test_which_texts_are_one_word(groups: tuple[str, ...], texts: list[str]) -> None:
    assert [word.text for word in aligned(*groups)] == texts
