"""How good the heads are together with the rules, for different thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.coverage.thresholds import HEARD, HIT, OFF

THRESHOLDS = tuple(t / 10 for t in range(8, 23))
OFF_THRESHOLDS = (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5)


@dataclass(frozen=True, slots=True)
class TestedPart:
    """A part: the encoder's score, whether a rule finds it, and whether it is there."""

    name: str
    score: float
    hit: bool
    there: bool

    def is_heard(self, threshold: float) -> bool:
        """Return whether encoder and rules together find it."""
        return self.score + HIT * self.hit > threshold


@dataclass(frozen=True, slots=True)
class Tested:
    """An answer: whether it is about something else, as scored and as labeled, and its parts."""

    origin: str
    kind: str
    off: float
    is_off: bool
    parts: tuple[TestedPart, ...]

    def outcomes(self, threshold: float, off: float = OFF) -> Iterator[tuple[str, str]]:
        """Yield what becomes of each part: right, false, missed, or silent."""
        for part in self.parts:
            heard = self.off <= off and part.is_heard(threshold)
            yield part.name, outcome(heard, part.there)


def outcome(said: bool, true: bool) -> str:
    """Name a judgment that is right or wrong."""
    if said:
        return "right" if true else "false"
    return "missed" if true else "silent"


def counted(answers: Sequence[Tested], threshold: float) -> Counter[str]:
    """Count what becomes of all parts."""
    return Counter(what for answer in answers for _, what in answer.outcomes(threshold))


def share(part: int, other: int) -> str:
    """Return a share as text, with the counts."""
    return f"{part}/{part + other} = {part / max(1, part + other):.3f}"


def line(found: Counter[str]) -> str:
    """Describe counts of outcomes."""
    heard = share(found["right"], found["false"])
    there = share(found["right"], found["missed"])
    silent = share(found["silent"], found["missed"])
    return f"heard right {heard}, of those there {there}, not heard right {silent}"


def table(answers: Sequence[Tested]) -> Iterator[str]:
    """Describe how good the parts are for each threshold, and what the rules alone find."""
    rules: Counter[str] = Counter()
    for answer in answers:
        rules.update(outcome(part.hit, part.there) for part in answer.parts)
    yield f"rules   {line(rules)}"
    for threshold in THRESHOLDS:
        yield f"> {threshold:<4}  {line(counted(answers, threshold))}"


def off_table(answers: Sequence[Tested]) -> Iterator[str]:
    """Describe how good the caution is for each threshold."""
    for threshold in OFF_THRESHOLDS:
        found = Counter(outcome(answer.off > threshold, answer.is_off) for answer in answers)
        yield (
            f"off > {threshold:<5} right {found['right']}, false {found['false']}, "
            f"missed {found['missed']}, of {len(answers)} answers"
        )


def by_part(answers: Sequence[Tested]) -> Iterator[str]:
    """Describe each part at the threshold in use."""
    found: dict[str, Counter[str]] = {}
    for answer in answers:
        for name, what in answer.outcomes(HEARD):
            found.setdefault(f"{answer.kind}: {name}", Counter())[what] += 1
    for name in sorted(found):
        yield f"{name:36} {line(found[name])}"
