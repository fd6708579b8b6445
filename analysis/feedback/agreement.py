"""How far mentors and Viva agree: whether they put several answers in the same order.

Only delivery is compared, with Viva's overall score: pace, pauses, and fillers are what both judge.
Viva scores neither clarity nor structure. Ratings of different people can't be compared (one's 3 is
another's 4), so only pairs of answers rated differently by the same mentor count. By chance, half
of these pairs agree; Kendall's test says whether more do.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

FEWEST_RATINGS = 8
FEWEST_PAIRS = 12
"""With fewer, nothing is said: a few pairs agree or disagree by chance."""

SURE = 1.96
"""Standard deviations from an even split that unrelated orders exceed once in 20 times."""


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """A mentor's rating of an answer's delivery, 1–5, and Viva's overall score of it, 0–100."""

    mentor: str
    delivery: int
    overall: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """``same`` of ``pairs`` pairs of answers are in the same order for both.

    ``ratings`` were compared. ``by_chance``: so many pairs could agree, or so few, by chance alone.
    """

    ratings: int
    pairs: int
    same: int
    by_chance: bool


def agreement(rated: Iterable[RatedAnswer]) -> Agreement | None:
    """Return how far the orders agree; ``None``: there is too little to say."""
    by_mentor: dict[str, list[RatedAnswer]] = defaultdict(list)
    for each in rated:
        by_mentor[each.mentor.casefold()].append(each)
    groups = [
        ([each.delivery for each in group], [each.overall for each in group])
        for group in by_mentor.values()
    ]
    ratings = sum(len(given) for given, _ in groups)
    same, different = _compared(groups)
    pairs = same + different
    if ratings < FEWEST_RATINGS or pairs < FEWEST_PAIRS:
        return None
    return Agreement(ratings, pairs, same, _is_chance(groups, same - different))


def sentences(rated: Sequence[RatedAnswer]) -> tuple[str, ...]:
    """Say it in words; nothing without any rating."""
    if not rated:
        return ()
    found = agreement(rated)
    if found is None:
        return (
            f"Mentors gave {_ratings(len(rated))} of delivery. From {FEWEST_RATINGS} on, if they "
            "differ enough, Viva says how far its overall score agrees with them.",
        )
    share = round(100 * found.same / found.pairs)
    verdict = (
        "That could be chance (half would agree by chance)."
        if found.by_chance
        else f"That is {'more' if share > 50 else 'less'} than chance, which would be half."
    )
    return (
        f"Of {found.pairs} pairs of answers whose delivery a mentor rated differently, Viva's "
        f"overall score puts {found.same} ({share}%) in the same order. {verdict}",
        "A mentor who sees Viva's scores before rating may agree more because of it.",
    )


def _ratings(count: int) -> str:
    return f"{count} rating{'s' * (count != 1)}"


Group = tuple[Sequence[int], Sequence[int]]


def _compared(groups: Iterable[Group]) -> tuple[int, int]:
    """Count the pairs in the same order, and in the opposite one; ties are neither."""
    same = different = 0
    for given, scored in groups:
        for (a, x), (b, y) in combinations(zip(given, scored, strict=True), 2):
            product = (a - b) * (x - y)
            same += product > 0
            different += product < 0
    return same, different


def _is_chance(groups: Iterable[Group], found: int) -> bool:
    """Whether unrelated ratings and scores are often as far from an even split.

    Kendall's S, which counts pairs in the same order less the others, is nearly normal from eight
    answers on; its variance with ties is from Kendall, Rank Correlation Methods (1970).
    """
    spread = math.sqrt(sum(_variance(given, scored) for given, scored in groups))
    return spread == 0 or (abs(found) - 1) / spread < SURE


def _variance(given: Sequence[int], scored: Sequence[int]) -> float:
    """Return the variance of S for one mentor's answers in random order."""
    n = len(given)
    if n < 3:
        return n * (n - 1) / 2
    ties = [list(Counter(values).values()) for values in (given, scored)]

    def total(part: Callable[[int], int], sizes: Iterable[int]) -> int:
        return sum(map(part, sizes))

    whole = _weight(n) - total(_weight, ties[0]) - total(_weight, ties[1])
    pairs = total(_pairs, ties[0]) * total(_pairs, ties[1]) / (2 * _pairs(n))
    triples = total(_triples, ties[0]) * total(_triples, ties[1]) / (9 * _triples(n))
    return whole / 18 + pairs + triples


def _weight(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def _pairs(n: int) -> int:
    return n * (n - 1)


def _triples(n: int) -> int:
    return n * (n - 1) * (n - 2)


def rated_answers(
    given: Iterable[tuple[int, str, int]], overall: Mapping[int, int | None]
) -> tuple[RatedAnswer, ...]:
    """Join ratings (the answer's number, mentor, delivery) with Viva's scores by number."""
    return tuple(
        RatedAnswer(mentor, delivery, score)
        for number, mentor, delivery in given
        if (score := overall.get(number)) is not None
    )
