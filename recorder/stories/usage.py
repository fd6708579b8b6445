"""How much a story is used, and when it is overused, by two rules that anyone can check.

**Everywhere**: used for `MANY` or more of the last `LAST` different questions that any story
answered (each counts once, by its latest answer). Most people bring five to eight stories, one or
two uses each over ten questions; four is double that, and the interviewers on one day compare
notes. The narrative, which belongs to every first question, is exempt.

**Again and again**: told `TIMES` times or more within `DAYS` days, more than every second day. The
wording then sets, and it sounds memorized. Repeats of one question count here.

The numbers are defined here; they don't come from a study.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sessions.stories.types import Story, Telling

LAST, MANY = 10, 4
DAYS, TIMES = 14, 8


@dataclass(frozen=True, slots=True)
class StoryUsage:
    """How often a story was used, for how many questions, when last, and why that is too often.

    ``last`` is ``None`` if it was never used, ``overused`` if it isn't overused.
    """

    times: int
    questions: int
    last: datetime | None
    overused: str | None


def usage_of(story: Story, tellings: Sequence[Telling], now: datetime) -> StoryUsage:
    """Compute how much a story is used; ``tellings`` has those of all stories, newest first."""
    mine = [telling for telling in tellings if telling.story_id == story.id]
    return StoryUsage(
        times=len(mine),
        questions=len({_question(telling) for telling in mine}),
        last=mine[0].told_at if mine else None,
        overused=_for_too_many(story, tellings) or _too_often(mine, now),
    )


def _for_too_many(story: Story, tellings: Sequence[Telling]) -> str | None:
    latest: dict[str, int] = {}
    for telling in tellings:
        latest.setdefault(_question(telling), telling.story_id)
    last = list(latest.values())[:LAST]
    count = last.count(story.id)
    if story.is_narrative or count < MANY:
        return None
    return (
        f"You told this story for {count} of your last {len(last)} questions with a story. "
        "Interviewers compare notes, so have another one ready."
    )


def _too_often(mine: Sequence[Telling], now: datetime) -> str | None:
    count = sum(telling.told_at > now - timedelta(days=DAYS) for telling in mine)
    if count < TIMES:
        return None
    return (
        f"Told {count} times in {DAYS} days. It may start to sound memorized: let it rest for a "
        "few days, then tell it in different words."
    )


def _question(telling: Telling) -> str:
    return telling.question_id or telling.question_text
