"""Chooses the questions of a mock interview: the same seed gives the same plan.

No question comes twice. Those that recent mocks didn't ask come first, then those of kinds and
categories that this mock has had the least of; chance decides the rest.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from prompts.bank import Bank
from prompts.types import Question, QuestionKind
from recorder.mock.mix import TURN, Mix, MixPart, MockPlan, PlannedStep

RECENT = 3
"""Recent mocks whose questions are asked again only if nothing else fits."""

FOLLOW_UP_TARGET = (30.0, 60.0)
"""Seconds for the answer to a follow-up question."""

EVERY = 2
"""One in this many questions that can be followed up is."""

FIRM: frozenset[QuestionKind] = frozenset({"small_talk", "asking"})
"""Kinds whose questions are never followed up."""

QuestionWithFollowUp = tuple[PlannedStep, PlannedStep | None]
"""A question and its possible follow-up."""


def make(mix: Mix, bank: Bank, seed: int, asked: Sequence[Collection[str]] = ()) -> MockPlan:
    """Plan a mock; ``asked`` has the question ids of earlier mocks, newest first."""
    return _Planner(mix, bank, seed, asked).plan()


def follow_up_id(parent: str, which: int | str) -> str:
    """Return the id for a follow-up's answers, such as ``why-med-peds.follow-up-1``.

    ``which`` is its number in the bank, or the name of the missing part that it goes after.
    An answer keeps the words that were asked, so a follow-up needs no row in the bank. With its
    parent's id, it would count as another attempt at the parent; with its own, it can be compared
    with itself and nothing else.
    """
    return f"{parent}.follow-up-{which}"


class _Planner:
    """One plan in the making."""

    def __init__(self, mix: Mix, bank: Bank, seed: int, asked: Sequence[Collection[str]]) -> None:
        self._mix = mix
        self._bank = bank
        self._chance = random.Random(seed)
        self._asked = [frozenset(ids) for ids in asked[:RECENT]]
        self._used: set[str] = set()
        self._had: Counter[str] = Counter()
        self._left = float("inf") if mix.minutes is None else 60.0 * mix.minutes
        self._places = float("inf") if mix.questions is None else mix.questions
        self._turn = self._chance.randrange(EVERY)

    def plan(self) -> MockPlan:
        opening = self._once(self._mix.opening)
        closing = self._once(self._mix.closing)
        middle = self._in_turn(self._mix.middle)
        steps: list[PlannedStep] = []
        for question, follow_up in (*opening, *middle, *closing):
            steps.append(question)
            if follow_up is not None:
                steps.append(replace(follow_up, follows=len(steps) - 1))
        return MockPlan(self._mix, tuple(steps))

    def _once(self, parts: Sequence[MixPart]) -> list[QuestionWithFollowUp]:
        chosen = (self._choose(part) for part in parts)
        return [asked for asked in chosen if asked is not None]

    def _in_turn(self, parts: Sequence[MixPart]) -> list[QuestionWithFollowUp]:
        found: list[QuestionWithFollowUp] = []
        while chosen := self._once(parts):
            found += chosen
        return found

    def _choose(self, part: MixPart) -> QuestionWithFollowUp | None:
        """Choose a question for a part, among those there is room for."""
        fitting = [
            q
            for q in self._bank.questions
            if q.id not in self._used and part.accepts(q) and self._step(q).planned <= self._left
        ]
        if not (fitting and self._places):
            return None
        chosen = min(fitting, key=self._rank)
        self._used.add(chosen.id)
        self._had.update((chosen.kind, chosen.category))
        self._places -= 1
        step = self._step(chosen)
        self._left -= step.planned
        return step, self._follow_up(chosen)

    def _rank(self, question: Question) -> tuple[int, int, float]:
        """Rank how readily a question is asked: lower is sooner."""
        ages = [age for age, ids in enumerate(self._asked) if question.id in ids]
        recent = RECENT - ages[0] if ages else 0
        had = self._had[question.kind] + self._had[question.category]
        return recent, had, self._chance.random()

    def _step(self, question: Question) -> PlannedStep:
        asked = replace(question, target=_within(question.target, self._mix.limit))
        return PlannedStep(asked, self._mix.thinking + TURN + sum(asked.target) / 2)

    def _follow_up(self, question: Question) -> PlannedStep | None:
        """Follow up every second question that can be, if there is room."""
        planned = TURN + sum(FOLLOW_UP_TARGET) / 2
        if not (self._mix.follow_ups and question.follow_ups) or question.kind in FIRM:
            return None
        self._turn += 1
        if self._turn % EVERY or planned > self._left:
            return None
        self._left -= planned
        number = self._chance.randrange(len(question.follow_ups))
        asked = replace(
            question,
            id=follow_up_id(question.id, number + 1),
            text=question.follow_ups[number],
            target=FOLLOW_UP_TARGET,
            tips=(),
            follow_ups=(),
        )
        return PlannedStep(asked, planned)


def _within(target: tuple[float, float], limit: float | None) -> tuple[float, float]:
    """Fit a target under a recording's limit, keeping its proportions."""
    low, high = target
    if limit is None or high <= limit:
        return target
    return low * limit / high, limit
