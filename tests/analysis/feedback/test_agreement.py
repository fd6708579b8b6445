"""How far mentors and Viva agree: counted in pairs, and said only with enough of them."""

from __future__ import annotations

import random

from analysis.feedback.agreement import RatedAnswer, agreement, rated_answers, sentences


def rated(given: list[int], overall: list[int], mentor: str = "Lee") -> list[RatedAnswer]:
    return [RatedAnswer(mentor, a, b) for a, b in zip(given, overall, strict=True)]


def test_the_same_order_is_more_than_chance() -> None:
    found = agreement(rated([1, 2, 2, 3, 3, 4, 4, 5], [40, 50, 55, 60, 62, 70, 75, 90]))
    assert found is not None
    assert (found.ratings, found.pairs, found.same, found.by_chance) == (8, 25, 25, False)


def test_the_opposite_order_is_said_to_be_less() -> None:
    given = rated([1, 2, 2, 3, 3, 4, 4, 5], [90, 75, 70, 62, 60, 55, 50, 40])
    found = agreement(given)
    assert found is not None and found.same == 0 and not found.by_chance
    assert "(0%)" in sentences(given)[0] and "less than chance" in sentences(given)[0]


def test_too_little_is_not_said() -> None:
    assert agreement(rated([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])) is None
    assert agreement(rated([4] * 12, list(range(12)))) is None
    assert sentences([]) == ()
    (said,) = sentences(rated([3], [60]))
    assert said.startswith("Mentors gave 1 rating of delivery. From 8 on")


def test_two_mentors_are_not_compared_with_each_other() -> None:
    """One is stricter by two points; within each, the order is Viva's."""
    strict = rated([1, 2, 2, 3, 3], [50, 60, 65, 80, 85], "Strict")
    mild = rated([3, 4, 4, 5, 5], [40, 45, 48, 52, 55], "Mild")
    found = agreement(strict + mild)
    assert found is not None and found.same == found.pairs == 16
    again = agreement(strict + [RatedAnswer("mILD", r.delivery, r.overall) for r in mild])
    assert again == found


def test_chance_is_called_real_as_rarely_as_it_should_be() -> None:
    chance, real, tried = random.Random(7), 0, 150
    for _ in range(tried):
        ratings = [chance.randint(2, 5) for _ in range(12)]
        found = agreement(rated(ratings, [chance.randint(40, 95) for _ in range(12)]))
        real += found is not None and not found.by_chance
    assert real / tried < 0.12


def test_only_scored_answers_count() -> None:
    assert rated_answers([(1, "Lee", 4), (2, "Lee", 3), (9, "Lee", 2)], {1: 80, 2: None}) == (
        RatedAnswer("Lee", 4, 80),
    )


def test_the_sentence_mentions_that_the_mentor_saw_the_scores() -> None:
    said = sentences(rated([1, 2, 2, 3, 3, 4, 4, 5], [40, 50, 55, 60, 62, 70, 75, 90]))
    assert "25 (100%) in the same order. That is more than chance" in said[0]
    assert "may agree more because of it" in said[1]
