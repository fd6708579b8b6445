"""Scores of the parts of an answer, with the shipped heads."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from analysis.coverage import catalog
from analysis.coverage.catalog import BRIEF, STORY
from analysis.coverage.thresholds import HEARD, OFF
from analysis.coverage.types import QuestionParts
from analysis.sentences import parts
from analysis.sentences.parts import load, part_name, part_scores
from analysis.types import PartScores
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import DATA, question

BIRDS = (
    "So um there was a black bird and he found a hat, he put the hat on his head. Then a white "
    "bird came and she laughed at him, so he dropped the hat and went away. And the white bird "
    "made a nest in the hat."
)
CLEAR = {
    "training": "I finished medical school in Ankara five years ago.",
    "moment": "There I met a girl with leukemia whose courage I will never forget.",
    "now": "These days I help in a free clinic on weekends.",
    "why": "So I want to do Med-Peds, to look after families of all ages.",
}


def scores(text: str, id: str = "tell-me-about-yourself") -> PartScores:
    found = part_scores(spoken(text), question(id))
    assert found is not None
    return found


def test_each_part_of_a_clear_answer_is_at_its_sentence() -> None:
    text = " ".join(CLEAR.values())
    found = scores(text)
    assert found.kind == "introduction" and found.off < OFF
    words = spoken(text)
    assert [part.name for part in found.parts] == list(CLEAR)
    for part in found.parts:
        said = " ".join(w.text for w in words if part.start <= w.start and w.end <= part.end)
        assert said in CLEAR[part.name] and part.score > HEARD, part


def test_a_story_for_children_is_about_something_else() -> None:
    found = scores(BIRDS)
    assert found.off > OFF
    assert all(part.score < HEARD for part in found.parts)


def test_few_words_and_other_questions_have_no_scores() -> None:
    long = spoken("We went to the sea and we ate fish. " * 5)
    assert part_scores(spoken("I like birds."), question("tell-me-about-yourself")) is None
    assert part_scores((), question("tell-me-about-yourself")) is None
    assert part_scores(long, question("hobby-chat")) is None
    assert part_scores(long, None) is None


def test_every_part_but_brief_has_a_head() -> None:
    kinds = [v for v in vars(catalog).values() if isinstance(v, QuestionParts)]
    assert STORY in kinds
    asked = {part_name(k.name, p.name) for k in kinds for p in k.parts if p.name != BRIEF}
    assert set(load()) == asked | {parts.OFF_HEAD}
    assert all(np.isfinite(head).all() for head in load().values())


@pytest.mark.slow
def test_ten_minutes_without_a_period_have_scores() -> None:
    found = scores("and then I worked in the clinic with my patients " * 160)
    assert len(found.parts) == len(CLEAR)


@pytest.mark.slow
def test_the_shipped_heads_fit_what_they_were_trained_with() -> None:
    """How good they are on others is in tools/sentences/README.md."""
    read = tomllib.loads((DATA / "outside_3.toml").read_text("utf-8"))
    for id, texts in read.items():
        for labels, _, text in (text.partition(": ") for text in texts):
            assert (scores(text, id).off > OFF) == (labels == "off"), text
