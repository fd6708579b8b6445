"""Today's round in words, for the screen and the terminal; never a reproach."""

from __future__ import annotations

from analysis.scoring.advice import clock
from recorder.today.daily_list import TodayItem, minutes

NOTHING = "Nothing is due today. Choose any question you like."
DONE = "That's enough for today."


def remaining_text(items: tuple[TodayItem, ...]) -> str:
    """Describe what is left of a round."""
    if not items:
        return NOTHING
    done = sum(item.done for item in items)
    if done == len(items):
        return f"{_count(done)} answered. {DONE}"
    time = _time(minutes(items))
    if not done:
        return f"{_count(len(items))}, about {time}."
    return f"{done} of {len(items)} done; {len(items) - done} left, about {time}."


def reason_text(item: TodayItem) -> str:
    """Explain why a question was chosen and its target length; if done, how it went."""
    if item.done:
        score = "not scored yet" if item.overall is None else f"overall {item.overall}"
        return f"Answered today, {score}"
    low, high = item.question.target
    return f"{item.why} · target {clock(low)}–{clock(high)}"


def _count(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions} questions"


def _time(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
