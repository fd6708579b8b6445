"""Made-up people as trends see them, and how often each claim is made about them.

``python -m tests.analysis.trends.made_up`` prints the figures of docs/trends.md: what the whole
rule says about the ten main scores and measures of 1,000 people in whom nothing changes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from analysis.demo.history import STEADY, MadeUpAnswer, MadeUpPerson, history
from analysis.scoring.score import overall, score
from analysis.trends import MAIN, AnalysisWay, Dated, by_way, trends
from analysis.types import QuestionContext

NOW = datetime(2026, 11, 25, 21, tzinfo=UTC)
PEOPLE = 1000
QUESTIONS = tuple(
    QuestionContext(f"q{number}", "?", None, target)
    for number, target in enumerate(((120, 180), (60, 120), (45, 90), (120, 180)) * 4)
)

NOTHING_CHANGES: Mapping[str, MadeUpPerson] = {
    "practices ten weeks": STEADY,
    "only four weeks": replace(STEADY, weeks=4, mocks=(2,)),
    "nervous in mocks": replace(STEADY, nerves=1.0),
    "good and bad days": replace(STEADY, daily=0.8),
    "good and bad phases (r = 0.5)": replace(STEADY, memory=0.5),
    "the same, and answers of a day very alike": replace(STEADY, memory=0.5, daily=0.8),
    "long phases (r = 0.7), answers of a day very alike": replace(STEADY, memory=0.7, daily=0.8),
}


@dataclass(frozen=True, slots=True)
class Claims:
    """Of so many people and so many trends, those that a real change was said of."""

    people: int
    told: int
    trends: int
    claims: Counter[str]

    @property
    def per_person(self) -> float:
        """Share of people who see any claim."""
        return self.told / self.people

    @property
    def per_trend(self) -> float:
        """Share of all trends that were called real."""
        return self.claims.total() / self.trends

    @property
    def worst(self) -> float:
        """The same of the measure of which it was said most often."""
        return max(self.claims.values(), default=0) / self.people


def dated(made: Sequence[MadeUpAnswer]) -> list[Dated]:
    """Return answers as the store would, scores and all."""
    found = []
    for each in made:
        scores = score(each.measures, (), each.question.target)
        values = {**each.measures, **{s.name: s.value for s in scores}, "overall": overall(scores)}
        way = AnalysisWay(each.heard.version, each.heard.model)
        found.append(Dated(each.at, way, values, each.question.id, each.question.target))
    return found


def answers(person: MadeUpPerson, seed: int) -> list[Dated]:
    """Return the answers of one person."""
    return dated(history(random.Random(seed), person, QUESTIONS, NOW))


def real(found: Sequence[Dated]) -> set[str]:
    """Names of what Viva calls a real change, in the newest way of analysis."""
    shown = trends(by_way(found)[0].answers)
    return {each.name for each in shown if each.change and each.change.is_real}


def claims(person: MadeUpPerson, people: int = PEOPLE, first: int = 0) -> Claims:
    """Count the claims that people like this see at the end."""
    found = [real(answers(person, seed)) for seed in range(first, first + people)]
    counted = Counter(name for names in found for name in names)
    return Claims(people, sum(map(bool, found)), people * len(MAIN), counted)


def ever(person: MadeUpPerson, people: int, first: int = 0) -> float:
    """Return the share of people who see any claim when they look at the end of every week."""
    told = 0
    for seed in range(first, first + people):
        every = answers(person, seed)
        ends = (NOW - timedelta(weeks=weeks) for weeks in range(person.weeks))
        told += any(real(seen) for end in ends if (seen := [a for a in every if a.at < end]))
    return told / people


def main() -> None:
    """Print the tables."""
    print("| | a measure | the worst measure | a person, of any of ten |")
    for name, person in NOTHING_CHANGES.items():
        said = claims(person)
        figures = (said.per_trend, said.worst, said.per_person)
        print(f"| {name} | " + " | ".join(f"{100 * f:.1f} %" for f in figures) + " |", flush=True)
    print(f"any of ten, looked at every week: {100 * ever(STEADY, PEOPLE):.1f} %")
    found = claims(MadeUpPerson()).claims
    print("found:", {name: f"{100 * n / PEOPLE:.0f} %" for name, n in found.most_common()})


if __name__ == "__main__":
    main()
