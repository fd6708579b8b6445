"""The retelling drill: one question told three times in shrinking time, then a new question.

Learners of English who spoke for four, three, and two minutes became more fluent, and kept that in
later tests only if the topic had been the same three times (de Jong & Perfetti 2011, n = 24).
Whether mixed or repeated tasks do more over days is open: mixed ones did in one study (Languages
2023, 8(4) 252, n = 90), repeated ones in another (Suzuki 2021). So Viva suggests one drill a day,
among other questions.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date

from analysis.bands import bands
from analysis.scoring.advice import clock
from analysis.scoring.score import score
from prompts.types import Question, known_kind
from recorder.today.history import counts
from recorder.today.reasons import MeasureValues, measured
from sessions.answers.retellings import Retelling, RetoldQuestion
from sessions.store import Store

SCALE = (4 / 3, 1.0, 2 / 3)
"""How long each telling may take, as a share of the question's target: four, three, and two
minutes for a target of up to three (de Jong & Perfetti 2011)."""

STEP = 5.0
"""Seconds to which the rounds are rounded."""

SHORTEST = 60.0
"""Upper end of a target, in seconds, from which a question can be retold in less time."""

LONGEST_QUESTION = 60
"""Letters of a question in the offer."""

LOOKED_AT = 5
"""Newest answers to a question among which the last real one is found."""

TEST_FOR = 7
"""Days after a drill on which a new question can still test what stuck."""

EVIDENCE = (
    "Learners who spoke for four, three, and two minutes became more fluent, and kept it only if "
    "they told the same thing each time (de Jong & Perfetti 2011, 24 learners)."
)
MIXED = (
    "One drill a day is enough: mixing tasks did more than repeating one in a newer study "
    "(Languages 2023, 8(4) 252, 90 learners), though not in every study (Suzuki 2021)."
)
TOO_SHORT = "This answer is too short for a retelling drill. Choose one of a minute or more."
DONE_TODAY = "Today's retelling drill is done."
NEW_QUESTION = "A new question, to see what stuck from your retelling drill"


def rounds(target: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Return the target of each telling, in seconds."""
    low, high = target
    return tuple((_rounded(low * scale), _rounded(high * scale)) for scale in SCALE)


def _rounded(seconds: float) -> float:
    return STEP * round(seconds / STEP)


def can_be_retold(question: Question) -> bool:
    """Whether a question's target is long enough for a drill."""
    return question.target[1] >= SHORTEST


def times(targets: tuple[tuple[float, float], ...]) -> str:
    """Write the time of each telling: "4:00, 3:00, and 2:00"."""
    *most, last = (clock(high) for _, high in targets)
    return f"{', '.join(most)}, and {last}"


def outline(question: Question) -> str:
    """Describe the drill with its evidence, before it begins."""
    targets = rounds(question.target)
    minutes = round(sum(high for _, high in targets) / 60)
    return (
        f"Tell this answer three times, in {times(targets)} (about {minutes} minutes): the same "
        "points in the same order, only with less time. There is no report in between; then all "
        "three are "
        "side by side. A day later, a new question tests what stuck. "
        f"{EVIDENCE} {MIXED} Each telling is saved. You can stop and continue later."
    )


def begin(store: Store, question: Question) -> Retelling:
    """Save the rounds of a drill and begin it."""
    asked = RetoldQuestion(question.id, question.text, question.kind, question.category)
    return store.retellings.begin(asked, rounds(question.target))


def asked_question(drill: Retelling, target: tuple[float, float]) -> Question:
    """Return the question as it is asked in a round."""
    asked = drill.question
    return Question(asked.id, asked.text, asked.category, known_kind(asked.kind), target, ())


def unfinished(drill: Retelling) -> str:
    """Describe where an open drill is."""
    return f"Unfinished retelling drill: {len(drill.tellings)} of {len(drill.rounds)} told"


# --- what today offers ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RetellingOffer:
    """A drill for a question of today; ``why`` is empty if nothing about it stands out."""

    question: Question
    why: str = ""

    def line(self, keys: str) -> str:
        """Return the offer in one line, without its evidence; ``keys`` start the drill."""
        reason = f" {self.why}." if self.why else ""
        spans = times(rounds(self.question.target))
        asked = textwrap.shorten(self.question.text, LONGEST_QUESTION, placeholder=" …")
        return f"Retelling drill ({keys}): tell “{asked}” three times, in {spans}.{reason}"


def offer(store: Store, question: Question) -> RetellingOffer | None:
    """Return the drill for a question; ``None``: its answer is too short to be retold."""
    if not can_be_retold(question):
        return None
    answers = store.past.answers(question_id=question.id, limit=LOOKED_AT)
    last = next((a for a in reversed(answers) if a.origin is not None and counts(a)), None)
    measures = store.past.measures([last.id]).get(last.id, {}) if last is not None else {}
    return RetellingOffer(question, _hesitant(measures, question.target))


def _hesitant(measures: MeasureValues, target: tuple[float, float]) -> str:
    """Say what about the last answer a drill is good for: many pauses, or a slow pace."""
    scored = {s.name: s for s in score(measures, (), target)}
    for name in ("pauses", "pace"):
        found = scored.get(name)
        slow = found is not None and (name == "pauses" or found.band in ("below", "far_below"))
        if found is not None and slow and found.value < bands().good_score:
            return f"{measured(name, measures)} last time"
    return ""


def today_line(store: Store, question: Question | None, today: date, *, keys: str = "r") -> str:
    """Return what today's list says about the drill: one to continue, one done, or an offer.

    ``question`` is the one it would be of; ``keys`` start it.
    """
    found = store.retellings.unfinished()
    if found is not None:
        return f"{unfinished(found)}. Press {keys} to continue."
    if done_on(store, today):
        return f"{DONE_TODAY} From tomorrow on, a new question shows what stuck."
    offered = offer(store, question) if question is not None else None
    return f"{offered.line(keys)} {EVIDENCE}" if offered is not None else ""


def done_on(store: Store, day: date) -> bool:
    """Whether a drill was finished on this day."""
    return any(
        each.state == "over" and each.ended is not None and each.ended.astimezone().date() == day
        for each in store.retellings.all()
    )


def counted(store: Store) -> str:
    """Count the finished drills, and those a new question tested; empty without any."""
    over = [each for each in store.retellings.all() if each.state == "over"]
    if not over:
        return ""
    tested = sum(test_answer(store, each) is not None for each in over)
    later = f"{tested} tested later with a new question" if tested else "none tested later yet"
    return f"Retelling drills: {len(over)} finished, {later}."


# --- a day later ----------------------------------------------------------------------------------


def to_test(store: Store, today: date) -> Retelling | None:
    """Return the newest drill of an earlier day that no new question has tested yet."""
    for drill in store.retellings.all():
        if drill.state != "over" or drill.ended is None:
            continue
        days = (today - drill.ended.astimezone().date()).days
        if 1 <= days <= TEST_FOR:
            return drill if test_answer(store, drill) is None else None
    return None


def test_answer(store: Store, drill: Retelling) -> int | None:
    """Return the first answer to the drill's new question that was given on a later day."""
    if drill.new_question is None or drill.ended is None:
        return None
    day = drill.ended.astimezone().date()
    for answer in store.past.answers(question_id=drill.new_question):
        if answer.recorded_at.astimezone().date() > day and counts(answer):
            return answer.id
    return None
