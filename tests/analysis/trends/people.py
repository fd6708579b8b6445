"""Simulated people who practice for some weeks, with a known change or none.

``python -m tests.analysis.trends.people`` prints the figures of docs/trends.md.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from analysis.trends.real_change import Point, change, days, slope

START = datetime(2026, 9, 7, 18, tzinfo=UTC)  # a Monday

CURVES: Mapping[str, Callable[[float], float]] = {
    "even": lambda t: t,
    "fast at first": lambda t: 1 - math.exp(-4 * t),
    "one step": lambda t: float(t > 0.5),
}


@dataclass(frozen=True, slots=True)
class Person:
    """How someone practices. ``change`` is in standard deviations of that person's answers.

    ``daily`` is the standard deviation that the answers of a day share, ``memory`` the
    correlation of a practice day with the next; ``skewed`` values have a long tail upward.
    """

    change: float = 0.0
    weeks: int = 10
    days: int = 4
    answers: int = 3
    daily: float = 0.5
    memory: float = 0.0
    skewed: bool = False
    curve: str = "even"

    def points(self, chance: random.Random) -> list[Point]:
        """Dated values of all answers."""
        found: list[Point] = []
        form, practised = 0.0, self.weeks * self.days
        for week in range(self.weeks):
            for day in sorted(chance.sample(range(7), self.days)):
                fresh = math.sqrt(1 - self.memory**2)
                form = self.memory * form + fresh * chance.gauss(0, 1)
                t = len(found) / self.answers / (practised - 1)
                for answer in range(self.answers):
                    own = math.sqrt(1 - self.daily**2) * chance.gauss(0, 1)
                    value = self.daily * form + own
                    value = math.exp(0.6 * value) / 0.8 if self.skewed else value
                    at = START + timedelta(weeks=week, days=day, minutes=10 * answer)
                    found.append((at, value + self.change * CURVES[self.curve](t)))
        return found


def is_real(points: list[Point]) -> bool:
    """What Viva says of them."""
    found = days(points)
    judged = change(found, slope(found))
    return judged is not None and judged.is_real


def share(person: Person, people: int, seed: int = 1) -> float:
    """Share of people like this of whom a real change is said."""
    chance = random.Random(seed)
    return sum(is_real(person.points(chance)) for _ in range(people)) / people


def ever(person: Person, people: int, seed: int = 1) -> float:
    """Share of whom it is said at any time, looking at the end of every week."""
    chance = random.Random(seed)
    hits = 0
    for _ in range(people):
        points = person.points(chance)
        ends = [START + timedelta(weeks=week) for week in range(1, person.weeks + 1)]
        hits += any(is_real([p for p in points if p[0] < end]) for end in ends)
    return hits / people


def any_of(person: Person, measures: int, people: int, seed: int = 1) -> float:
    """Share of whom it is said of at least one of several independent measures."""
    chance = random.Random(seed)
    hits = sum(any(is_real(person.points(chance)) for _ in range(measures)) for _ in range(people))
    return hits / people


NOTHING_CHANGES: Mapping[str, Person] = {
    "4 days a week, 3 answers a day": Person(),
    "1 answer a day": Person(answers=1),
    "2 days a week, 10 answers a day": Person(days=2, answers=10),
    "only 3 weeks": Person(weeks=3),
    "values with a long tail": Person(skewed=True),
    "good and bad phases (r = 0.5 from day to day)": Person(memory=0.5),
    "the same, and answers of a day very alike": Person(memory=0.5, daily=0.8),
}
PRACTICE: Mapping[str, Person] = {
    "10 weeks, 4 days": Person(),
    "10 weeks, 2 days": Person(days=2),
    "5 weeks, 4 days": Person(weeks=5),
    "10 weeks, 4 days, fast at first": Person(curve="fast at first"),
    "10 weeks, 4 days, one step": Person(curve="one step"),
}


def main() -> None:
    """Print both tables."""
    for name, person in NOTHING_CHANGES.items():
        print(f"| {name} | {100 * share(person, 2000):.1f} % |")
    print(f"| ten measures at once | {100 * any_of(Person(), 10, 1000):.1f} % |")
    print(f"| one measure, looked at every week | {100 * ever(Person(), 1000):.1f} % |")
    for name, person in PRACTICE.items():
        found = [share(replace(person, change=by), 1000) for by in (0.5, 1.0, 1.5, 2.0, 3.0)]
        print(f"| {name} | " + " | ".join(f"{100 * each:.0f} %" for each in found) + " |")


if __name__ == "__main__":
    main()
