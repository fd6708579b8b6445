"""Today's round: the chosen list, what is done, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prompts.bank import Bank
from prompts.types import Question
from recorder.today.choose import choose
from recorder.today.history import counts, known, reason_now
from recorder.today.reasons import TRIED, ago
from recorder.today.retelling import NEW_QUESTION, can_be_retold, to_test
from sessions.answers.days import Chosen
from sessions.answers.past import PastAnswer
from sessions.store import Store

THINKING = 60.0
"""Seconds to read a question and its report, in addition to the answer."""

LOOKED_AT = 60
"""Answers per day that are looked at."""


@dataclass(frozen=True, slots=True)
class TodayItem:
    """A question of today: ``why`` it was chosen, and whether it was really answered today.

    ``overall`` is the score of today's last answer; ``None``: no answer, or not analyzed yet.
    """

    question: Question
    why: str
    done: bool = False
    overall: int | None = None


class DailyList:
    """The round of the current day."""

    def __init__(self, store: Store, bank: Bank, count: int) -> None:
        self._store = store
        self._bank = bank
        self._count = count

    def items(self) -> tuple[TodayItem, ...]:
        """Return today's list, chosen when it is first requested."""
        day = self._store.days.today()
        listed = self._listed(day)
        if len(listed) < self._count:
            self._fill(day, listed)
            listed = self._listed(day)
        answers = self._answers(day)
        return tuple(self._item(each, day, answers) for each in listed[: self._count])

    def swap(self, question_id: str) -> TodayItem | None:
        """Replace an open question with another one; ``None``: there is no other."""
        day = self._store.days.today()
        mine = next((c for c in self._listed(day) if c.question_id == question_id), None)
        found = self._choose(day, 1)
        if mine is None or not found:
            return None
        self._store.days.add(day, [Chosen(mine.place, *found[0])])
        return next(item for item in self.items() if item.question.id == found[0][0])

    def following(self, question_id: str) -> Question | None:
        """Return the next open question on today's list; ``None``: no other is open."""
        items = self.items()
        ids = [item.question.id for item in items]
        place = ids.index(question_id) + 1
        later = (*items[place:], *items[: place - 1])
        return next((item.question for item in later if not item.done), None)

    def __contains__(self, question_id: str) -> bool:
        return any(item.question.id == question_id for item in self.items())

    def _item(self, chosen: Chosen, day: date, answers: Sequence[PastAnswer]) -> TodayItem:
        """Return a question with today's last real attempt; other answers change the reason."""
        question = self._bank.get(chosen.question_id)
        mine = [answer for answer in answers if answer.question_id == question.id]
        attempt = next((answer for answer in reversed(mine) if counts(answer)), None)
        if attempt is not None:
            return TodayItem(question, chosen.why, True, attempt.overall)
        why = TRIED if mine else reason_now(self._store, question.id, chosen.why, day)
        return TodayItem(question, why)

    def _listed(self, day: date) -> list[Chosen]:
        """Return what was chosen and is still in the bank."""
        there = {question.id for question in self._bank.questions}
        return [each for each in self._store.days.of(day) if each.question_id in there]

    def _fill(self, day: date, listed: list[Chosen]) -> None:
        """Choose the questions still missing from the list."""
        taken = {each.place for each in self._store.days.of(day)}
        found = self._choose(day, self._count - len(listed))
        if not taken and (test := self._test(day)) is not None:
            others = [each for each in found if each[0] != test[0]]
            found = [test, *others][: self._count]
        first = max(taken, default=-1) + 1
        self._store.days.add(day, [Chosen(first + n, *each) for n, each in enumerate(found)])

    def _choose(self, day: date, count: int) -> list[tuple[str, str]]:
        now = known(self._store)
        found = choose(
            self._bank.questions,
            now.statuses,
            day,
            count,
            usual=now.usual,
            avoid=self._store.days.seen(day),
        )
        tried = {id: TRIED for id in now.tried}
        return [(c.question_id, tried.get(c.question_id, c.why)) for c in found]

    def _test(self, day: date) -> tuple[str, str] | None:
        """Choose a new question that tests a retelling drill of an earlier day, if there is one."""
        drill = to_test(self._store, day)
        if drill is None or drill.ended is None:
            return None
        answered = self._store.tallies().keys()
        fresh = [q for q in self._bank.questions if q.id not in answered and can_be_retold(q)]
        for chosen in choose(fresh, {}, day, 1):
            self._store.retellings.set_new_question(drill.id, chosen.question_id)
            when = ago(drill.ended.astimezone().date(), day)
            return chosen.question_id, f"{NEW_QUESTION} {when}"
        return None

    def _answers(self, day: date) -> list[PastAnswer]:
        """Return the day's answers, the oldest first."""
        answers = self._store.past.answers(limit=LOOKED_AT)
        return [a for a in answers if a.recorded_at.astimezone().date() == day]


def minutes(items: tuple[TodayItem, ...]) -> int:
    """Estimate how long the open questions take, in whole minutes."""
    seconds = sum(sum(item.question.target) / 2 + THINKING for item in items if not item.done)
    return max(1, round(seconds / 60)) if seconds else 0
