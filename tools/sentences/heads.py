"""Trains the heads: one logistic regression per part, and one for answers about something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.sentences.parts import OFF_HEAD, Heads, log_odds, part_name
from analysis.sound.arrays import Floats
from tools.sentences.answers import NONE, LabeledAnswer

Written = Mapping[str, Floats]
Numbers = NDArray[np.floating]

SCALE = 4
"""Factor on the vectors, so that the weights needn't be large."""

PENALTY = 2.0
OFF_PENALTY = 3.0
"""Strength of the penalty on the squared weights."""

WRITTEN_ON_TOPIC = 0.25
"""Weight of a written sentence that shows a part, as an example of one that isn't off topic."""

STEPS, CLOSE = 60, 1e-5


def logistic(vectors: Floats, labels: Numbers, weights: Numbers, penalty: float) -> Floats:
    """Return the weights and the constant of a logistic regression, by Newton's method."""
    x = np.hstack([vectors * SCALE, np.ones((len(vectors), 1))]).astype(np.float64)
    found = np.zeros(x.shape[1])
    ridge = np.diag([penalty] * (x.shape[1] - 1) + [1e-3])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (weights * (odds - labels)) + ridge @ found
        bend = (x * (weights * odds * (1 - odds))[:, None]).T @ x + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < CLOSE:
            break
    found[:-1] *= SCALE
    return found.astype(np.float32)


def balanced(labels: Numbers, weights: Numbers) -> Numbers:
    """Scale weights so that both classes weigh the same, and their sum stays."""
    half = weights.sum() / 2
    yes, no = weights[labels == 1].sum(), weights[labels == 0].sum()
    scales = np.where(labels == 1, half / max(yes, 1), half / max(no, 1))
    return np.asarray(weights * scales, np.float64)


def train(answers: Sequence[LabeledAnswer], sentences: Written) -> Heads:
    """Train all heads."""
    kinds = {kind: parts for kind, parts in _asked(answers)}
    heads = {
        part_name(kind, part): _train_part(answers, sentences, kind, part)
        for kind, parts in kinds.items()
        for part in parts
    }
    return heads | {OFF_HEAD: _train_off(answers, sentences)}


def _asked(answers: Iterable[LabeledAnswer]) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((answer.kind, answer.parts) for answer in answers)


def _train_part(
    answers: Sequence[LabeledAnswer], sentences: Written, kind: str, part: str
) -> Floats:
    """Train in two rounds.

    The first learns from the written sentences, from the stretches where the rules find the part,
    and from those of answers without it. The second adds, for each answer that holds it although
    no rule finds it, the stretch that the first finds the likeliest.
    """
    mine = [answer for answer in answers if answer.kind == kind]
    shown = [sentences[part_name(kind, part)]]
    others = [
        vectors
        for name, vectors in sentences.items()
        if name != part_name(kind, part)
        and (name in (OFF_HEAD, NONE) or name.startswith(f"{kind}: "))
    ]
    for answer in mine:
        if part not in answer.there:
            others.append(answer.said.vectors)
        elif part in answer.hits:
            shown.append(answer.said.vectors[_around(answer, answer.hits[part])])
    first = _fit(shown, others)
    for answer in mine:
        if part in answer.there and part not in answer.hits:
            best = int(log_odds(answer.said.vectors, first).argmax())
            shown.append(answer.said.vectors[best : best + 1])
    return _fit(shown, others)


def _around(answer: LabeledAnswer, token: int) -> list[int]:
    stretches = answer.said.stretches
    return [i for i, (first, last) in enumerate(stretches) if first <= token < last]


def _fit(shown: Sequence[Floats], others: Sequence[Floats]) -> Floats:
    yes, no = np.vstack(shown), np.vstack(others)
    labels = np.repeat([1.0, 0.0], [len(yes), len(no)])
    weights = balanced(labels, np.ones(len(labels)))
    return logistic(np.vstack([yes, no]), labels, weights, PENALTY)


def _train_off(answers: Sequence[LabeledAnswer], sentences: Written) -> Floats:
    vectors, labels, weights = [], [], []
    for name, found in sentences.items():
        vectors.append(found)
        labels += [float(name == OFF_HEAD)] * len(found)
        weights += [1.0 if name == OFF_HEAD else WRITTEN_ON_TOPIC] * len(found)
    for answer in answers:
        vectors.append(answer.said.vectors[: answer.said.sentences])
        labels += [float(answer.is_off)] * answer.said.sentences
        weights += [1.0] * answer.said.sentences
    known = np.array(labels)
    return logistic(np.vstack(vectors), known, balanced(known, np.array(weights)), OFF_PENALTY)
