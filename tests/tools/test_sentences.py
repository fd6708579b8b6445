"""Training the sentence encoder's heads, end to end, on a few made-up answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.coverage.hear import coverage_of_words
from analysis.sentences import parts
from analysis.sentences.parts import OFF_HEAD, load, part_name, part_scores, save
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage import test_parts
from tests.analysis.coverage.test_parts import question
from tools.sentences import answers, figures, heads, train
from tools.sentences.answers import LabeledAnswer, labeled

SICK = "After graduation my father was sick, so I stayed at home with him for a whole year."
HOME = "I stopped for one year because my mother needed me at home after her operation."
WINTER = "It was a long winter for us all, and I read a lot that year."
EARLY = "I learned to ask for help early and to plan my days."
PATIENT = "From this I learned to be patient with myself and others."
BIRDS = "The bird put the hat on his head and the other bird laughed. Then they made a nest in it."
ANSWERS = f"""
graduation-gap = [
    "what: {SICK} {WINTER}",
    "what: {HOME} {WINTER}",
    "learned: {WINTER} {EARLY}",
    "learned: {WINTER} {PATIENT}",
    "off: {BIRDS}",
]
"""
SENTENCES = """
off = ["The soup needs more salt.", "My cat sleeps on the radio."]
none = ["My sister is a doctor too."]

[gap]
what = ["I took care of my sick father at home.", "My mother had an operation and needed me."]
learned = ["I learned to plan my days.", "It taught me to be patient."]
"""


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[LabeledAnswer]:
    (tmp_path / "few.toml").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.setattr(test_parts, "DATA", tmp_path)
    read = list(labeled("few"))
    return [replace(answer, parts=("what", "learned")) for answer in read]


@pytest.fixture
def sentences(tmp_path: Path) -> heads.Written:
    path = tmp_path / "sentences.toml"
    path.write_text(SENTENCES + '\n[shared]\n"gap: recent" = "gap: learned"\n', "utf-8")
    return answers.written(path)


def test_what_is_written_scores_what_was_trained(
    few: list[LabeledAnswer],
    sentences: heads.Written,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trained = heads.train(few, sentences)
    path = tmp_path / "parts.npz"
    save(trained, path)
    monkeypatch.setattr(parts, "load", lambda: load(path))
    text = (
        "I was at home for a year because my grandmother was sick and she needed me. "
        "I learned to plan and to be patient."
    )
    found = part_scores(spoken(text), question("graduation-gap"))
    assert found is not None and found.off < 0
    what, learned = found.parts
    assert what.score > 0 < learned.score
    assert what.end <= learned.start


@pytest.mark.slow
def test_every_answer_is_tested_once_per_seed(
    few: list[LabeledAnswer], sentences: heads.Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "FOLDS", 3)
    found = list(train.cross_validated(few, sentences))
    assert len(found) == len(train.SEEDS) * len(few)
    assert "right" in next(iter(figures.table(found)))
    assert len(list(figures.by_part(found))) == 2


def test_labels_and_hits(few: list[LabeledAnswer]) -> None:
    first, *_, last = few
    assert first.there == {"what"} and not first.is_off
    assert last.is_off and not last.there
    rules = coverage_of_words(first.said.answer.words, question("graduation-gap"))
    assert rules is not None
    assert set(first.hits) == {p.name for p in rules.heard if p.quote}


def test_shared_sentences_belong_to_both_parts(sentences: heads.Written) -> None:
    assert len(sentences[part_name("gap", "recent")]) == 2
    assert len(sentences[OFF_HEAD]) == 2


def test_a_logistic_regression_separates_what_can_be_separated() -> None:
    dice = np.random.default_rng(0)
    labels = np.repeat([1.0, 0.0], [20, 60])
    vectors = dice.standard_normal((80, 4)).astype(np.float32)
    vectors[:, 0] += 3 * labels
    weights = heads.balanced(labels, np.ones(80))
    assert weights[:20].sum() == pytest.approx(weights[20:].sum()) == pytest.approx(40)
    odds = parts.log_odds(vectors, heads.logistic(vectors, labels, weights, penalty=0.1))
    assert ((odds > 0) == (labels == 1)).mean() > 0.9
