"""Trains the sentence encoder's heads on all labeled answers, and prints how good they are.

    python -m tools.sentences.train analysis/data/parts.npz
    python -m tools.sentences.train --held-out outside_3

The first writes the heads, after a cross-validation over answers; without a file it only prints.
The second trains without some of the sets, tests on these, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from analysis.coverage.thresholds import HEARD
from analysis.sentences.parts import OFF_HEAD, Heads, off_score, part_name, save, score
from tools.sentences.answers import LabeledAnswer, labeled, written
from tools.sentences.figures import Tested, TestedPart, by_part, off_table, table
from tools.sentences.heads import Written, train

OUTSIDE = ("outside_1", "outside_2", "outside_3")
SETS = ("development", "held_out", "fresh", "latest", *OUTSIDE)
FOLDS, SEEDS = 6, (0, 1)


def tested(answer: LabeledAnswer, heads: Heads) -> Tested:
    """Score an answer with heads that weren't trained with it."""
    parts = tuple(
        TestedPart(
            part,
            score(answer.said, part, heads[part_name(answer.kind, part)]).score,
            part in answer.heard,
            part in answer.there,
        )
        for part in answer.parts
    )
    off = off_score(answer.said, heads[OFF_HEAD])
    return Tested(answer.origin, answer.kind, off, answer.is_off, parts)


def cross_validated(answers: Sequence[LabeledAnswer], sentences: Written) -> Iterator[Tested]:
    """Test every answer once per seed, with heads trained on the other folds."""
    for seed in SEEDS:
        order = np.random.default_rng(seed).permutation(len(answers))
        for fold in range(FOLDS):
            out = set(order[fold::FOLDS].tolist())
            heads = train([a for i, a in enumerate(answers) if i not in out], sentences)
            yield from (tested(answers[i], heads) for i in sorted(out))


def show(found: Sequence[Tested]) -> None:
    """Print the figures of all answers, and of those written by others alone."""
    outside = [answer for answer in found if answer.origin in OUTSIDE]
    for title, these in (("all sets", found), ("written by others", outside)):
        if these:
            print(f"\n{title}: {len(these)} answers tested")
            print(*table(these), "", *off_table(these), sep="\n")
    print(f"\nby part at {HEARD}, of those written by others:")
    print(*by_part(outside), sep="\n")


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--held-out", nargs="+", choices=SETS, default=[])
    chosen = parser.parse_args()
    sentences = written()
    answers = [answer for origin in SETS for answer in labeled(origin)]
    if chosen.held_out:
        heads = train([a for a in answers if a.origin not in chosen.held_out], sentences)
        show([tested(a, heads) for a in answers if a.origin in chosen.held_out])
        return
    show(list(cross_validated(answers, sentences)))
    if chosen.out:
        save(train(answers, sentences), chosen.out)
        print(chosen.out, chosen.out.stat().st_size)


if __name__ == "__main__":
    main()
